"""A sheet of one's own in the browser: put together, changed, printed, shared; and what a hostile address cannot do."""

import json
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe

HOSTILE = [line for line in (Path(__file__).parent / "hostile_fragments.txt").read_text("utf-8").split("\n") if line]
READY = "main[aria-busy=false]"
MISSING = "Failed to load resource: the server responded with a status of 404 (Not Found)"


@pytest.fixture
def watched(page):
    """A page, and what happened on it that should not."""
    page.asked, page.happened = [], []
    page.on("request", lambda request: page.asked.append(request.url))
    page.on("dialog", lambda dialog: (page.happened.append("dialog"), dialog.dismiss()))
    page.on("console", lambda message: page.happened.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: page.happened.append(str(error)))
    page.set_viewport_size({"width": 390, "height": 844})
    return page


@pytest.fixture
def opened(watched, knee, serve):
    """A function that opens the page of the knee guide at a fragment, and waits until the sheet is there."""
    root = serve(knee) + "my-sheet/"

    def opened(fragment: str = ""):
        watched.goto("about:blank")
        watched.goto(root + (fragment and f"#{fragment}"))
        return ready(watched)

    opened.root = root
    return opened


def ready(page):
    """The page, once its script has read the address and fetched what it names."""
    page.locator(READY).wait_for()
    return page


def follow(page, fragment: str):
    """Gives the open page another fragment, as a link on it would."""
    page.evaluate("fragment => new Promise((done) => { addEventListener('hashchange', () => done(), { once: true }); location.hash = fragment; })", fragment)
    ready(page)


def codes(page) -> list[str]:
    return page.locator("#chosen .code").all_inner_texts()


def fragment(page) -> str:
    return urlsplit(page.url).fragment


def block(page, code: str):
    return page.locator(".one").filter(has=page.locator(".code", has_text=re.compile(f"^{code}$")))


def change(page, code: str, legend: str, *numbers: str):
    """Writes into the number fields of an exercise as a person does, each with the keyboard, and leaves them."""
    one = block(page, code)
    if not one.locator("details").evaluate("one => one.open"):
        one.locator("summary").click()
    fields = one.locator("fieldset").filter(has_text=legend).locator("input")
    for at, number in enumerate(numbers):
        fields.nth(at).fill(number)
        fields.nth(at).press("Tab")


def test_an_empty_sheet_is_a_friendly_start(opened):
    page = opened()
    assert page.locator("#start").is_visible() and page.locator("#search").is_visible()
    assert not page.locator("footer").is_visible() and not page.locator("#problems").is_visible() and not page.locator("#without").count()
    assert [url for url in page.asked if url.endswith(".json")] == []


def test_pick_reorder_remove(opened):
    page = opened()
    page.locator("#search").click()
    page.locator("#results button", has_text="K1").click()
    page.locator("#search").fill("heel")
    assert page.locator("#results button").all_inner_texts() == ["K2 Heel slide"]
    page.locator("#results button").click()
    page.locator("#search").fill("an12 , k3x5")
    page.locator("#search").press("Enter")
    block(page, "K3").wait_for()
    assert codes(page) == ["K1", "K2", "AN12", "K3"] and fragment(page) == "K1,K2,AN12,K3x5"
    assert page.locator("#said").inner_text() == "Added: AN12 and K3. Exercises on the sheet: 4."
    block(page, "AN12").locator("[data-do=up]").press("Enter")
    assert codes(page) == ["K1", "AN12", "K2", "K3"] and fragment(page) == "K1,AN12,K2,K3x5"
    assert page.locator("#said").inner_text() == "AN12 is now number 2 of 4."
    assert page.evaluate("document.activeElement.innerText").split() == ["↑", "Move", "AN12", "up"]
    page.keyboard.press("Enter")
    assert codes(page)[0] == "AN12" and "down" in page.evaluate("document.activeElement.innerText")
    block(page, "K1").locator("[data-do=remove]").press("Enter")
    assert codes(page) == ["AN12", "K2", "K3"] and page.locator("#said").inner_text() == "K1 is no longer on the sheet."
    assert "K2" in page.evaluate("document.activeElement.innerText")
    for code in ("K2", "K3", "AN12"):
        block(page, code).locator("[data-do=remove]").click()
    assert fragment(page) == "" and page.locator("#start").is_visible() and page.evaluate("document.activeElement.id") == "search"
    assert page.happened == []


