"""Pictures: what is admitted, what is refused and where, made and broken by Pillow's own hand."""

import io

import pytest
from PIL import Image as Pillow
from PIL import ImageFile

from dragoman import Project
from dragoman.errors import SourceError
from dragoman.images import read_image
from dragoman.limits import IMAGE_BYTES
from dragoman.sources.loading import load_sources
from release_samples import PICTURE, STEM, edit, write_files


def file(form, size=(40, 30), mode="RGB"):
    data = io.BytesIO()
    Pillow.new(mode, size).save(data, form)
    return data.getvalue()


def refusal(data):
    with pytest.raises(SourceError) as caught:
        read_image("picture", data)
    (found,) = caught.value.diagnostics
    assert found.position.file == "picture"
    return found.code.id


@pytest.mark.parametrize(("form", "media_type", "suffix"), [
    ("PNG", "image/png", "png"), ("JPEG", "image/jpeg", "jpeg"),
])
def test_a_picture_knows_its_size_its_type_and_its_digest(form, media_type, suffix):
    data = file(form)
    image = read_image("stand", data)
    assert (image.name, image.media_type, image.suffix) == ("stand", media_type, suffix)
    assert (image.width, image.height, image.data) == (40, 30, data)
    assert len(image.digest) == 64
    assert image.digest != read_image("stand", file(form, (41, 30))).digest


@pytest.mark.parametrize("form", ["GIF", "BMP", "TIFF", "WEBP"])
def test_other_formats_are_refused_whatever_they_are_called(form):
    assert refusal(file(form)) == "IMG-001"


@pytest.mark.parametrize("data", [
    b"", b"\x89PNG\r\n\x1a\n", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"%!PS-Adobe-3.0 EPSF-3.0",
    b"\xff\xd8\xff\xe0",
])
def test_what_is_no_picture_is_refused(data):
    assert refusal(data) == "IMG-001"


@pytest.fixture(params=[False, True], ids=["strict", "lenient"])
def _pillow(request, monkeypatch):
    """Pillow as it comes, and as WeasyPrint leaves it to the whole process: willing to fill what a file lacks."""
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", request.param)


@pytest.mark.usefixtures("_pillow")
@pytest.mark.parametrize("form", ["PNG", "JPEG"])
def test_a_picture_cut_short_is_refused(form):
    data = file(form, (400, 300))
    assert refusal(data[:len(data) // 2]) == "IMG-001"


@pytest.mark.usefixtures("_pillow")
def test_a_damaged_picture_is_refused():
    data = bytearray(file("PNG", (400, 300)))
    data[len(data) // 2] ^= 0xFF
    assert refusal(bytes(data)) == "IMG-001"


def test_a_small_file_that_unpacks_to_a_huge_picture_is_refused_before_it_is_decoded():
    bomb = file("PNG", (6000, 6000), "1")
    assert len(bomb) < 100_000
    assert refusal(bomb) == "IMG-003"


def test_a_file_too_heavy_is_refused_unread():
    assert refusal(b"\x89PNG" + bytes(IMAGE_BYTES)) == "IMG-002"


@pytest.mark.parametrize(("form", "mode"), [("JPEG", "CMYK"), ("PNG", "I;16")])
def test_colours_that_not_every_format_shows_are_refused(form, mode):
    assert refusal(file(form, (40, 30), mode)) == "IMG-006"


def test_a_photograph_that_lies_on_its_side_is_refused():
    exif = Pillow.Exif()
    exif[0x0112] = 6
    data = io.BytesIO()
    Pillow.new("RGB", (40, 30)).save(data, "JPEG", exif=exif)
    assert refusal(data.getvalue()) == "IMG-007"


@pytest.fixture
def project(tmp_path):
    return write_files(tmp_path / "p")


def faults(folder):
    with pytest.raises(SourceError) as caught:
        load_sources(folder)
    return [(d.code.id, d.position.file, d.field) for d in caught.value.diagnostics]


def test_a_project_reads_the_pictures_and_the_logo_that_it_names(project):
    (project / "logo.jpg").write_bytes(file("JPEG"))
    edit(project, "house.yaml", "name: institute\n", "name: institute\nlogo: logo.jpg\n")
    images = load_sources(project).images
    assert {name: (image.width, image.media_type) for name, image in images.items()} == {
        PICTURE: (600, "image/png"), "logo.jpg": (40, "image/jpeg")}


def test_a_missing_picture_is_named_where_the_file_names_it(project):
    (project / PICTURE).unlink()
    edit(project, "house.yaml", "name: institute\n", "name: institute\nlogo: logo.png\n")
    assert faults(project) == [
        ("IMG-004", "house.yaml", "house.logo"),
        ("IMG-004", f"{STEM}.yaml", f"{STEM}.pictures.stand.file")]


def test_a_broken_picture_is_named_where_the_file_names_it(project):
    (project / PICTURE).write_bytes(file("GIF"))
    assert faults(project) == [("IMG-001", f"{STEM}.yaml", f"{STEM}.pictures.stand.file")]


@pytest.mark.parametrize("path", ["../secret.png", "/etc/hostname", "images/link.png"])
def test_a_picture_outside_the_project_is_refused_also_behind_a_link(project, path):
    secret = project.parent / "secret.png"
    secret.write_bytes(file("PNG"))
    (project / "images" / "link.png").symlink_to(secret)
    edit(project, f"{STEM}.yaml", f"file: {PICTURE}", f"file: {path}")
    assert faults(project) == [("IMG-005", f"{STEM}.yaml", f"{STEM}.pictures.stand.file")]


def test_a_project_made_in_memory_is_given_its_pictures(project):
    parts = {
        "facts": {"languages": ["fr"], "mission": {"dates": {"unknown": "dates"}},
                  "organisations": {"institute": "institute"}},
        "house": {"name": "institute", "press_contacts": {"unknown": "contact"}, "logo": "logo.png"},
        "names": {"institute": {"kind": "organisation", "own": "fr", "fr": {"name": "Institut"}}},
        "documents": {"release": {
            "kind": "press_release", "status": "immediate", "date": {"unknown": "date"}, "place": {"unknown": "lieu"},
            "headline": "Titre", "lede": "Chapeau", "sections": [{"id": "one", "heading": "Un", "text": "Texte"}]}},
    }
    made = Project.from_parts(**parts, files={"logo.png": file("PNG")})
    assert made.sources.images["logo.png"].width == 40
    with pytest.raises(SourceError, match="IMG-004"):
        Project.from_parts(**parts)
