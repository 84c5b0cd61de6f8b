"""How long a preview takes from an edit to the page that shows it."""

import socket
import string
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import ExitStack, contextmanager
from itertools import product
from pathlib import Path
from time import perf_counter, sleep
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

from . import peers
from .guides import PAGE, SENTENCE, Guide, respell
from .taking import ROOT, Failed, Pairs, own, row, rounds, run, say

PATIENCE = 600  # seconds until a preview is there, or shows an edit
AGAIN = 0.02  # seconds between two looks
_open = build_opener(ProxyHandler({})).open


def previews(guide: Guide, pairs: Pairs) -> list[dict]:
    """From an edit to the page that shows it, in `make serve` and in the previews of others."""
    run([*guide.build, "--pages-only"])
    configuration, hugo = peers.zensical(guide), peers.hugo(guide)
    page = f"{PAGE}.md"
    ours, theirs = [], {peers.ZENSICAL: [], **({peers.HUGO.replace("==", " "): []} if hugo else {})}
    with ExitStack() as running:

        def served(command: Callable[[int], list], folder: Path = ROOT) -> str:
            return running.enter_context(_served(command, folder))

        say(f"{guide.size} exercises: starts the previews")
        own_page = served(lambda port: [sys.executable, "-m", "mkdocs", "serve", "--config-file", guide.out / "mkdocs.yml", "--dev-addr", f"127.0.0.1:{port}"])
        addresses = [served(lambda port: [sys.executable, "-m", "zensical", "serve", "--config-file", configuration, "--dev-addr", f"127.0.0.1:{port}"], configuration.parent)]
        files = [configuration.parent / "docs" / page]
        if hugo:
            addresses.append(served(lambda port: peers.hugo_serve(hugo, port), hugo))
            files.append(hugo / "content" / page)
        words = map("".join, product(string.ascii_lowercase, repeat=4))
        for _ in rounds(pairs, f"{guide.size} exercises: from an edit to the page"):
            ours.append(_refreshed(own_page, guide.say, next(words)))
            for taken, address, file in zip(theirs.values(), addresses, files, strict=True):
                taken.append(_refreshed(address, lambda word: respell(file, word), next(words)))
    return [row("from an edit to the page in `make serve`", guide.size, ours, name, taken, "") for name, taken in theirs.items()]


def _refreshed(address: str, edit: Callable[[str], None], word: str) -> float:
    """Seconds from the edit to the page that has the word."""
    begun = perf_counter()
    edit(word)
    _until(address, f"{SENTENCE} {word}.")
    return perf_counter() - begun


def _until(address: str, words: str, alive: Callable[[], bool] = lambda: True) -> None:
    """Waits until the page has the words. Raises Failed where it takes too long, or who serves it is gone."""
    begun = perf_counter()
    while perf_counter() - begun < PATIENCE and alive():
        try:
            with _open(address, timeout=PATIENCE) as answer:
                if words in answer.read().decode():
                    return
        except (URLError, ConnectionError, TimeoutError):
            pass
        sleep(AGAIN)
    raise Failed(f"{address} never said {words!r}.")


@contextmanager
def _served(command: Callable[[int], list], folder: Path):
    """The address of the page that is edited, once a preview serves it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryFile() as printed:
        started = subprocess.Popen([str(word) for word in command(port)], cwd=folder, env=own({}), stdout=printed, stderr=subprocess.STDOUT)
        try:
            address = f"http://127.0.0.1:{port}/{PAGE}/"
            try:
                _until(address, SENTENCE, lambda: started.poll() is None)
            except Failed as failed:
                printed.seek(0)
                raise Failed(f"{failed}\n{printed.read().decode(errors='replace')[-2000:]}") from None
            yield address
        finally:
            started.terminate()
            started.wait()