def test_who_is_quicker_than_the_network_loses_nothing(opened):
    page = opened("AN12")
    held = []
    page.route("**/k*.json", lambda route: held.append(route))
    for code in ("K1", "K2"):
        page.locator("#search").fill(code)
        page.locator("#results button", has_text=code).click()
    block(page, "AN12").locator("[data-do=remove]").click()
    for route in reversed(held):
        route.continue_()
    block(page, "K1").wait_for()
    block(page, "K2").wait_for()
    assert sorted(codes(page)) == ["K1", "K2"] and sorted(fragment(page).split(",")) == ["K1", "K2"]


def test_no_more_than_fifty_are_added(opened):
    page = opened()
    page.route(re.compile("/q[0-9]+.json"), lambda route: route.fulfill(json={
        "code": route.request.url.rpartition("/")[2].removesuffix(".json").upper(), "name": "Q", "url": "", "block": "<p><b class=code></b></p>",
        "parts": [], "positions": [], "equipment": [], "stop_if": [], "review": "Not yet reviewed by a clinician", "digest": "0",
    }))
    follow(page, ",".join(f"Q{number}" for number in range(1, 50)))
    page.locator("#search").fill("K1,K2")
    page.locator("#search").press("Enter")
    page.locator("#problems li", has_text="50 exercises at most").wait_for()
    assert fragment(page).endswith(",Q49,K1")


def test_a_changed_dose_is_told_marked_counted_and_kept_in_the_address(opened):
    page = opened("K1,K3")
    before = page.locator("#facts").inner_text()
    assert not page.locator("#for-you").is_visible()
    change(page, "K1", "Times", "3", "")
    assert block(page, "K1").locator(".dose").inner_text().startswith("3 times. Do 3 sets of this. (for you)")
    assert fragment(page) == "K1x3,K3" and page.locator("#for-you").is_visible() and page.locator("#facts").inner_text() != before
    change(page, "K1", "Times", "3", "5")
    assert fragment(page) == "K1x3-5,K3" and "3 to 5 times" in block(page, "K1").inner_text()
    page.reload()
    ready(page)
    assert fragment(page) == "K1x3-5,K3" and "3 to 5 times" in block(page, "K1").inner_text()
    change(page, "K1", "Times", "8", "10")
    assert fragment(page) == "K1,K3" and "(for you)" not in page.locator("main").inner_text() and page.locator("#facts").inner_text() == before
    change(page, "K1", "Times", "20")
    assert fragment(page) == "K1x20,K3"
    block(page, "K1").locator("[data-do=reset]").click()
    assert fragment(page) == "K1,K3" and page.evaluate("document.activeElement.tagName") == "SUMMARY"
    assert page.happened == []


@pytest.mark.parametrize("wrong", ["0", "501", "2.5", "-3"])
def test_a_number_that_the_model_does_not_allow_is_refused_and_said(opened, wrong):
    page = opened("K2x4h6")
    change(page, "K2", "Times", wrong)
    assert fragment(page) == "K2x4h6" and "whole numbers from 1 to 500" in page.locator("#said").inner_text()
    assert block(page, "K2").locator("input").first.input_value() == "4"
    change(page, "K2", "Hold", "9", "7")
    assert fragment(page) == "K2x4h9" and "from 1 to 3600" in page.locator("#said").inner_text()


def test_an_emptied_number_is_the_guides_again(opened):
    page = opened("K2x4h6")
    change(page, "K2", "Times", "")
    assert fragment(page) == "K2h6"


