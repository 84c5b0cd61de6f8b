"""Reminders are calendars that any program may read: RFC 5545, stable names, the day of the ledger, the time of guide.yml."""

import json
import re
import shutil
from dataclasses import dataclass, field

import jsonschema
import pytest
import yaml

from generator import build, description, reminders
from generator.schema import schemas
from generator.site import Site, site

from .conftest import CONTENT, KNEE
from .hostile_guide import ATTACK, attacked

NASTY = f"{ATTACK} a\\b\\n; c, d: \\;\n\nEND:VEVENT\nX-BAD:1 " + "é😀" * 60
LEDGER = """\
knee/: {{since: '2024-05-09'}}
routines/ankle/: {{since: '{ankle}'}}
ankle/: {{since: '2023-12-31'}}
"""


@dataclass
class Component:
    """A component as a strict reader sees it: properties in order, and the components inside."""

    name: str
    properties: list[tuple[str, str]] = field(default_factory=list)
    inside: list["Component"] = field(default_factory=list)

    def all(self, name: str) -> list[str]:
        return [value for key, value in self.properties if key == name]

    def one(self, name: str) -> str:
        (value,) = self.all(name)
        return value


def parsed(data: bytes) -> Component:
    """The calendar in a file. Fails where a line is malformed or the nesting is broken."""
    text = data.decode("utf-8")
    assert text.endswith("\r\n")
    outer = Component("")
    open_ = [outer]
    for line in text.replace("\r\n ", "").removesuffix("\r\n").split("\r\n"):
        match = re.fullmatch(r"([A-Z][A-Z-]*):([^\x00-\x08\x0a-\x1f\x7f]*)", line)
        assert match, line
        if match[1] == "BEGIN":
            open_[-1].inside.append(Component(match[2]))
            open_.append(open_[-1].inside[-1])
        elif match[1] == "END":
            assert open_.pop().name == match[2] and open_
        else:
            assert open_[-1] is not outer
            open_[-1].properties.append((match[1], match[2]))
    assert open_ == [outer]
    (calendar,) = outer.inside
    return calendar


def unescaped(value: str) -> str:
    """A TEXT value as it is shown. Fails on a sign that should have been escaped, or an escape that does not exist."""
    assert re.fullmatch(r"(?:[^\\;,]|\\[\\;,nN])*", value), value
    return re.sub(r"\\(.)", lambda match: "\n" if match[1] in "nN" else match[1], value)


def made(content, environment=None, no_address=False) -> dict[str, bytes]:
    """The reminders of a guide without problems."""
    catalogue, problems = build.read(content)
    assert problems == []
    place = Site() if no_address else site(catalogue.guide, environment or {})
    return reminders.reminders(catalogue, told_of(catalogue), place)


def told_of(catalogue):
    return description.routines(catalogue, description.exercises(catalogue))


def event(data: bytes) -> Component:
    (found,) = parsed(data).inside
    return found


def replaced(content, old: str, new: str) -> None:
    file = content / "guide.yml"
    assert old in file.read_text("utf-8")
    file.write_text(file.read_text("utf-8").replace(old, new, 1), "utf-8")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """The knee guide with an attack on the calendar at the end of every name and text of guide and routines."""
    content = shutil.copytree(KNEE, tmp_path_factory.mktemp("hostile") / "content")
    for file in [content / "guide.yml", *content.glob("routines/*.yml")]:
        told = yaml.load(file.read_text("utf-8"), yaml.BaseLoader)
        told = {**attacked(told), "name": f"{told['name']} {NASTY}"}
        file.write_text(yaml.safe_dump(told, allow_unicode=True, default_style='"', sort_keys=False), "utf-8")
    return content


@pytest.fixture(params=["knee", "guide", "hostile", "no address", "hostile address"])
def files(request, knee_copy, hostile):
    """The reminders of several guides in turn."""
    if request.param == "hostile address":
        return made(knee_copy, {"SITE_URL": "https://host.example/a;b,c\r\nX-BAD:1\\é/"})
    return made({"knee": KNEE, "guide": CONTENT, "hostile": hostile, "no address": KNEE}[request.param], no_address=request.param == "no address")


def test_every_routine_has_a_file_of_its_own():
    catalogue, _ = build.read(KNEE)
    assert list(made(KNEE)) == [f"reminders/{identity}.ics" for identity in catalogue.guide.routines] and len(made(KNEE)) == 2


