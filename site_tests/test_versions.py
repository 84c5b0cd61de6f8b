"""A sheet on paper asks the guide by its version: is it current, and if not, what has changed since?"""

import gzip
import json
import re
import shutil
from pathlib import Path
from urllib.parse import quote

import pytest

from generator import build
from generator.__main__ import main

from .conftest import KNEE, ROOT, Built, made

SCRIPT = ROOT / "templates" / "theme" / "assets" / "sheet-version.js"
UNKNOWN = "This guide does not know the version on your sheet. Print the sheet again to be sure. Its version is now {}."


def change(content: Path, file: str, before: str, after: str) -> None:
    text = (content / file).read_text()
    assert before in text
    (content / file).write_text(text.replace(before, after))


def record(content: Path, day: str) -> None:
    assert main(["record", "--today", day, "--content", str(content)]) == 0


def versions(content: Path, routine: str) -> dict:
    catalogue, problems = build.read(content)
    assert problems == []
    return json.loads(build.markdown(catalogue, {})[f"sheets/{routine}/versions.json"])


def edited(content: Path) -> None:
    """A new version of the ankle routine: a dose, the words of a step, and a warning sign."""
    (content / "expected.yml").unlink(missing_ok=True)
    change(content, "exercises/sit-to-stand.yml", "repetitions: 8-10", "repetitions: 6-8")
    change(content, "exercises/ankle-circles.yml", "Circle one ankle.", "Circle one ankle & <b>breathe</b>.")
    change(content, "guide.yml", "the knee swells", "the knee swells or burns")


CHANGED = [
    {"exercise": "AN12 Ankle circles", "changed": ["Slow: Step 1 was: ‘Circle one ankle.’ It is now: ‘Circle one ankle & <b>breathe</b>.’"]},
    {"exercise": "K1 Knee: sit to stand", "changed": ["How much was: ‘8 to 10 times. Do 3 sets of this.’ It is now: ‘6 to 8 times. Do 3 sets of this.’"]},
    "A new reason to stop: the knee swells or burns.",
    "No longer among the reasons to stop: the knee swells.",
]


def test_without_a_ledger_there_is_a_version_and_nothing_older(knee):
    for identity in knee.catalogue.routines:
        told = json.loads((knee.site / "sheets" / identity / "versions.json").read_text())
        assert told["older"] == {} and told["version"] in (knee.site / "sheets" / identity / "index.html").read_text()


def test_the_version_is_the_digest_that_is_recorded(knee_copy):
    record(knee_copy, "2026-03-01")
    now = versions(knee_copy, "ankle")
    history = build.read(knee_copy)[0].routine_histories["ankle"]
    assert [version.digest for version in history.versions] == [now["version"]] and now["older"] == {}


def test_what_has_changed_since_is_told_from_the_ledger(knee_copy):
    record(knee_copy, "2026-03-01")
    old = versions(knee_copy, "ankle")["version"]
    edited(knee_copy)
    now = versions(knee_copy, "ankle")
    assert now["version"] != old and now["older"] == {old: {"since": "2026-03-01", "changed": CHANGED}}
    record(knee_copy, "2026-04-01")
    assert versions(knee_copy, "ankle") == now, "recording is no change"


def test_a_routine_tells_its_own_name_and_list(knee_copy):
    record(knee_copy, "2026-03-01")
    old = versions(knee_copy, "ankle")["version"]
    change(knee_copy, "routines/ankle.yml", "[ankle-circles, sit-to-stand]", "[heel-slide, sit-to-stand, straight-leg-raise]")
    change(knee_copy, "routines/ankle.yml", "name: Ankle and chair", "name: Bed and chair")
    change(knee_copy, "guide.yml", "3 days a week", "Every day")
    assert versions(knee_copy, "ankle")["older"][old]["changed"][:5] == [
        "The name was ‘Ankle and chair’. It is now ‘Bed and chair’.", "How often: 3 days a week before, Every day now.",
        "New exercise: K2 Heel slide.", "New exercise: K3 Straight leg raise.", "No longer on the sheet: AN12 Ankle circles.",
    ]


def test_without_the_snapshot_of_an_exercise_only_that_it_has_changed_is_told(knee_copy):
    record(knee_copy, "2026-03-01")
    old = versions(knee_copy, "ankle")["version"]
    edited(knee_copy)
    (knee_copy / "ledger" / "exercises" / "sit-to-stand.yml").unlink()
    assert versions(knee_copy, "ankle")["older"][old]["changed"][1] == {"exercise": "K1 Knee: sit to stand", "changed": ["This exercise has changed."]}


def test_what_does_not_stand_on_the_sheet_is_told_as_such(knee_copy):
    record(knee_copy, "2026-03-01")
    old = versions(knee_copy, "after-surgery")["version"]
    change(knee_copy, "exercises/heel-slide.yml", "Supine knee flexion", "Supine knee bend")
    assert versions(knee_copy, "after-surgery")["older"][old]["changed"] == [{"exercise": "K2 Heel slide", "changed": ["Nothing that stands on the sheet has changed."]}]


