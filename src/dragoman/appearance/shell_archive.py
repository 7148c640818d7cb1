"""A ZIP archive of which most members never change: those are deflated once, the rest for each document.

The stored date is fixed, so that the same parts give the same bytes.
"""

import struct
import zlib
from collections.abc import Mapping

_DATE = 1 << 21 | 1 << 16  # 1 January 1980, the format's first day
_VERSION, _UTF8_NAMES, _STORED, _DEFLATED = 20, 0x800, 0, 8
_LEVEL_STATIC, _LEVEL_DYNAMIC = 9, 3


class Archive:
    """An archive that begins with `static` members, in their order."""

    __slots__ = ("_central", "_count", "_members")

    def __init__(self, static: Mapping[str, bytes]) -> None:
        members, central = bytearray(), bytearray()
        for name, data in static.items():
            _append(members, central, name, data, _LEVEL_STATIC)
        self._members, self._central, self._count = bytes(members), bytes(central), len(static)

    def completed(self, dynamic: Mapping[str, bytes], stored: Mapping[str, bytes] | None = None) -> bytes:
        """Return the whole archive with these members added; `stored` are those that deflating would not make less."""
        members, central = bytearray(self._members), bytearray(self._central)
        for name, data in dynamic.items():
            _append(members, central, name, data, _LEVEL_DYNAMIC)
        stored = stored or {}
        for name, data in stored.items():
            _append(members, central, name, data, None)
        count, start = self._count + len(dynamic) + len(stored), len(members)
        end = struct.pack("<HHHHIIH", 0, 0, count, count, len(central), start, 0)
        return bytes(members + central + b"PK\x05\x06" + end)


def _append(members: bytearray, central: bytearray, name: str, data: bytes, level: int | None) -> None:
    """Add a member, deflated at a level, or as it is."""
    method, packed = _STORED, data
    if level is not None:
        compressor = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
        method, packed = _DEFLATED, compressor.compress(data) + compressor.flush()
    encoded, start = name.encode(), len(members)
    common = struct.pack(
        "<HHHIIIIHH", _VERSION, _UTF8_NAMES, method, _DATE, zlib.crc32(data), len(packed), len(data), len(encoded),
        0,
    )
    members += b"PK\x03\x04" + common + encoded + packed
    central += b"PK\x01\x02" + struct.pack("<H", _VERSION) + common + struct.pack("<HHHII", 0, 0, 0, 0, start) + encoded