def test_lines_end_and_fold_as_they_must(files):
    for data in files.values():
        assert data.endswith(b"\r\n") and not re.search(rb"(?<!\r)\n|\r(?!\n)", data)
        lines = data.removesuffix(b"\r\n").split(b"\r\n")
        assert max(map(len, lines)) <= 75 and b"" not in lines
        for line in lines:
            line.decode("utf-8")
        assert not data.startswith(b"\xef\xbb\xbf")


def test_a_calendar_holds_what_it_must_once(files):
    for data in files.values():
        calendar = parsed(data)
        assert calendar.name == "VCALENDAR" and [inner.name for inner in calendar.inside] == ["VEVENT"]
        assert sorted(name for name, _ in calendar.properties) == ["PRODID", "VERSION"]
        assert calendar.one("VERSION") == "2.0" and unescaped(calendar.one("PRODID"))


def test_an_event_holds_what_it_must_once_and_repeats_every_day(files):
    for data in files.values():
        told = event(data)
        names = [name for name, _ in told.properties]
        assert len(names) == len(set(names)) and set(names) - {"URL"} == {"UID", "DTSTAMP", "DTSTART", "DURATION", "RRULE", "TRANSP", "SUMMARY", "DESCRIPTION"}
        assert re.fullmatch(r"\d{8}T\d{6}Z", told.one("DTSTAMP")), "DTSTAMP is in UTC"
        assert re.fullmatch(r"\d{8}T\d{4}00", told.one("DTSTART")), "DTSTART is the reader's own time"
        assert told.one("RRULE") == "FREQ=DAILY"
        assert re.fullmatch(r"PT[1-9]\d*M", told.one("DURATION"))
        assert all(unescaped(told.one(name)) for name in ("UID", "SUMMARY", "DESCRIPTION"))


def test_an_alarm_is_shown_at_the_start(files):
    for data in files.values():
        (alarm,) = event(data).inside
        assert alarm.name == "VALARM" and alarm.inside == []
        assert sorted(name for name, _ in alarm.properties) == ["ACTION", "DESCRIPTION", "TRIGGER"]
        assert (alarm.one("ACTION"), alarm.one("TRIGGER")) == ("DISPLAY", "PT0S")
        assert alarm.one("DESCRIPTION") == event(data).one("SUMMARY")


def test_identifiers_differ_and_stay(knee_copy):
    first = [event(data).one("UID") for data in made(KNEE).values()]
    assert [re.sub("@[0-9a-f]{12}[.]", "@", name) for name in first] == ["after-surgery@clinic.example", "ankle@clinic.example"]
    replaced(knee_copy, "18:30", "06:05")
    file = knee_copy / "routines" / "ankle.yml"
    file.write_text("name: Another name\nexercises: [sit-to-stand]\n")
    assert [event(data).one("UID") for data in made(knee_copy).values()] == first
    others = [[event(data).one("UID") for data in made(KNEE, {"SITE_URL": f"https://Other.example:8080/{path}"}).values()] for path in ("x", "y")]
    assert len({*first, *others[0], *others[1]}) == 6 and all(name.endswith(".other.example") for name in others[0])


def test_without_an_address_the_name_of_the_guide_makes_identifiers_and_no_link_is_invented(knee_copy):
    told = {path: event(data) for path, data in made(KNEE, no_address=True).items()}
    hosts = {one.one("UID").partition("@")[2] for one in told.values()}
    assert len(hosts) == 1 and re.fullmatch(r"[0-9a-f]{12}\.invalid", *hosts)
    assert all(one.all("URL") == [] and "://" not in one.one("DESCRIPTION") for one in told.values())
    replaced(knee_copy, "Knee & ankle", "Hip & ankle")
    assert {event(data).one("UID").partition("@")[2] for data in made(knee_copy, no_address=True).values()} != hosts


def test_with_an_address_the_reminder_leads_to_the_routine(built):
    place = Site(built.url)
    for identity, told in told_of(built.catalogue).items():
        found = event(reminders.reminders(built.catalogue, {identity: told}, place)[f"reminders/{identity}.ics"])
        assert found.one("URL") == f"{built.url}routines/{identity}/"
        assert found.one("URL") in unescaped(found.one("DESCRIPTION")).splitlines()
        assert (built.site / "routines" / identity / "index.html").is_file()


def test_an_address_is_one_line_whatever_the_environment_says(knee_copy):
    found = event(made(knee_copy, {"SITE_URL": "https://host.example/a\r\nX-BAD:1\\é/"})["reminders/ankle.ics"])
    assert found.one("URL") == "https://host.example/a%0D%0AX-BAD:1%5C%C3%A9/routines/ankle/" and found.all("X-BAD") == []


