"""Pictures are whole, small, calm and the same everywhere. `python -m site_tests.test_figures` writes the golden ones anew."""

import gzip
import math
import random
import re
import statistics
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from generator import build, description
from generator.body import FRAMINGS, LANDMARKS, PEOPLE, PLACES, SIDES, VIEWS, Hand, Posture, camera, landmark, stand
from generator.figures import drawn, figure, figures, files, standalone
from generator.figures.arrows import arrow
from generator.figures.head import head
from generator.figures.ink import path
from generator.figures.limbs import arms
from generator.figures.style import THEMES, own_style
from generator.figures.trunk import legs, trunk
from generator.model.figure import DIRECTIONS
from generator.poses import Picture, swapped

from .conftest import CONTENT, KNEE, ROOT
from .test_body import ALL_FOURS, CROOK, SITTING, STANDING, SUPINE, SUPPORTS, exchanged, posed, random_posture  # noqa: F401

FOLDER = ROOT / "site_tests" / "golden" / "figures"
SIDE_LYING = posed("right side", {"hip flexion": 45, "knee flexion": 70, "shoulder flexion": 30, "elbow flexion": 30})


def picture(end: Posture, view: str = "front", start: Posture | None = None, **rest) -> Picture:
    """A picture of the test's own; where no start is given, nothing moves in it."""
    usual = {"framing": "whole body", "prop": {"seat": "chair", "feet": "floor"}.get(end.support, "mat"), "person": "medium"}
    return Picture("test", "step-1", (), "standing", start or end, end, view, **{**usual, **rest})


def bent(posture: Posture, hands=None, **angles: float) -> Posture:
    """The posture with some angles changed; `lumbar_flexion` is the axis lumbar flexion."""
    changed = {**dict(posture.angles), **{axis.replace("_", " "): degrees for axis, degrees in angles.items()}}
    return replace(posture, angles=tuple(sorted(changed.items())), hands=hands or posture.hands)


BENDING = picture(bent(STANDING, lumbar_flexion=30, cervical_flexion=20), "right side", STANDING, arrows=(("crown", "its way"),))
CURLING = picture(bent(SUPINE, cervical_flexion=25, thoracic_flexion=20), "right side", SUPINE, arrows=(("nose", "its way"),))
RISING = picture(STANDING, "right side", replace(SITTING, hands=(Hand("thigh"), Hand("thigh"))), arrows=(("crown", "its way"),))
REACHING = picture(replace(STANDING, hands=(Hand("temple"), Hand("waist"))), "front", STANDING, marks=("spine",), framing="waist up")
TURNING = picture(bent(STANDING, cervical_rotation=70), "back right", STANDING, person="broad", marks=("spine", "shoulder blades"))
MOVING = {"bending": BENDING, "curling": CURLING, "rising": RISING, "reaching": REACHING, "turning": TURNING}


def pictured(support: str, number: int):
    """Seeded pictures of bodies within the range of motion, from every side, most of them moving and with arrows."""
    dice = random.Random(f"pictures of {support}")
    for _ in range(number):
        end = random_posture(dice, support)
        start = random_posture(dice, support) if dice.random() < .7 else end
        arrows = {dice.choice(LANDMARKS): dice.choice(["its way", *DIRECTIONS, *(f"push {way}" for way in DIRECTIONS), f"to the {dice.choice(LANDMARKS)}"]) for _ in range(2)}
        yield picture(end, dice.choice(sorted(VIEWS)), start, person=dice.choice(sorted(PEOPLE)), marks=dice.choice([(), ("spine",), ("shoulder blades",)]), arrows=tuple(arrows.items()))


@pytest.fixture(scope="module", params=[KNEE, CONTENT], ids=["knee", "guide"])
def told(request):
    """The exercises of each of the two guides, told."""
    return description.exercises(build.read(request.param)[0])


@pytest.fixture(scope="module")
def made(told):
    """All pictures of each of the two guides by their address."""
    found = figures(told)
    assert found
    return found


