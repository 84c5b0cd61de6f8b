"""The guide without a signal: a list of the finished files, and a service worker that keeps them on the reader's device."""

import gzip
import hashlib
import json
import re
from collections.abc import Mapping
from fnmatch import fnmatchcase
from pathlib import Path

from markupsafe import Markup

from . import addresses
from .cache import Memory
from .templating import published, template

UNASKED = 5_000_000  # bytes on the wire; more is kept only when the reader asks for it
OPTIONAL = ("search/*", "assets/javascripts/workers/*", "assets/javascripts/lunr/*", addresses.GALLERY, "exercises.json")
LEFT_OUT = ("*.map", "*.pdf", "*.xml", "*.gz", "schema/*", "figures/link/*", "embed/*", "assets/images/*", "assets/icon-*")
_FOOT = '<footer class="guide-footer">'


def to_be_asked(stage: Path, pages: Mapping[str, int], memory: Memory) -> int | None:
    """The megabytes of the guide in `stage` where it is so large that a reader is asked before it is kept, else None.

    `pages` are those still to come by their paths, with the bytes that each adds on the wire.
    """
    others = {address: path for address, path in _files(stage)[0].items() if path.relative_to(stage).as_posix() not in pages}
    known = _weights(memory)
    size = _on_the_wire(_hashes(others), others, known) + sum(pages.values())
    memory.keep("weights", json.dumps(known))
    # The policy of each page is still to come: a tenth is left for it.
    return round(size / 1_000_000) if size > UNASKED * .9 else None


def offered(path: str, page: str, megabytes: int | None) -> str:
    """The page at a path with what keeps the guide: a silent script, or on the first page a button where the reader is asked for so many megabytes.

    It stands in finished pages only: a live preview, and a sheet while it is printed, have nothing to keep.
    """
    if megabytes is not None:
        ask = template("offline/ask.html").render(megabytes=megabytes, script=Markup(published("offline/ask.js")))
        return page.replace(_FOOT, _FOOT + ask, 1) if path == "index.html" else page
    # The page of a missing address does not know how deep it is shown; one that forwards is left at once.
    if path == "404.html" or 'http-equiv="refresh"' in page or _is_any(path, LEFT_OUT):
        return page
    register = published("offline/register.js").replace('"sw.js"', f'"{"../" * path.count("/")}sw.js"')
    return page.replace("</body>", f'<script type="module">\n{register}\n</script>\n</body>', 1)


def offline(stage: Path, memory: Memory) -> None:
    """Writes `offline.json` and `sw.js` beside the finished pages in `stage`.

    {"version": changes with any of the files, "bytes": what `files` weigh gzipped, "ask": whether that is more than UNASKED,
    "files" and "optional": {address: the first 16 hexadecimal digits of its SHA-256}}
    """
    files, optional = _files(stage)
    known, hashes = _weights(memory), _hashes(files)
    size = _on_the_wire(hashes, files, known)
    memory.keep("weights", json.dumps({key: known[key] for key in hashes.values()}))
    told = {"bytes": size, "ask": size > UNASKED, "files": hashes, "optional": _hashes(optional)}
    worker = published("offline/worker.js")
    version = hashlib.sha256((worker + json.dumps(told)).encode()).hexdigest()[:16]
    (stage / "offline.json").write_text(json.dumps({"version": version, **told}, separators=(",", ":")) + "\n", "utf-8")
    (stage / "sw.js").write_text(worker.replace('VERSION = ""', f'VERSION = "{version}"') + "\n", "utf-8")


def _files(stage: Path) -> tuple[dict[str, Path], dict[str, Path]]:
    """What is kept and what is kept once it was used, {address: file}."""
    kept: dict[str, Path] = {}
    optional: dict[str, Path] = {}
    for path in sorted(stage.rglob("*")):
        address = _address(path.relative_to(stage).as_posix())
        if path.is_file() and not _is_any(address, LEFT_OUT):
            (optional if _is_any(address, OPTIONAL) else kept)[address] = path
    return kept, optional


def is_kept(path: str) -> bool:
    """Whether the file at a path of the site is kept on a device from the first visit on."""
    return not _is_any(_address(path), (*OPTIONAL, *LEFT_OUT))


def _address(path: str) -> str:
    return re.sub(r"(^|/)index\.html$", r"\1", path)


def _is_any(address: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatchcase(address, pattern) for pattern in patterns)


def _hashes(files: dict[str, Path]) -> dict[str, str]:
    """{address: what tells the file from any other}"""
    return {address: hashlib.sha256(path.read_bytes()).hexdigest()[:16] for address, path in files.items()}


def _weights(memory: Memory) -> dict[str, int]:
    """{hash: gzipped bytes} of the files that the last build packed."""
    return json.loads(memory.recall("weights") or "{}")


def _on_the_wire(hashes: dict[str, str], files: dict[str, Path], known: dict[str, int]) -> int:
    """The bytes of all files, each gzipped. What is not `known` is packed, and known from then on."""
    for address, key in hashes.items():
        if key not in known:
            known[key] = len(gzip.compress(files[address].read_bytes(), mtime=0))
    return sum(known[key] for key in hashes.values())
