"""A photo keeps its place on a page while it loads, and what no browser shows is refused (see `not a photo` in test_bad_content.py)."""

from io import BytesIO

import pytest
from PIL import Image

from generator import build, photos


def saved(kind: str, size: tuple[int, int] = (30, 20), orientation: int = 1) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = orientation
    file = BytesIO()
    Image.new("RGB", size).save(file, kind, exif=exif)
    return file.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_the_size_is_that_which_a_browser_shows(kind):
    assert photos.size(saved(kind)) == (30, 20)
    assert photos.size(saved(kind, orientation=6)) == (20, 30), "held upright"


@pytest.mark.parametrize("spoilt", [b"", b"GIF89a", b"<svg/>", saved("GIF"), saved("PNG")[:-30], saved("JPEG")[:-300]], ids=["empty", "a beginning", "a drawing", "a GIF", "a cut PNG", "a cut JPEG"])
def test_what_is_no_photo_has_no_size(spoilt):
    assert photos.size(spoilt) is None


def test_a_photo_that_would_fill_the_memory_has_no_size(monkeypatch):
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 500)
    assert photos.size(saved("PNG", (31, 20))) is None


def test_a_page_knows_the_size_before_the_photo_is_there(knee_copy, tmp_path):
    (knee_copy / "photos" / "lying.png").write_bytes(saved("PNG", (600, 431)))
    assert build.build(knee_copy, tmp_path, {}) == []
    assert 'class="photo" height="431" loading="lazy" src="../../photos/lying.png" width="600"' in (tmp_path / "site" / "exercises" / "heel-slide" / "index.html").read_text("utf-8")
