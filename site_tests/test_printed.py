"""Tests on the printed thing: what a reader holds in the hand, measured on the PDF of every sheet."""

import base64
import functools
import io
import re
from collections import Counter
from dataclasses import replace

import html5lib
import pikepdf
import pytest
import segno
import yaml

from generator import addresses, browser, description, figures, paper, phrases, sheets
from generator.description import ExerciseTold, RoutineTold
from generator.site import Site

from . import printed
from .conftest import CONTENT, KNEE, ROOT
from .printed import EDGE, MARGIN, Page, bare

GUIDES = {"knee": KNEE, "guide": CONTENT}
SHEETS = [(guide, path.stem) for guide, content in GUIDES.items() for path in sorted((content / "routines").glob("*.yml"))]
EDITIONS = [(size, large) for size in ("A4", "Letter") for large in (False, True)]
SIZES = {"A4": (210, 297), "Letter": (215.9, 279.4)}
TEXT, LARGE, SMALLEST = 12, 18, 9  # points
# Arimo has the widths of Arial and Helvetica; Inter, the widest, stands for San Francisco and Segoe UI.
FACES = ("arimo", "roboto", "inter")
ONE_SERIES = [(guide, name) for guide, name in SHEETS if len(yaml.safe_load((GUIDES[guide] / "routines" / f"{name}.yml").read_text("utf-8")).get("series", [])) == 1]
MOST = 6  # exercises that one side is promised to hold


# What a reader would complain of, told as a list. All are empty for a good sheet.

def blank(pages: tuple[Page, ...]) -> list[int]:
    """The pages without any ink."""
    return [page.number for page in pages if printed.ink(page) is None]


def outside(page: Page) -> list[str]:
    """What reaches into the margins."""
    things = [(word.text, word.box) for word in page.words] + [("a line", box) for box in page.drawn]
    if found := printed.ink(page):
        things.append(("ink", found))
    return [f"{name}: {box}" for name, box in things if not box.within(page.sheet, EDGE)]


def too_small(page: Page, least: float, allowed: str) -> list[str]:
    """The text below the least size that is not part of what may be smaller, or is below 9 points."""
    faults, run = [], ""
    for word in [*page.words, None]:
        if word and word.size < least - 0.05:
            run += word.text
            if word.size < SMALLEST - 0.05:
                faults.append(f"{word.text} ({word.size} pt)")
        elif run:
            if bare(run) not in allowed:
                faults.append(run)
            run = ""
    return faults


def torn(pages: tuple[Page, ...], block: list[str], heads: list[str]) -> list[str]:
    """The words of a block that do not follow its head in their order, on the same page and before the next head."""
    head, *rest = map(bare, block)
    for page in pages:
        place = page.text.find(head)
        if place >= 0:
            place += len(head)
            text = page.text[place:min([at for other in map(bare, heads) if (at := page.text.find(other, place)) >= 0], default=None)]
            missing, at = [], 0
            for words in rest:
                found = text.find(words, at)
                if found < 0:
                    missing.append(words)
                else:
                    at = found + len(words)
            return missing
    return [head]


def pale(page: Page) -> list[str]:
    """The words that are not black, or not on white."""
    faults = [f"{word.text} is grey" for word in page.words if word.grey > printed.BLACK]
    for word in page.words:
        darkest, lightest = printed.greys(page, word.box)
        # Of a dot or a dash too little may be left between the dots of the picture.
        if lightest < printed.WHITE or (len(word.text) > 2 and darkest > printed.BLACK):
            faults.append(f"{word.text}: {darkest} on {lightest}")
    return faults


