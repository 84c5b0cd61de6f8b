"""Every address of the site, in one place. All are relative to the site's root, without a leading slash."""

from collections.abc import Iterator
from dataclasses import dataclass

RESERVED = frozenset({
    "404", "assets", "cues", "embed", "exercises", "feed", "figures", "index", "my-sheet", "photos", "reminders",
    "routines", "schema", "search", "sheets", "sitemap",
})
GALLERY = "figures/"
PLAYER = "cues/player.html"
PAPERS = ("A4", "Letter")
# The icons of the guide as an app: name, pixels, and whether the phone may cut them to its own form.
ICONS = (("192", 192, "any"), ("512", 512, "any"), ("maskable", 512, "maskable"))


def region(identity: str) -> str:
    return f"{identity}/"


def exercise(identity: str) -> str:
    return f"exercises/{identity}/"


def embed(identity: str) -> str:
    """An exercise alone, to be shown inside other pages."""
    return f"embed/{identity}/"


def short(code: str) -> str:
    """The forwarding address of a code, in lower case."""
    return f"{code.lower()}/"


def routine(identity: str) -> str:
    return f"routines/{identity}/"


def sheet(identity: str) -> str:
    return f"sheets/{identity}/"


@dataclass(frozen=True)
class Edition:
    """One of the PDFs of a sheet: its address, the paper it is for, and whether it is in large print."""

    address: str
    format: str
    large: bool


def editions(sheet: str) -> list[Edition]:
    """The four PDFs beside a sheet: of `sheets/lumbar/` they are `sheets/lumbar-a4.pdf`, `-letter.pdf`, and of large print the same."""
    return [Edition(f"{sheet.rstrip('/')}-{paper.lower()}{'-large' * large}.pdf", paper, large) for large in (False, True) for paper in PAPERS]


def versions(sheet: str) -> str:
    """The file beside a sheet that says what has changed since its earlier versions."""
    return f"{sheet}versions.json"


def checked(identity: str, version: str) -> str:
    """The address that a sheet of a version leads to: the routine's page, which says whether it is current."""
    return f"{routine(identity)}?version={version}"


def my_sheet() -> str:
    """The page that makes a sheet of one's own."""
    return "my-sheet/"


def choice(codes: list[str]) -> str:
    """Where a sheet of one's own begins with these exercises, with the name of its file, so that it opens from a disk too."""
    return f"{my_sheet()}index.html#{','.join(codes)}"


def reminder(identity: str) -> str:
    """The address of a routine's reminder, a calendar file."""
    return f"reminders/{identity}.ics"


def cues(code: str) -> str:
    """What is played of an exercise, second by second."""
    return f"cues/{code.lower()}.json"


def cues_of_routine(identity: str) -> str:
    """What is played of a routine, second by second."""
    return f"cues/routines/{identity}.json"


def card() -> str:
    """The card for the wallet, below the safety page."""
    return "safety/card/"


def photo(file: str) -> str:
    return f"photos/{file}"


def schema(noun: str) -> str:
    return f"schema/{noun}.json"


def figure(exercise_id: str, key: str) -> str:
    """The address of a picture of an exercise, an SVG file that stands on its own."""
    return f"figures/{exercise_id}/{key}.svg"


def link_picture(address: str) -> str:
    """The address of the picture that a chat program shows for a page: `neck/` has `figures/link/region-neck.png`."""
    *folder, identity = address.rstrip("/").split("/")
    kind = folder[0].removesuffix("s") if folder else "region"
    return f"figures/link/{kind}-{identity}.png" if identity else "figures/link/home.png"


def favicon() -> str:
    return "assets/favicon.png"


def feed() -> str:
    """What changed in the exercises. It is there only where the site has an address, and so is not among the published ones."""
    return "feed.xml"


def icon(name: str) -> str:
    return f"assets/icon-{name}.png"


def manifest() -> str:
    """The file that makes the guide an app among others on a phone."""
    return "manifest.webmanifest"


def page(address: str) -> str:
    """The Markdown file of a page address: `neck/` is written as `neck.md`, `` as `index.md`."""
    return f"{address.rstrip('/') or 'index'}.md"


def between(here: str, there: str) -> str:
    """The way from a page to another address, both relative to the root: (`n1/`, `neck/`) is `../neck/`."""
    return "../" * here.count("/") + there or "./"


def former_names(catalogue) -> Iterator[tuple[str, int, dict[str, str]]]:
    """Every former name: the content file that tells it, its number there from 0, and {address of the past: the one it leads to}."""
    kinds = (
        ("exercises/{}.yml", (exercise, embed), catalogue.with_withdrawn),
        ("routines/{}.yml", (routine, sheet), catalogue.routines),
        ("regions/{}.yml", (region,), catalogue.regions),
        ("pages/{}.md", (region,), {identity: page.head for identity, page in catalogue.pages.items()}),
    )
    for file, addresses_of_a_kind, things in kinds:
        for identity, thing in things.items():
            for number, name in enumerate(thing.formerly):
                yield file.format(identity), number, {address(name): address(identity) for address in addresses_of_a_kind}


def forwards(catalogue) -> dict[str, str]:
    """Addresses of the past, each with the one that it leads to now."""
    return {old: now for _, _, found in former_names(catalogue) for old, now in found.items()}


def published(catalogue) -> dict[str, str | None]:
    """Every address that must never vanish, with the code of its exercise where it has one."""
    addresses: dict[str, str | None] = {"exercises.json": None, card(): None, my_sheet(): None}
    addresses |= dict.fromkeys(map(region, catalogue.regions))
    for identity in catalogue.routines:
        addresses |= {routine(identity): None, sheet(identity): None}
    addresses |= {f"{identity}/": None for identity in catalogue.pages}
    for identity, exercise_ in catalogue.with_withdrawn.items():
        addresses |= {exercise(identity): exercise_.code, short(exercise_.code): exercise_.code}
    addresses |= {embed(identity): exercise_.code for identity, exercise_ in catalogue.exercises.items()}
    return addresses
