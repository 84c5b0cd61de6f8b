"""Pages that MkDocs built before from the same words are not built again. Who takes the memory away gets the same site, later."""

import json
import logging
import sys
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

from jinja2 import BaseLoader, Environment

from . import cache
from .templating import TEMPLATES

ALREADY_WRITTEN = "EXERCISE_GUIDE_WRITTEN"  # in the environment: the pages in docs/ are those of the content
_PACKAGES = ("mkdocs", "mkdocs-material", "markdown", "jinja2", "markupsafe")
_KNOWN = "known page "


class KnownPages:
    """What MkDocs made of each page, kept between builds. One of these serves one build.

    A page follows from its words, and from what is the same for all pages: the configuration, the theme, the
    packages, and the names of all files, for links are told when they lead nowhere. So a build with any warning keeps nothing.
    """

    def __init__(self, folder: Path, configuration: Iterable[Path], address: str, files, search):
        """`files` are those of MkDocs, `search` is the index that it fills; `address` is where the site will stand."""
        own = cache.version_of(*configuration, TEMPLATES / "theme", Path(__file__), Path(__file__).with_name("mkdocs_hook.py"))
        self._memory = cache.Memory(folder, repr((own, sys.version, address, [metadata.version(name) for name in _PACKAGES], sorted(file.src_uri for file in files))))
        self._files, self._search = files, search
        self._found: dict[str, dict] = {}
        self._new: dict[str, dict] = {}
        self._entries = 0
        self._warnings = _Warnings()
        logging.getLogger("mkdocs").addHandler(self._warnings)

    def source(self, page, words: str) -> str:
        """The words that MkDocs is given for a page: none where it is known."""
        key = f"{page.file.src_uri}\n{words}"
        if text := self._memory.recall(key):
            self._found[page.file.src_uri] = json.loads(text)
            return ""
        self._new[page.file.src_uri] = {"key": key}
        return words

    def restore(self, page) -> None:
        """Gives a known page all that MkDocs would have found in its Markdown, and takes that work away."""
        if known := self._found.get(page.file.src_uri):
            page.meta = {"title": known["title"], "template": _KNOWN + page.file.src_uri, "search": {"exclude": True}}
            page.content, page.toc = "", []
            page.present_anchor_ids = set(known["anchors"])
            page.links_to_anchors = {self._files.get_file_from_path(uri): anchors for uri, anchors in known["links"].items()}
            page.render = lambda config, files: None

    def give_out_by(self, environment: Environment) -> None:
        """Lets the templates of the theme give out known pages."""
        environment.bytecode_cache = cache.compiled_templates(self._memory.folder.with_name("theme"))
        environment.loader = _Loader(environment.loader, {uri: known["html"] for uri, known in self._found.items()})

    def indexed(self, page) -> None:
        """Notes what the search index has learned of a page, or lets it learn what it did before."""
        if known := self._found.get(page.file.src_uri):
            self._search.entries += known["entries"]
        else:
            links = {file.src_uri: anchors for file, anchors in (page.links_to_anchors or {}).items()}
            self._new[page.file.src_uri] |= {"title": page.title, "anchors": sorted(page.present_anchor_ids), "links": links, "entries": self._search.entries[self._entries:]}
        self._entries = len(self._search.entries)

    def built(self, page, html: str) -> None:
        """Notes a page as MkDocs built it."""
        if page.file.src_uri in self._new:
            self._new[page.file.src_uri]["html"] = html

    def keep(self) -> None:
        """Keeps what was built, and forgets pages that are no more."""
        logging.getLogger("mkdocs").removeHandler(self._warnings)
        if not self._warnings.any:
            for page in self._new.values():
                self._memory.keep(page.pop("key"), json.dumps(page, ensure_ascii=False))
            self._memory.forget_the_rest()


class _Loader(BaseLoader):
    def __init__(self, others: BaseLoader, pages: dict[str, str]):
        self._others, self._pages = others, pages

    def load(self, environment, name, globals=None):
        if name.startswith(_KNOWN):
            return _Known(self._pages[name.removeprefix(_KNOWN)])
        return self._others.load(environment, name, globals)


class _Known:
    """A template that is filled in already."""

    is_up_to_date = True

    def __init__(self, html: str):
        self._html = html

    def render(self, context) -> str:
        return self._html


class _Warnings(logging.Handler):
    any = False

    def __init__(self):
        super().__init__(logging.WARNING)

    def emit(self, record) -> None:
        self.any = True
