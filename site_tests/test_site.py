"""The built site, page by page: valid, linked, titled, safe, and at home below any base path."""

import base64
import hashlib
import json
import re
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

import html5lib
import pytest

HTML = "{http://www.w3.org/1999/xhtml}"


@pytest.fixture(scope="module")
def pages(built):
    """{path below the site: parsed page}; parsing must find no error."""
    parsed = {}
    for path in built.pages():
        parser = html5lib.HTMLParser(strict=False)
        tree = parser.parse(path.read_text("utf-8"))
        assert [error[1] for error in parser.errors] == [], path
        parsed[path.relative_to(built.site).as_posix()] = tree
    assert {"index.html", "404.html", "safety/index.html"} < set(parsed)
    return parsed


def elements(tree, name: str):
    return list(tree.iter(HTML + name))


def text(element) -> str:
    return re.sub(r"\s+", " ", "".join(element.itertext())).strip()


def test_every_link_leads_somewhere(built, pages):
    """Links, images, scripts and styles, with fragments, from every page but the 404 page (see below)."""
    ids = {path: {e.get("id") for e in tree.iter() if e.get("id")} for path, tree in pages.items()}
    broken = []
    for path, tree in pages.items():
        if path == "404.html":
            continue
        for element in tree.iter():
            for key in ("href", "src"):
                target = element.get(key)
                if target is None or re.match(r"https?:|mailto:|data:", target):
                    continue
                address, fragment = urldefrag(target)
                parts = urlsplit(address)
                assert not parts.path.startswith("/"), f"{path}: {target} leaves the base path"
                file = (built.site / path).parent / unquote(parts.path) if parts.path else built.site / path
                file = Path(re.sub(r"/+$", "", str(file.resolve())))
                file = file / "index.html" if file.is_dir() else file
                if not file.is_file():
                    broken.append(f"{path}: {target}")
                elif file == built.site.resolve() / "my-sheet" / "index.html":
                    assert set(filter(None, fragment.split(","))) <= {exercise.code for exercise in built.catalogue.exercises.values()}, f"{path}: {target}"
                elif fragment and fragment not in ids.get(file.relative_to(built.site.resolve()).as_posix(), {fragment}):
                    broken.append(f"{path}: {target} (no such place on the page)")
    assert broken == []


def test_ids_are_unique(pages):
    for path, tree in pages.items():
        ids = [element.get("id") for element in tree.iter() if element.get("id")]
        assert sorted(ids) == sorted(set(ids)), path


def test_every_page_has_a_title_a_language_and_one_heading(built, pages):
    titles = {}
    for path, tree in pages.items():
        title = text(elements(tree, "title")[0])
        assert title and tree.get("lang") == built.catalogue.guide.language, path
        if not re.fullmatch(r"[a-z]+\d+/index.html|sheets/.*", path):
            assert titles.setdefault(title, path) == path
            assert len(elements(tree, "h1")) == 1, path


def test_no_template_shows_through(built):
    for path in built.pages():
        assert not re.search(r"\{\{|\{%|\{:|\{ \.|None</|&amp;#\d", path.read_text("utf-8")), path


def test_no_heading_has_slipped_into_a_list(pages):
    for path, tree in pages.items():
        for item in elements(tree, "li"):
            assert not [e for e in item.iter() if e.tag in {HTML + f"h{level}" for level in range(1, 7)}], path


def test_steps_are_list_items(built, pages):
    for identity, exercise in built.catalogue.exercises.items():
        tree = pages[f"exercises/{identity}/index.html"]
        items = [item for numbered in elements(tree, "ol") if "md-search" not in (numbered.get("class") or "") for item in numbered if item.tag == HTML + "li"]
        steps = [step for part in exercise.parts for step in part.steps]
        assert len(items) == len(steps)
        for item, step in zip(items, steps):
            assert text(item).startswith(re.sub(r"\s+", " ", step.text))
            assert len([p for p in item.iter(HTML + "p") if p.get("class") == "hold"]) == bool(step.hold)
            assert len([p for p in item.iter(HTML + "p") if p.get("class") == "option"]) == len(step.options)


def test_the_dose_comes_before_the_prose(built):
    for identity in built.catalogue.exercises:
        page = (built.site / "exercises" / identity / "index.html").read_text("utf-8")
        places = [page.index(mark) for mark in ("<h1", 'class="dose"', 'id="start"', 'id="steps"', 'class="stop"', 'id="for-clinicians"')]
        assert places == sorted(places)


def test_codes_forward_without_a_script(built, pages):
    for identity, exercise in built.catalogue.exercises.items():
        tree = pages[f"{exercise.code.lower()}/index.html"]
        refresh = next(meta for meta in elements(tree, "meta") if meta.get("http-equiv") == "refresh")
        target = refresh.get("content").partition("url=")[2]
        assert (built.site / exercise.code.lower() / target).resolve() == (built.site / "exercises" / identity).resolve()
        assert elements(tree, "a")[0].get("href") == target


