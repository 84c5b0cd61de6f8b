"""Addresses that never die: renaming by the command and by hand, withdrawing, and the pages that stay."""

import json

import html5lib
import pytest

from generator import addresses, build, digest
from generator.__main__ import main

from .conftest import Built
from .repository import added, replaced

HTML = "{http://www.w3.org/1999/xhtml}"


def run(content, *arguments):
    return main([*arguments, "--content", str(content)])


@pytest.fixture
def published(knee_copy):
    """The knee guide as it was published, with its ledger."""
    assert run(knee_copy, "record", "--today", "2026-02-01") == 0
    return knee_copy


def problems(content):
    return [str(problem).replace(f"{content}/", "") for problem in build.read(content)[1]]


def files(content, **environment):
    catalogue, found = build.read(content)
    assert found == []
    return build.markdown(catalogue, environment)


def leads_to(page: bytes) -> str:
    """Where a forwarding page leads, by its link and by what works without a script."""
    tree = html5lib.parse(page)
    link = next(tree.iter(HTML + "a")).get("href")
    assert f"url={link}" in page.decode()
    return link


def rename_by_hand(content):
    (content / "exercises" / "heel-slide.yml").rename(content / "exercises" / "slide-one-heel.yml")


def test_the_command_moves_the_file_and_all_that_names_it_follows(published):
    added(published / "pages" / "safety.md", "\nSee [K2](exercises/heel-slide.md) and [K2 again](exercises/heel-slide.md).")
    replaced(published / "routines" / "ankle.yml", "[ankle-circles, sit-to-stand]", "[ankle-circles, heel-slide, heel-slide]  # twice")
    before = (published / "exercises" / "heel-slide.yml").read_text("utf-8")
    assert run(published, "rename", "heel-slide", "slide-one-heel") == 0
    assert not (published / "exercises" / "heel-slide.yml").exists()
    assert (published / "exercises" / "slide-one-heel.yml").read_text("utf-8") == before + "formerly:\n  - heel-slide\n"
    assert "exercises: [sit-to-stand, slide-one-heel, straight-leg-raise]" in (published / "regions" / "knee.yml").read_text("utf-8")
    assert "[ankle-circles, slide-one-heel, slide-one-heel]  # twice" in (published / "routines" / "ankle.yml").read_text("utf-8")
    assert "[K2](exercises/slide-one-heel.md) and [K2 again](exercises/slide-one-heel.md)." in (published / "pages" / "safety.md").read_text("utf-8")
    assert problems(published) == []


def test_the_old_address_forwards_and_the_code_stays(published):
    assert run(published, "rename", "heel-slide", "slide-one-heel") == 0
    made = files(published, SITE_URL="https://clinic.example/guide")
    assert leads_to(made["exercises/heel-slide/index.html"]) == "../../exercises/slide-one-heel/"
    assert leads_to(made["embed/heel-slide/index.html"]) == "../../embed/slide-one-heel/"
    assert leads_to(made["k2/index.html"]) == "../exercises/slide-one-heel/"
    assert b'<link rel="canonical" href="https://clinic.example/guide/exercises/slide-one-heel/">' in made["exercises/heel-slide/index.html"]
    assert "exercises/slide-one-heel.md" in made and "exercises/heel-slide.md" not in made


def test_a_name_that_changed_twice_leads_on_from_both(published):
    assert run(published, "rename", "heel-slide", "one") == 0 and run(published, "rename", "one", "two") == 0
    made = files(published)
    assert leads_to(made["exercises/heel-slide/index.html"]) == leads_to(made["exercises/one/index.html"]) == "../../exercises/two/"


def test_a_rename_puts_no_sheet_and_no_review_out_of_date(published):
    before = build.read(published)[0]
    assert run(published, "review", "K2", "--by", "example-reviewer", "--today", "2026-02-02") == 0
    assert run(published, "rename", "heel-slide", "slide-one-heel") == 0
    after = build.read(published)[0]
    assert digest.version(after, "after-surgery") == digest.version(before, "after-surgery")
    assert b"Reviewed by Example Reviewer" in files(published)["exercises/slide-one-heel.md"]
    assert json.loads(files(published)["sheets/after-surgery/versions.json"])["older"] == {}


