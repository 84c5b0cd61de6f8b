"""The script of a sheet of one's own says what the generator says: the same sentences, seconds and moments, from the same cases."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from generator import description, phrases, timeline
from generator.cue_words import SIDES
from generator.load.restricted_yaml import read
from generator.model import Part, Span

from .test_cues import CASES as CUES
from .test_cues import arranged
from .test_phrases import CASES, part

FILE = Path(__file__).parent / "doses_of_ones_own.yml"
OWN = read(FILE.read_text("utf-8"), FILE.name)[0].plain()
LIMITS = {"exercises": 50, "repetitions": 500, "seconds": 3600}
MODULES = "const load = (name) => import(new URL(`../assets/${name}.js`, location.href).href);"


@pytest.fixture
def root(page, built, serve):
    """The page of a sheet of one's own, open, and the address of its guide."""
    address = serve(built)
    page.goto(address + "my-sheet/")
    return address


def spoken(span: Span | None) -> dict | None:
    return span and {"min": span.min, "max": span.max}


def as_fetched(part: Part) -> dict:
    """A part without movements as the page fetches it."""
    return {
        "name": part.name, "sides": part.sides, "counted": part.counted, "sets": part.sets, "repetitions": spoken(part.repetitions),
        "repetitions_text": part.repetitions_text, "load": part.load, "rest_seconds": part.rest,
        "steps": [{"move_seconds": None, "hold_seconds": spoken(step.hold)} for step in part.steps],
        "way_back_seconds": None, "change_sides_seconds": None,
    }


def changed(told: Part, change: str) -> Part:
    """A part with a person's own numbers, in the words of the address, as the model holds it."""
    found = {letter: Span(int(low), int(high or low)) for letter, low, high in re.findall(r"([xh])(\d+)(?:-(\d+))?", change)}
    values = {"repetitions": found["x"], "repetitions_text": told.repetitions and told.repetitions_text} if "x" in found else {}
    steps = tuple(step.model_copy(update={"hold": found["h"]}) if "h" in found and step.hold else step for step in told.steps)
    return told.model_copy(update={**values, "steps": steps})


def test_golden_doses(page, root):
    asked = [[as_fetched(part(case["dose"])), case.get("reading", "in all")] for case in CASES]
    said = page.evaluate("async (asked) => {" + MODULES + """
      const { partDose } = await load('phrases'), { phrases } = JSON.parse(document.getElementById('guide').textContent);
      return asked.map(([part, reading]) => partDose(phrases, part, reading));
    }""", asked)
    assert said == [case["says"] for case in CASES]


def test_doses_of_ones_own(page, root):
    asked = [["N1" + case["change"], as_fetched(part(case["dose"]))] for case in OWN]
    said = page.evaluate("async ([asked, limits]) => {" + MODULES + """
      const { partDose } = await load('phrases'), { applied, read, write } = await load('choice');
      const { phrases } = JSON.parse(document.getElementById('guide').textContent);
      return asked.map(([fragment, part]) => {
        const { parts, changes, problems } = applied({ code: 'N1', parts: [part] }, read(fragment, limits).items[0].changes);
        return [partDose(phrases, parts[0], 'in all'), write([{ code: 'N1', changes }]), problems.map(({ why }) => why)];
      });
    }""", [asked, LIMITS])
    for case, (says, written, refused) in zip(OWN, said, strict=True):
        kept = case.get("kept", case["change"])
        assert [says, written, refused] == [case["says"], "N1" + kept, case.get("refused", [])], case
        assert phrases.part_dose(changed(part(case["dose"]), kept), "in all") == case["says"], case


def test_every_exercise_and_every_routine(page, root, built):
    """Fetched as the page fetches them: the sentences, the moments, the seconds and the minutes."""
    catalogue = built.catalogue
    codes = {identity: exercise.code for identity, exercise in catalogue.exercises.items()}
    told = description.exercises(catalogue)
    sessions = [[identity] for identity in codes] + [catalogue.routine_exercises(routine) for routine in catalogue.routines.values()]
    said = page.evaluate("async (sessions) => {" + MODULES + """
      const { partDose, time } = await load('phrases'), { session, total, isLed } = await load('timeline');
      const guide = JSON.parse(document.getElementById('guide').textContent);
      const fetched = {};
      for (const code of new Set(sessions.flat())) fetched[code] = await (await fetch(`${code.toLowerCase()}.json`)).json();
      return sessions.map((codes) => {
        const exercises = codes.map((code) => fetched[code]), moments = session(exercises, guide), seconds = total(moments, exercises.some(isLed));
        return [exercises[0].parts.map((part) => partDose(guide.phrases, part, guide.unsaid_count)), moments, seconds, time(guide.phrases, ...seconds)];
      });
    }""", [[codes[identity] for identity in ids] for ids in sessions])
    for ids, (doses, moments, seconds, time) in zip(sessions, said, strict=True):
        expected = timeline.session(catalogue, ids)
        total = timeline.total(expected, any(timeline.is_led(catalogue.exercises[identity]) for identity in ids))
        assert doses == [one.dose for one in told[ids[0]].parts]
        assert moments == [vars(replace(moment, exercise=codes[moment.exercise])) for moment in expected]
        assert tuple(seconds) == total and time == phrases.time(*total)