# The text of paths -----------------------------------------------------------------------------------------------

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_ARC = re.compile(r"(-?[\d.]+) (-?[\d.]+) 0 ([01])([01]) ?(-?\d+) ?(-?\d+)")
_SIZES = {"M": 2, "l": 2, "q": 4, "t": 2, "c": 6, "s": 4, "z": 0}


def commands(d: str) -> list[tuple]:
    """A path, command by command: the letter, then its numbers as they are written."""
    found = []
    for letter, rest in re.findall(r"([a-zM])([^a-zM]*)", d):
        if letter == "a":
            arcs = _ARC.findall(rest)
            assert arcs and not _ARC.sub("", rest).strip(), d
            found += [("a", float(r), int(large), int(x), int(y)) for r, _, large, _, x, y in arcs]
        else:
            numbers, size = [int(n) for n in _NUMBER.findall(rest)], _SIZES[letter]
            assert not _NUMBER.sub("", rest).strip(), d
            assert len(numbers) == size if letter in "Mz" else numbers and len(numbers) % size == 0, d
            found += [(letter, *numbers[i:i + size]) for i in range(0, len(numbers), size)] if size else [("z",)]
    assert "".join(re.findall(r"[a-zM]", d))[0] == "M"
    return found


def arc(x: float, y: float, radius: float, large: int, dx: float, dy: float) -> list[tuple[float, float]]:
    """Points on a clockwise arc, 8 of them."""
    chord = math.hypot(dx, dy) or 1e-9
    radius = max(radius, chord / 2)
    high = math.sqrt(radius * radius - chord * chord / 4) * (-1 if large else 1)
    cx, cy = x + dx / 2 - high * dy / chord, y + dy / 2 + high * dx / chord
    first = math.atan2(y - cy, x - cx)
    turn = (math.atan2(y + dy - cy, x + dx - cx) - first) % (2 * math.pi)
    return [(cx + radius * math.cos(first + turn * k / 9), cy + radius * math.sin(first + turn * k / 9)) for k in range(1, 9)]


def points(d: str) -> list[tuple[float, float]]:
    """Points along a path, its curves cut into short pieces."""
    out, x, y, sx, sy, cx, cy = [], 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
    for letter, *n in commands(d):
        before = (x, y)
        if letter == "M":
            sx, sy = x, y = n
        elif letter == "z":
            x, y = sx, sy
        elif letter == "l":
            x, y = x + n[0], y + n[1]
        elif letter in "qt":
            cx, cy = (x + n[0], y + n[1]) if letter == "q" else (2 * x - cx, 2 * y - cy)
            x, y = x + n[-2], y + n[-1]
            out += [tuple((1 - t) ** 2 * a + 2 * t * (1 - t) * c + t * t * b for a, c, b in zip(before, (cx, cy), (x, y))) for t in (.25, .5, .75)]
        elif letter in "cs":
            ax, ay = (x + n[0], y + n[1]) if letter == "c" else (2 * x - cx, 2 * y - cy)
            cx, cy = x + n[-4], y + n[-3]
            x, y = x + n[-2], y + n[-1]
            out += [tuple((1 - t) ** 3 * a + 3 * t * (1 - t) ** 2 * p + 3 * t * t * (1 - t) * q + t ** 3 * b for a, p, q, b in zip(before, (ax, ay), (cx, cy), (x, y))) for t in (.25, .5, .75)]
        else:
            radius, large, dx, dy = n
            out += arc(x, y, radius, large, dx, dy)
            x, y = x + dx, y + dy
        out.append((x, y))
    return out


def test_the_reader_of_paths_follows_every_command():
    """By hand; a mistake here would blind the tests below."""
    assert commands("M1-2l3 4 5-6z") == [("M", 1, -2), ("l", 3, 4), ("l", 5, -6), ("z",)]
    assert commands("M0 0a5.5 5.5 0 01-3 4 7 7 0 11 5-6") == [("M", 0, 0), ("a", 5.5, 0, -3, 4), ("a", 7.0, 1, 5, -6)]
    found = points("M10 10q10 0 10 10t-10 10z")
    assert (found[0], found[4], found[6], found[-2:]) == ((10, 10), (20, 20), (17.5, 27.5), [(10, 30), (10, 10)])


