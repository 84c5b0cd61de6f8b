"""The feed tells what changed in the exercises, by the days of the ledger, and any reader of feeds can read it."""

import json
import re
from xml.etree import ElementTree

import pytest

from generator import build, feed
from generator.__main__ import main

from .hostile_guide import ATTACK

ATOM = "{http://www.w3.org/2005/Atom}"
DIV = "{http://www.w3.org/1999/xhtml}div"


def made(content, environment: dict[str, str] | None = None) -> dict[str, bytes]:
    catalogue, problems = build.read(content)
    assert problems == []
    return build.markdown(catalogue, environment or {})


def read(data: bytes) -> ElementTree.Element:
    """The feed in a file. Fails where it is not well-formed, or lacks what Atom asks for."""
    root = ElementTree.fromstring(data)
    assert root.tag == f"{ATOM}feed"
    for element in (root, *root.iter(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            (one,) = element.findall(ATOM + name)
            assert one.text
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", element.findtext(f"{ATOM}updated"))
        assert len([link for link in element.findall(f"{ATOM}link") if link.get("rel") == "alternate"]) == 1
    assert root.findtext(f"{ATOM}author/{ATOM}name") and [link.get("href") for link in root.findall(f"{ATOM}link") if link.get("rel") == "self"]
    ids = [element.text for element in root.iter(f"{ATOM}id")]
    assert len(ids) == len(set(ids))
    return root


def entries(data: bytes) -> list[tuple[str, str, list[str]]]:
    """The day, the title and the sentences of each entry, in order."""
    return [
        (entry.findtext(f"{ATOM}updated")[:10], entry.findtext(f"{ATOM}title"), [text.strip() for text in entry.find(f"{ATOM}content/{DIV}").itertext() if text.strip()])
        for entry in read(data).iter(f"{ATOM}entry")
    ]


def record(content, day: str) -> None:
    assert main(["record", "--today", day, "--content", str(content)]) == 0


def change(content, file: str, before: str, after: str) -> None:
    text = (content / file).read_text()
    assert before in text
    (content / file).write_text(text.replace(before, after))


@pytest.fixture
def changed(knee_copy):
    """A knee guide that was recorded, and whose exercises K1 and K2 changed on a later day."""
    (knee_copy / "expected.yml").unlink()
    record(knee_copy, "2026-03-01")
    change(knee_copy, "exercises/sit-to-stand.yml", "sets: 3", "sets: 2")
    change(knee_copy, "exercises/heel-slide.yml", "Supine knee flexion", "Flexion & <b>extension</b>")
    record(knee_copy, "2026-04-02")
    return knee_copy


def test_the_newest_change_comes_first_with_what_it_changed(changed):
    told = entries(made(changed)["feed.xml"])
    assert [(day, title) for day, title, _ in told] == [
        ("2026-04-02", "K1 Knee: sit to stand"), ("2026-04-02", "K2 Heel slide"),
        ("2026-03-01", "K1 Knee: sit to stand"), ("2026-03-01", "K2 Heel slide"), ("2026-03-01", "K3 Straight leg raise"), ("2026-03-01", "AN12 Ankle circles"),
    ]
    assert "Do 3 sets" in told[0][2][0] and "Do 2 sets" in told[0][2][0]
    assert [sentences for _, _, sentences in told[2:]] == [["A new exercise."]] * 4


def test_what_somebody_wrote_stays_text(changed):
    data = made(changed)["feed.xml"]
    assert "Flexion & <b>extension</b>" in entries(data)[1][2][0]
    assert {element.tag.rpartition("}")[2] for element in read(data).iter() if "xhtml" in element.tag} == {"div", "ul", "li", "p"}


def test_a_hostile_name_stays_text(changed):
    attack = f"{ATTACK} ]]> &amp; <!-- -->"
    change(changed, "exercises/sit-to-stand.yml", '"Knee: sit to stand"', json.dumps(attack, ensure_ascii=False))
    change(changed, "guide.yml", "name: Knee & ankle at home", f"name: {json.dumps(attack, ensure_ascii=False)}")
    record(changed, "2026-05-05")
    data = made(changed)["feed.xml"]
    (_, title, sentences), *_ = entries(data)
    assert title == f"K1 {attack}" and attack.replace("–", "-") in sentences[0]
    assert read(data).findtext(f"{ATOM}title") == f"{attack}: changes"


def test_each_entry_leads_to_its_exercise(changed):
    root = read(made(changed, {"SITE_URL": "https://guide.example/a/base"})["feed.xml"])
    links = {entry.findtext(f"{ATOM}title"): entry.find(f"{ATOM}link").get("href") for entry in root.iter(f"{ATOM}entry")}
    assert links["K2 Heel slide"] == "https://guide.example/a/base/exercises/heel-slide/"
    assert [link.get("href") for link in root.findall(f"{ATOM}link") if link.get("rel") == "self"] == ["https://guide.example/a/base/feed.xml"]


def test_an_entry_is_the_same_wherever_the_guide_is_published_and_after_later_changes(changed):
    def ids(environment):
        return {(entry.findtext(f"{ATOM}title"), entry.findtext(f"{ATOM}updated")): entry.findtext(f"{ATOM}id") for entry in read(made(changed, environment)["feed.xml"]).iter(f"{ATOM}entry")}
    here = ids({})
    change(changed, "exercises/sit-to-stand.yml", "sets: 2", "sets: 4")
    record(changed, "2026-05-05")
    there = ids({"SITE_URL": "https://other.example"})
    assert len(here) == 6 and here.items() < there.items()


def test_a_change_that_is_not_recorded_yet_has_no_day_and_is_not_told(changed):
    before = made(changed)["feed.xml"]
    change(changed, "exercises/sit-to-stand.yml", "sets: 2", "sets: 4")
    assert made(changed)["feed.xml"] == before


def test_the_newest_are_kept_where_there_are_many(changed, monkeypatch):
    monkeypatch.setattr(feed, "MOST_ENTRIES", 3)
    assert [day for day, *_ in entries(made(changed)["feed.xml"])] == ["2026-04-02", "2026-04-02", "2026-03-01"]


def test_a_guide_that_has_recorded_nothing_has_an_empty_feed(knee):
    data = (knee.site / "feed.xml").read_bytes()
    assert entries(data) == [] and read(data).findtext(f"{ATOM}updated") == "2000-01-01T00:00:00Z"


def test_the_feed_of_this_guide_holds_what_its_ledger_tells(guide):
    told = entries((guide.site / "feed.xml").read_bytes())
    days = [day for day, *_ in told]
    assert days == sorted(days, reverse=True) and 0 < len(told) <= 50
    assert set(days) <= {version.since for history in guide.catalogue.histories.values() for version in history.versions}


def test_every_page_leads_to_the_feed(built):
    page = (built.site / "index.html").read_text("utf-8")
    assert re.search(r'<link rel="alternate" type="application/atom\+xml" title="[^"]+" href="(\./)?feed\.xml">', page) and re.search(r'<a href="(\./)?feed\.xml">', page)


def test_without_an_address_of_the_site_there_is_no_feed(changed):
    change(changed, "guide.yml", "site_url: https://clinic.example/guides/knee/\n", "")
    assert "feed.xml" not in made(changed)


def test_a_withdrawal_is_told_with_its_reason_beside_what_was_before(knee_copy):
    record(knee_copy, "2026-02-01")
    change(knee_copy, "routines/ankle.yml", "[ankle-circles, sit-to-stand]", "[ankle-circles]")
    assert main(["withdraw", "K1", "--reason", f"It hurts {ATTACK}", "--today", "2026-03-01", "--content", str(knee_copy)]) == 0
    told = [(day, sentences) for day, title, sentences in entries(made(knee_copy, {"SITE_URL": "https://clinic.example"})["feed.xml"]) if title.startswith("K1 ")]
    assert told == [("2026-03-01", [f"Withdrawn: It hurts {ATTACK}"]), ("2026-02-01", ["A new exercise."])]
