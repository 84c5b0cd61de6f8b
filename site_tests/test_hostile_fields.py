"""Where a field or a page may not hold any text, an attack is a problem at its place; and what a guide has once holds each vector in turn."""

import itertools
import json
import re
import shutil
from pathlib import Path

import markdown
import pytest
import yaml

from generator import build, description, figures, link_pictures
from generator.configuration import configuration
from generator.site import site

from . import hostile_guide
from .conftest import KNEE, ROOT
from .hostile_guide import PACKS, VECTORS
from .test_hostile import READ, flat, missing

# A text that a field of that form may hold, though it is on the list.
PLAIN_IDS = {"constructor", "sheet-version"}
PLAIN_BRANCHES = {*PLAIN_IDS, "__proto__", "__config", "__search", "__md_get", "../../../../etc/passwd", "//evil.example/x"}
PLAIN_LINKS = {"https://evil.example/x"}
UNPRINTABLE = "\x07\x1b\x7f\x85\u200b\u200e\u200f\u2028\u2029\u202a\u202e\u2066\u2069\ufeff\ufffe\ue000"


def readings(problems, at: str) -> set[str]:
    """The fields that have a problem in a file. Each problem is one line of a terminal and one command of GitHub's runner, whatever it quotes."""
    found = [problem for problem in problems if problem.place.path.endswith(at)]
    for problem in found:
        line, command = str(problem), problem.annotation()
        assert line.isprintable() and "##[" not in line and not line.startswith("::")
        assert command.isprintable() and "##[" not in command and re.match(r"::error file=[^:,]*,line=\d+,col=\d+::", command) and problem.place.line > 0 and problem.way_out
    return {problem.field for problem in found}


def spoilt(begins_with: int) -> tuple[dict, dict[str, str]]:
    """An exercise whose fields that are no text hold a vector each, beginning with the one of that number, and {field: its vector}."""
    attacks, held = itertools.cycle([*VECTORS[begins_with:], *VECTORS[:begins_with]]), {}

    def attack(field: str) -> str:
        held[field] = next(attacks)
        return held[field]

    figure, part, step = "start.figure.", "parts.1.", "parts.1.steps.1."
    told = {
        "code": attack("code"), "positions": [attack("positions.1")], "name": "x",
        "start": {"text": "Sit.", "figure": {name: attack(figure + name) for name in ("base", "view", "framing", "person")}, **{name: attack(f"start.{name}") for name in ("carried_over", "assumed")}},
        "parts": [{
            **{name: attack(part + name) for name in ("sides", "counted", "sets", "repetitions", "rest", "one_repetition_assumed")},
            "steps": [{"text": "Stand.", "hold": attack(f"{step}hold"), "figure": {"other_side": attack(f"{step}figure.other_side"), "view": attack(f"{step}figure.view"), "arrows": {"crown": attack(f"{step}figure.arrows.crown")}}}],
        }],
        "source": {"document": attack("source.document"), "series": "x", "item": attack("source.item")}, "purpose": {"text": "x", "source": attack("purpose.source")},
        "questions": [{"ask": "x", "source": attack("questions.1.source")}], "reviewed": [{name: attack(f"reviewed.1.{name}") for name in ("by", "date", "digest", "withdrawn")}],
        "formerly": [attack("formerly.1")], "withdrawn": {"date": attack("withdrawn.date"), "reason": "x"},
    }
    unknown = next(attacks)
    return {**told, unknown: "x"}, {**held, unknown: unknown}


def dump(file: Path, value: object) -> None:
    file.write_text(yaml.safe_dump(value, allow_unicode=True, default_style='"', sort_keys=False, width=10_000), "utf-8")


def test_each_vector_is_refused_in_fields_of_an_exercise_that_are_no_text(knee_copy):
    """Every other vector begins an exercise, and each of its fields holds another, so each vector stands in half of the fields."""
    beginnings = range(0, len(VECTORS), 2)
    for number in beginnings:
        dump(knee_copy / "exercises" / f"v{number}.yml", spoilt(number)[0])
    _, problems = build.read(knee_copy)
    by_file = {}
    for problem in problems:
        by_file.setdefault(Path(problem.place.path).name, []).append(problem)
    for number in beginnings:
        wanted = {field for field, vector in spoilt(number)[1].items() if not (vector in PLAIN_IDS and field.endswith(("base", "document", "source", "by", "formerly.1")))}
        assert wanted - readings(by_file[f"v{number}.yml"], ".yml") == set(), number


