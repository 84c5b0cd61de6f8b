"""The only stage that writes the build: it touches what has changed, and takes away what no longer belongs."""

import os
from collections.abc import Mapping
from pathlib import Path


def write(files: Mapping[str, bytes], folder: Path) -> int:
    """Makes the folder hold exactly these files, {path: bytes}. Returns how many were written or taken away."""
    changed = 0
    for path, data in files.items():
        changed += write_one(folder / path, data)
    wanted = {folder / path for path in files}
    for found in sorted(folder.rglob("*"), reverse=True):
        if found.is_dir() and not found.is_symlink():
            if not any(found.iterdir()):
                found.rmdir()
        elif found not in wanted:
            found.unlink()
            changed += 1
    return changed


def write_one(target: Path, data: bytes) -> bool:
    """Makes one file hold these bytes, in one move, so that nobody meets half of it. Returns whether it had to change."""
    if _same(target, data):
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f".{target.name}.part")
    part.write_bytes(data)
    os.replace(part, target)
    return True


def _same(target: Path, data: bytes) -> bool:
    try:
        return target.stat().st_size == len(data) and target.read_bytes() == data
    except OSError:
        return False
