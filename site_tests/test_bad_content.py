"""Content that is wrong gets a line, a sentence and a way out; nothing is built, nothing is lost."""

import shutil
from pathlib import Path

import pytest

from generator.__main__ import main

LEG = "exercises/straight-leg-raise.yml"
HOLD = "'{}' is not a length of time.  Write a whole number and its unit, for example 10 s, 5-10 s or 1 min."


def told(content: Path, capsys) -> list[str]:
    """The lines of `check`, with paths relative to the content."""
    assert main(["check", "--content", str(content)]) == 1
    lines = capsys.readouterr().err.replace(f"{content.as_posix()}/", "").splitlines()
    assert lines.pop() == f"{len(lines)} problem{'s' * (len(lines) > 1)}. Nothing was written."
    return lines


REPLACED = {
    "doubled key": ("code: K3", "code: K3\ncode: K9", f"{LEG}:2:1  code: This key is here twice; the first is in line 1.  Keep one of the two."),
    "unknown key": ("positions:", "postions:", f"{LEG}:3:1  postions: This key is not known.  Did you mean positions?"),
    "key without value": ("hold: 3-5 s", "hold:", f"{LEG}:19:9  hold: This key has no value.  Write what belongs to it, or take this line out as well."),
    "key missing": ("code: K3\n", "", f"{LEG}:1:1  code: This key is missing.  The short code, for example N1. It is never given to another exercise."),
    "tab": ("    sets: 2", "\tsets: 2", f"{LEG}:11:1  A tab stands where only spaces may.  Indent with spaces."),
    "indentation": ("    sets: 2", "   sets: 2", f"{LEG}:11:4  The indentation does not fit the lines above.  Line the key or the hyphen up with its neighbours."),
    "unclosed quote": ("name: Straight", 'name: "Straight', f"{LEG}:2:7  A quotation mark is opened and never closed.  Close it, or take it out."),
    "colon in text": ("text: Lower the", "text: Lower: the", f"{LEG}:23:20  A colon inside the text ends it here, or the indentation is off.  Put the whole text in quotes, or line the key up with its neighbours."),
    "no space after the colon": ("hold: 3-5 s", "hold:3-5 s", f"{LEG}:19:14  The space after the colon is missing.  Write key: value, with an ordinary space."),
    "a pasted space after the colon": ("hold: 3-5 s", "hold:\u00a03-5 s", f"{LEG}:19:14  The space after the colon is missing.  Write key: value, with an ordinary space."),
    "a sign = for the colon": ("hold: 3-5 s", "hold = 3-5 s", f"{LEG}:19:14  A sign = stands where a colon belongs.  Write key: value."),
    "a step without text:": ("- text: Lift", "- Lift", f"{LEG}:18:9  This item begins without a key.  If it is a step, begin it with text: and the words."),
    "a text that begins with a star": ("text: Lift", "text: *Lift*", f"{LEG}:18:20  A text that begins with * or & needs quotes.  Put the whole text in quotes."),
    "half a second": ("hold: 3-5 s", "hold: 7.5 s", f"{LEG}:19:15  parts.1.steps.1.hold: {HOLD.format('7.5 s')}"),
    "a key that looks like the checker's own": ("positions:", '"[key]": a\npositions:', f"{LEG}:3:1  [key]: This key is not known.  Known keys here: code, name, clinical_name, aliases, positions, surfaces, equipment, purpose, frequency, start, parts, stop_if, source, questions, reviewed, formerly, withdrawn."),
    "null": ("frequency: Every second day", "frequency: ~", f"{LEG}:4:1  frequency: This key has no value.  Write what belongs to it, or take this line out as well."),
    "too many sets": ("sets: 2", "sets: 21", f"{LEG}:11:11  parts.1.sets: '21' sets are more than this guide can hold (20).  Check the number."),
    "list for text": ("name: Straight leg raise", "name: [a, b]", f"{LEG}:2:7  name: A list or a group of keys stands where a text belongs.  Write the text on the line of the key; put it in quotes if it holds a colon."),
    "text for a step": ("- text: Lower the leg.\n        hold: 1 min\n        move: lift the leg", "- Lower the leg.", f"{LEG}:23:9  parts.1.steps.2: A list or a text stands where keys belong.  Write key: value on lines of their own. Known keys here: text, hold, move, options, figure, photo."),
    "hold 1:30": ("3-5 s", "1:30", f"{LEG}:19:15  parts.1.steps.1.hold: {HOLD.format('1:30')}"),
    "hold 10": ("3-5 s", "10", f"{LEG}:19:15  parts.1.steps.1.hold: {HOLD.format('10')}"),
    "hold 010 s": ("3-5 s", "010 s", f"{LEG}:19:15  parts.1.steps.1.hold: {HOLD.format('010 s')}"),
    "hold ten seconds": ("3-5 s", "ten seconds", f"{LEG}:19:15  parts.1.steps.1.hold: {HOLD.format('ten seconds')}"),
    "hold no": ("3-5 s", "no", f"{LEG}:19:15  parts.1.steps.1.hold: {HOLD.format('no')}"),
    "hold backwards": ("3-5 s", "10-5 s", f"{LEG}:19:15  parts.1.steps.1.hold: '10-5 s' runs backwards.  Write the smaller number first, for example 5-10 s."),
    "hold for hours": ("3-5 s", "90 min", f"{LEG}:19:15  parts.1.steps.1.hold: '90 min' is more than this guide can hold (3600).  Check the number."),
    "repetitions below zero": ("repetitions: 12", "repetitions: -3", f"{LEG}:12:18  parts.1.repetitions: '-3' is not a number of times.  Write a whole number or a range, for example 15 or 7-10."),
    "rest as a range": ("rest: 2 s", "rest: 2-4 s", f"{LEG}:14:11  parts.1.rest: '2-4 s' is a range.  Write one length of time here, for example 5 s."),
    "sides no": ("sides: alternate", "sides: no", f"{LEG}:9:12  parts.1.sides: 'no' is not one of the words allowed here.  Write one of: both, alternate, each, not said."),
    "sides misspelt": ("sides: alternate", "sides: alternat", f"{LEG}:9:12  parts.1.sides: 'alternat' is not one of the words allowed here.  Write one of: both, alternate, each, not said. Did you mean alternate?"),
    "count not said to be each side or in all": ("    counted: not said\n", "", f"{LEG}:9:5  parts.1: The number of repetitions does not say whether it is for each side.  Add counted: each side, in all, or not said."),
    "anchor": ("name: Straight", "name: &a Straight", f"{LEG}:2:7  &a gives this place a name.  Take it out; a text that begins with & needs quotes."),
    "alias": ("name: Straight leg raise", "name: *a", f"{LEG}:2:7  *a repeats another place by reference.  Write the value out; a text that begins with * needs quotes."),
    "tag": ("name: Straight", "name: !!python/object:os.system Straight", f"{LEG}:2:7  !!python/object:os.system is a YAML tag.  Take it out; a text that begins with ! needs quotes."),
    "two documents": ("questions:\n", "---\nquestions:\n", f"{LEG}:30:1  A second document begins here.  Keep one document in a file: take the line --- out."),
    "position misspelt": ("[supine]", "[suppine]", f"{LEG}:3:13  positions.1: 'suppine' is not one of the words allowed here.  Write one of: standing, sitting, supine, prone, side lying, crook lying, all fours, kneeling, half kneeling, long sitting. Did you mean supine?"),
    "dose in figures": ("text: Lower the leg.", "text: Lower the leg 12 times.", f"{LEG}:23:15  parts.1.steps.2.text: '12 times' repeats the dose in the text.  Take it out of the text: hold, repetitions and rest have keys of their own, and every page shows them."),
    "dose in words": ("text: Lower the leg.", "text: Lower the leg and count to twelve.", f"{LEG}:23:15  parts.1.steps.2.text: 'twelve' repeats the dose in the text.  Take it out of the text: hold, repetitions and rest have keys of their own, and every page shows them."),
    "rest in words": ("text: Lower the leg.", "text: Lower the leg and rest ten seconds.", f"{LEG}:23:15  parts.1.steps.2.text: 'ten seconds' repeats the dose in the text.  Take it out of the text: hold, repetitions and rest have keys of their own, and every page shows them."),
    "dose in an option": ("Or bend the lifted knee a little.", "Or bend the lifted knee 12 times.", f"{LEG}:22:19  parts.1.steps.1.options.1.text: '12 times' repeats the dose in the text.  Take it out of the text: hold, repetitions and rest have keys of their own, and every page shows them."),
    "sets and start": ("Lie on your back with", "Lie on your back for 5 with", f"{LEG}:6:9  start.text: '5' repeats the dose in the text.  Take it out of the text: hold, repetitions and rest have keys of their own, and every page shows them."),
    "nothing to time": ("        hold: 3-5 s\n        move: lift the leg\n        options:\n          - text: Or bend the lifted knee a little.\n      - text: Lower the leg.\n        hold: 1 min\n        move: lift the leg\n", "", None),
    "sides and a count without sides": ("sides: alternate", "sides: both", f"{LEG}:9:5  parts.1: A movement without sides has no count for each side.  Take counted out, or say which sides there are."),
    "empty text": ("name: Straight leg raise", 'name: " "', f"{LEG}:2:7  name: The text is empty.  Write the text, or take the key out."),
    "sign that cannot be printed": ("name: Straight leg raise", "name: Straight\u202eleg", f"{LEG}:2:7  name: The text holds a character that cannot be printed (U+202E).  Type the text again instead of pasting it."),
    "second part without a name": ("stop_if:", "  - sides: both\n    steps:\n      - text: Rest.\n        hold: 5 s\nstop_if:", f"{LEG}:1:1  An exercise of several parts needs a name for each.  Add name to every part, for example name: Both together."),
    "long sentence": ("text: Lower the leg.", f"text: Lower{' and lower' * 10} it.", f"{LEG}:23:15  parts.1.steps.2.text: A sentence has 22 words; readers manage 20.  Split it, or take words out."),
    "unknown movement": ("move: lift the leg", "move: lift the legs", f"{LEG}:20:15  parts.1.steps.1.move: There is no kind of movement 'lift the legs'.  Did you mean lift the leg? Or add it with its seconds under movement_seconds in guide.yml, for example lift the legs: 3 s."),
    "unknown source": ("source: clinic-leaflet\nsource", "source: clinic-leaflets\nsource", f"{LEG}:28:13  stop_if.1.source: There is no source 'clinic-leaflets'.  Did you mean clinic-leaflet?"),
    "statement without source": ("    source: clinic-leaflet\nsource", "source", f"{LEG}:27:5  stop_if.1.source: This key is missing.  The id, in sources.yml, of the public source that says so."),
    "code of another": ("code: K3", "code: K2", f"{LEG}:1:7  code: K2 is the code of heel-slide already.  Choose a code that was never used."),
    "a key of 5000 signs": ("positions:", f"? {'a' * 5000}\n: b\npositions:", f"{LEG}:3:3  {'a' * 200}…: This key is not known.  Known keys here: code, name, clinical_name, aliases, positions, surfaces, equipment, purpose, frequency, start, parts, stop_if, source, questions, reviewed, formerly, withdrawn."),
    "an anchor of 5000 signs": ("name: Straight", f"name: &{'a' * 5000} Straight", f"{LEG}:2:7  &{'a' * 499}…  Take it out; a text that begins with & needs quotes."),
    "code that is an address": ("code: K3", "code: k3", f"{LEG}:1:7  code: 'k3' is not a code.  Write it like N1: capital letters, then a number."),
}