def inks(drawing) -> list[tuple[str, str]]:
    """Every path that a reader can ever see, with its classes: still, at the start and at the end."""
    seen = [(ink.kind, ink.d) for ink in (*drawing.under, *drawing.body, *drawing.over, *drawing.begin)]
    return seen + [(ink.kind, ink.start) for ink in drawing.body if ink.start]


# The box ---------------------------------------------------------------------------------------------------------

STROKE = {"mat": 9, "arrow": 4, "spine": 4, "eyes": 5}  # half of its width


def outside(drawing) -> list[tuple]:
    found = []
    for kind, d in inks(drawing):
        half = STROKE.get(kind, 3)
        if kind == "mat above":
            continue  # seen from above, the mat goes on beyond the picture
        for x, y in points(d):
            if not (half - 1 <= x <= drawing.width - half + 1 and half - 1 <= y <= drawing.height - half + 1):
                found.append((kind, round(x), round(y)))
    return found


@pytest.mark.parametrize("support", SUPPORTS)
def test_a_whole_body_is_whole_with_its_start_and_its_arrows(support):
    for one in pictured(support, 8):
        drawing = drawn(one)
        assert (drawing.width, drawing.height, outside(drawing)[:3]) == (drawing.width, drawing.height, []), one


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("framing", FRAMINGS)
def test_every_view_and_framing_draws_something_of_a_sane_size(view, framing):
    for one in (STANDING, SITTING, SUPINE, CROOK, SIDE_LYING, ALL_FOURS):
        drawing = drawn(picture(one, view, framing=framing))
        assert 300 <= drawing.width <= 640 and 40 < drawing.height <= (1000 if framing != "waist" else 1400)
        assert any(kind.startswith(("shirt", "trousers")) for kind, _ in inks(drawing))


def test_pictures_of_the_guides_fit(told):
    shown = [one.picture for exercise in told.values() for group in exercise.pictures.values() for one in group]
    assert shown
    for one in shown:
        drawing = drawn(one)
        assert drawing.width <= 640
        if one.framing == "whole body":
            assert outside(drawing) == [], (one.exercise, one.key)


# Mirrors ---------------------------------------------------------------------------------------------------------


def part_extents(posture: Posture, view: str, person: str = "medium") -> dict[str, tuple]:
    """Left, top, right and bottom of each part by its name, in units of a picture. The hair has a parting: it is left out."""
    body, seen = stand(posture, PEOPLE[person]), camera(view)
    parts = [*arms(body, seen, False), *legs(body, seen), *trunk(body, seen), *head(body, seen)]
    return {part.name: extent_of(points(path(part.commands, 560, 0, 0))) for part in parts if part.commands and "hair" not in part.name}


@pytest.mark.parametrize("view", list(VIEWS))
@pytest.mark.parametrize("support", SUPPORTS)
def test_a_mirrored_posture_from_the_mirrored_side_is_the_mirrored_picture(support, view):
    dice = random.Random(f"mirror of {support} from {view}")
    for _ in range(3):
        posture = random_posture(dice, support)
        plain, mirrored = part_extents(posture, view), part_extents(posture.mirrored(), swapped(view))
        assert {exchanged(name) for name in plain} == set(mirrored), posture
        for name, (left, top, right, bottom) in plain.items():
            assert mirrored[exchanged(name)] == pytest.approx((-right, top, -left, bottom), abs=2), (name, posture)


@pytest.mark.parametrize("name", [name for name in MOVING if name != "turning"])
def test_the_other_side_is_the_mirrored_picture_in_a_box_of_the_same_size(name):
    one = MOVING[name]
    plain, other = drawn(one), drawn(one.other_side("step-2", ()))
    assert (other.width, other.height) == pytest.approx((plain.width, plain.height), abs=2)
    for kind in ("shirt", "trousers", "arrow", "ghost"):
        mine, mirrored = ([points(d) for k, d in inks(drawing) if k == kind] for drawing in (plain, other))
        assert len(mine) == len(mirrored)
        reach = [extent_of(piece) for piece in mine]
        for left, top, right, bottom in (extent_of(piece) for piece in mirrored):
            assert any((plain.width - right, top, plain.width - left, bottom) == pytest.approx(wanted, abs=4) for wanted in reach), kind


