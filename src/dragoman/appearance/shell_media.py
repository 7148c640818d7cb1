"""Pictures in a Word package: their size, their markup, and the entries by which a part finds them."""

from dragoman.appearance.shell_package import IMAGE
from dragoman.images import Image

_EMU = 36_000  # to a millimetre
_EMU_PIXEL = 9_525  # 96 pixels to an inch, as in CSS
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)


def fitted(image: Image, width: float, height: float) -> tuple[int, int]:
    """The size of a picture in EMU: its own, made smaller where it exceeds a width or height in millimetres."""
    own = image.width * _EMU_PIXEL, image.height * _EMU_PIXEL
    share = min(1.0, width * _EMU / own[0], height * _EMU / own[1])
    return max(1, round(own[0] * share)), max(1, round(own[1] * share))


def inline_picture(relationship: str, number: int, size: tuple[int, int], description: str) -> str:
    """A run with a picture in the line; `number` is unique in the file, `description` escaped for an attribute.

    A picture without a description is marked as decoration.
    """
    extent = f'cx="{size[0]}" cy="{size[1]}"'
    name = f"Dragoman {number}"
    return (
        f'<w:drawing><wp:inline xmlns:wp="{_DRAWING}/wordprocessingDrawing" xmlns:a="{_DRAWING}/main" '
        f'distT="0" distB="0" distL="0" distR="0"><wp:extent {extent}/><wp:docPr id="{number}" name="{name}" '
        f'descr="{description}">{"" if description else _DECORATIVE}</wp:docPr><wp:cNvGraphicFramePr>'
        f'<a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr><a:graphic><a:graphicData '
        f'uri="{_DRAWING}/picture"><pic:pic xmlns:pic="{_DRAWING}/picture"><pic:nvPicPr><pic:cNvPr id="{number}" '
        f'name="{name}" descr="{description}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip '
        f'r:embed="{relationship}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>'
        f'<a:off x="0" y="0"/><a:ext {extent}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        f"</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>"
    )


def with_pictures(relationships: bytes | None, targets: dict[str, str]) -> bytes:
    """A part's relationships, made if there are none, with those to pictures: targets by id."""
    added = "".join(f'<Relationship Id="{name}" Type="{IMAGE}" Target="{to}"/>' for name, to in targets.items())
    return _before_end(relationships or _NO_RELATIONSHIPS, b"Relationships", added)


def with_types(content_types: bytes, images: tuple[Image, ...]) -> bytes:
    """The package's content types with those of pictures."""
    lacking = {i.suffix: i.media_type for i in images if f'Extension="{i.suffix}"'.encode() not in content_types}
    added = "".join(f'<Default Extension="{suffix}" ContentType="{kind}"/>' for suffix, kind in lacking.items())
    return _before_end(content_types, b"Types", added)


_NO_RELATIONSHIPS = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
)


def _before_end(part: bytes, root: bytes, added: str) -> bytes:
    head, end, tail = part.rpartition(b"</" + root + b">")
    return head + added.encode() + end + tail