def filled(page: Page) -> list[tuple[float, float]]:
    """The places, in mm, of areas that are not white, apart from figures and QR codes: 4 mm each way or more are found for certain."""
    image, dots = printed.painted(page).copy(), printed.DPI / 25.4
    for box in [figure.box for figure in page.figures] + [box for _, box in printed.codes(image)]:
        image.paste(255, tuple(round(side * dots) for side in box))
    cells = image.point(lambda grey: 255 * (grey >= printed.WHITE)).reduce(12)  # a cell of 2 mm is wider than a stroke of the title
    return [(index % cells.width * 12 / dots, index // cells.width * 12 / dots) for index, grey in enumerate(cells.get_flattened_data()) if grey == 0]


# What there is to print.

def said(html: str, *names: str) -> list[str]:
    """The texts of all elements with one of these tags or classes, in order."""
    return [text for kinds, text in _texts(html) if kinds & set(names)]


@functools.lru_cache(maxsize=2)
def _texts(html: str) -> list[tuple[set[str], str]]:
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    return [({one.tag, *one.get("class", "").split()}, " ".join(one.itertext())) for one in tree.iter() if isinstance(one.tag, str)]


def html_of(built, identity: str) -> str:
    return (built.site / addresses.sheet(identity) / "index.html").read_text("utf-8")


def with_face(html: str, face: str) -> str:
    """The sheet as a system shows it whose sans-serif face is this one."""
    rules = ""
    for weight in (400, 700):
        font = base64.b64encode((ROOT / "site_tests" / "fonts" / f"{face}-{weight}.woff2").read_bytes()).decode()
        rules += f"@font-face {{ font-family: Face; font-weight: {weight}; src: url(data:font/woff2;base64,{font}) }}"
    # The page's own policy lets no style in that it does not know.
    free = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", html)
    return free.replace("</head>", f"<style>{rules} body {{ font-family: Face, sans-serif }}</style></head>", 1)


FRAME = "<!doctype html><html lang='en'><title>Knee</title><style>@page {{ margin: 12mm }} body {{ margin: 0; font: 12pt Arial }} {style}</style><body>{body}"
BLOCK = "<section><h2>K1 Bend</h2><p>Bend it slowly.</p><p>Stretch it again.</p></section><h2>K2 Stand</h2><p>Up.</p>"
TRIAL = segno.make_qr("https://clinic.example/k1/", error="m")
TRIALS = {
    "good": ("", f"{BLOCK}<svg viewBox='0 0 9 9' width='40' role='img' aria-label='A knee'><path d='M1 1h7v7z'/></svg>"
                 f"<div style='width: 26mm'>{TRIAL.svg_inline(border=4, omitsize=True)}</div>"),
    "11 pt": ("p { font-size: 11pt }", BLOCK),
    "8 pt": ("p { font-size: 8pt }", BLOCK),
    "scaled": ("section { transform: scale(.9); transform-origin: 0 0 }", BLOCK),
    "too wide": ("h2 { width: 200mm }", BLOCK),  # the browser makes all of it smaller
    "split": ("section p + p { break-before: page }", BLOCK),
    "word in the margin": ("h2 { margin-left: -2mm }", BLOCK),
    "line in the margin": ("h2 { border-bottom: 1px solid #888; margin-left: -2mm; padding-left: 2mm }", BLOCK),
    "blank last page": ("div { break-before: page }", f"{BLOCK}<div></div>"),
    "grey": ("p { color: #777; print-color-adjust: exact }", BLOCK),
    "hidden": ("p { color: #fff; print-color-adjust: exact }", BLOCK),
    "fill": ("p { background: #eee; padding: 2mm; print-color-adjust: exact }", BLOCK),
}


@pytest.fixture(scope="session")
def pdfs(knee, guide) -> dict[str, bytes]:
    """The PDFs of the sites, and the sheets of one series in other faces."""
    builts = {"knee": knee, "guide": guide}
    found = {f"{name}/{file.name}": file.read_bytes() for name, built in builts.items() for file in (built.site / "sheets").glob("*.pdf")}
    jobs = []
    for face in FACES:
        for name, identity in ONE_SERIES:
            normal = [one for one in paper.editions(f"{name}/{identity}", with_face(html_of(builts[name], identity), face), identity) if not one.large]
            jobs += [replace(one, address=f"{face}/{one.address}") for one in normal]
    return found | paper.pdfs(jobs, browser.find())


@pytest.fixture(scope="session")
def trials() -> dict[str, tuple[Page, ...]]:
    """The pages on which the measure itself is tried."""
    jobs = [paper.Job(name, FRAME.format(style=style, body=body), "A4", False, name) for name, (style, body) in TRIALS.items()]
    return {name: printed.pages(pdf) for name, pdf in paper.pdfs(jobs, browser.find()).items()}


@pytest.fixture(scope="session")
def told(knee, guide) -> dict[str, dict[str, RoutineTold]]:
    return {name: description.routines(one.catalogue, description.exercises(one.catalogue)) for name, one in (("knee", knee), ("guide", guide))}


@pytest.fixture(scope="session", params=SHEETS, ids="/".join)
def sheet(request, told):
    """Each sheet of both guides: its built guide, its routine, and its HTML."""
    name, identity = request.param
    built = request.getfixturevalue(name)
    return name, built, told[name][identity], html_of(built, identity)


@pytest.fixture(scope="session", params=EDITIONS, ids=lambda edition: f"{edition[0]}{' large' * edition[1]}")
def edition(request) -> tuple[str, bool]:
    return request.param


@pytest.fixture(scope="session")
def pages(sheet, edition, pdfs) -> tuple[Page, ...]:
    """The pages of one edition of a sheet."""
    return printed.pages(pdfs[address(sheet[0], sheet[2].id, *edition)])


def address(name: str, identity: str, size: str, large: bool = False) -> str:
    return f"{name}/{identity}-{size.lower()}{'-large' * large}.pdf"


def head(told: ExerciseTold) -> str:
    return f"{told.exercise.code} {told.exercise.name}"


def words_of(told: ExerciseTold) -> list[str]:
    """What a block says, in its order: its head, how to begin, and each part with its steps and its dose."""
    block = [head(told), told.positions, told.exercise.start.text]
    for part in told.parts:
        steps = [text for step in part.part.steps for text in (step.text, "Hold" if step.hold else "", *(option.text for option in step.options))]
        dose = [part.dose, part.part.one_repetition or ""]
        block += [part.part.name, *dose, *steps] if part.part.name else [*steps, *dose]
    return [text for text in block if text]


def test_it_has_the_pages_that_it_needs_and_none_is_blank(sheet, edition, pages):
    routine, (size, large) = sheet[2], edition
    for page in pages:
        assert (page.width, page.height) == pytest.approx(SIZES[size], abs=EDGE)
    assert blank(pages) == []
    if not large and len(routine.exercises) <= MOST:
        assert len(pages) == 1


def test_every_exercise_is_whole_on_one_page_with_all_its_words(sheet, pages):
    heads = [head(told) for told in sheet[2].exercises]
    for told in sheet[2].exercises:
        assert torn(pages, words_of(told), heads) == []


def test_every_hold_is_told_with_its_seconds(sheet, pages):
    heads = [head(told) for told in sheet[2].exercises]
    for told in sheet[2].exercises:
        for part in told.parts:
            for step in part.part.steps:
                if step.hold:
                    assert torn(pages, [head(told), f"Hold {phrases.quantity('seconds', step.hold)}"], heads) == []


def test_every_series_begins_a_page(sheet, pages):
    routine = sheet[2]
    first_page = {told.id: next(page.number for page in pages if bare(head(told)) in page.text) for told in routine.exercises}
    assert list(first_page.values()) == sorted(first_page.values())
    if len(routine.routine.series) > 1:
        for before, after in zip(routine.exercises, routine.exercises[1:]):
            if before.spot.series != after.spot.series:
                assert first_page[after.id] > first_page[before.id]


def test_text_is_large_enough(sheet, edition, pages):
    """Smaller, but not below 9 points, are the version line, the grid's labels and the numbers of pictures; in large print too."""
    allowed = bare("".join(said(sheet[3], "small", "table", "figcaption")))
    assert [too_small(page, LARGE if edition[1] else TEXT, allowed) for page in pages] == [[]] * len(pages)


def test_every_picture_is_on_the_page_of_its_exercise(sheet, pages):
    for page in pages:
        here = [told for told in sheet[2].exercises if bare(head(told)) in page.text]
        expected = Counter(picture.words for told in here for _, picture in told.for_paper)
        found = Counter(figure.words for figure in page.figures if figure.words in expected)
        assert found == expected
        for figure in page.figures:
            assert figure.box.right - figure.box.left > 5 and figure.box.bottom - figure.box.top > 5
            assert printed.greys(page, figure.box)[0] <= printed.BLACK
    assert sum(bare(head(told)) in page.text for told in sheet[2].exercises for page in pages) == len(sheet[2].exercises)


def test_nothing_is_cut_off_or_in_the_margins(pages):
    assert [outside(page) for page in pages] == [[]] * len(pages)


def test_the_footer_is_whole_on_the_last_page(sheet, pages):
    routine, last = sheet[2], pages[-1].text
    assert bare(f"Stop if {'; '.join(routine.stop_if)}.") in last
    assert bare("Mon Tue Wed Thu Fri Sat Sun") in last and all(f"Week{week}" in last for week in (1, 2, 3, 4))
    assert routine.version in last


def test_the_bar_is_not_on_paper(sheet, pages):
    bars = said(sheet[3], "bar")
    assert bars and all(bare(line) not in page.text for bar in bars for line in [bar, *bar.splitlines()] if len(bare(line)) > 8 for page in pages)


def test_it_is_black_on_white(pages):
    assert [pale(page) for page in pages] == [[]] * len(pages)
    assert [filled(page) for page in pages] == [[]] * len(pages)


def test_the_code_leads_to_the_routine_even_from_a_poor_printer(sheet, pages):
    _, built, routine, _ = sheet
    there = f"{built.url}{addresses.routine(routine.id)}"
    for weaken in (lambda image: image, printed.poor):
        found = [(text, page, box) for page in pages for text, box in printed.codes(weaken(printed.painted(page)))]
        assert [text for text, _, _ in found] == [f"{there}?version={routine.version}"]
        assert all(box.within(page.sheet, EDGE) for _, page, box in found)
    page, box = found[0][1:]
    darkest, lightest = printed.greys(page, box)
    assert darkest <= printed.BLACK and lightest >= printed.WHITE
    typed = re.sub("^https?://", "", there)
    assert bare(typed) in page.text
    assert any(box.top - 5 < word.box.top < box.bottom + 5 for word in page.words if word.text.startswith(typed.partition("/")[0]))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name, identity", ONE_SERIES)
@pytest.mark.parametrize("face", FACES)
def test_a_series_fits_one_side_with_a_twentieth_to_spare(pdfs, told, face, name, identity, size):
    pages = printed.pages(pdfs[f"{face}/{address(name, identity, size)}"])
    assert all(face in word.font.lower() for word in pages[0].words if word.text.isascii())
    assert [outside(page) for page in pages] == [[]] * len(pages)
    if len(told[name][identity].exercises) <= MOST:
        assert len(pages) == 1
        assert printed.spare(pages[0]) >= 0.05 * (SIZES[size][1] - 2 * MARGIN)


def test_without_an_address_there_are_codes_to_say_and_none_to_read(knee, told):
    exercises = description.exercises(knee.catalogue)
    made = sheets.sheets(knee.catalogue, told["knee"], figures.figures(exercises), figures.paper_style(), Site())
    sheet = paper.Job("sheet", made["sheets/after-surgery/index.html"].decode(), "A4", False, "Knee")
    page, = printed.pages(paper.pdfs([sheet], browser.find())["sheet"])
    assert printed.codes(printed.painted(page)) == []
    assert not re.search(r"://|www\.|\.example", page.text)
    assert bare(", ".join(one.exercise.code for one in told["knee"]["after-surgery"].exercises)) in page.text
    assert outside(page) == []


# The measure itself: each fault is found on a page that has it, and none on a page that has none.

WHOLE, HEADS = ["K1 Bend", "Bend it slowly.", "Stretch it again."], ["K1 Bend", "K2 Stand"]
FINDS = {
    "pages": lambda pages: len(pages) > 1,
    "blank": lambda pages: blank(pages),
    "small": lambda pages: [fault for page in pages for fault in too_small(page, TEXT, "")],
    "small, though it may be smaller": lambda pages: [fault for page in pages for fault in too_small(page, TEXT, "".join(page.text for page in pages))],
    "torn": lambda pages: torn(pages, WHOLE, HEADS),
    "outside": lambda pages: [fault for page in pages for fault in outside(page)],
    "pale": lambda pages: [fault for page in pages for fault in pale(page)],
    "filled": lambda pages: [place for page in pages for place in filled(page)],
}


@pytest.mark.parametrize("trial, faults", [
    ("good", set()),
    ("11 pt", {"small"}),
    ("8 pt", {"small", "small, though it may be smaller"}),
    ("scaled", {"small"}),
    ("too wide", {"small"}),
    ("split", {"pages", "torn"}),
    ("word in the margin", {"outside"}),
    ("line in the margin", {"outside"}),
    ("blank last page", {"pages", "blank"}),
    ("grey", {"pale"}),
    ("hidden", {"pale"}),
    ("fill", {"filled", "pale"}),
])
def test_the_measure_finds_what_is_wrong(trials, trial, faults):
    assert {name for name, find in FINDS.items() if find(trials[trial])} == faults


def test_the_measure_finds_what_is_there(trials):
    page, = trials["good"]
    assert [word.text for word in page.words[:6]] == ["K1", "Bend", "Bend", "it", "slowly.", "Stretch"]
    assert [figure.words for figure in page.figures] == ["A knee"]
    knee = page.figures[0].box
    assert (knee.right - knee.left, knee.bottom - knee.top) == pytest.approx((40 * 7 / 9 * 25.4 / 96,) * 2, abs=0.1)
    for weaken in (lambda image: image, printed.poor):
        (text, box), = printed.codes(weaken(printed.painted(page)))
        assert text == "https://clinic.example/k1/"
        modules = TRIAL.symbol_size(border=0)[0] / TRIAL.symbol_size(border=4)[0]
        assert box.right - box.left == pytest.approx(26 * modules, abs=0.6)
        assert box.top > knee.bottom and box.bottom == pytest.approx(page.height - MARGIN - printed.spare(page), abs=0.6)
    assert printed.codes(printed.painted(trials["split"][0])) == []


def test_the_measure_knows_how_much_is_left(trials):
    first, last = trials["split"]
    assert printed.spare(first) > 200
    lowest = max(word.box.bottom for word in last.words)
    assert printed.spare(last) == pytest.approx(297 - MARGIN - lowest, abs=0.3)


@pytest.mark.parametrize("size", SIZES)
def test_an_exercise_of_few_steps_is_printed_from_its_page_on_one_side(size, guide, serve, chromium):
    at, page = serve(guide), chromium.new_page()
    sides = {}
    for identity, exercise in guide.catalogue.exercises.items():
        if len(exercise.parts) == 1 and len(exercise.parts[0].steps) < 4:
            page.goto(f"{at}{addresses.exercise(identity)}")
            with pikepdf.open(io.BytesIO(page.pdf(format=size, prefer_css_page_size=True))) as pdf:
                sides[exercise.code] = len(pdf.pages)
    page.close()
    assert set(sides.values()) == {1}, sides