def extent_of(piece: list[tuple[float, float]]) -> tuple[float, float, float, float]:
    xs, ys = zip(*piece)
    return min(xs), min(ys), max(xs), max(ys)


# Paths -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("support", SUPPORTS)
def test_no_path_is_empty_or_long(support):
    for one in pictured(support, 8):
        lengths = {d: len(d) for _, d in inks(drawn(one))}
        assert lengths and min(lengths.values()) >= 8 and max(lengths.values()) <= 1500, one


def letters(d: str) -> str:
    """The letters of all commands, those left out included."""
    return "".join(letter for letter, *_ in commands(d))


@pytest.mark.parametrize("support", SUPPORTS)
def test_what_is_blended_has_the_same_commands_at_start_and_end(support):
    blended = 0
    for one in pictured(support, 8):
        for ink in drawn(one).body:
            if ink.start:
                blended += 1
                assert letters(ink.d) == letters(ink.start) and ink.d != ink.start, (ink.kind, one)
                flags = [[c[2] for c in commands(d) if c[0] == "a"] for d in (ink.d, ink.start)]
                assert len(flags[0]) == len(flags[1])
    assert blended > 20


def test_what_rests_is_not_moved_and_what_cannot_be_blended_fades():
    still, moved = drawn(picture(STANDING)), drawn(BENDING)
    assert all(ink.start is None for ink in still.body) and still.begin == ()
    assert any(ink.start is None for ink in moved.body), "The feet stand still."
    assert any(ink.start for ink in moved.body) and moved.begin


def test_parts_are_painted_from_back_to_front():
    """Seen from the right side: the far leg behind the near one, then the shirt, the head, the hair; the near arm over the shirt."""
    kinds = [ink.kind for ink in drawn(picture(bent(STANDING, left_hip_flexion=40, left_knee_flexion=50, left_shoulder_flexion=40), "right side")).body]
    assert kinds.index("trousers far") < kinds.index("trousers") < kinds.index("shirt") < kinds.index("shirt weld") < kinds.index("hair")
    far = [kind for kind in kinds if kind.endswith(" far")]
    assert {kind.split()[0] for kind in far} >= {"shirt", "trousers"}
    assert [ink.kind for ink in drawn(picture(STANDING)).body if ink.kind.endswith(" far")] == []


def paths(svg: str) -> list[tuple[str, str]]:
    """The class that colours it and the `d` of every path of a picture, but for those of its hidden start."""
    svg = re.sub(r'<g class="begin".*?</g>', "", svg)
    return [(re.sub(r" (fade|m\d+-\d+)$", "", kind), d) for kind, d in re.findall(r'<path class="([^"]*)" d="([^"]*)"', svg)]


def test_the_end_of_a_movement_is_what_the_still_picture_and_the_file_show(made):
    moving = [one for one in made.values() if one.motion]
    assert moving
    for one in made.values():
        assert paths(one.file) == paths(one.still) == paths(one.moving)
    for one in moving:
        rules = re.findall(r'@keyframes (m\d+-\d+)\{0%,12%\{d:path\("([^"]+)"\)\}\}\.\1\{animation-name:\1\}', one.motion)
        assert rules and "".join(f'@keyframes {name}{{0%,12%{{d:path("{d}")}}}}.{name}{{animation-name:{name}}}' for name, d in rules) == one.motion
        assert [name for name, _ in rules] == re.findall(r' (m\d+-\d+)"', one.moving)
        begin = re.search(r'<g class="begin" display="none">(.*?)</g>', one.moving)[1]
        assert {d for _, d in rules} <= {d for _, d in paths(begin)}