@pytest.mark.parametrize("name", REPLACED)
def test_a_slip_is_told_where_it_is(name, knee_copy, capsys):
    old, new, message = REPLACED[name]
    file = knee_copy / LEG
    assert old in file.read_text()
    file.write_text(file.read_text().replace(old, new, 1))
    if name == "nothing to time":
        assert "parts.1.steps: Nothing says how long a repetition takes, so the minutes would be wrong." in " ".join(told(knee_copy, capsys))
        return
    wanted = [message] if name != "code of another" else [message, "expected.yml:12:1  K3: No exercise has the code K3.  Take the entry out, or correct the code."]
    assert told(knee_copy, capsys) == wanted


WRITTEN = {
    "empty file": (b"", f"{LEG}:1:1  The file is empty.  Fill it in, or delete it."),
    "list for keys": (b"- a\n- b\n", f"{LEG}:1:1  A list or a text stands where keys belong.  Write key: value on lines of their own. Known keys here: code, name, clinical_name, aliases, positions, surfaces, equipment, purpose, frequency, start, parts, stop_if, source, questions, reviewed, formerly, withdrawn."),
    "5 MB": (b"a: " + b"x" * 5_000_000, f"{LEG}:1:1  The file is larger than 200 kB.  Split it, or make it smaller."),
    "not UTF-8": ("code: K3\nname: Kn\xe9e\n".encode("latin-1"), f"{LEG}:2:9  The file is not UTF-8 text.  Save it with the encoding UTF-8."),
    "NUL": (b"code: K3\nname: a\0b\n", f"{LEG}:2:8  The file holds a NUL character.  Save it as plain text."),
    "control character": (b"code: K3\nname: a\x07b\n", f"{LEG}:2:8  The file holds a control character ('\\x07').  Type the text again instead of pasting it."),
    "control character behind letters of two bytes": ("code: K3\nname: ééé\x07b\n".encode(), f"{LEG}:2:10  The file holds a control character ('\\x07').  Type the text again instead of pasting it."),
    "not UTF-8, with line ends of long ago": ("code: K3\rname: Kné".encode() + b"\xe9e\r", f"{LEG}:2:10  The file is not UTF-8 text.  Save it with the encoding UTF-8."),
    "the end of a line for some": ("code: K3 # a\u2028b\nname: a\x85b\n".encode(), f"{LEG}:1:13  A sign stands here that only some programs take for the end of a line (U+2028).  Type the line again instead of pasting it."),
    "cut off in a list": (b"code: K3\npositions: [supine", f"{LEG}:2:19  A bracket is opened and never closed.  Close it, or put the text in quotes."),
    "cut off in a key": (b"code: K3\nposit", f"{LEG}:2:6  A key without its colon stands here, or the indentation is off.  Write key: value, and line it up with its neighbours."),
    "brackets 100,000 deep": (b"[" * 100_000, f"{LEG}:1:14  The file is nested more than 12 levels deep.  Check the brackets and the indentation."),
    "keys 30,000 deep": (b"{a: " * 30_000, f"{LEG}:1:50  The file is nested more than 12 levels deep.  Check the brackets and the indentation."),
}