def test_text_from_a_contributor_is_text(hostile):
    catalogue, _ = build.read(hostile)
    for identity, data in zip(catalogue.guide.routines, made(hostile).values(), strict=True):
        name = catalogue.routines[identity].name
        assert NASTY in name and unescaped(event(data).one("SUMMARY")) == name
        assert event(data).all("X-BAD") == [] and b"&lt;" not in data and b"&#" not in data


def test_the_words_say_how_long_and_which_exercises_and_that_nothing_must_be_kept():
    told = told_of(build.read(KNEE)[0])
    for data, routine in zip(made(KNEE).values(), told.values(), strict=True):
        found = event(data)
        assert found.one("SUMMARY") == routine.routine.name
        first, link, last = unescaped(found.one("DESCRIPTION")).split("\n")
        assert first == f"{routine.time}: {', '.join(one.exercise.code for one in routine.exercises)}."
        assert "do not have to keep" in last


@pytest.mark.parametrize("seconds, wanted", [((1, 1), 5), ((300, 300), 5), ((301, 301), 10), ((200, 620), 15), ((3300, None), 55)])
def test_the_length_is_the_longest_time_rounded_up_to_five_minutes(seconds, wanted):
    catalogue, _ = build.read(KNEE)
    told = told_of(catalogue)["ankle"]
    told = type(told)(**{**vars(told), "seconds": seconds})
    assert event(reminders.reminders(catalogue, {"ankle": told}, Site())["reminders/ankle.ics"]).one("DURATION") == f"PT{wanted}M"


def test_the_time_of_day_is_that_of_the_guide(knee_copy):
    assert {event(data).one("DTSTART")[8:] for data in made(knee_copy).values()} == {"T183000"}
    replaced(knee_copy, "18:30", "00:05")
    assert {event(data).one("DTSTART")[8:] for data in made(knee_copy).values()} == {"T000500"}


def test_the_first_day_is_that_of_the_ledger(knee_copy):
    def days() -> list[str]:
        told = [event(data) for data in made(knee_copy).values()]
        assert [one.one("DTSTAMP") for one in told] == [f"{one.one('DTSTART')[:8]}T000000Z" for one in told]
        return [one.one("DTSTART")[:8] for one in told]
    assert days() == ["20000101", "20000101"], "there is no ledger"
    (knee_copy / "ledger").mkdir()
    (knee_copy / "ledger" / "addresses.yml").write_text(LEDGER.format(ankle="2024-02-29"))
    assert days() == ["20240509", "20240229"], "the newest day of the ledger, and the day of the routine"


def test_the_same_guide_makes_the_same_bytes():
    assert made(KNEE) == made(KNEE) and made(CONTENT) == made(CONTENT)


def test_without_the_key_there_is_no_file(knee_copy):
    replaced(knee_copy, 'reminder:\n  time: "18:30"\n', "")
    assert made(knee_copy) == {}


NO_TIMES = ["8:00", "24:00", "08:60", "08.00", "8 am", "08:00:00", "٠٨:00", "0800"]


@pytest.mark.parametrize("time", [*NO_TIMES, "08:00\\n"])
def test_what_is_no_time_of_day_is_told_where_it_is(time, knee_copy):
    replaced(knee_copy, "18:30", time)
    _, (problem,) = build.read(knee_copy)
    lines = (knee_copy / "guide.yml").read_text("utf-8").splitlines()
    assert (problem.place.line, problem.place.column, problem.field) == (lines.index(f'  time: "{time}"') + 1, 9, "reminder.time")
    assert problem.wrong.endswith(" is not a time of day.") and problem.way_out.startswith("Write hours and minutes")


@pytest.mark.parametrize("time", NO_TIMES)
def test_what_is_no_time_of_day_is_marked_in_the_editor(time):
    schema = json.loads(schemas()["guide.json"])["$defs"]["Reminder"]
    jsonschema.validate({"time": "23:59"}, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"time": time}, schema)


@pytest.mark.parametrize("length", range(60, 90))
@pytest.mark.parametrize("sign", ["a", "é", "€", "😀"])
def test_no_character_is_cut_in_two(sign, length):
    line = "x" * length + sign * 100
    pieces = reminders.folded(line).split("\r\n")
    assert max(len(piece.encode()) for piece in pieces) <= 75 and all(len(piece.encode()) > 70 for piece in pieces[:-1])
    assert all(piece.startswith(" ") for piece in pieces[1:]) and "".join([pieces[0], *(piece[1:] for piece in pieces[1:])]) == line
