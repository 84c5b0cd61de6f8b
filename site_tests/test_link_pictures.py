"""Link pictures, the icon and the first page's picture: of the right size, light, always the same, and within their frame."""

import struct
import zlib
from dataclasses import replace
from io import BytesIO
from xml.etree import ElementTree

import pytest
from PIL import Image

from generator import build, cache, description, figures, lettering, link_pictures

from .conftest import CONTENT, KNEE

HOSTILE = "<script>&\"'</text>]]>{{ 7*7 }}\x07\ufffe😀"
LONG = "Side bends of the upper and the lower back with both hands on the waist, in turn, then both " * 4


class Told:
    """A guide with everything that link pictures are made of."""

    def __init__(self, content):
        self.catalogue, problems = build.read(content)
        assert problems == []
        self.exercises = description.exercises(self.catalogue)
        self.routines = description.routines(self.catalogue, self.exercises)
        self.drawings = {address: one.file for address, one in figures.figures(self.exercises).items()}

    def pictures(self) -> dict[str, bytes]:
        return link_pictures.link_pictures(self.catalogue, self.exercises, self.routines, self.drawings)

    def named(self, words: str) -> "Told":
        """The same guide, with all names and sentences of these words, and the same drawings."""
        other = Told.__new__(Told)
        guide = self.catalogue.guide.model_copy(update={"name": words, "description": words})
        regions = {identity: region.model_copy(update={"name": words, "clinical_name": words}) for identity, region in self.catalogue.regions.items()}
        other.catalogue = replace(self.catalogue, guide=guide, regions=regions)
        other.exercises = {identity: replace(told, exercise=told.exercise.model_copy(update={"name": words}), dose=words) for identity, told in self.exercises.items()}
        other.routines = {identity: replace(told, routine=told.routine.model_copy(update={"name": words}), time=words) for identity, told in self.routines.items()}
        other.drawings = self.drawings
        return other


@pytest.fixture(scope="module")
def small() -> Told:
    return Told(KNEE)


@pytest.fixture(scope="module")
def pictures(small) -> dict[str, bytes]:
    return small.pictures()


@pytest.fixture(scope="module", params=[KNEE, CONTENT], ids=["knee", "content"])
def each(request, small) -> tuple[Told, dict[str, bytes]]:
    told = small if request.param == KNEE else Told(CONTENT)
    return told, told.pictures()