@pytest.mark.parametrize("name", WRITTEN)
def test_a_file_that_is_no_exercise_is_told(name, knee_copy, capsys):
    data, message = WRITTEN[name]
    (knee_copy / LEG).write_bytes(data)
    assert told(knee_copy, capsys) == [message]


def _rename(content: Path, old: str, new: str) -> None:
    (content / old).rename(content / new)


def _replace(content: Path, file: str, old: str, new: str) -> None:
    assert old in (content / file).read_text()
    (content / file).write_text((content / file).read_text().replace(old, new, 1))


def _region_named_sheets(content: Path) -> None:
    _rename(content, "regions/ankle.yml", "regions/sheets.yml")
    _replace(content, "guide.yml", "regions: [knee, ankle]", "regions: [knee, sheets]")


def _dose_departs(content: Path) -> None:
    _replace(content, "exercises/sit-to-stand.yml", "8-10", "8-12")
    _replace(content, "exercises/sit-to-stand.yml", "Slowly sit", "Sit")


def _link(content: Path) -> None:
    (content / LEG).unlink()
    (content / LEG).symlink_to("/etc/hostname")


ARRANGED = {
    "file name": (lambda c: _rename(c, LEG, "exercises/Bad Name.yml"), [
        "exercises/Bad Name.yml:1:1  'Bad Name.yml' cannot be an address.  Name the file with small letters, digits and hyphens, 60 at most, for example bad-name.yml.",
        "regions/knee.yml:11:43  series.1.exercises.3: There is no exercise 'straight-leg-raise'.  Write the name of a file in exercises.",
    ]),
    "wrong ending": (lambda c: _rename(c, "routines/ankle.yml", "routines/ankle.yaml"), [
        "guide.yml:10:27  routines.2: There is no routine 'ankle'.  Write the name of a file in routines.",
        "routines/ankle.yaml:1:1  A file here ends in .yml.  Rename it, or take it out of this folder.",
    ]),
    "misspelt file": (lambda c: _rename(c, "reviewers.yml", "reviwers.yml"), [
        "exercises/sit-to-stand.yml:26:10  reviewed.1.by: There is no reviewer 'example-reviewer'.  Known: none yet.",
        "reviwers.yml:1:1  This file has no meaning here.  Known here: guide.yml, sources.yml, reviewers.yml, expected.yml, range_of_motion.yml, exercises, regions, routines, poses, pages, photos, ledger. Did you mean reviewers.yml?",
    ]),
    "link out of the content": (_link, [f"{LEG}:1:1  This is a link to another place.  Put the file itself here."]),
    "routine with a missing exercise": (lambda c: _replace(c, "routines/ankle.yml", "[ankle-circles,", "[ankle-circle,"), [
        "routines/ankle.yml:3:13  exercises.1: There is no exercise 'ankle-circle'.  Did you mean ankle-circles?",
    ]),
    "routine of nothing": (lambda c: _replace(c, "routines/ankle.yml", "[ankle-circles, sit-to-stand]", "[]"), [
        "routines/ankle.yml:1:1  A routine lists either series or exercises.  Keep one of the two keys, with at least one id.",
    ]),
    "exercise in no series": (lambda c: _replace(c, "regions/knee.yml", ", straight-leg-raise", ""), [
        f"{LEG}:1:1  No series lists this exercise, so no reader would find it.  Add - straight-leg-raise to a series in regions.",
    ]),
    "exercise in two series": (lambda c: _replace(c, "regions/ankle.yml", "[ankle-circles]", "[ankle-circles, heel-slide]"), [
        "exercises/heel-slide.yml:1:1  More than one place lists this exercise: ankle-all, knee-first-weeks.  Keep it in one series, once.",
    ]),
    "region with a reserved name": (_region_named_sheets, [
        "regions/sheets.yml:1:1  The address /sheets/ is taken by every guide.  Give the file another name.",
    ]),
    "region not in the guide": (lambda c: _replace(c, "guide.yml", "[knee, ankle]", "[knee]"), [
        "regions/ankle.yml:1:1  The guide does not list this region.  Add - ankle under regions in guide.yml.",
    ]),
    "dose departs from the source": (_dose_departs, [
        "exercises/sit-to-stand.yml:1:1  The words 'slowly' must stand here: they carry clinical meaning.  Correct it, or, if the change is meant, note it in expected.yml line 4 as well.",
        "exercises/sit-to-stand.yml:15:18  parts.1.repetitions: This is 8-12, and 8-10 is expected.  Correct it, or, if the change is meant, note it in expected.yml line 3 as well. There work out sequence (line 5) and seconds (line 6) again.",
    ]),
    "photo missing": (lambda c: _rename(c, "photos/lying.png", "photos/lying-down.png"), [
        "exercises/heel-slide.yml:8:17  start.photo.file: There is no photo 'lying.png'.  Did you mean lying-down.png?",
        "exercises/heel-slide.yml:20:23  parts.1.steps.1.photo.file: There is no photo 'lying.png'.  Did you mean lying-down.png?",
    ]),
    "no safety page": (lambda c: (c / "pages/safety.md").unlink(), [
        "guide.yml:11:8  menu.1: There is no page 'safety'.  Known: for-clinicians.",
        "pages/safety.md:1:1  This page is missing, and every exercise leads to it.  Write it; the lines [show: stop rule] and [show: help levels] put in what guide.yml says.",
    ]),
    "page with machine signs": (lambda c: _replace(c, "pages/safety.md", "Nobody", "<b>x</b> [a](javascript:alert(1)) {{ 7 }} `x` &lt; [show: stop rules] "), [
        "pages/safety.md:4:1  This looks like HTML, which pages do not allow.  Write it in Markdown: **bold**, [words](address), - list.",
        "pages/safety.md:4:14  'javascript:alert(1' cannot be a link here.  Link to https://… or to a page of the guide, for example safety.md or exercises/chin-to-shoulder.md.",
        "pages/safety.md:4:35  Curly brackets have a meaning to machines.  Write round brackets.",
        "pages/safety.md:4:43  Code marks have no place on a page for readers.  Take the ` or ~ signs out.",
        "pages/safety.md:4:47  This is an HTML entity, which pages do not allow.  Type the sign itself.",
        "pages/safety.md:4:52  '[show: stop rules]' shows nothing.  Write it on a line of its own, with one of: stop rule, help levels, open questions, review states, sources, related names, licence, pictures, card, reporting, editor pencil, editor line, editor propose, pull request, checks waiting, checks summary, lines of a review, lines of a withdrawal.",
    ]),
    "page with a link to nothing": (lambda c: _replace(c, "pages/safety.md", "sit-to-stand.md", "sit-to-stnad.md"), [
        "pages/safety.md:10:10  There is no page 'exercises/sit-to-stnad.md'.  Did you mean exercises/sit-to-stand.md?",
    ]),
    "series with one id": (lambda c: _replace(c, "regions/ankle.yml", "ankle-all", "knee-first-weeks"), [
        "regions/knee.yml:9:9  series.1.id: 'knee-first-weeks' is the id of a series in regions/ankle.yml already.  Choose another id.",
    ]),
    "a name too long for an address": (lambda c: _rename(c, "pages/for-clinicians.md", f"pages/{'a' * 61}.md"), [
        "guide.yml:11:16  menu.2: There is no page 'for-clinicians'.  Known: safety.",
        f"pages/{'a' * 61}.md:1:1  '{'a' * 60}…' cannot be an address.  Name the file with small letters, digits and hyphens, 60 at most, for example {'a' * 60}.md.",
    ]),
    "no guide.yml": (lambda c: (c / "guide.yml").unlink(), ["guide.yml:1:1  This file is missing.  Every guide needs it: copy one and change it."]),
    "not a photo": (lambda c: (c / "photos/lying.png").write_bytes((c / "photos/lying.png").read_bytes()[:-40]), ["photos/lying.png:1:1  A browser cannot show this photo.  Save it again as JPEG, PNG or WebP, with less than 90 million pixels."]),
    "a large photo": (lambda c: (c / "photos/lying.png").write_bytes(b"x" * 1_000_001), ["photos/lying.png:1:1  The file is larger than 1000 kB.  Split it, or make it smaller."]),
    "a folder that is a link": (lambda c: (_rename(c, "photos", "../photos"), (c / "photos").symlink_to(c.parent / "photos")), [
        "exercises/heel-slide.yml:8:17  start.photo.file: There is no photo 'lying.png'.  Known: none yet.",
        "exercises/heel-slide.yml:20:23  parts.1.steps.1.photo.file: There is no photo 'lying.png'.  Known: none yet.",
        "photos:1:1  This is a link to another place.  Put the file itself here.",
    ]),
    "another language than the templates": (lambda c: _replace(c, "guide.yml", "language: en", "language: de"), [
        "guide.yml:3:11  language: The templates speak en, so the pages would be marked with the wrong language.  Write language: en, or translate the folder templates/ first.",
    ]),
    "two exercises with one source": (lambda c: _replace(c, "exercises/heel-slide.yml", "item: 2", "item: 1"), [
        "exercises/sit-to-stand.yml:24:9  source: heel-slide names the same place of the source: Knee, number 1.  Correct the heading or the number.",
    ]),
    "words that carry meaning must stand as often as they are noted": (lambda c: _replace(c, "expected.yml", "words: [slowly]", "words: [slowly, slowly]"), [
        "exercises/sit-to-stand.yml:1:1  The words 'slowly' must stand here 2 times: they carry clinical meaning.  Correct it, or, if the change is meant, note it in expected.yml line 4 as well.",
    ]),
    "sets are part of the dose": (lambda c: _replace(c, "exercises/sit-to-stand.yml", "without your hands.", "without your hands, 3."), [
        "exercises/sit-to-stand.yml:18:15  parts.1.steps.1.text: '3' repeats the dose in the text.  Take it out of the text: hold, repetitions and rest have keys of their own, and every page shows them.",
    ]),
    "ledger with another name": (lambda c: ((c / "ledger").mkdir(), (c / "ledger/adresses.yml").write_text("a: b\n")), [
        "ledger/adresses.yml:1:1  This file has no meaning here.  Known here: addresses.yml, exercises, routines. Did you mean addresses.yml?",
    ]),
    "folder with another name": (lambda c: _rename(c, "photos", "Photos"), [
        "Photos:1:1  This folder has no meaning here.  Known here: guide.yml, sources.yml, reviewers.yml, expected.yml, range_of_motion.yml, exercises, regions, routines, poses, pages, photos, ledger. Did you mean photos?",
        "exercises/heel-slide.yml:8:17  start.photo.file: There is no photo 'lying.png'.  Known: none yet.",
        "exercises/heel-slide.yml:20:23  parts.1.steps.1.photo.file: There is no photo 'lying.png'.  Known: none yet.",
    ]),
    "file for a folder": (lambda c: (shutil.rmtree(c / "photos"), (c / "photos").write_text("")), [
        "exercises/heel-slide.yml:8:17  start.photo.file: There is no photo 'lying.png'.  Known: none yet.",
        "exercises/heel-slide.yml:20:23  parts.1.steps.1.photo.file: There is no photo 'lying.png'.  Known: none yet.",
        "photos:1:1  A folder should stand here.  Make it a folder, or give the file another name.",
    ]),
    "exercise named index": (lambda c: (_rename(c, LEG, "exercises/index.yml"), _replace(c, "regions/knee.yml", "straight-leg-raise", "index")), [
        "exercises/index.yml:1:1  A file named index cannot have an address of its own.  Give the file another name.",
    ]),
    "two places of one page": (lambda c: (_replace(c, "regions/ankle.yml", "ankle-all", "region"), _replace(c, "guide.yml", "id: emergency", "id: page")), [
        "guide.yml:19:9  help.1.id: 'page' is a place on the page already.  Choose another id.",
        "regions/ankle.yml:7:9  series.1.id: 'region' is a place on every region's page already.  Choose another id.",
    ]),
    "a rule with a full stop": (lambda c: _replace(c, "guide.yml", "the knee swells", "The knee swells."), [
        "guide.yml:16:11  stop_if.1.text: This becomes a part of a sentence, and ends with a full stop.  Take the full stop out.",
    ]),
    "a show line that is set in": (lambda c: _replace(c, "pages/safety.md", "[show: stop rule]", "  [show: stop rule]"), [
        "pages/safety.md:6:3  '[show: stop rule]' shows nothing.  Write it on a line of its own, with one of: stop rule, help levels, open questions, review states, sources, related names, licence, pictures, card, reporting, editor pencil, editor line, editor propose, pull request, checks waiting, checks summary, lines of a review, lines of a withdrawal.",
    ]),
    "a second title and a hidden sign": (lambda c: _replace(c, "pages/safety.md", "Nobody", "# Nobody\u202e"), [
        "pages/safety.md:4:1  The title of the page stands in its head.  Begin a heading in the page with ##.",
        "pages/safety.md:4:9  This sign cannot be printed (U+202E).  Type the text again instead of pasting it.",
    ]),
    "hidden signs and ends of lines on a page": (lambda c: _replace(c, "pages/safety.md", "Nobody has signed this.\n", "No\u061cbody.\n\nHas\x0bsigned.\n\n\ufffeThis.\n"), [
        "pages/safety.md:4:3  This sign cannot be printed (U+061C).  Type the text again instead of pasting it.",
        "pages/safety.md:6:4  This sign cannot be printed (U+000B).  Type the text again instead of pasting it.",
        "pages/safety.md:8:1  This sign cannot be printed (U+FFFE).  Type the text again instead of pasting it.",
    ]),
    "a page linked by its code": (lambda c: _replace(c, "pages/safety.md", "exercises/sit-to-stand.md", "k1.md"), [
        "pages/safety.md:10:10  There is no page 'k1.md'.  Write an address like safety.md or exercises/chin-to-shoulder.md.",
    ]),
    "a site address with a question mark": (lambda c: _replace(c, "guide.yml", "guides/knee/", "guides/knee/?a=b"), [
        "guide.yml:4:11  site_url: 'https://clinic.example/guides/knee/?a=b' holds a ? or a #.  Write the address of the first page, for example https://example.org/guide/.",
    ]),
    "no content at all": (shutil.rmtree, [None]),
}


