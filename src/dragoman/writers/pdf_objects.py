"""The objects of a PDF, each put into bytes once, its streams deflated for speed.

pydyf makes the bytes of every object twice, to write it and to identify the file, and deflates at zlib's highest level:
a subset of a Japanese face then takes longer to deflate than its page to lay out. zlib's own default costs one per cent
of size for a third of the time. This module alone knows pydyf's inside.
"""

import importlib
import zlib
from typing import Any

_LEVEL = 6


def settle(_: object, pdf: Any) -> None:  # noqa: ANN401 - pydyf has no types
    """Settle the bytes of all that a PDF holds: WeasyPrint calls this before it writes the file."""
    pydyf: Any = importlib.import_module("pydyf")
    for number, item in enumerate(pdf.objects):
        if item.free != "f":
            if isinstance(item, pydyf.Stream) and item.compress:
                _deflate(item, pydyf._to_bytes)  # noqa: SLF001 - no public way to a stream's bytes
            pdf.objects[number] = _Settled(item)


def _deflate(stream: Any, to_bytes: Any) -> None:  # noqa: ANN401
    content = b"\n".join(map(to_bytes, stream.stream))
    stream.stream = [zlib.compress(content, _LEVEL)]
    stream.extra = {**stream.extra, "Filter": "/FlateDecode"}
    stream.compress = False


class _Settled:
    """An object as pydyf writes it, with bytes that no longer change."""

    __slots__ = ("compressible", "data", "free", "generation", "number", "offset")

    def __init__(self, item: Any) -> None:  # noqa: ANN401
        self.compressible, self.free, self.generation, self.number = (
            item.compressible, item.free, item.generation, item.number)
        self.data: bytes = item.data
        self.offset = 0

    @property
    def indirect(self) -> bytes:
        return b"%d %d obj\n%b\nendobj" % (self.number, self.generation, self.data)
