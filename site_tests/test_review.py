"""Who has reviewed what: signing, lapsing, renewing, taking back; from one's own account, and not too long ago."""

import json

import pytest

from generator import build, digest, review
from generator.__main__ import main

from .repository import added, commit, content_repository, replaced

SLIDE = "exercises/heel-slide.yml"


def run(content, *arguments):
    return main([*arguments, "--content", str(content)])


def sign(content, day="2026-02-01", *more, by="example-reviewer", exercise="K2"):
    return run(content, "review", exercise, "--by", by, "--today", day, *more)


def state(content, name="heel-slide"):
    return review.state(build.read(content)[0], name)


def now(content, name="heel-slide"):
    return digest.digest(build.read(content)[0], name)


def test_a_review_is_signed_lapses_is_renewed_and_taken_back(knee_copy):
    assert state(knee_copy)["state"] == "unreviewed"
    assert sign(knee_copy) == 0
    assert state(knee_copy) == {"state": "reviewed", "by": "Example Reviewer", "profession": "physiotherapist", "date": "2026-02-01", "changed": []}
    assert run(knee_copy, "record", "--today", "2026-02-02") == 0
    replaced(knee_copy / SLIDE, "Slide one heel towards", "Slide one heel slowly towards")
    assert state(knee_copy)["state"] == "changed" and state(knee_copy)["date"] == "2026-02-01"
    assert state(knee_copy)["changed"] == ["Step 1 was: ‘Slide one heel towards your bottom.’ It is now: ‘Slide one heel slowly towards your bottom.’"]
    assert sign(knee_copy, "2026-03-01") == 0 and state(knee_copy)["date"] == "2026-03-01"
    assert sign(knee_copy, "2026-04-01", "--withdraw") == 0
    assert (state(knee_copy)["state"], state(knee_copy)["date"]) == ("changed", "2026-02-01")
    replaced(knee_copy / SLIDE, "Slide one heel slowly towards", "Slide one heel towards")
    assert (state(knee_copy)["state"], state(knee_copy)["date"]) == ("reviewed", "2026-02-01")
    assert sign(knee_copy, "2026-04-01", "--withdraw") == 0 and state(knee_copy)["state"] == "unreviewed"


def test_pages_sheets_and_data_show_the_state(knee_copy):
    assert sign(knee_copy) == 0 and run(knee_copy, "record", "--today", "2026-02-02") == 0
    files = build.markdown(build.read(knee_copy)[0], {})
    signed = "Reviewed by Example Reviewer, physiotherapist, on 2026-02-01"
    assert signed in files["exercises/heel-slide.md"].decode() and signed in files["embed/heel-slide/index.html"].decode()
    told = files["sheets/after-surgery/index.html"].decode()
    assert f"{signed}: K2. " in told and "Changed since the review by Example Reviewer, physiotherapist, on 2026-01-31: K1. " in told and "Not yet reviewed by a clinician: K3. " in told
    replaced(knee_copy / SLIDE, "Slide one heel towards", "Slide one heel slowly towards")
    files = build.markdown(build.read(knee_copy)[0], {})
    page = files["exercises/heel-slide.md"].decode()
    assert "Changed since the review by Example Reviewer" in page and "What has changed: Step 1 was:" in page and "has not been reviewed yet" in page
    data = next(one for one in json.loads(files["exercises.json"])["exercises"] if one["code"] == "K2")["review"]
    assert data["state"] == "changed" and data["changed"] == ["Step 1 was: ‘Slide one heel towards your bottom.’ It is now: ‘Slide one heel slowly towards your bottom.’"]


def test_a_sheet_whose_exercises_have_one_state_names_no_codes(knee_copy):
    for code in ("K1", "K2", "K3"):
        assert sign(knee_copy, exercise=code) == 0
    told = build.markdown(build.read(knee_copy)[0], {})["sheets/after-surgery/index.html"].decode()
    assert "Reviewed by Example Reviewer, physiotherapist, on 2026-02-01. " in told and ": K1" not in told


@pytest.mark.parametrize("arguments, told", [
    (("K2", "nobody"), "There is no reviewer 'nobody'. Known: example-reviewer."),
    (("K9", "example-reviewer"), "There is no exercise 'K9'. Name its code, for example AN12, or its file without .yml."),
])
def test_an_unknown_name_is_refused_and_nothing_is_written(knee_copy, capsys, arguments, told):
    before = (knee_copy / SLIDE).read_bytes()
    assert sign(knee_copy, exercise=arguments[0], by=arguments[1]) == 2
    assert told in capsys.readouterr().err and (knee_copy / SLIDE).read_bytes() == before