def test_each_vector_is_refused_in_each_field_of_the_guide_that_is_no_text(tmp_path):
    told = yaml.load((KNEE / "guide.yml").read_text("utf-8"), yaml.BaseLoader)
    allowed = {"branch": PLAIN_BRANCHES, "regions.1": PLAIN_IDS, "routines.1": PLAIN_IDS, "menu.1": PLAIN_IDS, "help.1.id": PLAIN_IDS, "repository": PLAIN_LINKS, "site_url": PLAIN_LINKS, "licence.link": PLAIN_LINKS, "language": set(), "readings.unsaid_count": set(), "person": set(), "reminder.time": set(), "movement_seconds.slide": set()}
    for vector in VECTORS:
        attack = {
            **told, "branch": vector, "regions": [vector], "routines": [vector], "menu": [vector], "help": [{**told["help"][0], "id": vector}], "repository": vector, "site_url": vector,
            "licence": {"words_and_pictures": "x", "link": vector}, "language": vector, "readings": {"unsaid_count": vector}, "person": vector, "reminder": {"time": vector}, "movement_seconds": {"slide": vector},
        }
        dump(tmp_path / "guide.yml", attack)
        fields = readings(build.read(tmp_path)[1], "guide.yml")
        assert {field for field, plain in allowed.items() if vector not in plain} - fields == set(), vector


def test_each_vector_is_refused_as_a_link_an_account_and_an_id(knee_copy):
    dump(knee_copy / "sources.yml", {**{f"s{number}": {"title": "x", "link": vector} for number, vector in enumerate(VECTORS) if vector not in PLAIN_LINKS}, **{vector: {"title": "x"} for vector in VECTORS if vector not in PLAIN_IDS}})
    dump(knee_copy / "reviewers.yml", {**{f"r{number}": {"name": "x", "profession": "x", "github": vector} for number, vector in enumerate(VECTORS) if vector not in PLAIN_IDS}})
    problems = build.read(knee_copy)[1]
    wanted = {f"s{number}.link" for number, vector in enumerate(VECTORS) if vector not in PLAIN_LINKS} | {vector for vector in VECTORS if vector not in PLAIN_IDS}
    assert wanted - readings(problems, "sources.yml") == set()
    assert {f"r{number}.github" for number, vector in enumerate(VECTORS) if vector not in PLAIN_IDS} - readings(problems, "reviewers.yml") == set()


@pytest.mark.parametrize("sign", UNPRINTABLE, ids=lambda sign: f"U+{ord(sign):04X}")
def test_a_sign_that_cannot_be_printed_is_refused_in_every_text(sign, tmp_path):
    """Written as an escape, so that YAML lets it through."""
    content = Path(shutil.copytree(KNEE, tmp_path / "content"))
    wanted = 0
    for file in [*content.glob("*/*.yml"), content / "guide.yml", content / "sources.yml", content / "reviewers.yml"]:
        told = hostile_guide.attacked(yaml.load(file.read_text("utf-8"), yaml.BaseLoader), attack=sign)
        dump(file, told)
        wanted += sum(sign in text for text in _texts(told))
    problems = [problem for problem in build.read(content)[1] if f"U+{ord(sign):04X}" in problem.wrong]
    assert wanted > 50 and len({(problem.place, problem.field) for problem in problems}) == wanted and all(str(problem).isprintable() for problem in problems)


def _texts(value):
    if isinstance(value, dict):
        return [text for inside in value.values() for text in _texts(inside)]
    return [text for inside in value for text in _texts(inside)] if isinstance(value, list) else [value]


def as_the_engine_reads(text: str) -> str:
    """Markdown as HTML, with the extensions of mkdocs.yml and those that MkDocs adds."""
    asked = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))["markdown_extensions"]
    chosen = {name: told for one in asked for name, told in (one.items() if isinstance(one, dict) else [(one, {})])}
    return markdown.markdown(text, extensions=[*chosen, "tables", "fenced_code"], extension_configs=chosen)


