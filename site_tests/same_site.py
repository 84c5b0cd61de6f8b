"""What two builds of one guide say alike: their pages, with the titles, headings, anchors and links of each.

`python -m site_tests.same_site ONE OTHER` compares two folders: it prints what differs, and ends with 1 where anything does.
"""

import re
import sys
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin

HERE = "https://guide.invalid/"
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
SAYS_NOTHING = ("style", "script", "template", "svg")


@dataclass
class Page:
    """What a page says of itself. Anchors are all its ids but the theme's own; links of the site are resolved, `exercises/heel-slide/#start`."""

    title: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    anchors: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self, address: str):
        super().__init__()
        self.address, self.page, self.text, self.silent = address, Page(), None, 0

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.silent += tag in SAYS_NOTHING
        if anchor := given.get("id", ""):
            self.page.anchors.append(anchor)
        if tag == "a" and "href" in given:
            self.page.links.append(self._link(given["href"] or ""))
        if tag == "meta" and given.get("http-equiv", "").lower() == "refresh":
            self.page.links.append(self._link(given["content"].partition("=")[2]))
        if tag in HEADINGS or tag == "title" and not self.silent:
            self.text = f"{tag}#{given['id']} " if "id" in given else "" if tag == "title" else f"{tag} "

    def handle_data(self, data):
        if self.text is not None and not self.silent:
            self.text += data

    def handle_endtag(self, tag):
        if self.text is not None and (tag in HEADINGS or tag == "title" and not self.silent):
            (self.page.title if tag == "title" else self.page.headings).append(" ".join(self.text.split()))
            self.text = None
        self.silent -= tag in SAYS_NOTHING

    def _link(self, address: str) -> str:
        whole = unquote(urljoin(HERE + self.address, address.strip()))
        return re.sub(r"(^|/)index\.html(?=$|[?#])", r"\1", whole.removeprefix(HERE))


def told(site: Path) -> dict[str, Page]:
    """What all pages of a built site say, {address: page}. Ids and links to ids that begin with two underscores are the theme's, and are left out."""
    pages = {}
    for path in sorted(site.rglob("*.html")):
        address = path.relative_to(site).as_posix()
        reader = _Reader(address)
        reader.feed(path.read_text("utf-8"))
        page = pages[address] = reader.page
        page.anchors = sorted(anchor for anchor in page.anchors if not anchor.startswith("__"))
        page.links = sorted(link for link in page.links if "#__" not in link)
    return pages


def differences(one: dict[str, Page], other: dict[str, Page]) -> list[str]:
    """A line for each thing that only one of two sites has, its page first; `-` is only in the first, `+` only in the other."""
    lines = [f"{address}: the page\n  - is only in the first" for address in one if address not in other]
    lines += [f"{address}: the page\n  + is only in the other" for address in other if address not in one]
    for address in (address for address in one if address in other):
        for what in Page.__dataclass_fields__:
            here, there = getattr(one[address], what), getattr(other[address], what)
            lost, new = _without(here, there), _without(there, here)
            if here != there:
                changed = [f"  - {text}" for text in lost] + [f"  + {text}" for text in new] or ["  the same in another order"]
                lines.append("\n".join((f"{address}: {what}", *changed)))
    return lines


def _without(these: list[str], those: list[str]) -> list[str]:
    left = list(those)
    return [text for text in these if text not in left or left.remove(text)]


def main(one: Path, other: Path) -> int:
    """Prints what differs between two built sites; the exit code."""
    found = differences(told(one), told(other))
    print("\n".join(found) or "The two sites have the same pages, titles, headings, anchors and links.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:])))