def test_what_was_said_under_the_old_name_is_remembered(published):
    assert run(published, "review", "K2", "--by", "example-reviewer", "--today", "2026-02-02") == 0
    assert run(published, "rename", "heel-slide", "slide-one-heel") == 0
    replaced(published / "exercises" / "slide-one-heel.yml", "Slide one heel towards", "Slide one heel slowly towards")
    assert b"What has changed: Step 1 was:" in files(published)["exercises/slide-one-heel.md"]
    assert run(published, "record", "--today", "2026-03-01") == 0
    assert [version.since for version in build.read(published)[0].history("slide-one-heel")] == ["2026-02-01", "2026-03-01"]


def test_a_file_renamed_by_hand_is_told_the_one_line_to_paste(published):
    rename_by_hand(published)
    told = sorted(problems(published), key=lambda line: "would vanish" not in line)
    assert told == [
        "exercises/slide-one-heel.yml:1:1  formerly: /exercises/heel-slide/ has been published and would vanish. It may stand on paper.  Add this line at the end of this file: formerly: [heel-slide]",
        "regions/knee.yml:11:31  series.1.exercises.2: The file of 'heel-slide' was renamed.  Write slide-one-heel here.",
    ]
    replaced(published / "regions" / "knee.yml", "heel-slide", "slide-one-heel")
    added(published / "exercises" / "slide-one-heel.yml", told[0].rpartition(": formerly: ")[2].join(("formerly: ", "")))
    assert problems(published) == []
    assert leads_to(files(published)["exercises/heel-slide/index.html"]) == "../../exercises/slide-one-heel/"


def test_a_second_renaming_by_hand_is_told_the_whole_line(published):
    assert run(published, "rename", "heel-slide", "one") == 0 and run(published, "record", "--today", "2026-03-01") == 0
    (published / "exercises" / "one.yml").rename(published / "exercises" / "two.yml")
    replaced(published / "regions" / "knee.yml", "one", "two")
    assert [line.partition("Write this")[2] for line in problems(published) if "Write this" in line] == [" in the place of that line: formerly: [heel-slide, one]"]


@pytest.mark.parametrize("arguments, told", [
    (("heel-slides", "x"), "There is no exercise 'heel-slides'. Name its file without .yml, for example ankle-circles."),
    (("heel-slide", "Heel Slide"), "'Heel Slide' cannot be an address. Use small letters, digits and hyphens, 60 at most."),
    (("heel-slide", "sit-to-stand"), "/exercises/sit-to-stand/ is the address of an exercise, or was one. Choose another name."),
])
def test_a_name_that_cannot_be_is_refused_and_nothing_moves(published, arguments, told, capsys):
    assert run(published, "rename", *arguments) == 2
    assert capsys.readouterr().err.strip() == told and (published / "exercises" / "heel-slide.yml").exists()


def test_an_old_name_is_not_given_to_another(published, capsys):
    assert run(published, "rename", "heel-slide", "slide-one-heel") == 0
    assert run(published, "rename", "sit-to-stand", "heel-slide") == 2 and "was one. Choose another name." in capsys.readouterr().err


def test_content_with_problems_is_not_renamed(published, capsys):
    replaced(published / "exercises" / "sit-to-stand.yml", "sets: 3", "sets: three")
    assert run(published, "rename", "heel-slide", "slide-one-heel") == 1
    assert (published / "exercises" / "heel-slide.yml").exists()


@pytest.mark.parametrize("file, line, told", [
    ("exercises/heel-slide.yml", "formerly: [sit-to-stand]", "formerly.1: /exercises/sit-to-stand/ is an address of its own already, so it cannot lead to /exercises/heel-slide/."),
    ("regions/knee.yml", "formerly: [k1]", "formerly.1: /k1/ is an address of its own already, so it cannot lead to /knee/."),
    ("regions/knee.yml", "formerly: [safety]", "formerly.1: /safety/ is an address of its own already, so it cannot lead to /knee/."),
])
def test_a_former_name_takes_no_address_that_is_used(published, file, line, told):
    added(published / file, line)
    assert [told in problem for problem in problems(published)] == [True]