WAYS = {"a paragraph": "{}", "a heading": "## {}", "a list": "- {}", "words before and after": "Words {} words", "a quotation": "> {}"}


@pytest.mark.parametrize("way", WAYS)
def test_on_a_page_each_vector_is_refused_or_only_words(way, page, knee_copy):
    file = knee_copy / "pages" / "safety.md"
    head = "---\ntitle: Safety\n---\n"
    blocks = [WAYS[way].format(vector) for vector in VECTORS if vector != "[show: stop rule]"]
    file.write_text(head + "\n\n".join(blocks) + "\n", "utf-8")
    refused = {problem.place.line for problem in build.read(knee_copy)[1] if problem.place.path.endswith("safety.md") and readings([problem], "safety.md") == {""}}
    kept, line = [], head.count("\n") + 1
    for block in blocks:
        if not refused & set(range(line, line + block.count("\n") + 1)):
            kept.append(block)
        line += block.count("\n") + 2
    assert len(refused) > 150 and len(kept) > 50
    file.write_text(head + "\n\n".join(kept) + "\n", "utf-8")
    catalogue, problems = build.read(knee_copy)
    assert problems == []
    (body,) = build.pages.pages(catalogue, told := description.exercises(catalogue), description.routines(catalogue, told), site(catalogue.guide, {}), {})["safety.md"].decode().split("{: #page }")[1:]
    read = page.evaluate(READ, as_the_engine_reads(body))
    assert (read["live"], read["changes"]) == ([], False)
    assert set(read["elements"]) <= {"html", "head", "body", "p", "h2", "h3", "ul", "ol", "li", "strong", "em", "blockquote", "hr", "table", "thead", "tbody", "tr", "th", "td"} and set(read["attributes"]) <= {"id", "start"}


@pytest.fixture(scope="module")
def knee_told():
    """The exercises and pictures of the knee guide, which do not hang on guide.yml's own words."""
    exercises = description.exercises(build.read(KNEE)[0])
    return exercises, figures.figures(exercises)


@pytest.fixture(scope="module")
def elements(chromium, knee) -> set[str]:
    """The names of all elements of a friendly guide."""
    page = chromium.new_page()
    found = {name for path in knee.pages() for name in page.evaluate(READ, path.read_text("utf-8"))["elements"]}
    page.close()
    return found


@pytest.mark.parametrize("number", range(len(PACKS)))
def test_what_a_guide_has_once_holds_each_vector(number, page, knee_copy, knee_told, elements, monkeypatch):
    monkeypatch.setattr(link_pictures, "link_pictures", lambda *_: {})
    told = yaml.load((knee_copy / "guide.yml").read_text("utf-8"), yaml.BaseLoader)
    text = hostile_guide.Writer(number).text()
    once = {"name": text, "description": text, "frequency": text, "help_note": text, "licence": {"words_and_pictures": text}}
    dump(knee_copy / "guide.yml", {**told, **once})
    catalogue, problems = build.read(knee_copy)
    assert problems == []
    files = build.markdown(catalogue, {}, *knee_told)
    pages = {name: data.decode() for name, data in files.items() if name.endswith(".html")}
    pages |= {name: as_the_engine_reads(data.decode().split("\n---\n", 1)[1]) for name, data in files.items() if name.endswith(".md")}
    # The theme writes these as they are.
    set_up = yaml.safe_load(configuration(catalogue, site(catalogue.guide, {}), knee_copy.parent / "out"))
    pages |= {"theme": "<title>{site_name}</title><meta name=\"description\" content=\"{site_description}\"><p>{site_name}</p><p>{extra[licence]}</p>".format_map(set_up)}
    for name, html in pages.items():
        read = page.evaluate(READ, html)
        assert (read["live"], read["changes"]) == ([], False) and set(read["elements"]) <= elements, name
        if name in ("theme", "index.md", "my-sheet/index.html", "sheets/ankle/index.html", "safety/card/index.html", "figures/index.html", "embed/heel-slide/index.html"):
            assert missing([flat(text)] if name == "theme" else PACKS[number], read["text"]) == [], name
    assert json.loads(files["manifest.webmanifest"])["name"] == text
