"""The guide without a signal: a list of the finished files, and a service worker that keeps them on the reader's device."""

import gzip
import hashlib
import json
import re
from fnmatch import fnmatchcase
from pathlib import Path

from markupsafe import Markup

from . import addresses
from .templating import published, template

UNASKED = 5_000_000  # bytes on the wire; more is kept only when the reader asks for it
OPTIONAL = ("search/*", "assets/javascripts/workers/*", "assets/javascripts/lunr/*", addresses.GALLERY, "exercises.json")
LEFT_OUT = ("*.map", "*.pdf", "*.xml", "*.gz", "schema/*", "figures/link/*", "embed/*", "assets/images/*", "assets/icon-*")
_FOOT = '<footer class="guide-footer">'


def offer(stage: Path) -> None:
    """Puts into the pages in `stage` what keeps the guide: a silent script in each, or a button on the first page where the guide is large.

    It stands in finished pages only: a live preview, and a sheet while it is printed, have nothing to keep.
    """
    # The policy of each page is still to come: a tenth is left for it.
    size = _on_the_wire(_files(stage)[0])
    if size > UNASKED * .9:
        ask = template("offline/ask.html").render(megabytes=round(size / 1_000_000), script=Markup(published("offline/ask.js")))
        _change(stage / "index.html", _FOOT, _FOOT + ask)
        return
    register = published("offline/register.js")
    for path in sorted(stage.rglob("*.html")):
        address = path.relative_to(stage).as_posix()
        # The page of a missing address does not know how deep it is shown; one that forwards is left at once.
        if path.name != "404.html" and 'http-equiv="refresh"' not in path.read_text("utf-8") and not _is_any(address, LEFT_OUT):
            root = "../" * address.count("/")
            module = register.replace('"sw.js"', f'"{root}sw.js"')
            _change(path, "</body>", f'<script type="module">\n{module}\n</script>\n</body>')


def _change(path: Path, old: str, new: str) -> None:
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")


def offline(stage: Path) -> None:
    """Writes `offline.json` and `sw.js` beside the finished pages in `stage`.

    {"version": changes with any of the files, "bytes": what `files` weigh gzipped, "ask": whether that is more than UNASKED,
    "files" and "optional": {address: the first 16 hexadecimal digits of its SHA-256}}
    """
    files, optional = _files(stage)
    size = _on_the_wire(files)
    told = {"bytes": size, "ask": size > UNASKED, "files": _hashes(files), "optional": _hashes(optional)}
    worker = published("offline/worker.js")
    version = hashlib.sha256((worker + json.dumps(told)).encode()).hexdigest()[:16]
    (stage / "offline.json").write_text(json.dumps({"version": version, **told}, separators=(",", ":")) + "\n", "utf-8")
    (stage / "sw.js").write_text(worker.replace('VERSION = ""', f'VERSION = "{version}"') + "\n", "utf-8")


def _files(stage: Path) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """What is kept and what is kept once it was used, {address: bytes}."""
    kept: dict[str, bytes] = {}
    optional: dict[str, bytes] = {}
    for path in sorted(stage.rglob("*")):
        address = re.sub(r"(^|/)index\.html$", r"\1", path.relative_to(stage).as_posix())
        if path.is_file() and not _is_any(address, LEFT_OUT):
            (optional if _is_any(address, OPTIONAL) else kept)[address] = path.read_bytes()
    return kept, optional


def _is_any(address: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatchcase(address, pattern) for pattern in patterns)


def _on_the_wire(files: dict[str, bytes]) -> int:
    return sum(len(gzip.compress(data, mtime=0)) for data in files.values())


def _hashes(files: dict[str, bytes]) -> dict[str, str]:
    return {address: hashlib.sha256(data).hexdigest()[:16] for address, data in files.items()}