def test_only_known_scripts_run(pages, built):
    for path, tree in pages.items():
        policies = [meta.get("content") for meta in elements(tree, "meta") if meta.get("http-equiv") == "Content-Security-Policy"]
        assert len(policies) == 1, path
        rules = dict(rule.strip().split(" ", 1) for rule in policies[0].split(";"))
        assert rules["default-src"] == "'none'" and "unsafe" not in policies[0] and "http" not in policies[0]
        for kind, rule in (("script", "script-src"), ("style", "style-src")):
            for element in elements(tree, kind):
                if not element.get("src") and element.get("type") not in ("application/json", "application/ld+json"):
                    digest = base64.b64encode(hashlib.sha256((element.text or "").encode()).digest()).decode()
                    assert f"'sha256-{digest}'" in rules[rule], path
        for element in tree.iter():
            assert not [key for key in element.keys() if key.startswith("on")], path


def test_no_browser_is_asked_to_fetch_a_page_ahead(pages):
    """Firefox does, and its console then says that the policy blocks it."""
    assert not [path for path, tree in pages.items() for link in elements(tree, "link") if link.get("rel") in ("next", "prev", "prefetch")]


def test_nothing_is_loaded_from_a_third_party(pages):
    for path, tree in pages.items():
        for element in tree.iter():
            if element.tag in (HTML + "script", HTML + "img", HTML + "link", HTML + "iframe") and element.get("rel") not in ("canonical", "license"):
                assert not re.match(r"(https?:)?//", element.get("src") or element.get("href") or ""), path


def test_structured_data(built, pages):
    for identity, exercise in built.catalogue.exercises.items():
        scripts = [e.text for e in elements(pages[f"exercises/{identity}/index.html"], "script") if e.get("type") == "application/ld+json"]
        graph = json.loads(scripts[0])["@graph"]
        assert [entry["@type"] for entry in graph] == ["MedicalWebPage", "HowTo"]
        assert graph[0]["mainEntity"]["@type"] == "ExercisePlan"
        steps = [step.text for part in exercise.parts for step in part.steps]
        assert [step["text"] for step in graph[1]["step"]] == [exercise.start.text, *steps]


def test_the_menu_does_not_grow_with_the_exercises(built, pages):
    menu = [a for nav in elements(pages["index.html"], "nav") if "md-nav--primary" in (nav.get("class") or "") for a in nav.iter(HTML + "a")]
    addresses = [re.sub(r"index\.html$", "", a.get("href")) for a in menu if not a.get("href").startswith("#")]
    known = {"./", ".", *(f"{region}/" for region in built.catalogue.regions), *(f"routines/{routine}/" for routine in built.catalogue.routines)}
    assert addresses and set(addresses) <= known
    foot = [a.get("href") for nav in elements(pages["index.html"], "nav") if nav.get("class") == "guide-footer__pages" for a in nav.iter(HTML + "a")]
    assert foot == [f"{page}/" for page in built.catalogue.guide.menu]


def test_sheets_stand_alone(built, pages):
    for identity in built.catalogue.routines:
        tree = pages[f"sheets/{identity}/index.html"]
        assert not [script for script in elements(tree, "script") if script.get("src")]
        assert [link.get("rel") for link in elements(tree, "link")] in (["icon"], ["icon", "canonical"])
        told = text(elements(tree, "body")[0])
        for exercise in built.catalogue.routine_exercises(built.catalogue.routines[identity]):
            written = built.catalogue.exercises[exercise]
            assert written.code in told and all(step.text in told for part in written.parts for step in part.steps)
        for question in (q.ask for e in built.catalogue.exercises.values() for q in e.questions):
            assert question not in told


def test_the_page_of_a_missing_address_uses_the_base_path_of_the_site(knee):
    page = (knee.site / "404.html").read_text("utf-8")
    assert 'data-codes="/guides/knee/codes.json"' in page
    assert 'src="/guides/knee/assets/not-found.js"' in page


def test_the_map_of_the_site_lists_every_page_without_a_date(knee):
    listed = re.findall("<loc>(.*?)</loc>", (knee.site / "sitemap.xml").read_text())
    assert "https://clinic.example/guides/knee/exercises/heel-slide/" in listed and len(listed) == len(set(listed)) == 11
    assert not (knee.site / "sitemap.xml.gz").exists() and "lastmod" not in (knee.site / "sitemap.xml").read_text()


def test_a_link_shows_a_picture_that_is_there(built, pages):
    """Every page but forwarding and standalone ones tells chat programs of a picture of the site."""
    shown = {}
    for path, tree in pages.items():
        tags = {element.get("property"): element.get("content") for element in elements(tree, "meta") if element.get("property")}
        if "og:image" in tags:
            assert tags["og:image"].startswith(built.url) and (built.site / tags["og:image"].removeprefix(built.url)).is_file(), path
            assert tags["og:title"] and tags["og:description"] and tags["og:url"].startswith(built.url), path
            shown[path] = tags["og:image"]
    assert {f"exercises/{identity}/index.html" for identity in built.catalogue.exercises} < set(shown)
    assert len(set(shown.values())) > len(built.catalogue.exercises)


def test_the_card_for_the_wallet_holds_the_most_urgent_list_four_times(built, pages):
    tree = pages["safety/card/index.html"]
    cards = [text(element) for element in elements(tree, "section")]
    level = built.catalogue.guide.help[0]
    assert len(cards) == 4 and len(set(cards)) == 1
    assert all(words in cards[0] for words in (level.name, *(sign for group in level.groups for sign in group.signs)))
    assert ["serviceWorker" in script.text for script in elements(tree, "script")] == [True]
    assert any(a.get("href") == "card/" or a.get("href") == "card/index.html" for a in elements(pages["safety/index.html"], "a")) or "card" not in built.catalogue.pages["safety"].body
