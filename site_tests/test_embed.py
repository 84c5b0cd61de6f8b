"""An exercise alone, for a frame in another page: whole, without a script, and with nothing outside itself."""

import re

import html5lib
import pytest

from generator import build, description, embed, figures
from generator.site import Site

from .conftest import KNEE

FRAME = '<!doctype html><title>A page of somebody else</title><iframe src="{}" title="Exercise" width="100%" height="640"></iframe>'


def parsed(built, identity: str):
    return html5lib.parse((built.site / "embed" / identity / "index.html").read_text("utf-8"), namespaceHTMLElements=False)


def flat(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


@pytest.fixture(scope="module")
def alone():
    """The knee guide's exercises for frames as they leave the generator, before the site is finished."""
    catalogue = build.read(KNEE)[0]
    told = description.exercises(catalogue)
    return embed.embeds(catalogue, told, figures.figures(told), figures.page_style(), Site())


def test_it_says_all_that_is_needed(built):
    for identity, told in description.exercises(built.catalogue).items():
        tree, exercise = parsed(built, identity), told.exercise
        words = flat("".join(tree.find("body").itertext()))
        parts = [text for part in exercise.parts for text in (part.name, part.one_repetition, *(text for step in part.steps for text in (step.text, *(option.text for option in step.options))))]
        wanted = [exercise.code, exercise.name, told.dose, told.time, exercise.start.text, *parts, *told.stop_if, *(part.assumption for part in told.parts), *(hold for part in told.parts for hold in part.holds)]
        assert [text for text in wanted if text and flat(text) not in words] == [], identity
        assert built.catalogue.guide.name in words and built.catalogue.guide.licence.words_and_pictures in words
        assumed = exercise.start.assumed + sum(bool(part.assumption) + part.part.one_repetition_assumed for part in told.parts) + any(part.assumption for part in told.parts)
        assert words.count("Assumed") == assumed
        assert [flat("".join(h1.itertext())) for h1 in tree.iter("h1")] == [f"{exercise.code} {exercise.name}"]


def test_every_picture_is_there_once_with_its_words(built):
    for identity, told in description.exercises(built.catalogue).items():
        shown = [svg.get("aria-label") for svg in parsed(built, identity).iter("{http://www.w3.org/2000/svg}svg")]
        assert sorted(shown) == sorted(one.words for group in told.pictures.values() for one in group), identity


@pytest.mark.parametrize("identity, words", [
    ("sit-to-stand", "Changed since the review by Example Reviewer, physiotherapist, on 2026-01-31."), ("heel-slide", "No clinician has reviewed this exercise yet."),
])
def test_it_says_whether_somebody_has_reviewed_it(knee, identity, words):
    assert words in flat("".join(parsed(knee, identity).find("body").itertext()))


def test_it_needs_no_script_and_no_other_file(alone):
    for path, page in alone.items():
        tree = html5lib.parse(page.decode(), namespaceHTMLElements=False)
        assert not list(tree.iter("script")) and "@import" not in page.decode() and "url(" not in page.decode().replace("url(data:", ""), path
        assert [element.tag for element in tree.iter() if re.match("(?!data:)", element.get("src") or element.get("href") or "data:") and element.tag != "a"] == [], path
    assert any(b'src="data:image/png;base64,' in page for page in alone.values())


def test_the_finished_one_has_no_script_either(built):
    for identity in built.catalogue.spots:
        assert not list(parsed(built, identity).iter("script"))


def test_search_engines_are_led_to_the_page_of_the_exercise(built, alone):
    for identity in built.catalogue.spots:
        tree = parsed(built, identity)
        assert [link.get("href") for link in tree.iter("link") if link.get("rel") == "canonical"] == [f"{built.url}exercises/{identity}/"]
        assert [meta.get("content") for meta in tree.iter("meta") if meta.get("name") == "robots"] == ["noindex"]
    assert not any(b"canonical" in page for page in alone.values())


def test_in_a_frame_its_links_open_beside_the_page_around_it(page, knee, serve):
    root = serve(knee)
    page.set_content(FRAME.format(f"{root}embed/heel-slide/"))
    frame = page.frame_locator("iframe")
    with page.context.expect_page() as opened:
        frame.get_by_role("link", name="K2 in").click()
    opened.value.wait_for_url("**/exercises/heel-slide/index.html")
    assert opened.value.evaluate("window.opener") is None and frame.locator("h1").is_visible()


@pytest.mark.parametrize("scheme, ground", [("light", "rgb(255, 255, 255)"), ("dark", "rgb(21, 25, 28)")])
@pytest.mark.parametrize("width", [320, 800])
def test_it_fits_in_light_and_in_dark(page, built, serve, width, scheme, ground):
    root, told = serve(built), []
    page.on("console", lambda message: told.append(message.text))
    page.set_viewport_size({"width": width, "height": 640})
    page.emulate_media(color_scheme=scheme)
    for identity in built.catalogue.spots:
        page.goto(f"{root}embed/{identity}/")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, identity
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == ground
    assert told == []


def test_a_tap_moves_a_picture_unless_the_reader_wants_no_motion(page, guide, serve):
    page.goto(f"{serve(guide)}embed/{next(iter(guide.catalogue.spots))}/")
    moving = "[...document.querySelectorAll('.picture path')].some((path) => getComputedStyle(path).animationDuration != '0s' && getComputedStyle(path).animationName != 'none')"
    assert not page.evaluate(moving)
    page.locator(".play").first.check()
    assert page.evaluate(moving)
    page.emulate_media(reduced_motion="reduce")
    assert not page.evaluate(moving) and not page.locator(".play").first.is_visible()


def test_it_looks_as_the_page_of_the_exercise_does(page, guide, serve):
    root, looks = serve(guide), []
    look = "(one) => { const { color, backgroundColor, fontSize, fontWeight, borderRadius } = getComputedStyle(one); return [color, backgroundColor, fontSize, fontWeight, borderRadius]; }"
    for kind in ("exercises", "embed"):
        page.goto(f"{root}{kind}/{next(iter(guide.catalogue.spots))}/", wait_until="networkidle")
        looks.append([page.locator(one).first.evaluate(look) for one in ("main h1", ".tiles dd", "main .hold", "main ol > li > p", ".stop", ".picture")])
    assert looks[0] == looks[1]


def test_the_page_of_the_exercise_tells_how_to_show_it_elsewhere(page, knee, serve):
    page.goto(f"{serve(knee)}exercises/heel-slide/")
    page.get_by_text("Show this exercise on a site of your own").click()
    page.set_content(page.locator(".embed code").inner_text())
    assert page.locator("iframe").evaluate("(frame) => [frame.getAttribute('src'), frame.title]") == [f"{knee.url}embed/heel-slide/", "Exercise K2"]


def test_without_an_address_of_the_site_nobody_is_told_of_frames(knee_copy):
    guide = knee_copy / "guide.yml"
    guide.write_text(re.sub("site_url:.*\n", "", guide.read_text()))
    made = build.markdown(build.read(knee_copy)[0], {})
    assert "embed/heel-slide/index.html" in made and b"iframe" not in made["exercises/heel-slide.md"]
