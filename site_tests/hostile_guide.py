"""A guide with an attack in every field that a person writes: each of the vectors stands in each kind of field."""

import json
import shutil
from pathlib import Path

import yaml

from .conftest import KNEE

LONGEST = 900
JOINT = " | "
ATTACK = "\">\'></title><script>alert(1)</script><img src=x onerror=alert(1)> {{ 7*7 }} {% raw %} [x](javascript:alert(1)) \"'`*_a_* ¾ 90° – é 😀"
TEXTS = {
    "name", "clinical_name", "text", "alt", "heading", "signs", "one_repetition", "repetitions_text", "load", "ask", "title", "publisher",
    "read", "frequency", "description", "aliases", "equipment", "surfaces", "words_and_pictures", "related_names", "series", "profession",
}


def attacked(value, key=None, inside=(), attack=ATTACK):
    """The value with the attack at the end of every written text. Ids stay as they are."""
    if isinstance(value, dict):
        return {k: attacked(v, k, (*inside, k), attack) for k, v in value.items()}
    if isinstance(value, list):
        return [attacked(item, key, inside, attack) for item in value]
    ids = key == "series" and "source" not in inside
    return f"{value} {attack}" if key in TEXTS and not ids else value


def _vectors() -> list[str]:
    lines = (Path(__file__).parent / "hostile_vectors.txt").read_text("utf-8").split("\n")
    return [line.replace("⏎", "\n") for line in lines if line and not line.startswith("// ")]


def _packs(vectors: list[str]) -> list[list[str]]:
    """The vectors in their order, as many together as one text may hold."""
    packs: list[list[str]] = [[]]
    for vector in vectors:
        if len(JOINT.join([*packs[-1], vector])) > LONGEST:
            packs.append([])
        packs[-1].append(vector)
    return packs


VECTORS = _vectors()
PACKS = _packs(VECTORS)
# Names of places that the theme or a script looks for.
PLACES = ("__config", "__search", "__md_get", "sheet-version", "not-found")


class Writer:
    """Gives each field the vectors of one pack, beginning with another of them each time."""

    def __init__(self, number: int):
        self.pack, self.turn = PACKS[number % len(PACKS)], -1

    def each(self) -> list[str]:
        """The vectors one by one, for a field that is a list."""
        return list(self.pack)

    def text(self) -> str:
        self.turn += 1
        at = self.turn % len(self.pack)
        return JOINT.join([*self.pack[at:], *self.pack[:at]])

    def sentences(self) -> str:
        """The same as sentences, for readers are given 20 words at most in each."""
        return self.text().replace(JOINT, "! ") + "!"

    def statement(self, number: int) -> dict:
        return {"text": self.text(), "source": f"s{number}"}


def write(content: Path, on: int = 0) -> Path:
    """The content of the guide. `on` moves the words of every exercise, region and routine on by some packs."""
    numbers = range(len(PACKS))
    for name in ("photos", "poses"):
        shutil.copytree(KNEE / name, content / name, dirs_exist_ok=True)
    for number in numbers:
        _dump(content / "poses" / f"p{number}.yml", {"name": Writer(number).text(), "like": "sitting"})
        _dump(content / "exercises" / f"e{number}.yml", exercise(number, on))
        _dump(content / "exercises" / f"w{number}.yml", withdrawn(number, on))
        _dump(content / "regions" / f"r{number}.yml", region(number, on))
        _dump(content / "routines" / f"t{number}.yml", routine(number, on))
        page(content / "pages" / f"g{number}.md", number)
    shutil.copy(KNEE / "pages" / "for-clinicians.md", content / "pages")
    page(content / "pages" / "safety.md", 0, "[show: stop rule]\n\n[show: help levels]\n\n[show: card]\n\n[show: pictures]\n")
    _dump(content / "sources.yml", {f"s{number}": _source(Writer(number)) for number in numbers})
    _dump(content / "reviewers.yml", {f"v{number}": {"name": one.text(), "profession": one.text()} for number in numbers for one in [Writer(number)]})
    limits = yaml.load((KNEE / "range_of_motion.yml").read_text("utf-8"), yaml.BaseLoader)["active"]
    for number, limit in enumerate(limits.values()):
        limit |= {"source": "s0", "note": Writer(number).text()}
    _dump(content / "range_of_motion.yml", {"active": limits})
    _dump(content / "guide.yml", guide(on))
    return content


