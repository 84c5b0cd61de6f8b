"""A guide of any size, made of copies of the real one: its exercises, figures, regions, routines, doses and ledger in proportion."""

import shutil
from itertools import count
from pathlib import Path

import yaml

from generator import edit, load

from .conftest import ROOT


def guide_of(exercises: int, folder: Path, real: Path = ROOT / "content") -> Path:
    """Writes a guide of as many exercises into `folder`/content: that of `real`, then copies of it until there are enough."""
    content = folder / "content"
    shutil.copytree(real, content, ignore=shutil.ignore_patterns("ledger"))
    guide, doses = _read(real / "guide"), _read(real / "expected")
    regions, routines = ({name: _read(real / kind / name) for name in guide[kind]} for kind in ("regions", "routines"))
    copied = {name: _read(real / "exercises" / name) for region in regions.values() for series in region["series"] for name in series["exercises"]}
    numbers = {_prefix(one["code"]): count(100) for one in copied.values()}
    more = {}
    for copy in count(2):
        names = list(copied)[:max(0, exercises - len(copied) - len(more))]
        if not names:
            break
        for name in names:
            prefix = _prefix(copied[name]["code"])
            code = f"{prefix}{next(numbers[prefix])}"
            source = copied[name]["source"]
            more[code] = doses[copied[name]["code"]]
            _write(content, f"exercises/{name}-{copy}", {**copied[name], "code": code, "name": f"{copied[name]['name']} {copy}", "source": {**source, "series": f"{source['series']} {copy}"}})
        there = set(names)
        for name, region in regions.items():
            series = [
                {**one, "id": f"{one['id']}-{copy}", "name": f"{one['name']} {copy}", "exercises": [f"{exercise}-{copy}" for exercise in one["exercises"] if exercise in names]}
                for one in region["series"] if set(one["exercises"]) & there
            ]
            if series:
                there |= {one["id"].removesuffix(f"-{copy}") for one in series}
                _write(content, f"regions/{name}-{copy}", {**region, "name": f"{region['name']} {copy}", "series": series})
                guide["regions"].append(f"{name}-{copy}")
        for name, routine in routines.items():
            found = {key: [f"{one}-{copy}" for one in routine[key] if one in there] for key in ("series", "exercises") if key in routine}
            if any(found.values()):
                _write(content, f"routines/{name}-{copy}", {**routine, "name": f"{routine['name']} {copy}", **found})
                guide["routines"].append(f"{name}-{copy}")
    _write(content, "guide", guide)
    _write(content, "expected", {**doses, **more})
    edit.record(load.load(content)[0], "2026-01-31")
    return content


def _prefix(code: str) -> str:
    return code.rstrip("0123456789")


def _read(file: Path) -> dict:
    return yaml.load(file.with_suffix(".yml").read_text("utf-8"), yaml.CBaseLoader)


def _write(content: Path, name: str, values: dict) -> None:
    (content / f"{name}.yml").write_text(yaml.dump(values, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000), "utf-8")


class _Dumper(yaml.CSafeDumper):
    """Writes out what is there twice."""

    def ignore_aliases(self, data) -> bool:
        return True
