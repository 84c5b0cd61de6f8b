"""How long a guide takes to make: by the generator alone, and as a whole site."""

import json
import shutil
import subprocess
import sys
from statistics import median

from . import peers
from .guides import Guide
from .taking import ROOT, Pairs, own, row, rounds, run

LARGE, HUNDREDS = 2000, 200
MOST = 70_000_000  # bytes of HTML of a large guide
SLOW = 200  # exercises: more of them take Material more than a minute and a gigabyte, once is enough


def generator_new(guide: Guide, pairs: Pairs) -> list[dict]:
    """All of the generator but drawing, everything new, against a bare loop of the YAML parser in C."""
    folder = guide.folder / "alone"
    command = [sys.executable, "-m", "site_tests.bench.everything_new", guide.content, folder]
    run([*command, "warm"])
    taken = []
    for _ in rounds(pairs, f"{guide.size} exercises: generator, everything new"):
        done = subprocess.run(list(map(str, command)), cwd=ROOT, env=own({}), stdout=subprocess.PIPE, text=True, check=True)
        taken.append(json.loads(done.stdout))
    shutil.rmtree(folder / "new")
    ours, loops = ([one / guide.size for one in some] for some in ([sum(each.values()) - each["loop"] for each in taken], [each["loop"] for each in taken]))
    steps = {step: median(one[step] for one in taken) for step in taken[0]}
    return [row("generator, everything new but drawing, per exercise", guide.size, ours, "a bare loop of the YAML parser", loops, "at most 3", steps=steps)]


def generator_again(guide: Guide, pairs: Pairs) -> list[dict]:
    """The whole command again, when nothing has changed, against a Python that does nothing."""
    run(guide.build)
    ours, theirs = [], []
    for _ in rounds(pairs, f"{guide.size} exercises: build again, nothing changed"):
        theirs.append(run([sys.executable, "-c", "pass"]))
        ours.append(run(guide.build))
    return [row("`generator build` again, nothing changed", guide.size, ours, "`python -c pass`", theirs, "at most 3")]


def sites(guide: Guide, pairs: Pairs) -> list[dict]:
    """The whole site, cold and after one edit, against Zensical and Material for MkDocs."""
    configuration, default = peers.zensical(guide), peers.material(guide)
    ours, zensical, material, edited = [], [], [], []
    for number in rounds(pairs, f"{guide.size} exercises: whole site"):
        guide.cool()
        ours.append(run(guide.build))
        peers.zensical_cool(configuration)
        zensical.append(run(peers.zensical_build(configuration), configuration.parent))
        if guide.size <= SLOW or not number:
            material.append(run(peers.material_build(default), default.parent))
        guide.hold(11 + number)
        edited.append(run(guide.build))
    guide.hold(10)
    pages = sum(path.stat().st_size for path in (guide.out / "site").rglob("*.html"))
    theirs = sum(path.stat().st_size for path in (configuration.parent / "site").rglob("*.html"))
    return [
        row("whole site, cold", guide.size, ours, peers.ZENSICAL, zensical, "at most 0.5"),
        row("whole site, cold", guide.size, ours[:len(material)], peers.MATERIAL, material, ""),
        row("whole site after one edit", guide.size, edited, "cold", ours, "at most 0.1"),
        row("HTML of the site", guide.size, [pages], peers.ZENSICAL, [theirs], f"at most {MOST // 10**6} MB" if guide.size == LARGE else "", lambda value: f"{value / 10**6:.1f} MB"),
    ]


def growth(found: list[dict]) -> list[dict]:
    """How the time of a whole site grows from hundreds of exercises to thousands; nothing where one of them was not measured."""
    cold = {one["exercises"]: one["each"]["ours"] for one in found if one["what"] == "whole site, cold" and one["against"] == peers.ZENSICAL}
    if not {LARGE, HUNDREDS} <= cold.keys():
        return []
    large, hundreds = ([median(cold[size])] for size in (LARGE, HUNDREDS))
    return [row("whole site, cold", LARGE, large, f"the same with {HUNDREDS} exercises", hundreds, "at most 11")]
