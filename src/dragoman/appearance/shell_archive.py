"""A ZIP archive of which most members never change: those are deflated once, the rest for each document.

The stored date is fixed, so that the same parts give the same bytes.
"""

import struct
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_DATE = 1 << 21 | 1 << 16  # 1 January 1980, the format's first day
_VERSION, _UTF8_NAMES, _STORED, _DEFLATED = 20, 0x800, 0, 8
_LEVEL_STATIC, _LEVEL_DYNAMIC = 9, 3


@dataclass(frozen=True, slots=True)
class Member:
    """A file as it stands in an archive: `header` is what its two records have in common."""

    name: bytes
    header: bytes
    packed: bytes


def deflated(name: str, data: bytes, *, level: int = _LEVEL_DYNAMIC) -> Member:
    compressor = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    return _member(name, data, _DEFLATED, compressor.compress(data) + compressor.flush())


def stored(name: str, data: bytes) -> Member:
    """A member that deflating would not make less."""
    return _member(name, data, _STORED, data)


def _member(name: str, data: bytes, method: int, packed: bytes) -> Member:
    encoded = name.encode()
    header = struct.pack(
        "<HHHIIIIHH", _VERSION, _UTF8_NAMES, method, _DATE, zlib.crc32(data), len(packed), len(data), len(encoded),
        0,
    )
    return Member(encoded, header, packed)


class Archive:
    """An archive that begins with `static` members, in their order."""

    __slots__ = ("_central", "_count", "_members")

    def __init__(self, static: Mapping[str, bytes]) -> None:
        members, central = bytearray(), bytearray()
        for name, data in static.items():
            _append(members, central, deflated(name, data, level=_LEVEL_STATIC))
        self._members, self._central, self._count = bytes(members), bytes(central), len(static)

    def completed(self, added: Iterable[Member]) -> bytes:
        """Return the whole archive with these members added."""
        members, central, count = bytearray(self._members), bytearray(self._central), self._count
        for member in added:
            _append(members, central, member)
            count += 1
        end = struct.pack("<HHHHIIH", 0, 0, count, count, len(central), len(members), 0)
        return bytes(members + central + b"PK\x05\x06" + end)


def _append(members: bytearray, central: bytearray, member: Member) -> None:
    start = len(members)
    members += b"PK\x03\x04" + member.header + member.name + member.packed
    central += (
        b"PK\x01\x02" + struct.pack("<H", _VERSION) + member.header + struct.pack("<HHHII", 0, 0, 0, 0, start)
        + member.name)