def exercise(number: int, on: int = 0) -> dict:
    one, photo = Writer(number + on), {"file": "lying.png"}
    dose = {"sides": "each", "counted": "each side", "repetitions": "1-2", "sets": "2"}
    step = {
        "text": one.sentences(), "hold": "47 s", "move": kind(number), "photo": {**photo, "alt": one.text()},
        "options": [{"text": one.sentences(), "photo": {**photo, "alt": one.text()}}], "figure": {"base": "standing", "arrows": {"crown": "its way"}},
    }
    return {
        "code": f"V{number + 1}", "name": one.text(), "clinical_name": one.text(), "aliases": one.each(), "positions": ["sitting"],
        "surfaces": one.each(), "equipment": one.each(), "purpose": one.statement(number), "frequency": one.text(),
        "start": {"text": one.sentences(), "photo": {**photo, "alt": one.text()}, "figure": {"base": f"p{number}", "view": "right side"}},
        "parts": [
            {**dose, "name": one.text(), "repetitions_text": one.text(), "one_repetition": one.sentences(), "load": one.text(), "way_back": kind(number), "change_sides": kind(number), "steps": [step]},
            {"name": PLACES[number % len(PLACES)], "sides": "both", "repetitions_text": one.text(), "steps": [{"text": one.sentences(), "move": kind(number)}]},
        ],
        "stop_if": [{"text": each, "source": f"s{number}"} for each in one.each() if not each.endswith(".")],
        "source": {"document": f"s{number}", "series": one.text(), "item": "1"},
        "questions": [{"ask": each, "source": f"s{number}"} for each in one.each()],
        "reviewed": [{"by": f"v{number}", "date": "2026-01-31", "digest": "0123456789ab"}],
    }


def kind(number: int) -> str:
    """A kind of movement, which is a key of guide.yml."""
    return Writer(number).text()


def withdrawn(number: int, on: int) -> dict:
    """An exercise that was given once. Its reason is all that its page says."""
    gone = exercise(number, on)
    return {**gone, "code": f"W{number + 1}", "source": {**gone["source"], "item": "2"}, "reviewed": [], "withdrawn": {"date": "2026-02-01", "reason": Writer(number + on).text()}}


def region(number: int, on: int) -> dict:
    one = Writer(number + on)
    return {
        "name": one.text(), "clinical_name": one.text(), "introduction": one.statement(number), "stop_if": [one.statement(number)],
        "series": [{"id": f"x{number}", "name": one.text(), "exercises": [f"e{number}"]}],
    }


def routine(number: int, on: int) -> dict:
    one = Writer(number + on)
    return {"name": one.text(), "description": one.text(), "exercises": [f"e{number}"], "programme": {key: one.statement(number) for key in ("duration", "setting")}}


def page(file: Path, number: int, body: str = "") -> None:
    one = Writer(number)
    head, headings = {"title": one.text(), "description": one.text()}, "".join(f"## {place}\n\nNothing.\n\n" for place in PLACES)
    file.parent.mkdir(exist_ok=True)
    file.write_text("---\n" + "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in head.items()) + f"---\n{body or headings}", "utf-8")


def _source(one: Writer) -> dict:
    return {"title": one.text(), "publisher": one.text(), "read": one.text(), "link": "https://clinic.example/leaflet"}


def guide(on: int) -> dict:
    numbers = range(len(PACKS))
    name, description, frequency, note, licence = (Writer(on + number) for number in range(5))
    return {
        "name": name.text(), "description": description.text(), "language": "en", "site_url": "https://clinic.example/guides/knee/",
        "repository": "https://github.com/example-clinic/knee-guide", "frequency": frequency.text(), "equipment": name.each(),
        "regions": [f"r{number}" for number in numbers], "routines": [f"t{number}" for number in numbers],
        "menu": ["safety", "for-clinicians", *(f"g{number}" for number in numbers)], "related_names": VECTORS,
        "stop_if": [name.statement(0)], "help": [_help(number) for number in numbers], "help_note": note.text(),
        "movement_seconds": {kind(number): f"{number + 2} s" for number in numbers},
        "change_seconds": {"get_ready": "5 s", "next_exercise": "10 s", "other_position": "15 s", "down_to_floor": "30 s", "up_from_floor": "30 s"},
        "questions": [{"ask": vector} for vector in VECTORS], "licence": {"words_and_pictures": licence.text()},
        "programme": {"setting": name.statement(0)}, "reminder": {"time": "18:30"},
    }


def _help(number: int) -> dict:
    one = Writer(number)
    return {"id": f"h{number}", "name": one.text(), "groups": [{"heading": one.text(), "signs": one.each(), "sources": [f"s{number}"]}]}


def _dump(file: Path, value: object) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(yaml.safe_dump(value, allow_unicode=True, default_style='"', sort_keys=False, width=10_000), "utf-8")
