"""Text from a contributor is text: in every written field, on every page, in search and in data."""

import json
import re
import shutil

import html5lib
import pytest
import yaml

from .conftest import KNEE, made

ATTACK = "\">\'></title><script>alert(1)</script><img src=x onerror=alert(1)> {{ 7*7 }} {% raw %} [x](javascript:alert(1)) \"'`*_a_* ¾ 90° – é 😀"
TEXTS = {
    "name", "clinical_name", "text", "alt", "heading", "signs", "one_repetition", "repetitions_text", "load", "ask", "title", "publisher",
    "read", "frequency", "description", "aliases", "equipment", "surfaces", "words_and_pictures", "related_names", "series", "profession",
}


def attacked(value, key=None, inside=()):
    """The value with the attack at the end of every written text. Ids stay as they are."""
    if isinstance(value, dict):
        return {k: attacked(v, k, (*inside, k)) for k, v in value.items()}
    if isinstance(value, list):
        return [attacked(item, key, inside) for item in value]
    ids = key == "series" and "source" not in inside
    return f"{value} {ATTACK}" if key in TEXTS and not ids else value


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    content = shutil.copytree(KNEE, folder / "content")
    for file in content.rglob("*.yml"):
        if file.name != "expected.yml":
            told = attacked(yaml.load(file.read_text("utf-8"), yaml.BaseLoader))
            file.write_text(yaml.safe_dump(told, allow_unicode=True, default_style='"', sort_keys=False), "utf-8")
    page = content / "pages" / "safety.md"
    page.write_text(page.read_text().replace("title: Safety", "title: " + json.dumps(f"Safety {ATTACK}", ensure_ascii=False)), "utf-8")
    (content / "expected.yml").unlink()
    return made(content, folder / "out", {})


def test_no_attack_is_live_on_any_page(hostile):
    for path in hostile.pages():
        tree = html5lib.parse(path.read_text("utf-8"), namespaceHTMLElements=False)
        for element in tree.iter():
            assert not [key for key in element.keys() if key.startswith("on")], path
            assert "javascript:" not in "".join(element.get(key) or "" for key in ("href", "src", "action", "formaction")), path
            if element.tag == "script" and element.get("type") is None and not element.get("src"):
                assert "alert(1)" not in (element.text or ""), path
            if element.tag == "img":
                assert element.get("src") != "x", path
        title = re.sub(r"\s+", " ", tree.find(".//title").text)
        assert "</title><script>" in title, path


def test_the_words_are_still_readable(hostile):
    for identity, exercise in hostile.catalogue.exercises.items():
        tree = html5lib.parse((hostile.site / "exercises" / identity / "index.html").read_text("utf-8"), namespaceHTMLElements=False)
        told = re.sub(r"\s+", " ", "".join(tree.find(".//article").itertext()))
        texts = [exercise.name, exercise.start.text, *exercise.aliases, *(q.ask for q in exercise.questions)]
        texts += [text for part in exercise.parts for text in (part.one_repetition, part.repetitions_text, part.load, *(s.text for s in part.steps)) if text]
        for text in texts:
            assert re.sub(r"\s+", " ", text) in told
        alone = html5lib.parse((hostile.site / "embed" / identity / "index.html").read_text("utf-8"), namespaceHTMLElements=False)
        assert all(re.sub(r"\s+", " ", words) in re.sub(r"\s+", " ", "".join(alone.find("body").itertext())) for words in (exercise.name, exercise.start.text, *(step.text for part in exercise.parts for step in part.steps)))
    sheet = html5lib.parse((hostile.site / "sheets" / "ankle" / "index.html").read_text("utf-8"), namespaceHTMLElements=False)
    assert hostile.catalogue.exercises["ankle-circles"].name in "".join(sheet.find(".//main").itertext())


def test_data_holds_the_words_as_they_were_written(hostile):
    data = json.loads((hostile.site / "exercises.json").read_text("utf-8"))
    assert all(ATTACK in exercise["name"] for exercise in data["exercises"])


def test_structured_data_is_valid_whatever_the_text_holds(hostile):
    page = (hostile.site / "exercises" / "sit-to-stand" / "index.html").read_text("utf-8")
    found = html5lib.parse(page, namespaceHTMLElements=False).findall(".//script[@type='application/ld+json']")
    assert [ATTACK in json.loads(script.text)["@graph"][0]["name"] for script in found] == [True]


def test_nothing_happens_in_the_browser(page, hostile, serve):
    root, happened = serve(hostile), []
    page.on("dialog", lambda dialog: (happened.append("dialog"), dialog.dismiss()))
    page.on("console", lambda message: happened.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: happened.append(str(error)))
    page.on("request", lambda request: None if request.url.startswith((root, "data:")) else happened.append(request.url))
    page.set_viewport_size({"width": 390, "height": 844})
    for address in ("", "knee/", "safety/", "exercises/sit-to-stand/", "exercises/straight-leg-raise/", "routines/ankle/", "sheets/ankle/", "embed/straight-leg-raise/"):
        page.goto(root + address, wait_until="load")
    page.goto(root + "k1/", wait_until="commit")
    page.wait_for_url("**/exercises/sit-to-stand/")
    page.goto(root, wait_until="load")
    page.locator("label[for=__search].md-header__button").click()
    page.keyboard.type("heel")
    page.locator(".md-search-result__link").first.wait_for()
    assert page.locator(".md-search-result img, .md-search-result script").count() == 0
    page.goto(root + "K9/", wait_until="load")
    page.locator("#not-found a").first.wait_for()
    assert [what for what in happened if "404 (Not Found)" not in what] == []
