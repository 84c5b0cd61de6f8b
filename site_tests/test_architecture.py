"""The house stays a straight line: layers, sizes, names, no way round, nothing of this machine in it."""

import ast
import re
import subprocess

import pytest
from importlinter import cli

from generator.check import RULES

from .conftest import ROOT

MODULES = sorted((ROOT / "generator").rglob("*.py"))
LONGEST = 250


def test_layers_import_downwards_only(monkeypatch):
    monkeypatch.chdir(ROOT)
    assert cli.lint_imports(config_filename="pyproject.toml", no_cache=True) == 0


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_module_is_short_says_what_it_is_and_documents_its_doors(module):
    text = module.read_text("utf-8")
    tree = ast.parse(text)
    assert len(text.splitlines()) <= LONGEST
    assert ast.get_docstring(tree)
    doors = [n for n in tree.body if isinstance(n, (ast.FunctionDef, ast.ClassDef)) and not n.name.startswith("_")]
    rules = {rule.__name__ for rule in RULES}
    plain = module.name in ("addresses.py", "exercise.py", "figure.py", "guide.py")
    assert [n.name for n in doors if not ast.get_docstring(n) and n.name not in rules and not plain] == []


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_only_the_hook_knows_the_site_engine_and_only_the_command_knows_the_day(module):
    tree = ast.parse(module.read_text("utf-8"))
    imported = {name.name.split(".")[0] for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    imported |= {node.module.split(".")[0] for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module and not node.level}
    assert "mkdocs" not in imported or module.name == "mkdocs_hook.py"
    days = [node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr in ("today", "now", "utcnow")]
    assert not days or module.name == "command_line.py"


def test_the_top_of_the_repository_holds_what_it_should():
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    top = {path.split("/")[0] for path in listed}
    house = {"mkdocs.yml", "pyproject.toml", "content", "templates", "generator", "site_tests", ".github"}
    repository = {"README.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE", "Makefile", "requirements.txt", ".ci", ".gitignore", ".gitattributes"}
    assert house <= top <= house | repository


def test_pins_have_hashes_and_no_address():
    pins = (ROOT / "requirements.txt").read_text()
    names = re.findall(r"^([A-Za-z0-9._-]+)==", pins, re.MULTILINE)
    assert len(names) > 20 and pins.count("--hash=sha256:") >= len(names) and "://" not in pins