def test_two_exercises_do_not_share_a_former_name(published):
    for name in ("heel-slide", "sit-to-stand"):
        added(published / "exercises" / f"{name}.yml", "formerly: [old]")
    assert ["is said to lead to" in problem for problem in problems(published)] == [True]


def test_regions_routines_and_pages_lead_on_too(published):
    for folder, old, new, ending in (("regions", "knee", "knees", "yml"), ("routines", "ankle", "ankles", "yml"), ("pages", "for-clinicians", "clinicians", "md")):
        (published / folder / f"{old}.{ending}").rename(published / folder / f"{new}.{ending}")
    guide = published / "guide.yml"
    for old, new in (("regions: [knee", "regions: [knees"), ("[after-surgery, ankle]", "[after-surgery, ankles]"), ("for-clinicians]", "clinicians]")):
        replaced(guide, old, new)
    told = problems(published)
    assert sorted(line.rpartition("formerly: ")[2].split("]")[0] for line in told if "would vanish" in line) == ["[ankle", "[for-clinicians", "[knee"]
    added(published / "regions" / "knees.yml", "formerly: [knee]")
    added(published / "routines" / "ankles.yml", "formerly: [ankle]")
    replaced(published / "pages" / "clinicians.md", "title: For clinicians", "title: For clinicians\nformerly: [for-clinicians]")
    made = files(published)
    assert leads_to(made["knee/index.html"]) == "../knees/" and leads_to(made["routines/ankle/index.html"]) == "../../routines/ankles/"
    assert leads_to(made["sheets/ankle/index.html"]) == "../../sheets/ankles/" and leads_to(made["for-clinicians/index.html"]) == "../clinicians/"


def test_every_published_address_has_a_page_after_renaming_and_withdrawing(published, tmp_path):
    known = set(build.read(published)[0].addresses)
    assert run(published, "rename", "heel-slide", "slide-one-heel") == 0
    replaced(published / "routines" / "ankle.yml", "[ankle-circles, sit-to-stand]", "[ankle-circles]")
    assert run(published, "withdraw", "K1", "--reason", "It hurts.", "--today", "2026-03-01") == 0
    assert build.build(published, tmp_path / "out", {}) == []
    site = tmp_path / "out" / "site"
    assert [address for address in sorted(known) if not (site / address / ("index.html" if address.endswith("/") else "")).is_file()] == []


@pytest.fixture
def withdrawn(published, capsys):
    replaced(published / "routines" / "ankle.yml", "[ankle-circles, sit-to-stand]", "[ankle-circles, heel-slide]")
    assert run(published, "withdraw", "K1", "--reason", "It's too hard: <b>stand</b> another way.", "--today", "2026-03-01") == 0
    return published


def test_a_withdrawn_exercise_keeps_a_page_that_says_so(withdrawn):
    made = files(withdrawn)
    page = made["exercises/sit-to-stand.md"].decode()
    assert "Withdrawn on 2026-03-01." in page and "It's too hard: &#60;b&#62;stand&#60;/b&#62; another way." in page and "Sit on the front" not in page
    assert leads_to(made["k1/index.html"]) == "../exercises/sit-to-stand/" and leads_to(made["embed/sit-to-stand/index.html"]) == "../../exercises/sit-to-stand/"
    data = json.loads(made["exercises.json"])
    assert data["withdrawn"] == [{"id": "sit-to-stand", "code": "K1", "name": "Knee: sit to stand", "url": "exercises/sit-to-stand/", "date": "2026-03-01", "reason": "It's too hard: <b>stand</b> another way."}]
    assert "K1" not in [one["code"] for one in data["exercises"]] and json.loads(made["codes.json"])["k1"][1] == "exercises/sit-to-stand/"
    assert b"sit-to-stand" not in made["knee.md"]