def test_nobody_signs_a_version_twice_or_takes_back_what_is_not_there(knee_copy, capsys):
    assert sign(knee_copy, "2026-02-01", "--withdraw") == 2
    assert "K2 has no review by example-reviewer" in capsys.readouterr().err
    assert sign(knee_copy) == 0 and sign(knee_copy, "2026-02-02") == 2
    assert "has signed K2 as it is now already" in capsys.readouterr().err


@pytest.mark.parametrize("before, after", [
    ("reviewed: []\n", "reviewed: [{by: example-reviewer, date: 2026-02-01, digest: DIGEST}]\n"),
    ("# The end.\n", "# The end.\nreviewed:\n  - {by: example-reviewer, date: 2026-02-01, digest: DIGEST}\n"),
    ("reviewed:\n- by: example-reviewer # seen\n  date: 2025-01-01\n  digest: 0123456789ab # old\n\n# The end.\naliases: [a]\n",
     "reviewed:\n- by: example-reviewer # seen\n  date: 2025-01-01\n  digest: 0123456789ab # old\n- {by: example-reviewer, date: 2026-02-01, digest: DIGEST}\n\n# The end.\naliases: [a]\n"),
    ("reviewed: [{by: example-reviewer, date: 2025-01-01, digest: 0123456789ab}]", "reviewed: [{by: example-reviewer, date: 2025-01-01, digest: 0123456789ab}, {by: example-reviewer, date: 2026-02-01, digest: DIGEST}]"),
])
def test_signing_leaves_the_rest_of_the_file_as_it_was(knee_copy, before, after):
    file = knee_copy / SLIDE
    head = file.read_text("utf-8")
    file.write_text(head + before, "utf-8")
    assert sign(knee_copy) == 0
    assert file.read_text("utf-8") == head + after.replace("DIGEST", now(knee_copy))


@pytest.mark.parametrize("before, after", [
    ("reviewed:\n  - {by: example-reviewer, date: 2026-02-01, digest: 0123456789ab}\n", "reviewed:\n  - {by: example-reviewer, date: 2026-02-01, digest: 0123456789ab, withdrawn: 2026-03-01}\n"),
    ("reviewed:\n  - by: example-reviewer\n    digest: 0123456789ab\n    date: 2026-02-01  # in spring\n", "reviewed:\n  - by: example-reviewer\n    digest: 0123456789ab\n    date: 2026-02-01\n    withdrawn: 2026-03-01  # in spring\n"),
])
def test_taking_back_leaves_the_rest_of_the_file_as_it_was(knee_copy, before, after):
    file = knee_copy / SLIDE
    head = file.read_text("utf-8")
    file.write_text(head + before, "utf-8")
    assert sign(knee_copy, "2026-03-01", "--withdraw") == 0
    assert file.read_text("utf-8") == head + after


def test_reviews_older_than_two_years_are_told_only_when_asked(knee_copy, capsys):
    file = knee_copy / SLIDE
    added(file, f"reviewed:\n  - {{by: example-reviewer, date: 2024-02-29, digest: {now(knee_copy)}}}")
    assert run(knee_copy, "check") == 0 and run(knee_copy, "check", "--today", "2026-02-28") == 0
    assert run(knee_copy, "check", "--today", "2026-03-01") == 1
    told = capsys.readouterr().err
    assert "exercises/heel-slide.yml:" in told and f"The review of K2 is older than 2 years.  Ask for a new one: {{by: your-id, date: 2026-03-01, digest: {now(knee_copy)}}}" in told
    # What lapsed is not old, it is void: the page says so.
    replaced(file, "Slide one heel towards", "Slide one heel slowly towards")
    assert run(knee_copy, "check", "--today", "2026-03-01") == 0


@pytest.fixture
def repository(tmp_path):
    return content_repository(tmp_path / "repository") / "content"


def own(content, author):
    return run(content, "check", "--signed-since", "first", "--author", author, "--today", "2026-06-01")


def test_a_review_is_proposed_from_the_reviewers_own_account(repository, capsys):
    assert own(repository, "somebody") == 0
    assert sign(repository) == 0
    assert own(repository, "Example-Reviewer") == 0 and own(repository, "somebody") == 1
    assert "exercises/heel-slide.yml:" in (told := capsys.readouterr().err) and "This review is by example-reviewer, whose account is example-reviewer, and somebody proposes it." in told


def test_nobody_becomes_a_reviewer_by_changing_the_account(repository):
    assert sign(repository) == 0
    replaced(repository / "reviewers.yml", "github: example-reviewer", "github: somebody")
    assert own(repository, "somebody") == 1 and own(repository, "example-reviewer") == 0


