"""What this machine is made of: every package is pinned by version and hash, installed so everywhere, and nothing else is installed.

That actions are pinned by commit and jobs have no more rights than they need is held in test_workflows.py.
"""

import re
import tomllib
from collections.abc import Iterator
from importlib import metadata

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from . import compiler
from .conftest import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
ASKED = [Requirement(text) for text in (*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["test"])]
PINNED = re.compile(r"(?P<name>[a-z0-9-]+)==(?P<version>[\w.!+]+)(?: ; (?P<marker>[^\\]+?))?(?: --hash=sha256:[0-9a-f]{64})+")


def pins(text: str) -> list[re.Match]:
    """The pins of a file; fails on a line that is anything else, such as an address, an option or a package without a hash."""
    lines = re.sub(r"\s*\\\n\s*", " ", re.sub(r"^\s*#.*\n", "", text, flags=re.MULTILINE)).splitlines()
    found = [(line, PINNED.fullmatch(line)) for line in lines]
    assert [line for line, pin in found if not pin] == []
    return [pin for _, pin in found]


def here() -> dict[str, str]:
    """The versions that are pinned for this Python on this system."""
    text = (ROOT / "requirements.txt").read_text("utf-8")
    return {pin["name"]: pin["version"] for pin in pins(text) if not pin["marker"] or Requirement(f"any ; {pin['marker']}").marker.evaluate()}


def test_every_package_is_pinned_by_version_and_hash():
    text = (ROOT / "requirements.txt").read_text("utf-8")
    assert len(pins(text)) > len(ASKED) and "://" not in text


@pytest.mark.parametrize("line", [
    "one>=1 \\\n    --hash=sha256:" + 64 * "0",
    "one==1",
    "one==1 \\\n    --hash=md5:" + 32 * "0",
    "one @ https://one.example/one.whl \\\n    --hash=sha256:" + 64 * "0",
    "--index-url https://one.example/",
    "-e .",
    "one==1.* \\\n    --hash=sha256:" + 64 * "0",
])
def test_a_line_that_is_no_pin_would_be_told(line):
    with pytest.raises(AssertionError):
        pins(f"two==2 \\\n    --hash=sha256:{64 * '0'}\n    # via\n    #   three\n{line}\n")


def needed(requirement: Requirement) -> Iterator[str]:
    """The names of a package that is asked for, and of all that it asks for in turn on this system."""
    seen: set[tuple[str, str]] = set()
    waiting = [(requirement, extra) for extra in (requirement.extras or {""})]
    while waiting:
        one, extra = waiting.pop()
        name = canonicalize_name(one.name)
        if (name, extra) not in seen and (not one.marker or one.marker.evaluate({"extra": extra})):
            seen.add((name, extra))
            yield name
            for text in metadata.requires(name) or []:
                further = Requirement(text)
                if not further.marker or further.marker.evaluate({"extra": extra}):
                    further.marker = None
                    waiting += [(further, wanted) for wanted in (further.extras or {""})]


def test_whatever_is_needed_is_pinned_as_it_was_asked_for():
    """`pip` is told to look for nothing by itself, so what is missing here would be missing."""
    pinned = here()
    assert {canonicalize_name(one.name) for one in ASKED} - pinned.keys() == set(), "Run make pins."
    assert [f"{one} is not {pinned[canonicalize_name(one.name)]}" for one in ASKED if pinned[canonicalize_name(one.name)] not in one.specifier] == []
    assert {name for one in ASKED for name in needed(one)} - pinned.keys() == set()


def test_what_is_installed_is_what_is_pinned():
    installed = {name: metadata.version(name) for name in here()}
    assert installed == here()


def commands() -> dict[str, str]:
    """All that the Makefile, the workflows and their scripts run, by file."""
    files = {path.name: path.read_text("utf-8") for path in (ROOT / "Makefile", *sorted((ROOT / ".github").glob("*.sh")))}
    for path in sorted((ROOT / ".github" / "workflows").glob("*.yml")):
        steps = [step for job in yaml.safe_load(path.read_text("utf-8"))["jobs"].values() for step in job["steps"]]
        files[path.name] = "\n".join(step.get("run", "") for step in steps)
    return files


def test_packages_are_installed_by_their_pins_alone():
    """And as wheels alone: to build a package, pip would fetch what it needs for that, by no pin."""
    installs = {file: re.findall(r"^.*\b(?:install|uvx|pipx|npx|npm)\b.*$", text, re.MULTILINE) for file, text in commands().items()}
    assert {file: lines for file, lines in installs.items() if lines} == {
        "Makefile": ["\t.venv/bin/pip install --quiet --disable-pip-version-check --require-hashes --no-deps --only-binary :all: -r requirements.txt"],
        # The job that tries what is newer has no right but to read, and nothing that it makes is published.
        "newest.sh": ["  .venv/bin/pip install --quiet --disable-pip-version-check --upgrade zensical"],
    }


def test_the_compiler_is_pinned_by_version_and_hash():
    """Where the system has none. That npm refuses another is npm's."""
    assert re.fullmatch(r"\d+\.\d+\.\d+", compiler.VERSION) and re.fullmatch(r"sha512-[A-Za-z0-9+/]{86}==", compiler.HASH)
    brought = (ROOT / "site_tests" / "compiler.py").read_text("utf-8")
    assert '"npm", "ci"' in brought and '"--ignore-scripts"' in brought and '"npm", "install"' not in brought
