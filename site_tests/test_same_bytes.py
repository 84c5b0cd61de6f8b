"""The same content gives the same site, PDFs and pictures included, whatever machine and folder it is built in."""

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import KNEE, ROOT
from .machines import WITH_PDF, files, surroundings

ANOTHER_YEAR = {"days": 366, "reversed": True}


def built(house: Path, umask: int, strange: dict, **environment: str) -> dict[str, bytes | None]:
    """The site of a copy of this machine with the knee guide as its content, built there as `make site` builds."""
    done = subprocess.run(
        [sys.executable, "-m", "generator", "build"], cwd=house, umask=umask, env=surroundings(strange, **WITH_PDF, **environment), capture_output=True, text=True,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, f"The guide is in {Path('build/site')}.\n", "")
    return files(house / "build" / "site")


def assert_same(site: dict[str, bytes | None], known: dict[str, bytes | None]) -> None:
    """Names what differs, and not a megabyte of it."""
    assert sorted(site.keys() ^ known.keys()) == []
    assert sorted(path for path in known if site[path] != known[path]) == []


@pytest.fixture(scope="module")
def known(knee) -> dict[str, bytes | None]:
    """The site as the other tests built it, on this machine as it is."""
    site = files(knee.site)
    assert {Path(path).suffix for path in site} >= {".html", ".json", ".pdf", ".png", ".svg", ".xml"}
    return site


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> Path:
    """A copy of this machine in a folder with a space and letters that are not ASCII."""
    house = tmp_path_factory.mktemp("elsewhere") / "Übungen zu Hause"
    for name in ("generator", "templates"):
        shutil.copytree(ROOT / name, house / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", house)
    shutil.copytree(KNEE, house / "content")
    return house


def test_elsewhere_in_another_year_and_in_another_order(house, known):
    """All at once: folder, time zone, locale, seed of hashes, umask, order of files on disk, year. Then again over what the first build remembers."""
    site = built(house, 0o077, ANOTHER_YEAR, TZ="Pacific/Chatham", LC_ALL="tr_TR.UTF-8", LANGUAGE="tr", PYTHONHASHSEED="1")
    assert_same(site, known)
    modes = {stat.S_IMODE(path.stat().st_mode) for path in (house / "build" / "site").rglob("*") if path.is_file()}
    folders = {stat.S_IMODE(path.stat().st_mode) for path in (house / "build").rglob("site/**")}
    assert (modes, folders) == ({0o644}, {0o755}), "a web server may read it"
    shutil.rmtree(house / "build" / "docs")
    shutil.rmtree(house / "build" / "site")
    assert_same(built(house, 0o022, {"days": -366}, TZ="America/St_Johns", LC_ALL="C", PYTHONHASHSEED="2"), known)


def test_the_machine_is_as_strange_as_these_tests_believe():
    """What the others lean on: the clock of Python and the order of files do change."""
    told = "import datetime, os, pathlib, time; print(datetime.date.today().year, datetime.datetime.now().year, time.gmtime().tm_year, *os.listdir(), *(e.name for e in os.scandir()), *(p.name for p in pathlib.Path().iterdir()))"
    names = os.listdir(KNEE)
    assert len(names) > 2

    def seen(strange: dict) -> list[str]:
        return subprocess.run([sys.executable, "-c", told], cwd=KNEE, env=surroundings(strange), capture_output=True, text=True, check=True).stdout.split()

    plain, other = seen({}), seen({"days": 3660, "reversed": True})
    assert [int(later) - int(now) for later, now in zip(other[:3], plain[:3])] == [10, 10, 10]
    assert plain[3:] == names * 3 and other[3:] == names[::-1] * 3