@pytest.mark.parametrize("name", ARRANGED)
def test_what_does_not_fit_together_is_told(name, knee_copy, capsys):
    spoil, messages = ARRANGED[name]
    spoil(knee_copy)
    lines = told(knee_copy, capsys)
    if messages == [None]:
        messages = [f"{knee_copy.as_posix()}:1:1  This folder does not exist.  Name the folder of the guide with --content."]
    assert lines == messages


@pytest.mark.parametrize("old, new, message", [
    ("sides: alternate", "sides: each", "sides: This is alternate, and each is expected."),
    ("counted: not said", "counted: in all", "counted: This is not said, and in all is expected."),
    ("sets: 2", "sets: 3", "sets: This is 2, and 3 is expected."),
    ("repetitions: 12", "repetitions: 13", "repetitions: This is 12, and 13 is expected."),
    ("rest: 2 s", "rest: 3 s", "rest: This is 2 s, and 3 s is expected."),
    ("load: 1 kg at", "load: 2 kg at", "load: This is 1 kg at the ankle, and 2 kg at the ankle is expected."),
    ("3-5 s", "3-6 s", "steps.1.hold: This is 3-5 s, and 3-6 s is expected."),
    ("1 min]", "2 min]", "steps.2.hold: This is 1 min, and 2 min is expected."),
    (", 1 min]", "]", "steps: The number of holds is 2, and 1 is expected."),
    ("repetitions_text: or until warm", "repetitions_text: or so", "repetitions_text: This is or until warm, and or so is expected."),
    ("    - {sides: both}\n", "", "parts: The number of parts is 2, and 1 is expected."),
    ("K2:\n  parts:\n    - {sides: each, counted: each side, repetitions: 1, holds: [5 s]}\n  sequence: get ready 5, move 3, hold 5, release 3, change sides 10, move 3, hold 5, release 3\n  seconds: 37 s\n", "", "code: No dose is noted for K2 in expected.yml, to hold this one against."),
])
def test_every_part_of_a_dose_is_held_against_the_source(old, new, message, knee_copy, capsys):
    _replace(knee_copy, "expected.yml", old, new)
    lines = told(knee_copy, capsys)
    assert len(lines) == 1 and message in lines[0]


