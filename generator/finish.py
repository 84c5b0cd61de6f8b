"""From the site that the engine built to the site that is published. The one place that touches built HTML."""

import base64
import ctypes
import gzip
import hashlib
import json
import os
import re
import shutil
import sys
from collections.abc import Iterable, Mapping
from dataclasses import astuple
from functools import cached_property
from pathlib import Path

from . import lean, offline
from .cache import Memory
from .description import PictureDrawn
from .templating import TEMPLATES, published

_CHARSET = re.compile(r'<meta charset="?utf-8"?>', re.IGNORECASE)
# Scripts and styles with what is in them. Of scripts, one from a file has nothing in it, and one of another type is data.
_INLINE = re.compile(r"<(script|style)\b((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>(.*?)</\1\s*>", re.IGNORECASE | re.DOTALL)
_RUNS_NOTHING = re.compile(r"\ssrc=|\stype=(?![\"']?(?:module|text/javascript)\b)", re.IGNORECASE)
# The theme's hints at pages before and after in the menu: a browser that fetches them ahead meets the policy.
_AHEAD = re.compile(r'\s*<link rel="(?:prev|next)"[^>]*>')
# An image of the Markdown that stands for a drawing: its classes, then the address of the drawing's file.
_DRAWING = re.compile(r'<img alt="[^"]*" class="(drawing(?: still| small)?)" src="(?:\.\./)*(figures/[a-z0-9-]+/[a-z0-9-]+\.svg)"\s*/?>')


def finish(stage: Path, drawings: Mapping[str, PictureDrawn], memory: Memory) -> None:
    """Makes what the engine built in `stage` what is published.

    Pages get their drawings, which are found by address; one style sheet and scripts that come on use; what keeps the guide on a
    device; and a policy that lets only the scripts and styles run that they have then. What `memory` has is not made again.
    """
    for own in (TEMPLATES / "theme" / "assets").glob("*.[jc]s*"):
        (stage / "assets" / own.name).write_text(published(f"theme/assets/{own.name}") + "\n", "utf-8")
    # The engine stamps the packed copy with the time of day, and lists nothing where the site has no address.
    (stage / "sitemap.xml.gz").unlink(missing_ok=True)
    if b"<url>" not in (stage / "sitemap.xml").read_bytes():
        (stage / "sitemap.xml").unlink()
    pages = {path: _Page(path.relative_to(stage).as_posix(), path.read_text("utf-8"), drawings, memory) for path in sorted(stage.rglob("*.html"))}
    lean.style(stage, [page.seen for page in pages.values()], memory)
    megabytes = offline.to_be_asked(stage, {page.path: page.seen["bytes"] for page in pages.values()}, memory)
    for path, page in pages.items():
        path.write_text(page.finished(megabytes), "utf-8")


class _Page:
    """A page of the engine on its way. `path` is that in the site; `seen` is what the style sheet of all pages must know of it, and the `bytes` that it adds to the guide on a device."""

    def __init__(self, path: str, built: str, drawings: Mapping[str, PictureDrawn], memory: Memory):
        self.path, self._built, self._drawings, self._memory = path, built, drawings, memory
        self._key = hashlib.sha256(json.dumps((path, built, [astuple(drawings[address]) for _, address in _DRAWING.findall(built)])).encode()).hexdigest()
        self.seen: dict = json.loads(memory.once(f"seen {self._key}", self._look))

    def _look(self) -> str:
        return json.dumps({**lean.seen(self._drawn()), "bytes": len(gzip.compress(self._light.encode(), mtime=0)) if offline.is_kept(self.path) else 0})

    @cached_property
    def _light(self) -> str:
        return lean.light(self._drawn())

    def _drawn(self) -> str:
        return _with_drawings(self._built, self._drawings)

    def finished(self, megabytes: int | None) -> str:
        """The page as it is published. A reader is asked for so many megabytes before the guide is kept, or not asked."""
        return self._memory.once(f"{megabytes} {self._key}", lambda: _with_policy(_AHEAD.sub("", offline.offered(self.path, self._light, megabytes))))


def swap(stage: Path, site: Path) -> None:
    """Puts the folder `stage` in the place of `site`, whole. `stage` is gone afterwards, as far as the machine lets it go.

    Raises OSError where the machine refuses; `site` is then as it was.
    """
    if not site.exists():
        os.rename(stage, site)
    elif _exchanged(stage, site):
        shutil.rmtree(stage, ignore_errors=True)
    else:
        old = _old(site)
        shutil.rmtree(old, ignore_errors=True)
        os.rename(site, old)
        try:
            os.rename(stage, site)
        except OSError:
            os.rename(old, site)
            raise
        shutil.rmtree(old, ignore_errors=True)


def put_back(site: Path) -> None:
    """Gives `site` back where a swap was killed between its two steps."""
    if not site.exists() and _old(site).is_dir():
        os.rename(_old(site), site)


def _old(site: Path) -> Path:
    return site.with_name(f".{site.name}.old")


def _with_drawings(page: str, drawings: Mapping[str, PictureDrawn]) -> str:
    """The page with its drawings inside, so that they follow its colours, and with the rules that move them."""
    motion: list[str] = []

    def drawing(match: re.Match) -> str:
        found, place = drawings[match[2]], match[1].replace("drawing", "picture")
        if place == "picture" and found.motion:
            motion.append(found.motion)
            return f'<span class="{place}">{found.switch}{found.moving}</span>'
        if place == "picture small":
            # Beside a name that says what it is, a picture says nothing to who does not see it.
            silent = re.sub(r'role="img" aria-label="[^"]*"', 'aria-hidden="true"', found.still, count=1)
            return f'<span class="{place}">{silent}</span>'
        return f'<span class="{place}">{found.still}</span>'

    page = _DRAWING.sub(drawing, page)
    return page.replace("</head>", f"<style>{''.join(motion)}</style></head>", 1) if motion else page


def _with_policy(page: str) -> str:
    """The page with a Content-Security-Policy that lets only its own scripts and styles run."""
    inline = _INLINE.findall(page)
    policy = "; ".join((
        "default-src 'none'",
        " ".join(("script-src 'self'", *_hashes(text for tag, given, text in inline if tag.lower() == "script" and not _RUNS_NOTHING.search(given)))),
        " ".join(("style-src 'self'", *_hashes(text for tag, _, text in inline if tag.lower() == "style"))),
        "img-src 'self' data:", "font-src 'self'", "connect-src 'self'", "worker-src 'self'", "manifest-src 'self'",
        "base-uri 'none'", "form-action 'self'",
    ))
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    return _CHARSET.sub(lambda match: match[0] + meta, page, count=1)


def _hashes(texts: Iterable[str]) -> list[str]:
    digests = (base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in texts)
    return list(dict.fromkeys(f"'sha256-{digest}'" for digest in digests))


def _exchanged(one: Path, other: Path) -> bool:
    """Exchanges two folders in one step where the system can, so that there is no moment without either."""
    paths = os.fsencode(one), os.fsencode(other)
    try:
        library = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":
            return library.renamex_np(*paths, 2) == 0  # RENAME_SWAP
        return library.renameat2(-100, paths[0], -100, paths[1], 2) == 0  # AT_FDCWD, RENAME_EXCHANGE
    except (OSError, AttributeError):
        return False