def test_a_new_reviewer_may_sign_in_the_same_proposal(repository):
    added(repository / "reviewers.yml", "new-one:\n  name: New One\n  profession: physiotherapist\n  github: new-one")
    assert sign(repository, by="new-one") == 0
    assert own(repository, "new-one") == 0 and own(repository, "somebody") == 1


def test_a_reviewer_without_an_account_cannot_be_told_from_others(repository, capsys):
    added(repository / "reviewers.yml", "new-one:\n  name: New One\n  profession: physiotherapist")
    assert sign(repository, by="new-one") == 0
    assert own(repository, "new-one") == 1 and "new-one has no account on GitHub" in capsys.readouterr().err


def test_reviews_that_were_there_before_are_nobodys_business(repository):
    assert sign(repository) == 0
    commit(repository.parent, "signed")
    assert run(repository, "rename", "heel-slide", "slide-one-heel") == 0
    assert run(repository, "check", "--signed-since", "signed", "--author", "somebody", "--today", "2026-06-01") == 0
    replaced(repository / "exercises" / "slide-one-heel.yml", "date: 2026-02-01", "date: 2026-02-02")
    assert run(repository, "check", "--signed-since", "signed", "--author", "somebody", "--today", "2026-06-01") == 1


def test_a_review_that_was_taken_back_is_not_signed_again_by_others(repository):
    assert sign(repository) == 0 and sign(repository, "2026-03-01", "--withdraw") == 0
    commit(repository.parent, "withdrawn")
    replaced(repository / SLIDE, ", withdrawn: 2026-03-01", "")
    assert run(repository, "check", "--signed-since", "withdrawn", "--author", "somebody", "--today", "2026-06-01") == 1


@pytest.mark.parametrize("arguments", [["--signed-since", "first"], ["--author", "somebody"]])
def test_both_are_needed_to_ask_who_signed(repository, arguments, capsys):
    assert run(repository, "check", *arguments) == 2 and "belong together" in capsys.readouterr().err


def test_one_account_is_one_reviewer(knee_copy, capsys):
    added(knee_copy / "reviewers.yml", "second-name:\n  name: Second Name\n  profession: physiotherapist\n  github: Example-Reviewer")
    assert run(knee_copy, "check") == 1
    assert "second-name.github: " in (told := capsys.readouterr().err) and "example-reviewer" in told


def test_a_version_signed_twice_by_hand_is_refused(knee_copy, capsys):
    entry = f"  - {{by: example-reviewer, date: 2026-02-01, digest: {now(knee_copy)}}}"
    added(knee_copy / SLIDE, f"reviewed:\n{entry}\n{entry.replace('02-01', '02-02')}")
    assert run(knee_copy, "check") == 1
    assert "reviewed.2: example-reviewer has signed this version already.  Keep one of the two reviews." in capsys.readouterr().err


def test_a_review_of_another_version_is_refused_where_it_is_proposed(repository, capsys):
    version = now(repository)
    added(repository / SLIDE, "reviewed:\n  - {by: example-reviewer, date: 2026-02-01, digest: 0123456789ab}")
    assert own(repository, "example-reviewer") == 1
    assert f"0123456789ab is not the version of K2 as it is here, which is {version}.  If you have read it as it is here, write digest: {version}." in capsys.readouterr().err
    replaced(repository / SLIDE, "0123456789ab", version)
    assert own(repository, "example-reviewer") == 0


def test_a_review_of_a_day_to_come_is_refused_where_it_is_proposed(repository, capsys):
    assert sign(repository, "2026-02-02") == 0
    assert run(repository, "check", "--signed-since", "first", "--author", "example-reviewer", "--today", "2026-02-01") == 1
    assert "This day has not come yet.  Write date: 2026-02-01." in capsys.readouterr().err
    assert run(repository, "check", "--signed-since", "first", "--author", "example-reviewer", "--today", "2026-02-02") == 0


@pytest.mark.parametrize("text", ["# Nobody yet.\n", "", "{}\n"])
def test_a_file_of_reviewers_may_name_nobody(knee_copy, text, capsys):
    replaced(knee_copy / "exercises" / "sit-to-stand.yml", "reviewed:\n  - {by: example-reviewer, date: 2026-01-31, digest: 0123456789ab}\n", "")
    (knee_copy / "reviewers.yml").write_text(text, "utf-8")
    assert run(knee_copy, "check") == 0, capsys.readouterr().err


@pytest.mark.parametrize("account", ["@somebody", "some body", "-somebody", "https://github.com/somebody"])
def test_an_account_is_written_as_it_is_called(knee_copy, account, capsys):
    replaced(knee_copy / "reviewers.yml", "github: example-reviewer", f'github: "{account}"')
    assert run(knee_copy, "check") == 1 and "reviewers.yml:4" in capsys.readouterr().err
