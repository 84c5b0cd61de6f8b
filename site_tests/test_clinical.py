"""What a change means for the patient, in words that a physiotherapist can read: golden/clinical has a file for each case."""

import re

import markdown
import pytest

from generator.__main__ import main

from . import clinical_cases
from .clinical_cases import CASES, SLIDE
from .repository import commit, content_repository, replaced, whole_repository
from .hostile_guide import ATTACK


@pytest.mark.parametrize("case", CASES)
def test_the_words_of_a_change(case, tmp_path):
    assert clinical_cases.told(tmp_path, CASES[case]) == clinical_cases.golden(case).read_text("utf-8")


def test_no_golden_file_has_lost_its_case():
    assert {path.name for path in clinical_cases.GOLDEN.glob("*")} == {clinical_cases.golden(case).name for case in CASES}


def test_the_files_as_they_are_now_are_compared_where_no_second_commit_is_named(tmp_path, capsys):
    content = content_repository(tmp_path) / "content"
    replaced(content / "exercises" / "sit-to-stand.yml", "Slowly sit down.", "Slowly sit down again.")
    assert main(["diff", "first", "--content", str(content)]) == 0
    told = capsys.readouterr().out
    assert "After: the files as they are now" in told and "‘Slowly sit ~~down.~~’ It is now: ‘Slowly sit **down again.**’" in told


def test_content_with_problems_is_not_compared_and_its_problems_are_told(tmp_path, capsys):
    content = content_repository(tmp_path) / "content"
    replaced(content / SLIDE, "hold: 5 s", "hold: 5")
    commit(tmp_path, "broken")
    assert main(["diff", "first", "broken", "--content", str(content)]) == 1
    told = capsys.readouterr()
    assert "content/exercises/heel-slide.yml:18:15  parts.1.steps.1.hold: '5' is not a length of time." in told.err and str(tmp_path) not in told.err and told.out == ""


def test_content_of_the_past_that_cannot_be_read_is_told(tmp_path, capsys):
    content = content_repository(tmp_path) / "content"
    replaced(content / SLIDE, "hold: 5 s", "hold: 5")
    commit(tmp_path, "broken")
    replaced(content / SLIDE, "hold: 5", "hold: 5 s")
    commit(tmp_path, "mended")
    assert main(["diff", "broken", "mended", "--content", str(content)]) == 0
    told = capsys.readouterr().out
    assert "cannot be told in words what changes. The first of 1 problem: content/exercises/heel-slide.yml:18:15" in told


def test_the_review_file_of_what_mends_a_broken_guide_has_the_words_alone(tmp_path):
    content = whole_repository(tmp_path) / "content"
    replaced(content / SLIDE, "hold: 5 s", "hold: 5")
    commit(tmp_path, "broken")
    replaced(content / SLIDE, "hold: 5", "hold: 5 s")
    commit(tmp_path, "mended")
    assert main(["diff", "broken", "mended", "--html", str(tmp_path / "review.html"), "--content", str(content)]) == 0
    file = (tmp_path / "review.html").read_text("utf-8")
    assert "cannot be told in words what changes" in file and "The guide before cannot be built" in file and "<iframe" not in file


@pytest.mark.parametrize("name", ["nowhere", "--upload-pack=x", ""])
def test_a_commit_that_is_not_there_is_refused(name, tmp_path, capsys):
    content = content_repository(tmp_path) / "content"
    assert main(["diff", "--content", str(content), "--", name]) == 2
    assert "There is no commit" in capsys.readouterr().err


def test_a_title_cannot_write_markup_into_the_summary():
    html = markdown.markdown(clinical_cases.golden("text that is markup").read_text("utf-8"))
    assert "<img" not in html and "href" not in html and "<h2>K2 **Heel** &#60;img src=x onerror=alert(1)&#62; [slide](javascript:alert(1))" in html.replace("&#42;", "*").replace("&#91;", "[").replace("&#93;", "]")


@pytest.fixture(scope="module")
def review(tmp_path_factory):
    """The review file of a changed dose, a rename, and a text that tries to be markup."""
    folder = whole_repository(tmp_path_factory.mktemp("review"))
    content = folder / "content"
    CASES["dose changed"][0](content)
    CASES["renamed by hand"][0](content)
    replaced(content / "exercises" / "sit-to-stand.yml", "text: Slowly sit down.", "text: '" + f"Slowly sit {ATTACK}".replace("'", "''") + "'")
    commit(folder, "second")
    file = tmp_path_factory.mktemp("file") / "review.html"
    assert main(["diff", "first", "second", "--html", str(file), "--today", "2026-06-01", "--content", str(content)]) == 0
    return file


@pytest.mark.parametrize("width", [320, 390, 1200])
def test_the_review_file_opens_from_disk_and_loads_nothing(review, page, width):
    seen = []
    for event in ("console", "dialog", "pageerror"):
        page.on(event, lambda one: seen.append(str(one)))
    page.on("request", lambda one: one.url.startswith(("file:", "data:", "about:")) or seen.append(one.url))
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(review.as_uri())
    frames = page.locator("iframe")
    for number in range(frames.count()):
        if frames.nth(number).is_visible():
            frames.nth(number).scroll_into_view_if_needed()
            frames.nth(number).content_frame.locator("h1").wait_for()
    assert seen == [] and page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_review_file_shows_pages_and_sheets_before_and_after(review, page):
    page.set_viewport_size({"width": 1200, "height": 900})
    page.goto(review.as_uri())
    assert page.locator("h2[id]").all_inner_texts()[:4] == ["K1 Knee: sit to stand", "K2 Heel slide", "Sheet: After surgery", "Sheet: Ankle and chair"]
    for side, hold in (("before", "Hold 5 seconds"), ("after", "Hold 15 seconds")):
        frame = page.locator(f"#exercise-slide-one-heel ~ .frames figure.{side} iframe").first
        frame.scroll_into_view_if_needed()
        assert hold in frame.content_frame.locator("body").inner_text()
    # What is drawn as before under another name is no other picture.
    assert page.locator("article.picture").count() == 0
    assert "Hold 5 seconds. 1 time on each side" in page.locator(".told").inner_text()


def test_on_a_phone_one_side_is_seen_at_a_time(review, page):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(review.as_uri())
    one = page.locator("#exercise-slide-one-heel ~ .frames").first
    before, after = one.locator("figure.before"), one.locator("figure.after")
    assert after.is_visible() and not before.is_visible()
    one.get_by_text("Before", exact=True).first.click()
    assert before.is_visible() and not after.is_visible()


def test_the_words_of_the_review_file_are_those_of_the_summary(review, page, capsys):
    page.goto(review.as_uri())
    told = page.locator(".told").inner_text()
    assert "To sign a review" in told and re.search(r"\{by: example-reviewer, date: 2026-06-01, digest: [0-9a-f]{12}\}", told)
    assert ATTACK.split("<")[0].strip() in told