def test_hard_cases_of_the_timeline(page, knee, serve, knee_copy):
    """Ranges and odd numbers on one side and the other, sets, rests, ways back, a position kept."""
    from generator import build
    catalogue = build.read(knee_copy)[0]
    cases = []
    for sides in ("both", "alternate", "each", "not said"):
        for counted in ([None] if sides == "both" else ["each side", "in all", "not said"]):
            for repetitions in (None, Span(1, 1), Span(3, 3), Span(7, 10), Span(2, 5)):
                step = {"text": "Move.", "hold": Span(3, 5), "move": "slide"}
                made = catalogue.exercises["heel-slide"].parts[0].model_copy(update={
                    "sides": sides, "counted": counted if repetitions else None, "repetitions": repetitions, "sets": 2 if repetitions else None, "rest": 4,
                    "steps": (catalogue.exercises["heel-slide"].parts[0].steps[0].model_copy(update=step),),
                })
                cases.append(made)
    page.goto(serve(knee) + "my-sheet/")
    seconds = catalogue.guide.movement_seconds
    asked = [{
        **as_fetched(made), "way_back_seconds": seconds[made.way_back], "change_sides_seconds": seconds[made.change_sides],
        "steps": [{"move_seconds": seconds["slide"], "hold_seconds": {"min": 3, "max": 5}}],
    } for made in cases]
    said = page.evaluate("async (asked) => {" + MODULES + """
      const { session } = await load('timeline'), guide = JSON.parse(document.getElementById('guide').textContent);
      return asked.map((part) => session([{ code: 'K2', positions: ['supine'], parts: [part] }, { code: 'K9', positions: ['sitting', 'supine'], parts: [] }], guide));
    }""", asked)
    for made, moments in zip(cases, said, strict=True):
        own = replace(catalogue, exercises={
            "K2": catalogue.exercises["heel-slide"].model_copy(update={"parts": (made,)}),
            "K9": catalogue.exercises["heel-slide"].model_copy(update={"parts": (), "positions": ("sitting", "supine")}),
        })
        assert moments == [vars(moment) for moment in timeline.session(own, ["K2", "K9"])]


def test_every_published_timeline(page, built, serve):
    """Worked out from the parts of the exercises it is what is published: every moment with its seconds, its side and its words."""
    page.goto(serve(built) + "my-sheet/")
    files = sorted(path.relative_to(built.site / "cues").as_posix() for path in (built.site / "cues").rglob("*.json"))
    assert len(files) == len(built.catalogue.exercises) + len(built.catalogue.routines)
    both = page.evaluate("async (files) => {" + MODULES + """
      const { session } = await load('timeline'), { cueWords } = await load('cues'), fetched = async (file) => (await fetch(`../cues/${file}`)).json();
      const player = new DOMParser().parseFromString(await (await fetch('../cues/player.html')).text(), 'text/html');
      const guide = JSON.parse(player.getElementById('session-data').textContent), sides = ['right', 'left'];
      return Promise.all(files.map(async (file) => {
        const { codes, code, timeline } = await fetched(file), exercises = await Promise.all((codes ?? [code]).map((one) => fetched(`${one.toLowerCase()}.json`)));
        const moments = session(exercises, guide), words = cueWords(guide.phrases, moments, exercises, sides);
        return [timeline.map(({ figure, ...cue }) => cue), moments.map(({ shortest, longest, side, ...moment }, at) => (
          { ...moment, seconds: { min: shortest, max: longest }, side: side && sides[side - 1], words: words[at] }))];
      }));
    }""", files)
    for file, (published, worked_out) in zip(files, both, strict=True):
        assert worked_out == published, file


def as_played(catalogue, identity: str) -> dict:
    """An exercise as the player fetches it, as far as the words need it."""
    exercise = catalogue.exercises[identity]
    parts = [{**timeline.recipe(catalogue.guide, one), "change_sides": one.change_sides} for one in exercise.parts]
    for told, one in zip(parts, exercise.parts):
        told["steps"] = [{**made, "text": step.text} for made, step in zip(told["steps"], one.steps)]
    return {"code": exercise.code, "name": exercise.name, "start": exercise.start.text, "positions": list(exercise.positions), "parts": parts}


def test_golden_cues(page, knee, serve):
    page.goto(serve(knee) + "my-sheet/")
    guide = {"unsaid_count": knee.catalogue.guide.readings.unsaid_count, "change_seconds": knee.catalogue.guide.change_seconds.model_dump()}
    asked = [[[as_played(arranged(case), identity) for identity in case["exercises"]], case.get("sides", list(SIDES))] for case in CUES]
    said = page.evaluate("async ([asked, guide, table]) => {" + MODULES + """
      const { session } = await load('timeline'), { cueWords } = await load('cues');
      return asked.map(([exercises, sides]) => {
        const moments = session(exercises, guide), words = cueWords(table, moments, exercises, sides);
        return moments.map(({ kind }, at) => `${kind}: ${words[at]}`);
      });
    }""", [asked, guide, phrases.table()])
    for case, words in zip(CUES, said, strict=True):
        wanted = case.get("begins", case.get("says"))
        assert (words[:len(wanted)] if "begins" in case else words) == wanted, case["about"]


@pytest.mark.parametrize("seconds", [(240, 240), (30, 89), (133, 190), (20, 20), (20, 41), (20, None), (65, None), (3289, None), (95, None), (58, 58), (57, 57), (1, 1), (90, 90), (150, 150)])
def test_times(page, knee, serve, seconds):
    page.goto(serve(knee) + "my-sheet/")
    said = page.evaluate("async (seconds) => {" + MODULES + "const { time } = await load('phrases'); return time(JSON.parse(document.getElementById('guide').textContent).phrases, ...seconds); }", list(seconds))
    assert said == phrases.time(*seconds)


@pytest.mark.parametrize("codes", [[], ["L4"], ["N4", "L4"], ["N4", "L4", "L6"]])
def test_who_leads(page, knee, serve, codes):
    page.goto(serve(knee) + "my-sheet/")
    said = page.evaluate("async (codes) => {" + MODULES + "const { led } = await load('phrases'); return led(JSON.parse(document.getElementById('guide').textContent).phrases, codes); }", codes)
    assert said == phrases.led(codes)