BY_HAND = "Correct the movements here or their seconds in guide.yml, or, if the change is meant, work it out again by hand in expected.yml line {}."
NO_SEQUENCE = "is not a sequence.  Write what happens with its seconds, for example get ready 5, 10 x (move 3, hold 5-10, release 3); sets stand first: 3 x 8-10 x (move 2)."


@pytest.mark.parametrize("file, old, new, message", [
    ("guide.yml", "  turn round: 10 s", "  turn round: 9 s", f"exercises/heel-slide.yml:10:1  parts: Number 5 of what happens is change sides 9 s, and change sides 10 s is expected.  {BY_HAND.format(10)}"),
    ("exercises/heel-slide.yml", "    way_back: slide\n", "", f"exercises/heel-slide.yml:10:1  parts: Number 4 of what happens is change sides 10 s, and release 3 s is expected.  {BY_HAND.format(10)}"),
    ("expected.yml", ", move 3, hold 5, release 3\n", ", move 3, hold 5\n", f"exercises/heel-slide.yml:10:1  parts: Number 8 of what happens is release 3 s, and the end is expected.  {BY_HAND.format(10)}"),
    ("expected.yml", "6 x (move 4), move 4\n", "7 x (move 4), move 4\n", f"exercises/ankle-circles.yml:6:1  parts: Number 9 of what happens is the end, and move 4 s is expected.  {BY_HAND.format(21)}"),
    ("expected.yml", "3 x 8-10 x", "3 x 9-10 x", f"exercises/sit-to-stand.yml:12:1  parts: Number 18 of what happens is move 2 s, if possible, and move 2 s is expected.  {BY_HAND.format(5)}"),
    ("expected.yml", "hold 3-5, move", "hold 3-4, move", f"{LEG}:8:1  parts: Number 3 of what happens is hold 3-5 s, and hold 3-4 s is expected.  {BY_HAND.format(15)}"),
    ("expected.yml", "101-125 s", "101-126 s", f"exercises/sit-to-stand.yml:12:1  parts: All this takes 101-125 s, and 101-126 s is expected.  {BY_HAND.format(6)}"),
    ("expected.yml", "seconds: 37 s", "seconds: 38 s", f"exercises/heel-slide.yml:10:1  parts: All this takes 37 s, and 38 s is expected.  {BY_HAND.format(11)}"),
    ("expected.yml", "get ready 5, 6 x (move 4), move 4", "5 to get ready", f"expected.yml:21:13  AN12.sequence: '5 to get ready' {NO_SEQUENCE}"),
    ("expected.yml", "get ready 5, 6 x (move 4), move 4", "get ready 5, 6 x (mvoe 4), move 4", "expected.yml:21:13  AN12.sequence: 'mvoe' is not a word for what happens.  Write one of: get ready, move, hold, release, rest, change sides."),
    ("expected.yml", "6 x (move 4), move 4", "3-2 x (move 4), move 4", "expected.yml:21:13  AN12.sequence: '3-2' runs backwards.  Write the smaller number first, for example 7-10."),
    ("expected.yml", "sequence: get ready 5, 6 x (move 4), move 4", "sequence: [get ready 5]", f"expected.yml:21:13  AN12.sequence: A list or a group of keys {NO_SEQUENCE}"),
])
def test_what_happens_is_held_against_what_was_worked_out_by_hand(file, old, new, message, knee_copy, capsys):
    _replace(knee_copy, file, old, new)
    assert told(knee_copy, capsys) == [message]


