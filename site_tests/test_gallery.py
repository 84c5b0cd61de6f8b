"""The gallery: every picture in every theme, with its words, on one page that asks nothing of anybody."""

import re
import shutil

import html5lib
import pytest
import yaml

from generator import build, description, figures, gallery
from generator.figures.style import THEMES

from .conftest import CONTENT, KNEE
from .hostile_guide import ATTACK, attacked

HTML, SVG = "{http://www.w3.org/1999/xhtml}", "{http://www.w3.org/2000/svg}"


def made(content):
    """The exercises of a guide as they are told, and the page."""
    catalogue, problems = build.read(content)
    assert problems == []
    told = description.exercises(catalogue)
    files = gallery.gallery(catalogue, told, figures.figures(told), figures.page_style(), THEMES)
    assert list(files) == ["figures/index.html"]
    return told, files["figures/index.html"].decode()


def parsed(page):
    """The page as a tree, in which the parser has found no error."""
    parser = html5lib.HTMLParser(strict=False)
    tree = parser.parse(page)
    assert [error[1] for error in parser.errors] == []
    return tree


def text(element) -> str:
    return re.sub(r"\s+", " ", "".join(element.itertext())).strip()


@pytest.fixture(scope="module", params=[KNEE, CONTENT], ids=["knee", "guide"])
def one(request):
    told, page = made(request.param)
    return told, page, parsed(page)


def articles(tree):
    return {element.get("id"): element for element in tree.iter(HTML + "article")}


def test_every_picture_is_there_once_in_each_theme(one):
    told, _, tree = one
    pictures = [f"{exercise.exercise.code.lower()}-{shown.picture.key}" for exercise in told.values() for group in exercise.pictures.values() for shown in group]
    found = articles(tree)
    assert list(found) == pictures and len(pictures) > 5
    for identity, article in found.items():
        copies = [element for element in article.iter(HTML + "div") if (element.get("class") or "").startswith("theme ")]
        assert [copy.get("class") for copy in copies] == [f"theme {theme}" for theme in THEMES]
        drawn, *others = (copy.find(SVG + "svg") for copy in copies)
        assert len(list(drawn.iter(SVG + "path"))) > 1
        assert all([use.get("href") for use in other.iter(SVG + "use")] == [f"#{identity}-drawing"] for other in others)
        assert len({svg.get("viewBox") for svg in (drawn, *others)}) == 1


def test_every_picture_has_its_words(one):
    told, _, tree = one
    found = articles(tree)
    for exercise in told.values():
        for group in exercise.pictures.values():
            for shown in group:
                words = text(found[f"{exercise.exercise.code.lower()}-{shown.picture.key}"])
                assert shown.words in words and shown.picture.base in words and f"seen from {shown.picture.view}" in words
                assert all(f"{word} {value}" in words for word, value in shown.picture.words)


def test_the_key_and_the_text_stand_above_a_picture():
    heads = {identity: text(article.find(HTML + "div")) for identity, article in articles(parsed(made(KNEE)[1])).items()}
    assert heads["k2-step-1"] == "Step 1 Slide one heel towards your bottom."
    assert heads["k2-step-1-other-side"] == "Step 1, other side Slide one heel towards your bottom."
    assert heads["k1-step-2-inset-1"] == "Step 2, inset 1 Slowly sit down."
    assert heads["k1-start"] == "Start Sit on the front of a chair."


@pytest.mark.parametrize("key, parts", [
    ("start", {}), ("start-inset-2", {"inset": "2"}), ("step-3", {"step": "3"}), ("step-3-option-1", {"step": "3", "option": "1"}),
    ("part-2-step-1-other-side", {"part": "2", "step": "1", "other_side": "other-side"}), ("part-2-step-10-inset-1", {"part": "2", "step": "10", "inset": "1"}),
])
def test_a_key_is_taken_apart(key, parts):
    assert gallery.named(key) == gallery.Key(key, **parts)


@pytest.mark.parametrize("key", ["", "begin", "step-", "step-1-inset", "other-side"])
def test_a_key_of_another_time_stays_as_it_is(key):
    assert gallery.named(key) == gallery.Key(key, known=False)


def test_every_exercise_is_named_and_linked_and_can_be_jumped_to(one):
    told, _, tree = one
    headings = {heading.get("id"): heading for heading in tree.iter(HTML + "h2")}
    assert list(headings) == [exercise.exercise.code.lower() for exercise in told.values()]
    for exercise in told.values():
        heading = headings[exercise.exercise.code.lower()]
        assert text(heading) == f"{exercise.exercise.code} {exercise.exercise.name}"
        assert heading.find(HTML + "a").get("href") == f"../{exercise.address}index.html"


