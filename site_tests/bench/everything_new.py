"""All of the generator but drawing, in a process of its own: `python -m site_tests.bench.everything_new CONTENT FOLDER [warm]`.

Prints the seconds of the processor for each step as JSON, and for a loop over the YAML of the same files that keeps nothing:
by the clock the short loop would escape a busy machine, and the long steps would not. FOLDER
holds the memories; with `warm` they are filled, and nothing is measured.
"""

import json
import shutil
import sys
from pathlib import Path
from time import process_time

import yaml

from generator import build, description, figures, write
from generator.cache import Memory

from .guides import paint_once


def main(content: Path, folder: Path, warm: bool) -> None:
    """Prints the seconds."""
    if warm:
        paint_once()
    shutil.rmtree(folder / "new", ignore_errors=True)
    texts = [path.read_text("utf-8") for path in content.rglob("*.yml")]
    moments = [process_time()]
    for text in texts:
        for _ in yaml.parse(text, Loader=yaml.CLoader):
            pass
    moments.append(process_time())
    catalogue, problems = build.read(content)
    assert not problems, problems[:3]
    moments.append(process_time())
    exercises = description.exercises(catalogue)
    moments.append(process_time())
    drawings = figures.figures(exercises, Memory(folder / "drawn", "bench"))
    moments.append(process_time())
    files = build.markdown(catalogue, {}, exercises, drawings, Memory(folder / "painted", "bench"))
    moments.append(process_time())
    write.write(files, folder / "new")
    moments.append(process_time())
    steps = ("loop", "read", "describe", "recall", "pages", "write")
    print(json.dumps({step: after - before for step, before, after in zip(steps, moments, moments[1:])}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), "warm" in sys.argv)
