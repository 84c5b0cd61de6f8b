"""Pages that load little: one style sheet of the rules that they use; the theme's own script and styles come when somebody uses them."""

import json
import re
from pathlib import Path

from markupsafe import Markup

from ..cache import Memory
from ..templating import TEMPLATES, published, template
from . import used_rules

SHEET = "assets/style.css"
_STYLES = re.compile(r'<link rel="stylesheet" href="([^"]*?)(assets/[\w./-]+\.css)">\s*')
_SCRIPT = re.compile(r'<script src="([^"]*?assets/javascripts/bundle\.[\w.]+\.js)"></script>')
_WORD = re.compile(r"[a-z][\w-]*")
_PIECE = re.compile(r"[\w-]+")
# Given to a page by its own scripts, or never written out.
_GIVEN = {".js", ".no-js", "html", "head", "body"}


def seen(page: str) -> dict[str, list[str]]:
    """What a page of the theme loads and names: `sheets`, `names` and `variables`. Nothing of another page."""
    if not _SCRIPT.search(page):
        return {"sheets": [], "names": [], "variables": []}
    return {"sheets": [match[2] for match in _STYLES.finditer(page)], "names": sorted(used_rules.names(page)), "variables": sorted(used_rules.variables(page))}


def light(page: str) -> str:
    """A page of the theme that loads `assets/style.css` in the place of all its style sheets, and the theme's script when it is used.

    Without a script the page is the same; the theme's styles and its script stay where they are. Another page is given back as it is.
    """
    if not (script := _SCRIPT.search(page)):
        return page
    first, styles = _STYLES.search(page), " ".join(f"{match[1]}{match[2]}" for match in _STYLES.finditer(page))
    loader = template("lean/on-use.html").render(code=Markup(published("lean/on-use.js")), script=Markup(script[1]), styles=Markup(styles))
    page = _STYLES.sub("", page[:first.start()]) + f'<link rel="stylesheet" href="{first[1]}{SHEET}">' + _STYLES.sub("", page[first.end():])
    return _SCRIPT.sub(lambda _: loader.strip(), page, count=1)


def style(stage: Path, pages: list[dict[str, list[str]]], memory: Memory) -> None:
    """Writes that style sheet: the rules of all `sheets` in `stage` that can apply to what was `seen` of the pages."""
    sheets = dict.fromkeys(sheet for page in pages for sheet in page["sheets"])
    if sheets:
        rules = "\n".join((stage / sheet).read_text("utf-8") for sheet in sheets)
        # Most names are addresses and the like, which no rule asks for: what a page says is no reason to read the rules again.
        asked = set(_PIECE.findall(rules))
        named = {name for name in _GIVEN.union(_made_by_scripts(), *(page["names"] for page in pages)) if asked.issuperset(_PIECE.findall(name))}
        read = {name for page in pages for name in page["variables"]}
        key = json.dumps((rules, sorted(named), sorted(read)))
        (stage / SHEET).write_text(memory.once(key, lambda: used_rules.used(rules, named, read)), "utf-8")


def _made_by_scripts() -> set[str]:
    """All that our own scripts could add to a page: every word in them counts as a name."""
    words = {word for script in (TEMPLATES / "theme" / "assets").glob("*.js") for word in _WORD.findall(script.read_text("utf-8"))}
    return {form.format(word) for word in words for form in ("{}", ".{}", "#{}", "[{}]")}