def test_what_cannot_be_changed_is_told_and_the_rest_stands(opened):
    page = opened("K1x5h5,K3h5x7,AN12p2x4p3x4,K9,K2x1")
    assert page.locator("#problems li").all_inner_texts() == [
        "The hold of K1 stays as in the guide: it cannot be changed here.", "The hold of K3 stays as in the guide: it cannot be changed here.",
        "AN12 has no part 3. What was set for it is left out.", "There is no exercise K9 in this guide.",
    ]
    assert codes(page) == ["K1", "K3", "AN12", "K2"]
    assert page.locator(".address").first.inner_text().endswith("#K1x5,K3x7,AN12p2x4,K2")
    assert "Free: 4 times. (for you)" in block(page, "AN12").inner_text()


def test_the_facts_of_the_sheet_are_those_of_its_exercises(opened):
    page = opened("AN12,K1,K3")
    facts, foot = page.locator("#facts").inner_text(), page.locator("footer").inner_text()
    assert re.fullmatch(r"At least \d+ minutes · You need: chair · How long you spend on AN12 is up to you\.", facts)
    assert "Stop if the knee swells; the ankle gives way; the knee locks; the new scar opens." in foot
    assert "Not yet reviewed by a clinician: AN12, K3. Changed since the review by Example Reviewer, physiotherapist, on 2026-01-31: K1." in foot and "Assumed" in foot
    assert "clinic.example/guides/knee/my-sheet/#AN12,K1,K3" in foot


@pytest.mark.parametrize("count", [6, 7])
def test_more_than_six_exercises_are_kindly_warned_of(watched, guide, serve, count):
    chosen = [exercise.code for exercise in guide.catalogue.exercises.values()][:count]
    watched.goto(f"{serve(guide)}my-sheet/#{','.join(chosen)}")
    ready(watched)
    assert codes(watched) == chosen and watched.locator("#many").is_visible() == (count > 6)
    if count > 6:
        assert watched.locator("#many").inner_text().startswith("7 exercises are many")


def test_only_what_is_chosen_is_fetched_and_nothing_of_others(opened):
    page = opened("K1,K2")
    fetched = {url.removeprefix(opened.root) for url in page.asked if url.endswith(".json")}
    assert fetched == {"k1.json", "k2.json"}
    page.locator("#search").click()
    page.locator("#results button").first.wait_for()
    assert {url for url in page.asked if url.endswith(".json")} == {opened.root + "k1.json", opened.root + "k2.json", opened.root.replace("my-sheet/", "codes.json")}
    own = opened.root.removesuffix("my-sheet/")
    assert [url for url in page.asked if not url.startswith((own, "data:", "about:"))] == []


def test_names_and_note_stay_on_the_page(opened):
    page = opened("K1")
    asked = len(page.asked)
    for at, words in enumerate(("Ann <b>Example</b>", "Dr. No", "Monday")):
        page.locator("header input").nth(at).fill(words)
    page.locator("textarea").fill("Slowly.\n<img src=x onerror=alert(1)>")
    page.emulate_media(media="print")
    told = page.locator("main").inner_text()
    assert all(words in told for words in ("Ann <b>Example</b>", "Dr. No", "Monday", "Slowly.\n<img src=x"))
    stored = page.evaluate("[localStorage.length, sessionStorage.length, document.cookie, location.hash]")
    assert stored == [0, 0, "", "#K1"] and len(page.asked) == asked and page.happened == []
    page.reload()
    ready(page)
    assert "Ann" not in page.content() and page.locator("header input").first.input_value() == ""


def test_paper_shows_the_sheet_and_no_control(opened):
    page = opened("K1x5,K2,nonsense")
    page.emulate_media(media="print")
    for control in ("button", "input", "textarea", "summary", "#search", "#problems", "#said", "nav", "main a"):
        assert not any(one.is_visible() for one in page.locator(control).all()), control
    told = page.locator("main").inner_text()
    assert "Heel slide" in told and "Week 4" in told and "For you" in told and "Note" not in told


