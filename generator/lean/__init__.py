"""Pages that load little: one style sheet of the rules that they use; the theme's own script and styles come when somebody uses them."""

import re
from pathlib import Path

from markupsafe import Markup

from ..templating import TEMPLATES, published, template
from . import used_rules

SHEET = "assets/style.css"
_STYLES = re.compile(r'<link rel="stylesheet" href="([^"]*?)(assets/[\w./-]+\.css)">\s*')
_SCRIPT = re.compile(r'<script src="([^"]*?assets/javascripts/bundle\.[\w.]+\.js)"></script>')
_WORD = re.compile(r"[a-z][\w-]*")
# Given to a page by its own scripts, or never written out.
_GIVEN = {".js", ".no-js", "html", "head", "body"}


def lighten(stage: Path) -> None:
    """Makes the pages of the theme in `stage` load `assets/style.css` in the place of all their style sheets, and its script when it is used.

    Without a script the pages are the same; the theme's styles and its script stay where they are.
    """
    pages = {path: page for path in sorted(stage.rglob("*.html")) if _SCRIPT.search(page := path.read_text("utf-8"))}
    if not pages:
        return
    sheets = dict.fromkeys(match[2] for page in pages.values() for match in _STYLES.finditer(page))
    named = _GIVEN.union(*map(used_rules.names, pages.values()), _made_by_scripts())
    read = set().union(*map(used_rules.variables, pages.values()))
    (stage / SHEET).write_text(used_rules.used("\n".join((stage / sheet).read_text("utf-8") for sheet in sheets), named, read), "utf-8")
    on_use = template("lean/on-use.html")
    for path, page in pages.items():
        first, styles = _STYLES.search(page), " ".join(f"{match[1]}{match[2]}" for match in _STYLES.finditer(page))
        loader = on_use.render(code=Markup(published("lean/on-use.js")), script=Markup(_SCRIPT.search(page)[1]), styles=Markup(styles))
        page = _STYLES.sub("", page[:first.start()]) + f'<link rel="stylesheet" href="{first[1]}{SHEET}">' + _STYLES.sub("", page[first.end():])
        path.write_text(_SCRIPT.sub(lambda _: loader.strip(), page, count=1), "utf-8")


def _made_by_scripts() -> set[str]:
    """All that our own scripts could add to a page: every word in them counts as a name."""
    words = {word for script in (TEMPLATES / "theme" / "assets").glob("*.js") for word in _WORD.findall(script.read_text("utf-8"))}
    return {form.format(word) for word in words for form in ("{}", ".{}", "#{}", "[{}]")}
