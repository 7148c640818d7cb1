"""Draw the logo and the picture of the fictional house: plain shapes, like nobody's arms.

usage: draw.py     writes images/logo.png and images/four.png of the project beside this file
"""

from pathlib import Path

from PIL import Image, ImageDraw

IMAGES = Path(__file__).parent / "valmont" / "images"
PAPER, PLUM, AMBER, SMOKE = "#FFFFFF", "#5B2A6E", "#D98E2B", "#6F6A74"


def logo() -> Image.Image:
    """Three steps that rise to the right, under a disc; 320 by 180 pixels."""
    picture = Image.new("RGB", (320, 180), PAPER)
    pen = ImageDraw.Draw(picture)
    for step in range(3):
        pen.rectangle((step * 110, 120 - step * 30, step * 110 + 95, 179), fill=PLUM)
    pen.ellipse((20, 10, 90, 80), fill=AMBER)
    return picture


def kiln() -> Image.Image:
    """A vault with a fire in it; 960 by 540 pixels."""
    picture = Image.new("RGB", (960, 540), SMOKE)
    pen = ImageDraw.Draw(picture)
    pen.pieslice((230, 60, 730, 960), 180, 360, fill=PLUM)
    pen.pieslice((330, 180, 630, 840), 180, 360, fill=AMBER)
    pen.rectangle((0, 500, 959, 539), fill=PLUM)
    return picture


def save(picture: Image.Image, name: str) -> None:
    picture.quantize(8).save(IMAGES / name, optimize=True)


if __name__ == "__main__":
    save(logo(), "logo.png")
    save(kiln(), "four.png")