def test_without_a_script_it_explains_itself(chromium, knee, serve):
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 320, "height": 844})
    page = context.new_page()
    page.goto(serve(knee) + "my-sheet/#K1")
    told = page.locator("#without")
    assert told.is_visible() and "script" in told.inner_text() and page.locator("h1").is_visible()
    assert not page.locator("#search").is_visible() and not page.locator("footer").is_visible() and not page.locator("#said").inner_text()
    links = [one.get_attribute("href") for one in told.locator("a").all()]
    assert links == [f"../sheets/{identity}/index.html" for identity in knee.catalogue.guide.routines]
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    context.close()


def test_from_a_disk_it_explains_itself(page, knee):
    page.goto((knee.site / "my-sheet" / "index.html").as_uri())
    assert page.locator("#without").is_visible()


def test_what_cannot_be_loaded_can_be_tried_again(opened):
    page = opened()
    page.route("**/k2.json", lambda route: route.abort())
    page.goto(opened.root + "#K1,K2x5,K3")
    page.locator("#problems button").wait_for()
    assert codes(page) == ["K1", "K3"] and page.locator("#problems li").all_inner_texts() == ["K2 could not be loaded. Look if you are connected, then try again."]
    block(page, "K1").locator("[data-do=down]").click()
    assert "K2x5" in fragment(page)
    page.unroute("**/k2.json")
    page.locator("#problems button").click()
    block(page, "K2").wait_for()
    assert codes(page) == ["K2", "K1", "K3"]
    assert not page.locator("#problems").is_visible()


def test_another_address_is_followed(opened):
    page = opened("K1")
    follow(page, "K2,K3x4")
    assert codes(page) == ["K2", "K3"]
    page.go_back()
    block(page, "K1").wait_for()
    assert codes(page) == ["K1"]


def test_the_address_is_copied(opened):
    page = opened("K1x5, k2")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator("#copy").click()
    page.locator("#said", has_text="The address is copied.").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == opened.root + "#K1x5,K2"


def test_a_long_list_stays_quick_to_search(watched, knee, serve):
    codes = {f"x{number}": [f"Exercise {number}", f"exercises/e{number}/"] for number in range(1, 2001)}
    watched.route("**/codes.json", lambda route: route.fulfill(json=codes))
    watched.goto(serve(knee) + "my-sheet/")
    watched.locator("#search").click()
    watched.locator("#results button").first.wait_for()
    assert watched.locator("#results button").count() == 20 and watched.locator("#found").inner_text().startswith("20 of 2000")
    watched.locator("#search").fill("exercise 1999")
    assert watched.locator("#results button").all_inner_texts() == ["X1999 Exercise 1999"]
    watched.locator("#search").fill("nothing like it")
    assert watched.locator("#results button").count() == 0 and watched.locator("#found").inner_text() == "No exercise has this code or name."


def test_what_is_set_for_one_person_has_been_signed_by_nobody(opened):
    page = opened("AN12,K1x2,K3")
    page.locator("#reviewed", has_text="Not yet reviewed by a clinician.").wait_for()
    assert "Example Reviewer" not in page.locator("footer").inner_text()


def test_what_is_on_the_sheet_already_is_not_said_to_be_missing(watched, knee, serve):
    watched.goto(serve(knee) + "my-sheet/")
    watched.locator("#search").fill("sit to")
    watched.locator("#results button").click()
    watched.locator("#said", has_text="Added: K1.").wait_for()
    assert watched.locator("#results button").count() == 0 and watched.locator("#found").inner_text() == ""


