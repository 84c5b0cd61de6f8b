"""Changes of the knee guide that somebody could propose. What they mean for the patient stands in golden/clinical, a file for each."""

import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from generator import clinical
from generator.__main__ import main

from .repository import added, commit, content_repository, replaced

SLIDE, RAISE, STAND = (Path("exercises") / f"{name}.yml" for name in ("heel-slide", "straight-leg-raise", "sit-to-stand"))
GOLDEN = Path(__file__).parent / "golden" / "clinical"


def run(*arguments: str, content: Path) -> None:
    """A command that succeeds."""
    assert main([*arguments, "--content", str(content)]) == 0, arguments


def _dose(content: Path) -> None:
    replaced(content / SLIDE, "hold: 5 s", "hold: 15 s")
    replaced(content / "expected.yml", "repetitions: 1, holds: [5 s]", "repetitions: 1, holds: [15 s]")
    replaced(content / "expected.yml", "move 3, hold 5, release 3, change sides 10, move 3, hold 5, release 3", "move 3, hold 15, release 3, change sides 10, move 3, hold 15, release 3")
    replaced(content / "expected.yml", "seconds: 37 s", "seconds: 57 s")


def _comment(content: Path) -> None:
    replaced(content / SLIDE, "code: K2", "# Asked again in spring.\n\ncode: K2")
    replaced(content / "regions" / "knee.yml", "exercises: [sit-to-stand, heel-slide, straight-leg-raise]", "exercises:\n      - sit-to-stand\n      - heel-slide\n      - straight-leg-raise")


def _renamed_by_hand(content: Path) -> None:
    (content / SLIDE).rename(content / "exercises" / "slide-one-heel.yml")
    replaced(content / "regions" / "knee.yml", "heel-slide", "slide-one-heel")
    added(content / "exercises" / "slide-one-heel.yml", "formerly: [heel-slide]")


def _new(content: Path) -> None:
    text = (content / SLIDE).read_text("utf-8").replace("code: K2", "code: K9").replace("name: Heel slide", "name: Heel slide, sitting").replace("item: 2", "item: 9")
    (content / "exercises" / "heel-slide-sitting.yml").write_text(text, "utf-8")
    replaced(content / "regions" / "knee.yml", "heel-slide, straight", "heel-slide, heel-slide-sitting, straight")
    added(content / "expected.yml", "K9:\n  parts:\n    - {sides: each, counted: each side, repetitions: 1, holds: [5 s]}")


def _signed(content: Path) -> None:
    run("review", "K2", "--by", "example-reviewer", "--today", "2026-02-01", content=content)


def _lapsed(content: Path) -> None:
    replaced(content / SLIDE, "Slide one heel towards your bottom.", "Slide one heel slowly towards your bottom.")


def _renewed(content: Path) -> None:
    run("review", "K2", "--by", "example-reviewer", "--today", "2026-03-01", content=content)


def _taken_back(content: Path) -> None:
    run("review", "K2", "--by", "example-reviewer", "--withdraw", "--today", "2026-04-01", content=content)


def _signed_in_vain(content: Path) -> None:
    added(content / SLIDE, "reviewed:\n  - {by: example-reviewer, date: 2026-05-01, digest: 0a1b2c3d4e5f}")


CASES: dict[str, list[Callable[[Path], None]]] = {
    "dose changed": [_dose],
    "text reworded": [lambda content: replaced(content / STAND, "Sit on the front of a chair.", "Sit on the front of a firm chair, with both feet flat on the floor.")],
    "only a comment and the layout changed": [_comment],
    "renamed by the command": [lambda content: run("rename", "heel-slide", "slide-one-heel", content=content)],
    "renamed by hand": [_renamed_by_hand],
    "withdrawn": [lambda content: run("withdraw", "K2", "--reason", "It's done better sitting.", "--today", "2026-02-01", content=content)],
    "added": [_new],
    "angle changed": [lambda content: replaced(content / SLIDE, "knee flexion: 95 right", "knee flexion: 60 right")],
    "base posture changed": [lambda content: replaced(content / SLIDE, "view: right side", "view: left side")],
    "stop rule for all": [lambda content: replaced(content / "guide.yml", "text: the knee swells", "text: the knee swells or gets hot")],
    "page reworded": [lambda content: replaced(content / "pages" / "safety.md", "Nobody", "No clinician")],
    "order of a routine": [lambda content: replaced(content / "routines" / "ankle.yml", "[ankle-circles, sit-to-stand]", "[sit-to-stand, ankle-circles]")],
    "question asked": [lambda content: added(content / SLIDE, "questions:\n  - ask: Should the heel stay on the surface?")],
    "review signed": [_signed],
    "review lapsed": [_signed, _lapsed],
    "review renewed": [_signed, _lapsed, _renewed],
    "review withdrawn": [_signed, _taken_back],
    "review of another version": [_signed_in_vain],
    "reviewer entered": [lambda content: added(content / "reviewers.yml", "second-reviewer:\n  name: Second Reviewer\n  profession: physiotherapist\n  github: second-reviewer")],
    "reviewer's account changed": [lambda content: replaced(content / "reviewers.yml", "github: example-reviewer", "github: somebody-else")],
    "text that is markup": [lambda content: replaced(content / SLIDE, "name: Heel slide", "name: '**Heel** <img src=x onerror=alert(1)> [slide](javascript:alert(1)) `x` ::error::x | # y'")],
}


def told(folder: Path, changes: list[Callable[[Path], None]]) -> str:
    """The clinical diff of the last of these changes, each of them a commit, as it is kept."""
    content = content_repository(folder) / "content"
    for number, change in enumerate(changes):
        change(content)
        commit(folder, f"change-{number + 1}")
    before = f"change-{len(changes) - 1}" if changes[1:] else "first"
    words = clinical.markdown(clinical.compare(content, before, "HEAD", "2026-06-01"))
    for tag in (before, f"change-{len(changes)}"):
        name = subprocess.run(["git", "-C", str(folder), "rev-parse", "--short", tag], capture_output=True, encoding="utf-8", check=True).stdout.strip()
        words = words.replace(f": {name} ", ": ")
    return words


def golden(case: str) -> Path:
    """Where the words of a case are kept."""
    return GOLDEN / f"{case.replace(' ', '-')}.md"


def write() -> None:
    """Writes the words of every case anew."""
    GOLDEN.mkdir(exist_ok=True)
    for case, changes in CASES.items():
        with tempfile.TemporaryDirectory() as folder:
            golden(case).write_text(told(Path(folder), changes), "utf-8")
