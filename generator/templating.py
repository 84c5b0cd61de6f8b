"""Jinja for Markdown and HTML: every value is text unless the machine itself made it markup."""

import functools
import json
import re
from pathlib import Path
from urllib.parse import quote

import yaml
from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

TEMPLATES = Path(__file__).parent.parent / "templates"

# Signs that mean something to HTML, to Markdown, or to both; as entities they are text in either.
_SIGNS = re.compile(r"[\\`*_{}\[\]<>#|~^$&\"]")
# What would begin a list, a heading's underline, a note or a definition at the start of a line.
_BEGINNING = re.compile(r"(\d+)([.)])|([-+:=!?])")
# The one in C where there is one: it writes the same, ten times as fast.
DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_COMMENTS = re.compile(r"^[ \t]*(?://.*|/\*[\s\S]*?\*/)[ \t]*\n", re.MULTILINE)
_SPACES = re.compile(r"[ \t\r\n\f\v\u2028\u2029]+")


def text(value: object) -> Markup:
    """Any value as text that no Markdown engine and no browser can take for markup, on one line."""
    if isinstance(value, Markup):
        return value
    return _safe(str(value))


# A guide says the same words on many pages.
@functools.lru_cache(maxsize=4096)
def _safe(words: str) -> Markup:
    flat = _SPACES.sub(" ", words).strip(" ")
    safe = _SIGNS.sub(_entity, flat)
    if start := _BEGINNING.match(flat):
        mark = start[2] or start[3]
        safe = (start[1] or "") + f"&#{ord(mark)};" + safe[start.end():]
    return Markup(safe)


def _entity(match: re.Match) -> str:
    return f"&#{ord(match[0])};"


def link(address: str) -> Markup:
    """A web address or an address of the site, safe inside a Markdown link and an HTML attribute."""
    return Markup(quote(address, safe="/:?&=#%.,;~+@!-_").replace("&", "&amp;"))


def style(sheet: str) -> Markup:
    """A style sheet of the templates, for example `sheet/sheet.css`, as it is published."""
    return Markup(published(sheet))


def published(path: str) -> str:
    """A script or a style sheet of the templates, for example `offline/worker.js`, as it is published: without the comments that fill a line."""
    return _COMMENTS.sub("", (TEMPLATES / path).read_text("utf-8")).strip()


def readable_json(value: object) -> bytes:
    """A value as a JSON file that a person may read."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def small_json(value: object) -> bytes:
    """A value as a JSON file for scripts alone."""
    return (json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def json_inside(value: object) -> Markup:
    """A value as JSON that can stand inside a script element of a page."""
    return Markup(small_json(value).decode().strip().replace("<", "\\u003c"))


def head(values: dict) -> Markup:
    """The head of a Markdown page. MkDocs writes titles into pages as they are, so texts are made safe here."""
    safe = {key: str(text(value)) if isinstance(value, str) else value for key, value in values.items()}
    return Markup(f"---\n{yaml.dump(safe, Dumper=DUMPER, allow_unicode=True, sort_keys=False, width=10_000)}---\n")


def environment() -> Environment:
    """The templates. A missing value is an error; blocks leave no empty lines behind."""
    env = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, finalize=text, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
    )
    env.filters["link"] = link
    env.bytecode_cache = _compiled
    return env


_compiled: BytecodeCache | None = None


def remember_compiled(cache: BytecodeCache) -> None:
    """Lets templates that are read from now on be compiled once for all builds."""
    global _compiled
    _compiled = _shared().bytecode_cache = cache


@functools.cache
def _shared() -> Environment:
    return environment()


def template(name: str) -> Template:
    """A template that needs nothing but what it is given, for example `sheet/sheet.html`. It is read once."""
    return _shared().get_template(name)