def test_all_problems_are_told_at_once_and_in_order(knee_copy, capsys):
    """One all-wrong sample: every slip above that can stand in one file beside the others."""
    _replace(knee_copy, LEG, "3-5 s", "1:30")
    _replace(knee_copy, LEG, "sides: alternate", "sides: no")
    _replace(knee_copy, LEG, "name: Straight", "nam: Straight")
    _replace(knee_copy, "exercises/heel-slide.yml", "[bed, floor]", "bed")
    _replace(knee_copy, "routines/ankle.yml", "sit-to-stand", "sit-to-stnad")
    assert told(knee_copy, capsys) == [
        "exercises/heel-slide.yml:5:11  surfaces: One value stands where a list belongs.  Begin each item on a line of its own with a hyphen and a space.",
        f"{LEG}:1:1  name: This key is missing.  The plain name, a few words.",
        f"{LEG}:2:1  nam: This key is not known.  Did you mean name?",
        f"{LEG}:9:12  parts.1.sides: 'no' is not one of the words allowed here.  Write one of: both, alternate, each, not said.",
        f"{LEG}:19:15  parts.1.steps.1.hold: {HOLD.format('1:30')}",
        "routines/ankle.yml:3:28  exercises.2: There is no exercise 'sit-to-stnad'.  Did you mean sit-to-stand?",
    ]


