"""The only stage that reads content: a folder of YAML and Markdown in, a Catalogue and every problem out."""

import os
import re
from pathlib import Path

from ..catalogue import Catalogue, Page
from ..model import ID, Addresses, Base, Exercise, Expected, Guide, History, PageHead, RangeOfMotion, Region, Reviewers, Routine, Sources
from ..problem import Place, Problem, nearest, place_after, shown
from .explain import validated
from .restricted_yaml import Node, Refused, read

LARGEST_TEXT = 200_000
LARGEST_LIST = 2_000_000  # of what grows with every exercise
LARGEST_PHOTO = 1_000_000
FILES = {"guide.yml": Guide, "sources.yml": Sources, "reviewers.yml": Reviewers, "expected.yml": Expected, "range_of_motion.yml": RangeOfMotion, "ledger/addresses.yml": Addresses}
FOLDERS = {"exercises": Exercise, "regions": Region, "routines": Routine, "poses": Base, "ledger/exercises": History, "ledger/routines": History}
KNOWN = {
    "": ("guide.yml", "sources.yml", "reviewers.yml", "expected.yml", "range_of_motion.yml", "exercises", "regions", "routines", "poses", "pages", "photos", "ledger"),
    "ledger": ("addresses.yml", "exercises", "routines"),
}
GROWING = ("expected.yml", "ledger/addresses.yml")
LINK = ("This is a link to another place.", "Put the file itself here.")
MAY_NOT = "Let yourself read it, as you may read its neighbours."
MAY_BE_EMPTY = ("reviewers.yml",)
NEEDED = ("guide.yml", "sources.yml")
PHOTO_ENDINGS = (".jpg", ".jpeg", ".png", ".webp")


def load(folder: Path) -> tuple[Catalogue, list[Problem]]:
    """Everything in the content folder, and all that is wrong with its form. Nothing is raised for bad content."""
    return _Loading(folder).run()


