"""What the site engine is told of the content: name, language, navigation. It INHERITs the root's mkdocs.yml."""

import os
import re
from pathlib import Path

import yaml

from . import addresses
from .catalogue import Catalogue
from .site import Site
from .templating import DUMPER, text

ROOT = Path(__file__).parent.parent
# Regions and routines. A menu stands in every page; a longer one is left to the first page, which lists them all.
LONGEST_MENU = 40
NOTE = "# Written by the generator from the content. Do not edit: the next build replaces it.\n"


def configuration(catalogue: Catalogue, site: Site, out: Path) -> bytes:
    """The configuration file for the output folder `out`. Titles are made safe: the engine writes them as they are."""
    guide = catalogue.guide
    routines = [{_safe(catalogue.routines[identity].name): addresses.page(addresses.routine(identity))} for identity in guide.routines]
    words = yaml.safe_load((ROOT / "templates" / "menu.yml").read_text("utf-8"))
    nav: list[dict] = [{words["home"]: addresses.page("")}]
    too_long = len(guide.regions) + len(guide.routines) > LONGEST_MENU
    if not too_long:
        nav += [{_safe(catalogue.regions[identity].name): addresses.page(addresses.region(identity))} for identity in guide.regions]
        nav += [{words["routines"]: routines}] if routines else []
    outside = ["/*.md", "/routines/"] if too_long else [f"/{identity}.md" for identity in guide.menu]

    def towards(path: Path) -> str:
        return Path(os.path.relpath(path, out)).as_posix()

    values = {
        "INHERIT": towards(ROOT / "mkdocs.yml"),
        "site_name": _name(guide.name), "site_description": _safe(guide.description), "site_url": site.url or "",
        "docs_dir": "docs", "site_dir": "stage",
        "theme": {"custom_dir": towards(ROOT / "templates" / "theme"), "language": guide.language},
        "hooks": [towards(ROOT / "generator" / "mkdocs_hook.py")],
        "watch": [towards(catalogue.folder.resolve()), towards(ROOT / "templates")],
        "extra": {"content": towards(catalogue.folder.resolve()), "licence": _safe(guide.licence.words_and_pictures), "licence_link": guide.licence.link,
                  "foot": [{"title": _safe(catalogue.pages[identity].head.title), "address": f"{identity}/"} for identity in guide.menu]},
        "not_in_nav": "\n".join(["/exercises/", *outside]),
        "nav": nav,
    }
    return (NOTE + yaml.dump(values, Dumper=DUMPER, allow_unicode=True, sort_keys=False)).encode()


def _name(words: str) -> str:
    # The theme escapes the name once more in one place; a lone & is correct HTML either way.
    return _safe(words) if re.search("&[A-Za-z#]", words) else _safe(words).replace("&#38;", "&")


def _safe(words: str) -> str:
    return str(text(words))
