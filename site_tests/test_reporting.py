"""What the guide says of what a report of exercise asks, and the page that lists it with reviews and questions."""

import re

import html5lib
import markdown
import pytest

from generator import build, description, digest, reporting
from generator.model.guide import Programme

from .conftest import CONTENT, KNEE

PAGE = "for-clinicians.md"
NUMBERS = ["1", "2", "3", "4", "5", "6", "7a", "7b", "8", "9", "10", "11", "12", "13", "14a", "14b", "15", "16a", "16b"]


def routines(catalogue):
    return description.routines(catalogue, description.exercises(catalogue))


def items(content):
    """{routine: {number: item}} of a guide without problems."""
    catalogue, problems = build.read(content)
    assert problems == []
    return {identity: {item.number: item for item in reporting.reporting(catalogue, told)} for identity, told in routines(catalogue).items()}


def texts(item):
    return [said.text for said in item.said]


def shown(content):
    """The page of the knee guide that shows it all, as one line of words and as a tree."""
    page = build.markdown(build.read(content)[0], {})[PAGE].decode().partition("---\n")[2].partition("---\n")[2]
    tree = html5lib.parse(markdown.markdown(page, extensions=["attr_list", "md_in_html"]), namespaceHTMLElements=False)
    return re.sub(r"\s+", " ", "".join(tree.itertext())), tree


def replace(content, file, old, new):
    text = (content / file).read_text()
    assert old in text
    (content / file).write_text(text.replace(old, new))


def test_every_item_is_asked_once_and_every_key_answers_one():
    asked = reporting.table()["items"]
    assert [item["number"] for item in asked] == NUMBERS
    assert sorted(item["key"] for item in asked if "key" in item) == sorted(Programme.model_fields)
    assert all("key" in item or "facts" in item for item in asked)


def test_an_answer_of_the_guide_closes_the_item_for_every_routine(knee_copy):
    assert [(item["12"].state, texts(item["12"])) for item in items(knee_copy).values()] == [("said", ["At home."])] * 2
    replace(knee_copy, "guide.yml", "  setting: {text: At home., source: clinic-leaflet}\n", "")
    assert [(item["12"].state, texts(item["12"])) for item in items(knee_copy).values()] == [("not said", [])] * 2


def test_an_answer_of_a_routine_holds_there_alone_and_comes_before_the_guide(knee_copy):
    found = items(knee_copy)
    assert [texts(found[routine]["4"]) for routine in ("after-surgery", "ankle")] == [["A physiotherapist watches."], ["Nobody watches."]]
    assert ["for how many weeks" in found[routine]["13"].missing for routine in ("after-surgery", "ankle")] == [False, True]
    assert "For 6 weeks." in texts(found["after-surgery"]["13"])


def test_what_the_doses_say_and_do_not_say_is_named():
    found = items(KNEE)
    assert found["ankle"]["13"].missing == ("how many times (AN12)", "how many sets (AN12)", "for how many weeks")
    assert found["after-surgery"]["13"].missing == ("whether the number is for each side (K3)", "how many sets (K2)")
    assert [found["after-surgery"]["13"].state, found["ankle"]["13"].state] == ["partly", "partly"]
    assert "At least 2 minutes for one session." in texts(found["ankle"]["13"])
    assert "Every second day: K3." in texts(found["after-surgery"]["13"]) and "3 days a week." in texts(found["ankle"]["13"])


def test_a_count_that_all_lack_is_named_without_codes_and_one_that_is_written_disappears(knee_copy):
    replace(knee_copy, "routines/ankle.yml", ", sit-to-stand", "")
    assert "how many times" in items(knee_copy)["ankle"]["13"].missing
    replace(knee_copy, "exercises/ankle-circles.yml", "    sides: both\n", "    sides: both\n    repetitions: 4\n")
    (knee_copy / "expected.yml").unlink()
    assert not [missing for missing in items(knee_copy)["ankle"]["13"].missing if "times" in missing]


def test_things_and_loads_are_what_is_needed(knee_copy):
    assert [texts(item["1"]) for item in items(knee_copy).values()] == [["Chair and 1 kg at the ankle."], ["Chair."]]
    replace(knee_copy, "routines/ankle.yml", ", sit-to-stand", "")
    assert texts(items(knee_copy)["ankle"]["1"]) == ["Nothing."]


def test_steps_without_a_picture_are_named(knee_copy):
    assert [item["8"].missing for item in items(knee_copy).values()] == [("a picture of each step (K3)",), ("a picture of each step (AN12)",)]
    replace(knee_copy, "routines/ankle.yml", "ankle-circles, ", "")
    now = items(knee_copy)["ankle"]["8"]
    assert (now.state, texts(now)) == ("said", ["The start and the steps of each exercise are told in words.", "Each step has a picture."])


