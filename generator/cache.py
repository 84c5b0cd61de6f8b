"""What is remembered between builds. It may be deleted at any time without changing a byte of the result."""

import base64
import hashlib
import sys
from collections.abc import Callable
from importlib import metadata
from pathlib import Path
from types import ModuleType

from jinja2.bccache import Bucket, BytecodeCache

from .write import write_one


class Memory:
    """Texts under keys, in files of a folder. What cannot be read, or is not whole, is not remembered."""

    def __init__(self, folder: Path, version: str):
        """`version` stands for everything else that the texts follow from, such as the code that makes them."""
        self.folder, self.version = folder, version
        self.used: set[str] = set()

    def recall(self, key: str) -> str | None:
        """The text kept under a key, or None."""
        name = self._name(key)
        self.used.add(name)
        try:
            check, _, text = (self.folder / name).read_text("utf-8").partition("\n")
        except (OSError, UnicodeDecodeError):
            return None
        return text if check == _digest(text) else None

    def keep(self, key: str, text: str) -> None:
        """Keeps a text. A folder that cannot be written to is no fault: the text is made again next time."""
        name = self._name(key)
        self.used.add(name)
        try:
            write_one(self.folder / name, f"{_digest(text)}\n{text}".encode())
        except OSError:
            pass

    def once(self, key: str, make: Callable[[], str]) -> str:
        """The text kept under a key, made first where there is none."""
        if (text := self.recall(key)) is None:
            self.keep(key, text := make())
        return text

    def forget_the_rest(self) -> None:
        """Deletes what was neither recalled nor kept since this memory was opened."""
        if self.folder.is_dir():
            for path in self.folder.iterdir():
                if path.name not in self.used:
                    path.unlink(missing_ok=True)

    def _name(self, key: str) -> str:
        return _digest(f"{self.version}\n{key}")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]


class _Compiled(BytecodeCache):
    """Jinja's compiled templates. It asks itself if the source of one is still the same."""

    def __init__(self, memory: Memory):
        self._memory = memory

    def load_bytecode(self, bucket: Bucket) -> None:
        if text := self._memory.recall(bucket.key):
            bucket.bytecode_from_string(base64.b64decode(text))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._memory.keep(bucket.key, base64.b64encode(bucket.bytecode_to_string()).decode())


def compiled_templates(folder: Path) -> BytecodeCache:
    """What spares Jinja to compile a template that it has compiled before."""
    return _Compiled(Memory(folder, f"{metadata.version('jinja2')} {sys.version}"))


def version_of(*sources: ModuleType | Path) -> str:
    """A digest of packages and modules, and of files and all that is in folders: another one when any of it has changed."""
    digest = hashlib.sha256()
    for source in sources:
        for path in _sources(source):
            digest.update(f"{path.name}\0".encode() + path.read_bytes())
    return digest.hexdigest()


def _sources(source: ModuleType | Path) -> list[Path]:
    if isinstance(source, Path):
        return [source] if source.is_file() else sorted(path for path in source.rglob("*") if path.is_file())
    here = Path(source.__file__)
    return sorted(here.parent.glob("*.py")) if here.name == "__init__.py" else [here]
