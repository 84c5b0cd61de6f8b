"""The commands: what they print, and how they end."""

import os
import subprocess
import sys

import pytest
import yaml

from generator import build, digest, review
from generator.__main__ import main
from generator.schema import schemas

from .conftest import KNEE, ROOT


def run(*arguments: str, **options) -> subprocess.CompletedProcess:
    return subprocess.run([sys.executable, "-m", "generator", *arguments], cwd=ROOT, capture_output=True, text=True, **options)


def test_check_says_that_all_is_well():
    done = run("check", "--content", str(KNEE))
    assert (done.returncode, done.stdout, done.stderr) == (0, "4 exercises, 2 routines: no problems.\n", "")


@pytest.mark.parametrize("arguments", [[], ["chek"], ["check", "--contents", "x"], ["new", "x"], ["record", "--today", "tomorrow"]])
def test_wrong_usage_ends_in_2_without_a_traceback(arguments):
    done = run(*arguments)
    assert done.returncode == 2 and "usage:" in done.stderr and "Traceback" not in done.stderr


def test_schema_writes_the_schemas_and_leaves_the_rest(tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    assert main(["schema", "--out", str(tmp_path)]) == 0
    assert {path.name: path.read_bytes() for path in tmp_path.glob("*.json")} == schemas()
    assert (tmp_path / "mine.txt").exists()


def test_new_begins_an_exercise_and_the_check_asks_for_every_value(knee_copy, capsys):
    assert main(["new", "calf-raise", "--code", "AN13", "--name", "Calf raise: it's \"high\"", "--content", str(knee_copy)]) == 0
    assert "Fill it in, and add - calf-raise to a series" in capsys.readouterr().out
    assert main(["check", "--content", str(knee_copy)]) == 1
    asked = [line for line in capsys.readouterr().err.splitlines() if "This key has no value." in line]
    assert [line.split("  ")[1].split(":")[0] for line in asked] == ["text", "sides", "text", "document", "series", "item"]
    file = knee_copy / "exercises" / "calf-raise.yml"
    text = file.read_text()
    for key, value in (("start:\n  text:", "start:\n  text: Stand."), ("- sides:", "- sides: both"), ("- text:", "- text: Rise.\n        move: circle"),
                       ("document:", "document: clinic-leaflet"), ("series:", "series: Ankle"), ("item:", "item: 2")):
        text = text.replace(key, value, 1)
    file.write_text(text)
    catalogue, problems = build.read(knee_copy)
    assert sorted(problem.wrong for problem in problems) == [
        "No dose is noted for AN13 in " + (knee_copy / "expected.yml").as_posix() + ", to hold this one against.",
        "No series lists this exercise, so no reader would find it.",
    ]
    assert (catalogue.exercises["calf-raise"].code, catalogue.exercises["calf-raise"].name) == ("AN13", "Calf raise: it's \"high\"")


@pytest.mark.parametrize("arguments", [
    ["Calf Raise", "--code", "AN13", "--name", "x"], ["../out", "--code", "AN13", "--name", "x"], ["calf-raise", "--code", "an13", "--name", "x"],
    ["calf-raise", "--code", "AN13", "--name", "a\nb"], ["heel-slide", "--code", "AN13", "--name", "x"], ["calf-raise", "--code", "K1", "--name", "x"],
])
def test_new_refuses_and_writes_nothing(arguments, knee_copy, capsys):
    before = {path: path.read_bytes() for path in knee_copy.rglob("*") if path.is_file()}
    assert main(["new", *arguments, "--content", str(knee_copy)]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert {path: path.read_bytes() for path in knee_copy.rglob("*") if path.is_file()} == before


def test_record_notes_what_is_new_and_nothing_twice(knee_copy, capsys):
    assert main(["record", "--today", "2026-03-01", "--content", str(knee_copy)]) == 0
    ledger = yaml.safe_load((knee_copy / "ledger" / "addresses.yml").read_text())
    assert ledger["exercises/sit-to-stand/"] == ledger["k1/"] == {"since": "2026-03-01", "code": "K1"}
    history = yaml.safe_load((knee_copy / "ledger" / "exercises" / "sit-to-stand.yml").read_text())
    assert history["versions"][0]["says"]["parts"][0]["sets"] == "3"
    assert build.read(knee_copy)[1] == []
    before = {path: path.read_bytes() for path in knee_copy.rglob("*") if path.is_file()}
    capsys.readouterr()
    assert main(["record", "--today", "2026-04-01", "--content", str(knee_copy)]) == 0
    assert capsys.readouterr().out == ""
    assert {path: path.read_bytes() for path in knee_copy.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("file, was, written", [("exercises/sit-to-stand.yml", "sets: '3'", "sets: '9'"), ("routines/ankle.yml", "the knee swells", "the knee burns")])
def test_the_ledger_is_never_edited(knee_copy, capsys, file, was, written):
    main(["record", "--today", "2026-03-01", "--content", str(knee_copy)])
    history = knee_copy / "ledger" / file
    assert was in history.read_text()
    history.write_text(history.read_text().replace(was, written))
    capsys.readouterr()
    assert main(["check", "--content", str(knee_copy)]) == 1
    assert f"ledger/{file}:4:3  versions.1.digest: What this version says is not what was published under this digest." in capsys.readouterr().err


def test_record_adds_a_version_when_the_dose_changes(knee_copy):
    (knee_copy / "expected.yml").unlink()
    main(["record", "--today", "2026-03-01", "--content", str(knee_copy)])
    file = knee_copy / "exercises" / "heel-slide.yml"
    file.write_text(file.read_text().replace("hold: 5 s", "hold: 6 s"))
    main(["record", "--today", "2026-04-01", "--content", str(knee_copy)])
    versions = yaml.safe_load((knee_copy / "ledger" / "exercises" / "heel-slide.yml").read_text())["versions"]
    assert [str(version["since"]) for version in versions] == ["2026-03-01", "2026-04-01"]
    assert [version["says"]["parts"][0]["steps"][0]["hold"] for version in versions] == ["5 s", "6 s"]


def test_record_notes_what_a_sheet_says_under_its_version(knee_copy, capsys):
    (knee_copy / "expected.yml").unlink()
    main(["record", "--today", "2026-03-01", "--content", str(knee_copy)])
    file = knee_copy / "exercises" / "heel-slide.yml"
    file.write_text(file.read_text().replace("hold: 5 s", "hold: 6 s"))
    capsys.readouterr()
    main(["record", "--today", "2026-04-01", "--content", str(knee_copy)])
    catalogue = build.read(knee_copy)[0]
    slide, version = digest.digest(catalogue, "heel-slide"), digest.version(catalogue, "after-surgery")
    assert capsys.readouterr().out.splitlines() == [f"exercises/heel-slide {slide}", f"routines/after-surgery {version}"], "the ankle routine is as it was"
    versions = yaml.safe_load((knee_copy / "ledger" / "routines" / "after-surgery.yml").read_text())["versions"]
    assert [str(one["since"]) for one in versions] == ["2026-03-01", "2026-04-01"] and versions[1]["digest"] == version
    assert versions[1]["says"] == {
        "name": "After surgery", "frequency": "3 days a week",
        "exercises": [{"exercise": identity, "digest": digest.digest(catalogue, identity)} for identity in ("sit-to-stand", "heel-slide", "straight-leg-raise")],
        "stop if": ["the knee swells", "the knee locks", "the new scar opens"],
    }
    assert versions[0]["says"]["exercises"][1]["digest"] != slide


@pytest.mark.parametrize("folder", ["exercises", "routines"])
def test_a_history_in_another_form_is_told_with_its_place(folder, knee_copy, capsys):
    (knee_copy / "ledger" / folder).mkdir(parents=True)
    (knee_copy / "ledger" / folder / "ankle.yml").write_text("versions:\n- digest: short\n  since: '2026-03-01'\n  says: {name: x}\n")
    (knee_copy / "ledger" / folder / "Ankle 2.yml").write_text("")
    assert main(["check", "--content", str(knee_copy)]) == 1
    told = capsys.readouterr().err.replace(f"{knee_copy}/", "")
    assert f"ledger/{folder}/ankle.yml:2:11  versions.1.digest: 'short' is not a digest." in told
    assert f"ledger/{folder}/Ankle 2.yml:1:1  'Ankle 2.yml' cannot be an address." in told


def test_a_published_address_may_not_vanish(knee_copy, capsys):
    main(["record", "--today", "2026-03-01", "--content", str(knee_copy)])
    capsys.readouterr()
    (knee_copy / "exercises" / "heel-slide.yml").rename(knee_copy / "exercises" / "heel-slides.yml")
    region = knee_copy / "regions" / "knee.yml"
    region.write_text(region.read_text().replace("heel-slide", "heel-slides"))
    assert main(["check", "--content", str(knee_copy)]) == 1
    lines = capsys.readouterr().err.replace(f"{knee_copy}/", "").splitlines()
    assert [line.partition("  ")[2] for line in lines[:-1]] == [
        "formerly: /exercises/heel-slide/ has been published and would vanish. It may stand on paper.  Add this line at the end of this file: formerly: [heel-slide]",
    ]


def test_a_published_code_stays_with_its_exercise(knee_copy, capsys):
    main(["record", "--today", "2026-03-01", "--content", str(knee_copy)])
    capsys.readouterr()
    file = knee_copy / "exercises" / "heel-slide.yml"
    file.write_text(file.read_text().replace("code: K2", "code: K7"))
    assert main(["check", "--content", str(knee_copy)]) == 1
    assert "exercises/heel-slide.yml:1:7  code: This exercise was published as K2.  Write code: K2." in capsys.readouterr().err


def test_what_a_review_says_has_changed_comes_from_the_ledger(knee_copy):
    main(["record", "--today", "2026-03-01", "--content", str(knee_copy)])
    now = digest.digest(build.read(knee_copy)[0], "sit-to-stand")
    file = knee_copy / "exercises" / "sit-to-stand.yml"
    file.write_text(file.read_text().replace("0123456789ab", now).replace("Sit on the front of a chair.", "Sit on a low chair.").replace("chair]", "stool]"))
    assert review.state(build.read(knee_copy)[0], "sit-to-stand")["changed"] == ["You need: chair before, stool now.", "The start was: ‘Sit on the front of a chair.’ It is now: ‘Sit on a low chair.’"]


def test_the_live_preview_rebuilds_from_content_and_tells_problems(knee_copy, tmp_path):
    """`mkdocs build` in the preview's configuration goes through the hook."""
    (knee_copy / "expected.yml").unlink()
    out = tmp_path / "out"
    assert main(["build", "--pages-only", "--content", str(knee_copy), "--out", str(out)]) == 0
    file = knee_copy / "exercises" / "heel-slide.yml"
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--config-file", str(out / "mkdocs.yml")]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    file.write_text(file.read_text().replace("hold: 5 s", "hold: 7 s"))
    assert subprocess.run(command, env=environment, capture_output=True).returncode == 0
    assert "Hold 7 seconds" in (out / "stage" / "exercises" / "heel-slide" / "index.html").read_text()
    file.write_text(file.read_text().replace("hold: 7 s", "hold: 7"))
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert done.returncode == 1 and "'7' is not a length of time." in done.stderr + done.stdout and "Traceback" not in done.stderr


def test_the_content_of_this_repository_is_found_from_its_root():
    done = run("check")
    assert (done.returncode, done.stderr) == (0, "") and done.stdout.endswith("no problems.\n")