def test_with_a_problem_nothing_in_the_output_changes(knee_copy, tmp_path, capsys):
    out = tmp_path / "out"
    assert main(["build", "--content", str(knee_copy), "--out", str(out)]) == 0
    before = {path: (path.read_bytes() if path.is_file() else None, path.stat().st_mtime_ns) for path in out.rglob("*")}
    _replace(knee_copy, LEG, "3-5 s", "1:30")
    assert main(["build", "--content", str(knee_copy), "--out", str(out)]) == 1
    assert {path: (path.read_bytes() if path.is_file() else None, path.stat().st_mtime_ns) for path in out.rglob("*")} == before
    assert "1:30" in capsys.readouterr().err


def test_on_github_each_problem_is_an_annotation_that_content_cannot_break(knee_copy, capsys, monkeypatch):
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    _replace(knee_copy, LEG, "3-5 s", '"%0A::error::\\nowned"')
    assert main(["check", "--content", str(knee_copy)]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 3
    file = f"{knee_copy.as_posix()}/{LEG}".replace(":", "%3A").replace(",", "%2C")
    assert lines[1].startswith(f"::error file={file},line=19,col=15::parts.1.steps.1.hold: '%250A::error::\\nowned' is not a length of time.")
    assert sum(line.startswith("::") for line in lines) == 1


def test_a_key_with_a_near_miss_everywhere(knee_copy, capsys):
    _replace(knee_copy, "guide.yml", "frequency:", "frequenzy:")
    assert told(knee_copy, capsys) == ["guide.yml:7:1  frequenzy: This key is not known.  Did you mean frequency?"]


def test_a_file_name_with_a_line_break_stays_on_its_line(knee_copy, capsys):
    (knee_copy / "exercises" / "a\n::error::b.yml").write_text("code: X1\n")
    assert [line.split("  ")[0] for line in told(knee_copy, capsys)] == ["exercises/a\\n::error::b.yml:1:1"]
