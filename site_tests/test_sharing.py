"""An exercise is passed on: its short address is copied or shared, forwards with all that stands behind it, and every page says under which licence."""

import re
from types import SimpleNamespace

import html5lib
import pytest
from markupsafe import Markup

from generator import build, templating

from .conftest import KNEE

ASKED = """
window.asked = [];
Object.defineProperty(navigator, "clipboard", { value: { writeText: async (text) => { if (!window.allowed) throw new DOMException("", "NotAllowedError"); window.asked.push(text); } } });
"""
SHARES = "Object.defineProperty(navigator, 'share', { value: async (what) => { window.asked.push(what); } });"
SHARES_NOTHING = "Object.defineProperty(navigator, 'share', { value: undefined });"


def opened(page, address: str, *scripts: str):
    page.add_init_script("".join((ASKED, *scripts)))
    page.goto(address)
    return page


def test_the_short_address_is_copied_and_that_is_said(page, knee, serve):
    opened(page, f"{serve(knee)}exercises/heel-slide/", "window.allowed = true;")
    page.get_by_role("button", name="Copy link").click()
    page.get_by_role("status").get_by_text("Copied.", exact=True).wait_for()
    assert page.evaluate("window.asked") == [f"{knee.url}k2/"]
    assert page.locator("article").get_by_text(f"{knee.url}k2/", exact=True).count() == 1


def test_where_the_clipboard_is_closed_the_address_is_shown_and_chosen(page, knee, serve):
    opened(page, f"{serve(knee)}exercises/heel-slide/")
    page.get_by_role("button", name="Copy link").click()
    page.get_by_role("status").get_by_text(f"Copy it from here: {knee.url}k2/").wait_for()
    assert page.evaluate("getSelection().toString()") == f"{knee.url}k2/" and not page.get_by_text("Copied.", exact=True).is_visible()


def test_where_there_is_no_clipboard_at_all_the_address_is_shown(page, knee, serve):
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.goto(f"{serve(knee)}exercises/heel-slide/")
    page.get_by_role("button", name="Copy link").click()
    page.get_by_role("status").get_by_text(f"{knee.url}k2/").wait_for()


def test_code_name_and_short_address_are_shared(page, knee, serve):
    opened(page, f"{serve(knee)}exercises/sit-to-stand/", SHARES)
    page.get_by_role("button", name="Share", exact=True).click()
    assert page.evaluate("window.asked") == [{"title": "K1 Knee: sit to stand", "url": f"{knee.url}k1/"}]


def test_share_is_offered_only_where_the_device_can(page, knee, serve):
    opened(page, f"{serve(knee)}exercises/sit-to-stand/", SHARES_NOTHING)
    page.get_by_role("button", name="Copy link").wait_for()
    assert page.locator(".share button").count() == 2 and not page.get_by_role("button", name="Share", exact=True).is_visible()


def test_without_a_script_there_is_the_address_alone(chromium, knee, serve):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{serve(knee)}exercises/heel-slide/")
    assert page.get_by_text(f"{knee.url}k2/").first.is_visible() and not page.locator(".share").is_visible()
    context.close()


def test_a_site_without_an_address_shares_where_it_is_served(knee_copy):
    guide = knee_copy / "guide.yml"
    guide.write_text(re.sub("site_url:.*\n", "", guide.read_text()))
    page = build.markdown(build.read(knee_copy)[0], {})["exercises/heel-slide.md"].decode()
    assert 'data-address="../../k2/"' in page and "Short address: [/k2/]" in page


def test_a_short_address_keeps_the_question_and_the_place_on_the_page(page, knee, serve):
    root = serve(knee)
    page.goto("about:blank")
    page.goto(f"{root}k1/?from=paper#steps", wait_until="commit")
    page.wait_for_url(f"{root}exercises/sit-to-stand/?from=paper#steps")
    page.go_back()
    assert page.url == "about:blank"


def test_without_a_script_it_forwards_as_well(chromium, knee, serve):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{serve(knee)}k1/", wait_until="commit")
    page.wait_for_url("**/guides/knee/exercises/sit-to-stand/")
    context.close()


def test_every_page_that_forwards_does_so_with_and_without_a_script_and_names_the_true_address(built):
    found = 0
    for path in built.pages():
        page = path.read_text("utf-8")
        if 'http-equiv="refresh"' not in page:
            continue
        found += 1
        tree = html5lib.parse(page, namespaceHTMLElements=False)
        (link,) = tree.iter("a")
        to = (path.parent / link.get("href") / "index.html").resolve()
        assert to.is_file() and link.get("href") == tree.find(".//noscript/meta").get("content").removeprefix("0; url=")
        assert [script.text.strip() for script in tree.iter("script")] == ['location.replace(document.querySelector("a").href + location.search + location.hash);']
        assert [one.get("href") for one in tree.iter("link") if one.get("rel") == "canonical"] == [built.url + to.parent.relative_to(built.site.resolve()).as_posix() + "/"]
    assert found >= len(built.catalogue.exercises)


@pytest.mark.parametrize("canonical", [None, "https://guide.example/exercises/x/"])
def test_a_hostile_title_of_a_page_that_forwards_stays_text(canonical):
    title = '</title></a><script>alert(1)</script><a href="javascript:alert(2)">'
    page = templating.environment().get_template("forward.html").render(guide=SimpleNamespace(language="en"), title=title, address=Markup("../exercises/x/"), canonical=canonical)
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    assert tree.find(".//title").text == tree.find(".//a").text == title
    assert len(list(tree.iter("script"))) == len(list(tree.iter("a"))) == 1 and "alert" not in tree.find(".//script").text
    assert [one.get("href") for one in tree.iter("link") if one.get("rel") == "canonical"] == [one for one in [canonical] if one]


def test_every_page_says_under_which_licence(built):
    licence, told = built.catalogue.guide.licence, 0
    for path in built.pages():
        page = path.read_text("utf-8")
        if 'http-equiv="refresh"' in page:
            continue
        told += 1
        tree = html5lib.parse(page, namespaceHTMLElements=False)
        assert f"Words and pictures: {licence.words_and_pictures}" in re.sub(r"\s+", " ", "".join(tree.find("body").itertext())), path
        assert ({one.get("href") for one in tree.iter("a") if one.get("rel") == "license"} or {None}) == {licence.link}, path
    assert told > 3 * len(built.catalogue.exercises) // 2


def test_a_sheet_names_the_licence_on_paper_too():
    made = build.markdown(build.read(KNEE)[0], {})
    sheet = html5lib.parse(made["sheets/ankle/index.html"].decode(), namespaceHTMLElements=False)
    assert "Words and pictures: All rights reserved." in "".join(sheet.find(".//footer").itertext())
