"""One build at a time in a folder: whoever comes second waits for its turn."""

import fcntl
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def turn(folder: Path) -> Iterator[None]:
    """Makes the folder, and keeps other builds out of it meanwhile. Nothing is left behind, however this process ends.

    Says so where it has to wait. A program that is started meanwhile with close_fds=False keeps others out until it has ended too.
    Where the file system knows no locks, nobody waits. Raises OSError where the folder cannot be made.
    """
    folder.mkdir(parents=True, exist_ok=True)
    held = os.open(folder, os.O_RDONLY)
    try:
        os.set_inheritable(held, True)
        _wait(held, folder)
        yield
    finally:
        os.close(held)


def _wait(held: int, folder: Path) -> None:
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        print(f"Another build is at work in {folder}. This one begins when that one has ended.", file=sys.stderr, flush=True)
        fcntl.flock(held, fcntl.LOCK_EX)
    except OSError:
        pass