def chunks(png: bytes) -> dict[bytes, bytes]:
    """The pieces of a PNG by name, those of one name together."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    found, at = {}, 8
    while at < len(png):
        length, name = struct.unpack_from(">I4s", png, at)
        found[name] = found.get(name, b"") + png[at + 8:at + 8 + length]
        at += length + 12
    return found


def size(png: bytes) -> tuple[int, int]:
    return struct.unpack(">II", chunks(png)[b"IHDR"][:8])


def rows(png: bytes) -> list[bytes]:
    """The lines of a picture of four bytes to a pixel, without the filters that stand before them."""
    width, height = size(png)
    raw, long, out = zlib.decompress(chunks(png)[b"IDAT"]), width * 4, []
    before = bytes(long)
    for y in range(height):
        kind, line = raw[y * (long + 1)], bytearray(raw[y * (long + 1) + 1:(y + 1) * (long + 1)])
        if kind == 2:
            line = bytearray((now + above) & 255 for now, above in zip(line, before))
        for i in range(long) if kind in (1, 3, 4) else ():
            a, b, c = (line[i - 4] if i > 3 else 0), before[i], (before[i - 4] if i > 3 else 0)
            if kind == 4:
                one, other, both = abs(b - c), abs(a - c), abs(a + b - 2 * c)
                line[i] = line[i] + (a if one <= other and one <= both else b if other <= both else c) & 255
            else:
                line[i] = line[i] + (a if kind == 1 else (a + b) // 2) & 255
        before = bytes(line)
        out.append(before)
    return out


def margins(png: bytes) -> set[bytes]:
    """The colours of the outermost 36 pixels to the right, and of a line above the foot and one at its lower edge."""
    lines = rows(png)
    edge = b"".join(line[-4 * 36:] for line in lines[:link_pictures.FOOT])
    across = lines[link_pictures.FOOT - 3] + lines[-5]
    return {colours[i:i + 4] for colours in (edge, across) for i in range(0, len(colours), 4)}


def test_every_exercise_region_and_routine_has_a_picture_of_the_right_size_and_weight(each):
    told, pictures = each
    catalogue = told.catalogue
    expected = {f"figures/link/exercise-{identity}.png" for identity in catalogue.exercises}
    expected |= {f"figures/link/region-{identity}.png" for identity in catalogue.guide.regions}
    expected |= {f"figures/link/routine-{identity}.png" for identity in catalogue.guide.routines}
    assert pictures.keys() == expected | {"figures/link/home.png"}
    assert {size(png) for png in pictures.values()} == {(1200, 630)}
    assert {address: len(png) for address, png in pictures.items() if len(png) > 60_000} == {}


def test_no_picture_is_of_one_colour_and_no_two_are_alike(each):
    _, pictures = each
    assert [address for address, png in pictures.items() if len(set(zlib.decompress(chunks(png)[b"IDAT"]))) < 60] == []
    assert len(set(pictures.values())) == len(pictures)


def test_equal_input_gives_equal_bytes(small, pictures):
    assert small.pictures() == pictures


def test_a_remembered_picture_is_not_painted_again(small, pictures, tmp_path, monkeypatch):
    def made(version: str) -> dict[str, bytes]:
        memory = cache.Memory(tmp_path, version)
        return link_pictures.link_pictures(small.catalogue, small.exercises, small.routines, small.drawings, memory)

    assert made("one") == pictures
    monkeypatch.setattr(link_pictures, "_png", lambda svg: b"")
    assert made("one") == pictures and set(made("two").values()) == {b""}


def test_a_preview_paints_nothing_and_shows_what_is_remembered(small, pictures, tmp_path, monkeypatch):
    def made(painting: bool) -> dict[str, bytes]:
        return link_pictures.link_pictures(small.catalogue, small.exercises, small.routines, small.drawings, cache.Memory(tmp_path, "one"), painting)

    assert made(painting=False) == {}
    made(painting=True)
    monkeypatch.setattr(link_pictures, "_png", None)
    assert made(painting=False) == pictures


def test_an_exercise_without_a_drawing_has_a_picture_of_words(small, pictures):
    assert not any("straight-leg-raise" in address for address in small.drawings)
    lines = rows(pictures["figures/link/exercise-straight-leg-raise.png"])
    dark = [y for y, line in enumerate(lines[:link_pictures.FOOT]) if bytes.fromhex("16252bff") in line]
    assert dark and dark[-1] - dark[0] > 40


def test_a_drawing_is_in_its_picture(pictures):
    shirt = bytes.fromhex("6bbcc0ff")
    drawn = sum(shirt in line for line in rows(pictures["figures/link/exercise-sit-to-stand.png"]))
    plain = sum(shirt in line for line in rows(pictures["figures/link/exercise-straight-leg-raise.png"]))
    assert drawn > 60 and plain == 0


def test_hostile_names_stay_words(small, monkeypatch):
    written = []
    png = link_pictures._png
    monkeypatch.setattr(link_pictures, "_png", lambda svg: written.append(svg) or png(svg))
    small.named(HOSTILE).pictures()
    assert written
    for svg in written:
        tree = ElementTree.fromstring(svg)
        assert {element.tag.rpartition("}")[2] for element in tree.iter()} <= {"svg", "rect", "style", "path", "text", "title", "g"}
        told = "".join("".join(element.itertext()) for element in tree.iter() if element.tag.endswith(("}text", "}title")))
        assert "<script>&\"'</text>]]>{{" in told


def test_long_names_and_sentences_stay_within_the_picture(small):
    paper, tint = bytes.fromhex("ffffffff"), bytes.fromhex("eef3f5ff")
    for words, looked_at in ((LONG, ("exercise-straight-leg-raise", "exercise-sit-to-stand")), ("W" * 300, ("routine-ankle",))):
        pictures = small.named(words).pictures()
        assert {address: len(png) for address, png in pictures.items() if len(png) > 60_000} == {}, words[:9]
        for name in looked_at:
            assert margins(pictures[f"figures/link/{name}.png"]) == {paper, tint}, (words[:9], name)


def test_words_on_lines_are_no_wider_than_their_place_and_none_is_lost():
    place = lettering.Area(10, 20, 400, 300)
    lines = lettering.fitted(LONG[:91], place, (60, 40, 20), lettering.BOLD, "#000")
    assert " ".join(line.words for line in lines) == LONG[:91].strip() and len({line.size for line in lines}) == 1
    assert all(lettering.measure(line.words, line.size, line.weight) <= 400 for line in lines)
    assert 20 < lines[0].y - lines[0].size * .7 and lines[-1].y < 320
    assert lettering.fitted(LONG, place, (60, 40), lettering.BOLD, "#000")[-1].words.endswith("…")
    assert lettering.fitted("", place, (60,), lettering.BOLD, "#000") == []


def test_the_font_has_the_letters_it_promises_and_bold_is_wider():
    promised = "".join(map(chr, [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x149), *range(0x14A, 0x180)])) + "–—“”‘’·→…"
    for weight, path in lettering.FONTS.items():
        assert set(map(ord, promised)) <= lettering._advances(weight).keys()
        assert path.stat().st_size <= 60_000 and (path.parent / "OFL.txt").is_file()
    assert lettering.measure("Hold", 100, lettering.BOLD) > lettering.measure("Hold", 100, lettering.REGULAR) > 150


def test_the_icon_is_a_head(small):
    icons = link_pictures.icons(figures.figure(link_pictures.portrait(small.catalogue.guide.person), ""))
    png = icons["assets/favicon.png"]
    assert size(png) == (64, 64) and len(png) < 5_000
    found = {colour for _, colour in Image.open(BytesIO(png)).convert("RGBA").getcolors()}
    assert Image.open(BytesIO(png)).convert("RGBA").getpixel((0, 0))[3] == 0
    # Few colours: each is one of them, or next to one.
    assert all(any(all(abs(a - b) < 8 for a, b in zip(bytes.fromhex(colour), one)) for one in found) for colour in ("f7d9c0ff", "523f33ff", "6bbcc0ff"))
    assert {address: size(one) for address, one in icons.items() if one != png} == {
        "assets/icon-192.png": (192, 192), "assets/icon-512.png": (512, 512), "assets/icon-maskable.png": (512, 512),
    }
    assert max(map(len, icons.values())) <= 15_000
