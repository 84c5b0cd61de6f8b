"""One daily reminder for each routine: a calendar file (iCalendar, RFC 5545), the same in every build."""

import math
import re
from urllib.parse import quote, urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from . import addresses, digest
from .catalogue import Catalogue
from .description import RoutineTold
from .site import Site
from .templating import TEMPLATES

LONGEST_LINE = 75
ROUNDED_UP_TO = 5
NEVER_RECORDED = "2000-01-01"

_BREAK = re.compile(r"\r\n?|\n")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_SIGNS = re.compile(r"[\\;,]")


def reminders(catalogue: Catalogue, routines: dict[str, RoutineTold], site: Site) -> dict[str, bytes]:
    """{`reminders/<routine>.ics`: bytes} for every routine; nothing where guide.yml has no key `reminder`.

    Dates come from the ledger and identifiers from ids, so a file changes only when what it says does.
    """
    if not catalogue.guide.reminder:
        return {}
    template = _template()
    return {addresses.reminder(identity): _file(template, catalogue, told, site) for identity, told in routines.items()}


def _template() -> Template:
    # A calendar is no HTML: entities would be shown to readers as they are.
    env = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=False, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
    )
    env.filters["text"] = text
    return env.get_template("reminder.ics")


def _file(template: Template, catalogue: Catalogue, told: RoutineTold, site: Site) -> bytes:
    guide = catalogue.guide
    address = site.absolute(told.address)
    lines = template.render(
        told=told, codes=[one.exercise.code for one in told.exercises], language=guide.language,
        uid=f"{told.id}@{_host(catalogue, site)}", date=_since(catalogue, told.address).replace("-", ""),
        clock=guide.reminder.time.replace(":", "") + "00", minutes=_minutes(told.seconds),
        address=address and quote(address, safe="/:?&=#%.,;~+@!-_[]"),
    ).split("\n")
    return "".join(folded(line) + "\r\n" for line in lines if line).encode()


def text(value: object) -> str:
    """A value as text of a calendar: signs with a meaning are escaped, and a new line is written as \\n."""
    plain = _UNPRINTABLE.sub("", _BREAK.sub("\n", str(value))).strip()
    return _SIGNS.sub(r"\\\g<0>", plain).replace("\n", "\\n")


def folded(line: str) -> str:
    """The line in pieces of 75 octets at most, joined by a line end and a space; no character is cut in two."""
    pieces, room = [""], LONGEST_LINE
    for sign in line:
        size = len(sign.encode())
        if size > room:
            pieces.append("")
            room = LONGEST_LINE - 1
        pieces[-1] += sign
        room -= size
    return "\r\n ".join(pieces)


def _since(catalogue: Catalogue, address: str) -> str:
    """The day the address was recorded; for one that is not, the newest day of the ledger; without a ledger a day long ago."""
    ledger = catalogue.addresses
    return ledger[address].since if address in ledger else max((entry.since for entry in ledger.values()), default=NEVER_RECORDED)


def _host(catalogue: Catalogue, site: Site) -> str:
    """Who names the identifiers: the address of the site, for two guides may share a host; without one, the guide's name."""
    if not site.url:
        return f"{digest.digest_of(catalogue.guide.name)}.invalid"
    return f"{digest.digest_of(site.url)}.{urlsplit(site.url).hostname}"


def _minutes(seconds: tuple[int, int | None]) -> int:
    shortest, longest = seconds
    return ROUNDED_UP_TO * max(1, math.ceil((longest or shortest) / 60 / ROUNDED_UP_TO))