class _Loading:
    def __init__(self, folder: Path):
        self.folder = folder
        self.problems: list[Problem] = []
        self.trees: dict[str, Node] = {}
        self.unread: set[str] = set()

    def run(self) -> tuple[Catalogue, list[Problem]]:
        if not self.folder.is_dir():
            return Catalogue(self.folder), [Problem(Place(self.folder.as_posix()), "", "This folder does not exist.", "Name the folder of the guide with --content.")]
        self.strangers()
        files = {name: self.yaml_file(name, kind) for name, kind in FILES.items() if self.exists(name)}
        for name in NEEDED:
            if not self.exists(name):
                self.problem(name, "", "This file is missing.", "Every guide needs it: copy one and change it.")
        folders = {name: self.yaml_folder(name, kind) for name, kind in FOLDERS.items()}
        pages = self.pages()
        catalogue = Catalogue(
            folder=self.folder, guide=files.get("guide.yml"),
            exercises={name: one for name, one in folders["exercises"].items() if not one.withdrawn},
            withdrawn={name: one for name, one in folders["exercises"].items() if one.withdrawn},
            regions=folders["regions"], routines=folders["routines"], pages=pages,
            bases=folders["poses"], range_of_motion=files.get("range_of_motion.yml"),
            sources=files.get("sources.yml") or {}, reviewers=files.get("reviewers.yml") or {}, expected=files.get("expected.yml") or {},
            addresses=files.get("ledger/addresses.yml") or {}, histories=folders["ledger/exercises"], routine_histories=folders["ledger/routines"],
            photos=self.photos(), unread=frozenset(self.unread), trees=self.trees,
        )
        return catalogue, self.problems

    def exists(self, name: str) -> bool:
        return os.path.lexists(self.folder / name)

    def problem(self, name: str, field: str, wrong: str, way_out: str, place: Place | None = None) -> None:
        self.unread.add(name)
        self.problems.append(Problem(place or Place((self.folder / name).as_posix()), field, wrong, way_out))

    def strangers(self) -> None:
        """What a misspelt name would otherwise switch off without a word."""
        for folder, known in KNOWN.items():
            for entry in self.entries(folder):
                path = f"{folder}/{entry}".lstrip("/")
                if (self.folder / path).is_symlink():
                    self.problem(path, "", *LINK)
                elif entry.endswith((".yml", ".yaml")) and entry not in known:
                    self.problem(path, "", "This file has no meaning here.", f"Known here: {', '.join(known)}.{nearest(entry, known)}")
                elif (self.folder / path).is_dir() and entry not in known:
                    self.problem(path, "", "This folder has no meaning here.", f"Known here: {', '.join(known)}.{nearest(entry.lower(), known)}")
                elif "." not in entry and entry in known and not (self.folder / path).is_dir():
                    self.problem(path, "", "A folder should stand here.", "Make it a folder, or give the file another name.")

    def entries(self, folder: str) -> list[str]:
        directory = self.folder / folder
        # A link is told by `strangers`; what it leads to is neither read nor ever written to.
        if not os.path.isdir(directory) or (folder and directory.is_symlink()):
            return []
        try:
            return sorted(name for name in os.listdir(directory) if not name.startswith("."))
        except OSError as error:
            self.problem(folder, "", f"The folder cannot be read ({error.strerror}).", MAY_NOT)
            return []

    def raw(self, name: str, largest: int) -> bytes | None:
        path = self.folder / name
        if path.is_symlink() or not path.resolve().is_relative_to(self.folder.resolve()):
            return self.problem(name, "", *LINK)
        if not path.is_file():
            return self.problem(name, "", "This is not a file.", "Take it out of this folder.")
        if path.stat().st_size > largest:
            return self.problem(name, "", f"The file is larger than {largest // 1000} kB.", "Split it, or make it smaller.")
        try:
            return path.read_bytes()
        except OSError as error:
            return self.problem(name, "", f"The file cannot be read ({error.strerror}).", MAY_NOT)

    def text(self, name: str) -> str | None:
        data = self.raw(name, LARGEST_LIST if name in GROWING else LARGEST_TEXT)
        if data is None:
            return None
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            place = place_after((self.folder / name).as_posix(), data[: error.start].decode("utf-8-sig", "replace"))
            return self.problem(name, "", "The file is not UTF-8 text.", "Save it with the encoding UTF-8.", place)
        if found := re.search("[\0\x85\u2028\u2029]", text):
            place = place_after((self.folder / name).as_posix(), text[: found.start()])
            if found[0] == "\0":
                return self.problem(name, "", "The file holds a NUL character.", "Save it as plain text.", place)
            # YAML would count another line here, and every place below would be told one line too far down.
            return self.problem(name, "", f"A sign stands here that only some programs take for the end of a line (U+{ord(found[0]):04X}).", "Type the line again instead of pasting it.", place)
        return text

    def yaml(self, name: str, text: str, kind: type) -> object | None:
        try:
            tree, problems = read(text, (self.folder / name).as_posix())
        except Refused as refused:
            self.unread.add(name)
            self.problems.append(refused.problem)
            return None
        value, more = validated(kind, tree)
        self.trees[name] = tree
        self.problems += problems + more
        if problems or more:
            self.unread.add(name)
        return value

    def yaml_file(self, name: str, kind: type) -> object | None:
        text = self.text(name)
        if text is not None and name in MAY_BE_EMPTY and not re.search(r"^[^#\s]", text, re.MULTILINE):
            text = "{}"
        return None if text is None else self.yaml(name, text, kind)

    def named(self, folder: str, ending: str) -> list[str]:
        names = []
        for entry in self.entries(folder):
            stem, dot, last = entry.rpartition(".")
            if dot + last != ending:
                self.problem(f"{folder}/{entry}", "", f"A file here ends in {ending}.", "Rename it, or take it out of this folder.")
            elif not re.fullmatch(ID, stem.removeprefix("_")) or len(stem) > 60:
                self.problem(f"{folder}/{entry}", "", f"{shown(entry)} cannot be an address.", f"Name the file with small letters, digits and hyphens, 60 at most, for example {_suggested(stem)}{ending}.")
            else:
                names.append(stem)
        return names

    def yaml_folder(self, folder: str, kind: type) -> dict[str, object]:
        values = {stem: self.yaml_file(f"{folder}/{stem}.yml", kind) for stem in self.named(folder, ".yml")}
        return {stem: value for stem, value in values.items() if value is not None and not stem.startswith("_")}

    def pages(self) -> dict[str, Page]:
        pages = {stem: self.page(f"pages/{stem}.md") for stem in self.named("pages", ".md")}
        return {stem: page for stem, page in pages.items() if page}

    def page(self, name: str) -> Page | None:
        text = self.text(name)
        if text is None:
            return None
        match = re.match(r"---\r?\n(.*?\r?\n)---\r?\n", text, re.DOTALL)
        if not match:
            return self.problem(name, "", "The page has no head.", "Begin it with three lines: ---, then title: and its title, then ---.")
        head = self.yaml(name, "\n" + match[1], PageHead)
        return Page(head, text[match.end():], text.count("\n", 0, match.end()) + 1) if head else None

    def photos(self) -> dict[str, bytes]:
        photos = {}
        for entry in self.entries("photos"):
            if not entry.lower().endswith(PHOTO_ENDINGS) or not re.fullmatch(ID, entry.rpartition(".")[0]):
                self.problem(f"photos/{entry}", "", f"{shown(entry)} cannot be shown as a photo.", "Name it with small letters, digits and hyphens, ending in .jpg, .png or .webp.")
            elif (data := self.raw(f"photos/{entry}", LARGEST_PHOTO)) is not None:
                photos[entry] = data
        return photos


def _suggested(stem: str) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", stem.lower()))[:60] or "chin-to-shoulder"
