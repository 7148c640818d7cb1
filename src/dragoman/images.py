"""Pictures and logos: which files are admitted, and what is known of one before it is placed."""

import contextlib
import hashlib
import io
import threading
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from dragoman.diagnostics import Code, Position, diagnostic
from dragoman.errors import SourceError
from dragoman.limits import IMAGE_BYTES, IMAGE_PIXELS

NOT_AN_IMAGE = Code(
    "IMG-001", "error", "ce fichier n’est pas une image PNG ou JPEG lisible",
    "enregistrez l’image en PNG ou en JPEG ; SVG, TIFF, WebP et GIF ne sont pas admis",
)
TOO_HEAVY = Code(
    "IMG-002", "error", "l’image pèse plus de {limit} octets", "réduisez-la ou comprimez-la",
)
TOO_LARGE = Code(
    "IMG-003", "error", "l’image a {pixels} points, la limite est {limit}", "réduisez ses dimensions",
)

COLOURS = Code(
    "IMG-006", "error", "les couleurs de l’image ({mode}) ne conviennent pas à tous les formats",
    "enregistrez l’image en RVB ou en niveaux de gris, 8 bits par couleur",
)
TURNED = Code(
    "IMG-007", "error", "l’image est couchée, et seule une indication de l’appareil la redresse",
    "ouvrez-la, redressez-la et enregistrez-la",
)

SEVERAL = Code(
    "IMG-008", "error", "le fichier contient plusieurs images", "gardez-en une, et enregistrez-la en PNG ou en JPEG",
)

_MODES = frozenset({"1", "L", "LA", "P", "RGB", "RGBA"})
"""What Word, browsers and the PDF engine all show alike; not CMYK, not 16 bits a colour."""
_ORIENTATION = 0x0112
"""The Exif tag; its value 1 is upright."""

MEDIA_TYPES = {"PNG": "image/png", "JPEG": "image/jpeg"}


@dataclass(frozen=True, slots=True)
class Image:
    """A PNG or JPEG file; `name` is its path in the project, width and height are in pixels."""

    name: str
    media_type: Literal["image/png", "image/jpeg"]
    width: int
    height: int
    data: bytes = field(repr=False)

    @property
    def digest(self) -> str:
        """SHA-256 of the file, in hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()

    @property
    def suffix(self) -> str:
        return self.media_type.removeprefix("image/")


_STRICT_LOCK = threading.Lock()


@contextlib.contextmanager
def _strict() -> Iterator[None]:
    """Refuse truncated data, whatever others ask of Pillow: WeasyPrint makes it lenient for the whole process."""
    from PIL import ImageFile  # noqa: PLC0415 - loaded for projects with images only

    with _STRICT_LOCK:
        lenient, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
        try:
            yield
        finally:
            ImageFile.LOAD_TRUNCATED_IMAGES = lenient


def read_image(name: str, data: bytes) -> Image:
    """Check an image file: its weight, its header, its size, all of its data, its colours.

    Raises SourceError for anything but a whole PNG or JPEG within the limits; nothing is decoded before the header
    has said how large it is.
    """
    from PIL import Image as Pillow  # noqa: PLC0415 - loaded for projects with images only

    place = Position(name)
    if len(data) > IMAGE_BYTES:
        raise SourceError([diagnostic(TOO_HEAVY, place, limit=IMAGE_BYTES)])
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Pillow.open(io.BytesIO(data), formats=tuple(MEDIA_TYPES)) as picture:
                kind, (width, height) = str(picture.format), picture.size
                alone = kind in MEDIA_TYPES and getattr(picture, "n_frames", 1) == 1
                mode, turned = picture.mode, False
                large = width * height > IMAGE_PIXELS
                if not large:
                    with _strict():
                        picture.load()
                        turned = picture.getexif().get(_ORIENTATION, 1) != 1
    except Exception as error:  # a broken file may raise almost anything, from a decoder as from Pillow
        raise SourceError([diagnostic(NOT_AN_IMAGE, place)]) from error
    if large:
        raise SourceError([diagnostic(TOO_LARGE, place, pixels=width * height, limit=IMAGE_PIXELS)])
    if not alone:
        raise SourceError([diagnostic(SEVERAL, place)])
    if mode not in _MODES:
        raise SourceError([diagnostic(COLOURS, place, mode=mode)])
    if turned:
        raise SourceError([diagnostic(TURNED, place)])
    return Image(name, "image/png" if kind == "PNG" else "image/jpeg", width, height, data)