def test_no_two_pictures_of_an_exercise_share_the_name_of_a_movement(made, told):
    total = 0
    for exercise in told.values():
        names = [name for group in exercise.pictures.values() for one in group for name in re.findall(r"@keyframes (\S+?)\{", made[one.picture.address].motion)]
        total += len(names)
        assert len(names) == len(set(names))
    assert total


def test_the_beginning_of_a_movement_is_what_the_picture_before_it_shows():
    """Bending begins as standing does: the same paths, moved only by the box."""
    still, begin = drawn(picture(STANDING, "right side")), drawn(BENDING).begin
    assert [ink.kind for ink in still.body] == [ink.kind for ink in begin]
    assert [letters(ink.d) for ink in still.body] == [letters(ink.d) for ink in begin]


# The same everywhere ---------------------------------------------------------------------------------------------

_PRINTED = """
import hashlib, sys
from pathlib import Path
from generator import build, description
from generator.figures import figures, files
made = files(figures(description.exercises(build.read(Path(sys.argv[1]))[0])))
print(hashlib.sha256(repr(sorted(made.items())).encode()).hexdigest())
"""


def test_equal_pictures_give_equal_text_also_in_another_process():
    def printed(seed: str) -> str:
        done = subprocess.run([sys.executable, "-c", _PRINTED, str(KNEE)], cwd=ROOT, env={"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True)
        return done.stdout

    one, other = printed("1"), printed("2")
    assert one == other and len(one) == 65
    assert figure(BENDING, "Bending.") == figure(replace(BENDING), "Bending.")
    assert figure(BENDING, "Bending.") != figure(replace(BENDING, person="broad"), "Bending.")


def test_the_order_in_which_angles_are_written_does_not_matter_to_the_drawing():
    angles = BENDING.end.angles
    turned = replace(BENDING, end=replace(BENDING.end, angles=angles[::-1]))
    assert drawn(turned) == drawn(BENDING)


# Colours ---------------------------------------------------------------------------------------------------------


def luminance(colour: str) -> float:
    """Relative luminance as the web's contrast rules have it."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * c for c in colour[1:])
    channels = (int(digits[i:i + 2], 16) / 255 for i in (0, 2, 4))
    red, green, blue = (c / 12.92 if c <= .04045 else ((c + .055) / 1.055) ** 2.4 for c in channels)
    return .2126 * red + .7152 * green + .0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + .05) / (low + .05)


@pytest.mark.parametrize("theme", THEMES)
def test_a_grey_print_still_tells_skin_shirt_trousers_and_hair_apart(theme):
    colours = THEMES[theme]
    order = [luminance(colours[name]) for name in ("skin", "shirt", "trousers", "hair")]
    assert all(one > next_ for one, next_ in pairwise(order))
    for name in ("skin", "shirt", "trousers"):
        assert luminance(colours[f"far {name}"]) < luminance(colours[name])
    assert set(colours) == set(THEMES["light"])


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", ["skin", "far skin", "shirt", "paper"])
def test_ink_stands_out_from_what_it_bounds(theme, name):
    if (theme, name) == ("dark", "paper"):  # there the body itself stands out
        assert contrast(THEMES[theme]["skin"], THEMES[theme]["paper"]) >= 3 and contrast(THEMES[theme]["trousers"], THEMES[theme]["paper"]) >= 3
    else:
        assert contrast(THEMES[theme]["ink"], THEMES[theme][name]) >= 3


@pytest.mark.parametrize("theme", THEMES)
def test_an_arrow_stands_out_from_the_paper(theme):
    assert contrast(THEMES[theme]["accent"], THEMES[theme]["paper"]) >= 3


def test_every_class_that_is_drawn_has_a_colour_in_a_file_and_in_a_page(made):
    page = files(made)["assets/figures.css"].decode()
    for one in made.values():
        for kind, _ in paths(one.file):
            selector = "." + (kind if kind in ("skin", "shirt", "trousers", "hair") else kind.replace(" weld", "").replace(" ", "."))
            assert f"{selector}{{" in one.file and f".drawing {selector}{{" in page, kind


def test_a_rule_leaves_no_colour_open():
    for theme in THEMES:
        style = own_style(frozenset({"skin", "skin far", "shirt", "shirt weld", "shirt far", "trousers", "trousers far", "hair", "eyes", "line", "spine", "arrow", "ghost", "mat", "mat above", "prop"}), theme)
        assert re.findall(r"\{[a-z ]+\}", style) == [] and "var(" not in style
        assert set(re.findall(r"#[0-9a-f]+", style)) >= {THEMES[theme][name] for name in ("ink", "skin", "far skin", "shirt", "trousers", "hair", "accent", "ghost", "mat", "mat edge")}


# Files -----------------------------------------------------------------------------------------------------------


def assert_stands_alone(text: str, words: str) -> None:
    root = ElementTree.fromstring(text)
    space = "{http://www.w3.org/2000/svg}"
    assert root.tag == f"{space}svg" and root.get("role") == "img"
    assert root[0].tag == f"{space}title" and root[0].text == words
    assert {element.tag.removeprefix(space) for element in root.iter()} <= {"svg", "title", "style", "path"}
    assert {name for element in root.iter() for name in element.keys()} <= {"viewBox", "role", "class", "d"}
    style = root.find(f"{space}style").text
    assert not re.search(r"url\(|@import|@font-face|expression|javascript|://|\\", style)
    assert text.count("://") == 1  # the namespace


def test_a_file_stands_on_its_own(made, told):
    words = {one.picture.address: one.words for exercise in told.values() for group in exercise.pictures.values() for one in group}
    assert set(words) == set(made)
    for address, one in made.items():
        assert_stands_alone(one.file, words[address])


@pytest.mark.parametrize("theme", THEMES)
def test_words_cannot_break_out_of_a_file(theme):
    words = "A < B & \"C\" </title><script>alert('x')</script>"
    assert_stands_alone(standalone(drawn(BENDING), words, theme), words)


def test_words_cannot_break_out_of_a_page(told):
    some = next(iter(told))
    hostile = {some: replace(told[some], pictures={"start": [description.PictureTold(BENDING, '"><script>x</script>')]})}
    one = next(iter(figures(hostile).values()))
    for text in (one.still, one.moving):
        assert "<script" not in text and '"><' not in text.split("<path")[0].replace('">' + "<svg", "").replace('">' + "<g", "")


def test_files_are_small(made):
    sizes = {address: len(one.file.encode()) for address, one in made.items()}
    if len(sizes) > 20:  # a few pictures have no middle worth the name
        assert statistics.median(sizes.values()) <= 4000
    assert {address: size for address, size in sizes.items() if size > 6000} == {}


def zipped(*texts: str) -> int:
    return len(gzip.compress("".join(texts).encode(), mtime=0))


def test_what_moves_stays_small_in_a_page(made, told):
    sizes = {address: zipped(one.moving, one.motion) for address, one in made.items()}
    assert {address: size for address, size in sizes.items() if size > 3500} == {}
    for identity, exercise in told.items():
        shown = [made[one.picture.address] for group in exercise.pictures.values() for one in group]
        texts = [text for one in shown for text in (one.moving, one.motion)]
        assert zipped(*texts) <= 12000, identity


# Arrows, floor, marks --------------------------------------------------------------------------------------------


def arrow_points(name: str, way: str, end: Posture, view: str, start: Posture | None = None) -> list[tuple[float, float]]:
    body, middle = stand(end, PEOPLE["medium"]), stand(start or end, PEOPLE["medium"])
    strokes = arrow(name, way, middle, body, body, camera(view), 560)
    return points(path(strokes, 1, 0, 0)) if strokes else []


@pytest.mark.parametrize("way, view, dx, dy", [
    ("up", "front", 0, -1), ("down", "front", 0, 1), ("left", "front", 1, 0), ("right", "front", -1, 0), ("right", "back", 1, 0),
    ("forwards", "right side", 1, 0), ("forwards", "left side", -1, 0), ("backwards", "right side", -1, 0), ("push forwards", "right side", 1, 0),
])
def test_an_arrow_points_where_its_word_says(way, view, dx, dy):
    first, last, *_ = arrow_points("right hand", way, STANDING, view)
    assert (last[0] - first[0], last[1] - first[1]) == pytest.approx((62 * dx, 62 * dy), abs=4)


def test_a_push_ends_at_the_body_and_another_arrow_begins_there():
    x, y = (560 * value for value in camera("right side").point(landmark(stand(STANDING, PEOPLE["medium"]), "forehead")))
    push, free = arrow_points("forehead", "push backwards", STANDING, "right side"), arrow_points("forehead", "forwards", STANDING, "right side")
    assert push[1] == pytest.approx((x + 16, y), abs=2) and free[0] == pytest.approx((x + 16, y), abs=2)


def test_headwards_is_towards_the_head_also_lying():
    first, last, *_ = arrow_points("right hand", "headwards", SUPINE, "right side")
    body = stand(SUPINE, PEOPLE["medium"])
    head_x, feet_x = (camera("right side").point(landmark(body, name))[0] for name in ("crown", "right foot"))
    assert (last[0] - first[0]) * (head_x - feet_x) > 0


def test_an_arrow_leads_from_one_place_to_another():
    first, last, *_ = arrow_points("right elbow", "to the left knee", CROOK, "right side")
    seen, body = camera("right side"), stand(CROOK, PEOPLE["medium"])
    (ax, ay), (bx, by) = ([560 * v for v in seen.point(landmark(body, name))] for name in ("right elbow", "left knee"))
    assert abs(first[0] - ax) + abs(first[1] - ay) < 40 and abs(last[0] - bx) + abs(last[1] - by) < 48


def test_an_arrow_follows_the_way_of_a_landmark_and_stays_away_where_nothing_moves():
    trace = arrow_points("crown", "its way", bent(STANDING, lumbar_flexion=40), "right side", STANDING)
    assert trace[3][0] > trace[0][0] + 40, "Forwards is to the right, seen from the right side."
    assert arrow_points("crown", "its way", STANDING, "right side", STANDING) == []
    assert drawn(replace(BENDING, arrows=())).over == () and len(drawn(BENDING).over) == 1


@pytest.mark.parametrize("way, view, clockwise", [("circle forwards", "right side", True), ("circle backwards", "right side", False), ("circle forwards", "left side", False), ("circle backwards", "left side", True)])
def test_a_circle_turns_forwards_over_the_top(way, view, clockwise):
    ring = arrow_points("right shoulder", way, STANDING, view)[:49]
    area = sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairwise([*ring, ring[0]]))
    assert (area > 0) == clockwise


@pytest.mark.parametrize("prop, kinds", [("nothing", []), ("floor", ["prop"]), ("mat", ["mat"]), ("chair", ["prop", "prop"])])
def test_what_the_body_is_on_is_drawn_below_it(prop, kinds):
    drawing = drawn(picture(SITTING if prop == "chair" else STANDING, "right side", prop=prop))
    assert [ink.kind for ink in drawing.under] == kinds
    lowest = max(y for ink in drawing.body for _, y in points(ink.d))
    for ink in drawing.under[-1:]:
        assert max(y for _, y in points(ink.d)) == pytest.approx(lowest, abs=20)


def test_a_ghost_shows_where_the_movement_began():
    ghost = next(ink for ink in drawn(BENDING).under if ink.kind == "ghost")
    begin = [point for ink in drawn(BENDING).begin if ink.kind in ("skin", "shirt") for point in points(ink.d)]
    left, top, right, bottom = extent_of(points(ghost.d))
    assert top == pytest.approx(min(y for _, y in begin), abs=8) and left >= min(x for x, _ in begin) - 8
    assert [ink.kind for ink in drawn(picture(STANDING)).under] == ["prop"]


def test_marks_are_drawn_where_they_can_be_seen():
    def kinds(view: str, *marks: str) -> list[str]:
        return [ink.kind for ink in drawn(picture(STANDING, view, marks=marks)).body]

    assert kinds("right side", "spine")[-1] == "spine"
    assert kinds("back", "spine").index("spine") == kinds("back", "spine").index("shirt") + 1
    assert kinds("front", "shoulder blades").count("line") == kinds("front").count("line")
    assert kinds("back", "shoulder blades").count("line") == kinds("back").count("line") + 1


def test_a_face_is_seen_from_the_front_only():
    assert {"eyes", "line"} <= {ink.kind for ink in drawn(picture(STANDING, "front")).body}
    assert not {"eyes", "line"} & {ink.kind for ink in drawn(picture(STANDING, "back")).body}


# Golden pictures -------------------------------------------------------------------------------------------------

GOLDEN = {
    "standing-front": picture(STANDING, "front"),
    "standing-side": picture(STANDING, "right side"),
    "standing-back": picture(STANDING, "back", marks=("spine", "shoulder blades")),
    "sitting": picture(replace(SITTING, hands=(Hand("thigh"), Hand("thigh"))), "right side", prop="chair"),
    "supine": picture(SUPINE, "right side"),
    "crook-lying": picture(CROOK, "left side", person="slim"),
    "side-lying": picture(SIDE_LYING, "right side"),
    "all-fours": picture(ALL_FOURS, "right side", person="broad"),
    "all-fours-from-above": picture(ALL_FOURS, "front from above"),
    "bending-forwards": BENDING,
    "head-near": picture(bent(STANDING, cervical_rotation=60), "front", STANDING, framing="head and shoulders", arrows=(("chin", "its way"),)),
    "waist-near": picture(SUPINE, "right side", framing="waist", arrows=(("belly", "to the lower back"),)),
    **{
        f"hands-{place.replace(' ', '-')}": picture(replace(SITTING if place == "thigh" else STANDING, hands=(Hand(place, fist=place.startswith("under")),) * 2), "back right" if "back" in place or "behind" in place or "under" in place else "front right", framing="waist up")
        for place in PLACES if place != "side of the thigh"
    },
    "hands-side-of-the-thigh": picture(bent(STANDING, lumbar_side_flexion=20, thoracic_side_flexion=22, hands=(Hand("side of the thigh"), Hand("side of the hip"))), "front"),
}


def written(one: Picture) -> str:
    """A picture as text: where the body's landmarks are, in centimetres of a person of 170 cm, then every path, one command a line."""
    body, drawing = stand(one.end, PEOPLE[one.person]), drawn(one)
    lines = [f"support {one.end.support}, view {one.view}, framing {one.framing}, person {one.person}", "", "landmark: forwards, left, above the floor, in cm"]
    lines += [f"  {name}: {', '.join(str(round(170 * value)) for value in landmark(body, name))}" for name in LANDMARKS]
    lines += [f"  {side} elbow bends by {round(arm.flexion)}" for side, arm in zip(SIDES, body.arms)]
    lines += ["", f"box {drawing.width} {drawing.height}"]
    for group in ("under", "begin", "body", "over"):
        for ink in getattr(drawing, group):
            lines += ["", f"{group}: {ink.kind}"]
            lines += [f"  {' '.join([letter, *(f'{n:g}' if letter != 'a' or i else str(round(n)) for i, n in enumerate(numbers))])}" for letter, *numbers in commands(ink.d)]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("name", GOLDEN)
def test_golden_picture(name):
    assert written(GOLDEN[name]) == (FOLDER / f"{name}.txt").read_text("utf-8"), "If the change is meant: python -m site_tests.test_figures, and read the diff."


def test_no_golden_picture_is_left_over():
    assert {file.stem for file in FOLDER.iterdir()} == set(GOLDEN)


def write() -> None:
    """Writes the golden pictures anew."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.glob("*.txt"):
        old.unlink()
    for name, one in GOLDEN.items():
        (FOLDER / f"{name}.txt").write_text(written(one), "utf-8")


if __name__ == "__main__":
    write()
