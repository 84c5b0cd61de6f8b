"""`make bench`: drawing and printing on the guide in content/, and all the rest on guides of 20, 200 and 2000 exercises made from it.

Times are ratios of pairs that ran one after the other. The table goes to standard output, and with every single
figure to build/bench/bench.json. With 2000 exercises it takes hours of a small machine: `--sizes 20 200` is quick.
"""

import argparse
import json
import os
import platform
import sys
from pathlib import Path

from . import building, drawing, guides, loading, preview
from .taking import Failed, Pairs, say

PARTS = {"generator": building.generator_new, "again": building.generator_again, "site": building.sites, "loading": loading.loads, "preview": preview.previews}
AT_THE_ENDS = ("loading", "preview")  # measured with the fewest and the most exercises only
NOTES = """A ratio is the median of the ratios of its pairs, ours through theirs; the times beside it are medians, by the clock.
That of work is of the seconds of processors, which a busy machine changes little. The generator alone is measured by them.
The exercises are copies of the real ones. No PDFs are printed. One painting stands for the pictures of all links, but after an edit theirs are painted.
Cold: nothing is there but the pictures. One edit: a hold of one exercise changes, and the dose that it is held against.
Zensical has our theme and menu. Material for MkDocs has its default configuration with the two extensions of this Markdown, and so all pages in its menu.
Hugo's layouts are one line each. A first load is a phone's, with nothing kept, until the network is quiet."""


def main() -> int:
    """Prints the table. The exit code is 1 where a part could not be measured, which is told; the others are in the table."""
    parser = argparse.ArgumentParser(prog="python -m site_tests.bench", description="Measures how long things take, against others.")
    parser.add_argument("--sizes", type=int, nargs="+", default=[20, 200, 2000], metavar="N", help="exercises of the guides (20 200 2000)")
    parser.add_argument("--pairs", type=int, default=5, help="pairs of each row (5)")
    parser.add_argument("--minutes", type=float, default=10, help="for the pairs of a row: where one takes minutes, there are fewer (10)")
    parser.add_argument("--parts", nargs="+", choices=("drawing", *PARTS), default=("drawing", *PARTS), help="what to measure (all)")
    chosen = parser.parse_args()
    parts = [part for part in PARTS if part in chosen.parts]
    pictures, rows, failed = drawing.rows() if "drawing" in chosen.parts else [], [], 0
    for size in chosen.sizes if parts else ():
        guide = guides.guide(size)
        for part in parts:
            if part not in AT_THE_ENDS or size in (min(chosen.sizes), max(chosen.sizes)):
                try:
                    rows += PARTS[part](guide, Pairs(chosen.pairs, chosen.minutes))
                except Failed as told:
                    say(f"{size} exercises, {part}: {told}")
                    failed = 1
                _keep(pictures, rows)
    rows += building.growth(rows)
    _keep(pictures, rows)
    print("\n\n".join(filter(None, (machine(), _pictures(pictures), _table(rows), NOTES if rows else ""))))
    return failed


def _keep(pictures: list[dict], rows: list[dict]) -> None:
    guides.HERE.mkdir(parents=True, exist_ok=True)
    (guides.HERE / "bench.json").write_text(json.dumps({"machine": machine(), "pictures": pictures, "rows": rows}, indent=1) + "\n", "utf-8")


def machine() -> str:
    """What it was measured on."""
    model = Path("/proc/cpuinfo")
    names = [line.partition(":")[2].strip() for line in model.read_text().splitlines() if line.startswith("model name")] if model.exists() else []
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
    return f"{os.cpu_count()} processors ({names[0] if names else platform.machine()}), {memory:.0f} GB, {platform.system()}, Python {platform.python_version()}"


def _pictures(rows: list[dict]) -> str:
    return "\n".join(("| pictures of this guide | | wanted |", "|---|---|---|", *(f"| {one['what']} | {one['ours']} | {one['wanted']} |" for one in rows))) if rows else ""


def _table(rows: list[dict]) -> str:
    lines = [
        f"| {one['what']} | {one['exercises']} | {one['ours']} | {one['against']} | {one['theirs']} | {one['ratio']:.2f} | {_work(one)} | {one['wanted']} | {one['pairs']} |"
        for one in rows
    ]
    return "\n".join(("| what | exercises | ours | against | theirs | ratio | of work | wanted | pairs |", "|---|---|---|---|---|---|---|---|---|", *lines)) if lines else ""


def _work(row: dict) -> str:
    return "" if row["ratio_of_processors"] is None else f"{row['ratio_of_processors']:.2f}"


if __name__ == "__main__":
    sys.exit(main())
