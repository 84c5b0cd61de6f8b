"""Prose that readers can read, and that says nothing twice: the dose has keys of its own."""

import html
import re
from collections.abc import Iterator

from .. import addresses
from ..catalogue import Catalogue
from ..model import Exercise, Part
from ..problem import Place, Problem, field_name, nearest, shown

LONGEST_SENTENCE = 20
SHOWN_ON_PAGES = (
    "stop rule", "help levels", "open questions", "review states", "sources", "related names", "licence", "pictures", "card", "reporting",
    "editor pencil", "editor line", "editor propose", "pull request", "checks waiting", "checks summary",
    "lines of a review", "lines of a withdrawal",
)

_NUMBERS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty".split()
_TENS = {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_WORD_NUMBERS = {word: number for number, word in enumerate(_NUMBERS)} | _TENS
_WORD = "|".join(_WORD_NUMBERS)
_UNIT = r"secs?|seconds?|min|mins|minutes?|times|repetitions?|reps?|sets?"
_WITH_UNIT = re.compile(rf"\b(\d+[ -]?({_UNIT}|s)|({_WORD})[ -]({_UNIT})|twice|thrice)\b", re.IGNORECASE)
_BARE = re.compile(rf"\b(\d+|{_WORD})\b", re.IGNORECASE)


def _texts(exercise: Exercise) -> Iterator[tuple[tuple, str]]:
    """Every sentence that tells a reader what to do, with the way to it."""
    yield ("start", "text"), exercise.start.text
    for p, part in enumerate(exercise.parts):
        if part.one_repetition:
            yield ("parts", p, "one_repetition"), part.one_repetition
        for s, step in enumerate(part.steps):
            yield ("parts", p, "steps", s, "text"), step.text
            yield from ((("parts", p, "steps", s, "options", o, "text"), option.text) for o, option in enumerate(step.options))


def sentences_are_short(catalogue: Catalogue) -> Iterator[Problem]:
    for name, exercise in catalogue.exercises.items():
        for steps, text in _texts(exercise):
            for sentence in re.split(r"(?<=[.!?])\s+", text):
                if (count := len(sentence.split())) > LONGEST_SENTENCE:
                    yield Problem(catalogue.place(f"exercises/{name}.yml", *steps), field_name(steps), f"A sentence has {count} words; readers manage {LONGEST_SENTENCE}.", "Split it, or take words out.")


def clauses_end_without_a_stop(catalogue: Catalogue) -> Iterator[Problem]:
    """What is put into a sentence of the templates brings no full stop of its own."""
    found = []
    for name, exercise in catalogue.exercises.items():
        file = f"exercises/{name}.yml"
        found += [(file, ("stop_if", number, "text"), rule.text) for number, rule in enumerate(exercise.stop_if)]
        for number, part in enumerate(exercise.parts):
            found += [(file, ("parts", number, key), getattr(part, key)) for key in ("one_repetition", "repetitions_text", "load")]
    for name, region in catalogue.regions.items():
        found += [(f"regions/{name}.yml", ("stop_if", number, "text"), rule.text) for number, rule in enumerate(region.stop_if)]
    if catalogue.guide:
        found += [("guide.yml", ("stop_if", number, "text"), rule.text) for number, rule in enumerate(catalogue.guide.stop_if)]
    for file, steps, text in found:
        if text and text.rstrip().endswith("."):
            yield Problem(catalogue.place(file, *steps), field_name(steps), "This becomes a part of a sentence, and ends with a full stop.", "Take the full stop out.")


def steps_do_not_repeat_the_dose(catalogue: Catalogue) -> Iterator[Problem]:
    for name, exercise in catalogue.exercises.items():
        numbers = {number for part in exercise.parts for number in _dose_numbers(part)}
        for steps, text in _texts(exercise):
            if found := _repeated(text, numbers):
                yield Problem(catalogue.place(f"exercises/{name}.yml", *steps), field_name(steps), f"{shown(found)} repeats the dose in the text.", "Take it out of the text: hold, repetitions and rest have keys of their own, and every page shows them.")


def _repeated(text: str, numbers: set[int]) -> str | None:
    if match := _WITH_UNIT.search(text):
        return match[0]
    for match in _BARE.finditer(text):
        number = _WORD_NUMBERS.get(match[1].lower()) if not match[1].isdigit() else int(match[1])
        if number in numbers and number > 2:
            return match[0]
    return None


def _dose_numbers(part: Part) -> Iterator[int]:
    for span in (part.repetitions, *(step.hold for step in part.steps)):
        if span:
            yield from (span.min, span.max)
    yield from (number for number in (part.rest, part.sets) if number)


_UNSAFE = (
    (re.compile(r"^(?:[\s>*+-]|\d+\.)*(?:#(?!#)|=+\s*$)"), "The title of the page stands in its head.", "Begin a heading in the page with ##."),
    (re.compile(r"<\s*[A-Za-z/!?]|<$"), "This looks like HTML, which pages do not allow.", "Write it in Markdown: **bold**, [words](address), - list."),
    (re.compile(r"&#?\w+;"), "This is an HTML entity, which pages do not allow.", "Type the sign itself."),
    (re.compile(r"[{}]"), "Curly brackets have a meaning to machines.", "Write round brackets."),
    (re.compile(r"^\s*(```|~~~)|`"), "Code marks have no place on a page for readers.", "Take the ` or ~ signs out."),
    (re.compile(r"^\s*\[[^\]]+\]:"), "A link by reference cannot be checked here.", "Write [words](address) where the link stands."),
    (re.compile(r"!\["), "Pictures are not allowed on pages yet.", "Take it out."),
    (re.compile(r"^(    |\t)\s*[^-\s\d]"), "Text set in by four spaces becomes code.", "Begin the line at the left."),
    (re.compile(r"\\|\$\$"), "A backslash has a meaning to machines.", "Take it out."),
)
_UNSEEN = "\t\u200d\u00a0"
_LINK = re.compile(r"\]\(([^)]*)\)?")
_SAFE_LINK = re.compile(r"https://[^\s\"'<>()]+|mailto:[^\s\"'<>()]+|[a-z0-9/-]+\.md")
_SHOW = re.compile(r"\[show: ([^\[\]]*)\]")


def pages_are_plain_markdown(catalogue: Catalogue) -> Iterator[Problem]:
    known = {addresses.page(address) for address in ("", *map(addresses.region, catalogue.regions), *map(addresses.exercise, catalogue.with_withdrawn), *map(addresses.routine, catalogue.routines))}
    known |= {f"{name}.md" for name in catalogue.pages}
    for name, page in catalogue.pages.items():
        for number, line in enumerate(re.split(r"\r\n|\r|\n", page.body)):
            def problem(at: int, wrong: str, way_out: str) -> Problem:
                return Problem(Place(catalogue.path(f"pages/{name}.md"), page.first_line + number, at + 1), "", wrong, way_out)

            if bad := next((c for c in line if not c.isprintable() and c not in _UNSEEN), None):
                yield problem(line.index(bad), f"This sign cannot be printed (U+{ord(bad):04X}).", "Type the text again instead of pasting it.")
            for pattern, wrong, way_out in _UNSAFE:
                if match := pattern.search(line):
                    yield problem(match.start(), wrong, way_out)
            for match in _LINK.finditer(line):
                target = html.unescape(match[1]).strip()
                if _SAFE_LINK.fullmatch(target) and target.endswith(".md") and ":" not in target:
                    if target not in known and not catalogue.unread:
                        yield problem(match.start(1), f"There is no page {shown(target)}.", nearest(target, known).strip() or "Write an address like safety.md or exercises/chin-to-shoulder.md.")
                elif not _SAFE_LINK.fullmatch(target):
                    yield problem(match.start(1), f"{shown(match[1])} cannot be a link here.", "Link to https://… or to a page of the guide, for example safety.md or exercises/chin-to-shoulder.md.")
            for match in _SHOW.finditer(line):
                if match[1] not in SHOWN_ON_PAGES or match[0] != line.rstrip():
                    yield problem(match.start(), f"{shown(match[0])} shows nothing.", f"Write it on a line of its own, with one of: {', '.join(SHOWN_ON_PAGES)}.")