@pytest.fixture(scope="module")
def changed(tmp_path_factory) -> tuple[Built, str, str]:
    """The knee guide after a change of its ankle routine, with the version before and the version now."""
    folder = tmp_path_factory.mktemp("changed")
    content = Path(shutil.copytree(KNEE, folder / "content"))
    record(content, "2026-03-01")
    old = versions(content, "ankle")["version"]
    edited(content)
    return made(content, folder / "out", {}), old, versions(content, "ankle")["version"]


@pytest.fixture
def visit(changed, serve, page):
    """A function that opens the routine with what follows the question mark, and waits for an answer."""
    root = serve(changed[0])
    page.asked, page.complaints = [], []
    page.on("request", lambda request: page.asked.append(request.url))
    page.on("console", lambda message: page.complaints.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on("dialog", lambda dialog: (page.complaints.append(dialog.message), dialog.dismiss()))

    def visited(query: str):
        page.goto(f"{root}routines/ankle/{query}")
        page.locator("#sheet-version [role=status] p:not([hidden])").wait_for()
        return page.locator("#sheet-version")
    visited.root = root
    return visited


def test_a_current_sheet(visit, page, changed):
    assert visit(f"?version={changed[2]}").inner_text().strip() == "Your sheet is up to date."
    assert page.complaints == []


def test_an_older_sheet_with_what_has_changed(visit, page, changed):
    place = visit(f"?version={changed[1]}")
    assert place.get_by_role("status").inner_text() == "Your sheet is an older version, recorded on March 1, 2026. Since then this has changed:"
    assert place.locator("time").get_attribute("datetime") == "2026-03-01"
    told = [line.strip() for one in CHANGED for line in ([one] if isinstance(one, str) else [one["exercise"], *one["changed"]])]
    assert place.locator("ul").first.inner_text().splitlines() == told
    assert place.locator("b").count() == 0, "words of the content are text"
    place.get_by_role("link", name="The new sheet").click()
    assert page.url.endswith("/sheets/ankle/index.html") and changed[2] in page.locator("body").inner_text()
    assert page.complaints == []


@pytest.mark.parametrize("written", [
    "", "000000000000", "__proto__", "constructor", "toString", "<img src=x onerror=alert(1)>", "\"><script>alert(1)</script>", "javascript:alert(1)",
    "../../exercises.json", "x" * 4000, "\u202e\u0000é😀", "{{ 7 * 7 }}",
])
def test_an_unknown_or_damaged_version(visit, page, changed, written):
    place = visit(f"?version={quote(written)}")
    assert place.get_by_role("status").inner_text() == UNKNOWN.format(changed[2])
    assert place.locator("ul > li, img, script").count() == 0
    if written:
        assert written not in place.inner_html()
    assert page.complaints == [] and all(url.startswith((visit.root, "data:")) for url in page.asked)


@pytest.mark.parametrize("query", ["?version=%", "?version=%ff%fe", "?version&version=x", "?version=a&version=b#routine"])
def test_an_address_that_makes_no_sense(visit, page, changed, query):
    assert visit(query).get_by_role("status").inner_text() == UNKNOWN.format(changed[2])
    assert page.complaints == []


@pytest.mark.parametrize("lost", ["**/versions.json", "**/sheet-version.js"])
def test_without_the_network_the_sheet_is_unknown(visit, page, changed, lost):
    page.route(lost, lambda route: route.abort())
    place = visit(f"?version={changed[1]}")
    assert place.get_by_role("status").inner_text() == UNKNOWN.format(changed[2])
    assert place.get_by_role("link", name="The new sheet").is_visible()


def test_an_answer_that_is_no_data_is_as_none(visit, page, changed):
    page.route("**/versions.json", lambda route: route.fulfill(body="<!doctype html>"))
    assert visit(f"?version={changed[1]}").get_by_role("status").inner_text() == UNKNOWN.format(changed[2])


def test_without_a_version_nothing_more_is_asked_and_nothing_is_said(visit, page):
    page.goto(f"{visit.root}routines/ankle/", wait_until="networkidle")
    assert [url for url in page.asked if re.search(r"sheet-version|versions\.json", url)] == []
    assert page.locator("#sheet-version").inner_text().strip() == ""


def test_without_a_script_the_page_shows_what_to_compare(chromium, visit, changed):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{visit.root}routines/ankle/?version={changed[1]}")
    assert page.get_by_text(f"The sheet's version is {changed[2]}: compare it with yours.").is_visible()
    assert page.locator("#sheet-version").inner_text().strip() == ""
    context.close()


def test_the_answers_are_not_found_by_a_search(changed):
    assert "Your sheet is" not in (changed[0].site / "search" / "search_index.json").read_text()


def test_the_script_is_tiny_and_speaks_no_language():
    script = SCRIPT.read_text()
    assert len(gzip.compress(script.encode())) <= 1000
    assert not re.search(r"innerHTML|outerHTML|insertAdjacent|document\.write", script)
    code = re.sub(r"/\*\*.*?\*/|^//.*$", "", script, flags=re.DOTALL | re.MULTILINE)
    assert [text for text in re.findall(r"[\"'`]([^\"'`]*)[\"'`]", code) if re.search(r"\w+ \w+ \w+", text)] == []