def test_each_routine_that_must_change_is_named(published, capsys):
    assert run(published, "withdraw", "K1", "--reason", "It hurts.", "--today", "2026-03-01") == 0
    told = capsys.readouterr().out.replace(f"{published}/", "")
    assert "routines/ankle.yml lists it and must be changed: take sit-to-stand out, or put another exercise in its place." in told
    assert "The routine 'After surgery' has it no longer, and its printed sheets are out of date." in told
    assert problems(published) == ["routines/ankle.yml:3:28  exercises.2: K1 'sit-to-stand' has been withdrawn.  Take it out here, or put another exercise in its place."]


def test_the_code_of_a_withdrawn_exercise_is_never_given_again(withdrawn, capsys):
    assert run(withdrawn, "new", "stand-up", "--code", "K1", "--name", "Stand up") == 2
    assert "K1 is taken, or has been published." in capsys.readouterr().err
    replaced(withdrawn / "exercises" / "heel-slide.yml", "code: K2", "code: K1")
    assert any("K1 is the code of sit-to-stand already." in problem for problem in problems(withdrawn))


def test_the_code_of_a_renamed_exercise_is_never_given_to_another(published):
    assert run(published, "rename", "heel-slide", "slide-one-heel") == 0
    text = (published / "exercises" / "slide-one-heel.yml").read_text("utf-8")
    (published / "exercises" / "other.yml").write_text(text.replace("item: 2", "item: 9").replace("code: K2", "code: K4").split("formerly")[0], "utf-8")
    replaced(published / "regions" / "knee.yml", "slide-one-heel,", "slide-one-heel, other,")
    added(published / "expected.yml", "K4:\n  parts:\n    - {sides: each, counted: each side, repetitions: 1, holds: [5 s]}")
    assert problems(published) == []
    for name, old, new in (("other", "K4", "K2"), ("slide-one-heel", "K2", "K4")):
        replaced(published / "exercises" / f"{name}.yml", f"code: {old}", f"code: {new}")
    told = problems(published)
    assert any("This exercise was published as K2.  Write code: K2." in problem for problem in told)
    assert any("K2 was published as the code of another exercise." in problem for problem in told)


@pytest.mark.parametrize("arguments, told", [
    (("K9", "--reason", "x"), "There is no exercise 'K9' that could be withdrawn."),
    (("K1", "--reason", " "), "Say in one sentence why"),
    (("AN12", "--reason", "x"), "is the only exercise of"),
])
def test_what_cannot_be_withdrawn_is_refused_and_nothing_is_written(published, arguments, told, capsys):
    before = {path: path.read_bytes() for path in published.rglob("*") if path.is_file()}
    assert run(published, "withdraw", *arguments) == 2 and told in capsys.readouterr().err
    assert {path: path.read_bytes() for path in published.rglob("*") if path.is_file()} == before


def test_a_sheet_of_ones_own_says_what_was_withdrawn(withdrawn, tmp_path, page, serve):
    assert build.build(withdrawn, tmp_path / "out", {}) == []
    page.goto(serve(Built(withdrawn, tmp_path / "out", build.read(withdrawn)[0], "https://clinic.example/")) + "my-sheet/#K1,K2")
    page.locator("#problems", has_text="K1 was withdrawn on 2026-03-01: It's too hard: <b>stand</b> another way.").wait_for()
    page.locator("#search").fill("sit")
    page.locator("#found", has_text="No exercise has this code or name.").wait_for()


def test_addresses_that_lead_on_are_those_of_the_ledger(published):
    assert run(published, "rename", "heel-slide", "slide-one-heel") == 0
    catalogue = build.read(published)[0]
    assert set(addresses.forwards(catalogue)) == {"exercises/heel-slide/", "embed/heel-slide/"} <= set(catalogue.addresses)


def test_a_published_file_that_is_deleted_is_told_once(published):
    (published / "exercises" / "heel-slide.yml").unlink()
    assert problems(published) == [
        "ledger/addresses.yml:25:1  exercises/heel-slide/: /exercises/heel-slide/ has been published and would vanish. It may stand on paper.  Give the file its old name back. An exercise that is no longer given keeps its file, with the key withdrawn.",
    ]