@pytest.mark.parametrize("content", [KNEE, CONTENT], ids=["knee", "guide"])
def test_comparing_routines_loses_nothing_and_says_nothing_twice(content):
    catalogue = build.read(content)[0]
    told = list(routines(catalogue).values())
    report = reporting.report(catalogue, told)
    assert [item.number for item in report.items] == NUMBERS
    for routine in told:
        for item, found in zip(reporting.reporting(catalogue, routine), report.items):
            rests = [rest for group, rest in found.apart if routine in group]
            assert len(rests) == bool(found.apart)
            assert sorted(map(repr, item.said)) == sorted(map(repr, [*found.said, *(one for rest in rests for one in rest.said)]))
            assert sorted(item.missing) == sorted([*found.missing, *(one for rest in rests for one in rest.missing)])
            assert item.state == (found.state or rests[0].state)
        numbers = [states for group, states in report.overview if routine in group]
        assert sorted(number for group in numbers for some in group.values() for number in some) == sorted(NUMBERS)


def test_what_all_routines_say_is_told_once():
    words, _ = shown(KNEE)
    assert words.count("At home.") == 1 and words.count("Times and holds stand on the page of each exercise.") == 1
    assert "done? Said At home. (Knee leaflet of the example clinic) 13 How many" in words
    assert "Ankle and chair: Nobody watches. (Knee leaflet of the example clinic)" in words
    assert "All routines. Said: 1, 4, 12. Partly: 8, 13. Not said: 2, 3, 5," in words


def test_routines_that_differ_in_their_state_are_told_apart(knee_copy):
    replace(knee_copy, "guide.yml", "  supervision: {text: Nobody watches., source: clinic-leaflet}\n", "")
    words, _ = shown(knee_copy)
    assert "After surgery: Said A physiotherapist watches." in words and "Ankle and chair: Not said" in words
    assert "After surgery. Said: 1, 4, 12. Partly: 8, 13." in words and "Ankle and chair. Said: 1, 12. Partly: 8, 13. Not said: 2, 3, 4, 5," in words


def test_a_guide_that_answers_all_is_told_so(knee_copy):
    answers = "".join(f"  {item['key']}: {{text: Told., source: clinic-leaflet}}\n" for item in reporting.table()["items"] if item.get("key") not in (None, "setting", "supervision"))
    (knee_copy / "guide.yml").write_text((knee_copy / "guide.yml").read_text() + answers)
    words, _ = shown(knee_copy)
    assert "All routines. Said: 1, 2, 3, 4, 5, 6," in words and "Not said: " not in words


def test_a_guide_without_routines_is_asked_nothing():
    catalogue = build.read(KNEE)[0]
    assert reporting.report(catalogue, []).items == []


def test_every_exercise_is_listed_with_its_state(knee_copy):
    words, tree = shown(knee_copy)
    assert "Reviewed as they are now: 0 of 4 exercises." in words
    assert "K1 Knee: sit to stand Changed since the review by Example Reviewer" in words
    assert "K3 Straight leg raise Not reviewed yet. 1 question" in words
    ids, links = {element.get("id") for element in tree.iter()}, [element.get("href") for element in tree.iter("a")]
    assert [link for link in links if link.startswith("#")] == ["#k3-questions"] and "k3-questions" in ids
    now = digest.digest(build.read(knee_copy)[0], "sit-to-stand")
    replace(knee_copy, "exercises/sit-to-stand.yml", "0123456789ab", now)
    assert "Reviewed as they are now: 1 of 4 exercises." in shown(knee_copy)[0]
    assert "K1 Knee: sit to stand Reviewed by Example Reviewer, physiotherapist, on 2026-01-31." in shown(knee_copy)[0]


def test_a_question_that_is_answered_disappears(knee_copy):
    assert "Does 12 count each side?" in shown(knee_copy)[0]
    replace(knee_copy, "exercises/straight-leg-raise.yml", "questions:\n  - ask: Does 12 count each side?\n    source: clinic-leaflet\n", "")
    words = shown(knee_copy)[0]
    assert "Does 12 count each side?" not in words and "question" not in words


@pytest.mark.parametrize("file", ["guide.yml", "routines/after-surgery.yml"])
@pytest.mark.parametrize(("answer", "told"), [
    ("seting: {text: At home., source: clinic-leaflet}", "programme.seting: This key is not known.  Did you mean setting?"),
    ("tailoring: {text: All get the same.}", "programme.tailoring.source: This key is missing."),
    ("tailoring: {text: All get the same., source: clinic-leaflt}", "programme.tailoring.source: There is no source 'clinic-leaflt'.  Did you mean clinic-leaflet?"),
])
def test_a_wrong_answer_is_a_problem_at_its_line(file, answer, told, knee_copy):
    replace(knee_copy, file, "programme:\n", f"programme:\n  {answer}\n")
    line = (knee_copy / file).read_text().splitlines().index(f"  {answer}") + 1
    problems = [str(problem) for problem in build.read(knee_copy)[1]]
    assert len(problems) == 1
    assert problems[0].startswith(f"{knee_copy.as_posix()}/{file}:{line}:") and told in problems[0]


def test_an_answer_is_text_whatever_it_holds(knee_copy):
    attack = "<b>x</b> [y](javascript:alert(1)) {{ 7*7 }} **z** | `q`"
    replace(knee_copy, "guide.yml", "At home.", f"'{attack}'")
    words, tree = shown(knee_copy)
    assert attack in words
    assert not [element for element in tree.iter() if element.tag in ("b", "strong", "code") or "javascript" in (element.get("href") or "")]
