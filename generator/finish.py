"""From the site that the engine built to the site that is published. The one place that touches built HTML."""

import base64
import ctypes
import hashlib
import os
import re
import shutil
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from .description import PictureDrawn
from .templating import TEMPLATES, published

_CHARSET = re.compile(rb'<meta charset="?utf-8"?>', re.IGNORECASE)
# Scripts and styles with what is in them. Of scripts, one from a file has nothing in it, and one of another type is data.
_INLINE = re.compile(rb"<(script|style)\b((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>(.*?)</\1\s*>", re.IGNORECASE | re.DOTALL)
_RUNS_NOTHING = re.compile(rb"\ssrc=|\stype=(?![\"']?(?:module|text/javascript)\b)", re.IGNORECASE)
# The theme's hints at pages before and after in the menu: a browser that fetches them ahead meets the policy.
_AHEAD = re.compile(rb'\s*<link rel="(?:prev|next)"[^>]*>')
# An image of the Markdown that stands for a drawing: its classes, then the address of the drawing's file.
_DRAWING = re.compile(r'<img alt="[^"]*" class="(drawing(?: still| small)?)" src="(?:\.\./)*(figures/[a-z0-9-]+/[a-z0-9-]+\.svg)"\s*/?>')


def draw(stage: Path, drawings: Mapping[str, PictureDrawn]) -> None:
    """Puts the drawings, by address, into the pages in `stage`, and takes from its scripts and styles what only their readers here need."""
    for path in stage.rglob("*.html"):
        path.write_text(_with_drawings(path.read_text("utf-8"), drawings), "utf-8")
    for own in (TEMPLATES / "theme" / "assets").glob("*.[jc]s*"):
        (stage / "assets" / own.name).write_text(published(f"theme/assets/{own.name}") + "\n", "utf-8")


def seal(stage: Path) -> None:
    """Gives every page in `stage` a policy that lets only the scripts and styles run that it has now."""
    for path in stage.rglob("*.html"):
        path.write_bytes(_with_policy(_AHEAD.sub(b"", path.read_bytes())))
    # The engine stamps the packed copy with the time of day, and lists nothing where the site has no address.
    (stage / "sitemap.xml.gz").unlink(missing_ok=True)
    if b"<url>" not in (stage / "sitemap.xml").read_bytes():
        (stage / "sitemap.xml").unlink()


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


def _with_policy(page: bytes) -> bytes:
    """The page with a Content-Security-Policy that lets only its own scripts and styles run."""
    inline = _INLINE.findall(page)
    policy = "; ".join((
        "default-src 'none'",
        " ".join(("script-src 'self'", *_hashes(text for tag, given, text in inline if tag.lower() == b"script" and not _RUNS_NOTHING.search(given)))),
        " ".join(("style-src 'self'", *_hashes(text for tag, _, text in inline if tag.lower() == b"style"))),
        "img-src 'self' data:", "font-src 'self'", "connect-src 'self'", "worker-src 'self'", "manifest-src 'self'",
        "base-uri 'none'", "form-action 'self'",
    ))
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'.encode()
    return _CHARSET.sub(lambda match: match[0] + meta, page, count=1)


def _hashes(texts: Iterable[bytes]) -> list[str]:
    digests = (base64.b64encode(hashlib.sha256(text).digest()).decode() for text in texts)
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
