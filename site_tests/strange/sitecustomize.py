"""A strange machine for tests. Python reads this file as it begins, in every process of a build, where this folder is on PYTHONPATH.

STRANGE in the environment is JSON with any of these:

    "days": 366         the clock of Python is so many days ahead
    "reversed": true    folders list their files the other way round
    "exchange": false   two folders cannot be exchanged in one step
    "fault": {"folder", "event": "write" or "move", "where": a pattern of the path below the folder, "count": a file that counts
              such events of all processes, a line each, "at": the number of the one that fails,
              "then": "full" or "read only" (from then on), "error" (once), "die", "hold" (until the socket at "port" closes)}
"""

import ctypes
import datetime
import errno
import gc
import json
import os
import re
import signal
import socket
import sys
import time


class _Reversed:
    """What os.scandir gives, the other way round."""

    def __init__(self, *where):
        with _scandir(*where) as entries:
            self.left = iter(list(entries)[::-1])

    def __iter__(self):
        return self.left

    def __next__(self):
        return next(self.left)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        pass


_scandir, _listdir = os.scandir, os.listdir


def turn_folders_round() -> None:
    os.scandir = _Reversed
    os.listdir = lambda *where: _listdir(*where)[::-1]


def set_the_clock(days: float) -> None:
    now, seconds, nanoseconds, utc, local = datetime.datetime.now, time.time, time.time_ns, time.gmtime, time.localtime
    ahead = datetime.timedelta(days)
    # The type lets nobody change it in the plain way, and a type in its place would not be it. What the day is follows from time.time.
    own = gc.get_referents(datetime.datetime.__dict__)[0]
    own["now"] = classmethod(lambda _, zone=None: now(zone) + ahead)
    own["utcnow"] = classmethod(lambda _: now(datetime.timezone.utc).replace(tzinfo=None) + ahead)
    ctypes.pythonapi.PyType_Modified(ctypes.py_object(datetime.datetime))
    time.time = lambda: seconds() + days * 86400
    time.time_ns = lambda: nanoseconds() + int(days * 86400) * 10**9
    time.gmtime = lambda at=None: utc(time.time() if at is None else at)
    time.localtime = lambda at=None: local(time.time() if at is None else at)


def watch(folder: str, event: str, where: str, count: str, at: int, then: str, port: int = 0) -> None:
    """Lets one of the events go wrong, at the lowest door: before Python asks the system."""
    busy = False

    def told(name: str, given: tuple) -> None:
        nonlocal busy
        path = None if busy else _touched(name, given, event, then)
        if path is None or not f"{path}/".startswith(f"{folder}/") or not re.search(where, os.path.relpath(path, folder)):
            return
        busy = True
        try:
            with open(count, "a+", encoding="utf-8") as counted:
                counted.write(f"{os.path.relpath(path, folder)}\n")
                counted.seek(0)
                number = len(counted.readlines())
            if number == at or number > at and then in ("full", "read only"):
                _fail(path, then, port, half=name == "open" and number == at)
        finally:
            busy = False

    sys.addaudithook(told)


def _touched(name: str, given: tuple, event: str, then: str) -> str | None:
    """The path that an event of Python changes, if it is one of those asked for."""
    if event == "move" or then == "read only":
        if name == "os.rename":
            return os.path.abspath(os.fsdecode(given[1]))
    if event == "write":
        if name == "open" and not isinstance(given[0], int) and given[2] & (os.O_WRONLY | os.O_RDWR):
            return os.path.abspath(os.fsdecode(given[0]))
        if name == "os.mkdir" and not os.path.exists(given[0]):
            return os.path.abspath(os.fsdecode(given[0]))
        if name == "os.remove" and given[1] == -1 and then == "read only":
            return os.path.abspath(os.fsdecode(given[0]))
    return None


def _fail(path: str, then: str, port: int, half: bool) -> None:
    if then == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if then == "hold":
        with socket.create_connection(("127.0.0.1", port)) as held:
            held.recv(1)
        return
    if then == "full" and half:
        with open(path, "wb") as file:
            file.write(b"<!doctype html><title>Half")
    error = errno.EROFS if then == "read only" else errno.ENOSPC
    raise OSError(error, os.strerror(error), path)


def lose_the_exchange() -> None:
    def told(name: str, given: tuple) -> None:
        if name == "ctypes.dlsym" and given[1].startswith("rename"):
            raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))

    sys.addaudithook(told)


strange = json.loads(os.environ.get("STRANGE", "{}"))
if strange.get("reversed"):
    turn_folders_round()
if strange.get("days"):
    set_the_clock(strange["days"])
if strange.get("exchange") is False:
    lose_the_exchange()
if "fault" in strange:
    watch(**strange["fault"])