@pytest.mark.parametrize("width", [320, 390])
def test_no_sideways_scrolling_and_no_barrier(watched, built, serve, width):
    watched.set_viewport_size({"width": width, "height": 844})
    chosen = [exercise.code for exercise in built.catalogue.exercises.values()]
    for chosen_here in ("", ",".join(chosen) + "," + "x" * 60):
        watched.goto("about:blank")
        watched.goto(f"{serve(built)}my-sheet/#{chosen_here}")
        ready(watched)
        for summary in watched.locator("summary:visible").all():
            summary.click()
        watched.locator("#search").click()
        assert watched.evaluate("document.documentElement.scrollWidth") <= width
        found = Axe().run(watched, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
        assert [(one["id"], [node["target"] for node in one["nodes"]][:3]) for one in found.response["violations"]] == []


SHAPE = "[...document.querySelectorAll('*')].map((one) => one.tagName).filter((name) => name !== 'LI').join()"


def test_there_are_enough_hostile_fragments():
    assert len(set(HOSTILE)) >= 200


@pytest.mark.parametrize("start", range(0, len(HOSTILE), 50))
def test_a_hostile_fragment_becomes_nothing_and_the_rest_stands(opened, start):
    """Before and after it stands an exercise: both are kept, and nothing is on the page that is not there with these two alone."""
    page = opened("K2,K3")
    shape, own = page.evaluate(SHAPE), opened.root
    for number, hostile in enumerate(HOSTILE[start:start + 50]):
        page.asked.clear(), page.happened.clear()
        follow(page, f"K2,{hostile},K3,{number}")
        kept = codes(page)
        assert [code for code in kept if code in ("K2", "K3")] == ["K2", "K3"], hostile
        if kept == ["K2", "K3"]:
            assert page.evaluate(SHAPE) == shape, hostile
        assert [what for what in page.happened if what != MISSING] == [], hostile
        assert [url for url in page.asked if not re.fullmatch(re.escape(own) + r"([a-z]{1,3}[1-9][0-9]{0,2}\.json)", url)] == [], hostile
        assert page.evaluate("Object.keys(Object.prototype).length") == 0 and page.locator("#problems li").count(), hostile


@pytest.mark.parametrize("hostile, told", [
    ("<script>alert(1)</script>", "“<script>alert(1)</sc…” could not be read and is left out."),
    ("K1<b>bold</b>", "“<b>bold</b>” could not be read and is left out."),
    ("javascript:alert(1)", "“javascript:alert(1)” could not be read and is left out."),
    ("%00", "“\ufffd” could not be read and is left out."), ("%E2%80%AEevil", "“\ufffdevil” could not be read and is left out."),
    ("__proto__", "“__proto__” could not be read and is left out."), ("%E0%A4", "“%E0%A4” could not be read and is left out."),
    ("{text}", "“{text}” could not be read and is left out."), ("$&", "“$&” could not be read and is left out."),
])
def test_what_cannot_be_read_is_quoted_as_text(opened, hostile, told):
    page = opened()
    follow(page, f"K2,{hostile}")
    assert page.locator("#problems li").all_text_contents() == [told] and codes(page)[0] == "K2"
    assert page.locator("#said").inner_text() == "Not all of this address could be read."


@pytest.mark.parametrize("flood", ["x" * 100_000, "K2," * 33_000, "<b>," * 25_000, ",".join(f"Q{n}" for n in range(1, 999)), "K2" + "x5" * 50_000, "%00" * 33_000], ids=lambda flood: flood[:6])
def test_a_flood_ends_in_a_message(opened, flood):
    page = opened()
    follow(page, f"K1,{flood},K3")
    assert codes(page)[0] == "K1" and page.locator("#problems li").count() <= 9 and len(page.locator("#problems").inner_text()) < 1000
    assert len([url for url in page.asked if url.endswith(".json")]) <= 50


def test_every_exercise_has_its_file_with_the_block_of_the_sheets(built):
    for exercise in built.catalogue.exercises.values():
        told = json.loads((built.site / "my-sheet" / f"{exercise.code.lower()}.json").read_text("utf-8"))
        assert told["code"] == exercise.code and len(told["parts"]) == len(exercise.parts)
        sheets = [(built.site / "sheets" / identity / "index.html").read_text("utf-8") for identity in built.catalogue.routines]
        assert any(told["block"].strip() in sheet for sheet in sheets), exercise.code