def test_no_id_is_there_twice_and_every_reference_is_answered(one):
    _, _, tree = one
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    assert sorted(ids) == sorted(set(ids))
    assert {element.get("href")[1:] for element in tree.iter() if (element.get("href") or "").startswith("#")} <= set(ids)


def test_the_page_asks_for_nothing_runs_nothing_and_is_not_listed(one):
    _, page, tree = one
    assert not [element for element in tree.iter() if element.tag in (HTML + "script", HTML + "img", HTML + "iframe", SVG + "image", SVG + "script")]
    assert [link.get("href") for link in tree.iter(HTML + "link")] == ["data:,"]
    assert "url(" not in page and "@import" not in page
    assert [element.get("rel") for element in tree.iter() if re.search("//", "".join(element.get(key) or "" for key in ("href", "src")))] in ([], ["license"])
    assert [meta.get("content") for meta in tree.iter(HTML + "meta") if meta.get("name") == "robots"] == ["noindex"]
    # The policy of the published page lets only its own style sheet speak.
    assert not [element for element in tree.iter() if element.get("style") or any(key.startswith("on") for key in element.keys())]


def test_hostile_text_stays_text(tmp_path):
    content = shutil.copytree(KNEE, tmp_path / "content")
    for file in [*content.glob("exercises/*.yml"), *content.glob("poses/*.yml"), content / "guide.yml"]:
        told = attacked(yaml.load(file.read_text("utf-8"), yaml.BaseLoader))
        file.write_text(yaml.safe_dump(told, allow_unicode=True, default_style='"', sort_keys=False), "utf-8")
    (content / "expected.yml").unlink()
    told, page = made(content)
    tree = parsed(page)
    known = {"html", "head", "meta", "title", "link", "style", "body", "header", "main", "nav", "p", "a", "h1", "h2", "h3", "ul", "li", "b", "span", "section", "article", "div", "svg", "g", "path", "use"}
    assert {element.tag.partition("}")[2] for element in tree.iter()} <= known
    words = " ".join(ATTACK.split())
    article = articles(tree)["k2-step-1"]
    assert f"Slide one heel towards your bottom. {words}" in text(article)
    assert words in text(article.findall(HTML + "div")[-1])
    assert text(next(tree.iter(HTML + "title"))).endswith(words) and all(words in text(heading) for heading in tree.iter(HTML + "h2"))


def test_an_exercise_without_a_picture_says_so(one):
    told, _, tree = one
    sections = {text(section.find(HTML + "h2")): section for section in tree.iter(HTML + "section")}
    for exercise in told.values():
        section = sections[f"{exercise.exercise.code} {exercise.exercise.name}"]
        assert ("No picture." in text(section)) is not bool(exercise.pictures)


@pytest.mark.parametrize("width", [320, 1200])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_in_a_browser_it_fits_and_each_theme_has_its_own_colours(page, one, tmp_path, width, scheme):
    """Without a script; on a light and on a dark device, and on paper, the three copies look the same."""
    (tmp_path / "index.html").write_text(one[1], "utf-8")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.set_viewport_size({"width": width, "height": 800})
    for media in ("screen", "print"):
        page.emulate_media(color_scheme=scheme, media=media)
        page.goto((tmp_path / "index.html").as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        for theme, colours in THEMES.items():
            seen = page.evaluate("theme => { const s = getComputedStyle(document.querySelector(`.theme.${theme} svg :is(g, use)`)); return [s.getPropertyValue('--skin'), s.getPropertyValue('--accent')] }", theme)
            assert [value.strip() for value in seen] == [colours["skin"], colours["accent"]]
    assert {url.partition(":")[0] for url in asked} <= {"file", "data"} and len(asked) <= 4


def test_the_copies_are_painted_in_the_colours_of_their_theme(page, tmp_path):
    """A reference has no colours of its own: what is painted is asked of the screen, by its pixels."""
    (tmp_path / "index.html").write_text(made(KNEE)[1], "utf-8")
    page.goto((tmp_path / "index.html").as_uri())
    shots = [page.locator(f".theme.{theme} svg").first.screenshot() for theme in THEMES]
    for theme, shot in zip(THEMES, shots):
        seen = page.evaluate("""async bytes => {
            const bitmap = await createImageBitmap(new Blob([new Uint8Array(bytes)])), canvas = new OffscreenCanvas(bitmap.width, bitmap.height), pen = canvas.getContext('2d');
            pen.drawImage(bitmap, 0, 0);
            const data = pen.getImageData(0, 0, bitmap.width, bitmap.height).data, seen = new Set();
            for (let i = 0; i < data.length; i += 4) seen.add('#' + [data[i], data[i + 1], data[i + 2]].map(n => n.toString(16).padStart(2, '0')).join(''));
            return [...seen];
        }""", list(shot))
        assert {THEMES[theme]["shirt"], THEMES[theme]["trousers"]} <= set(seen)
