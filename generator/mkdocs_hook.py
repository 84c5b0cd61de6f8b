"""The only place that knows MkDocs: before each build of the live preview, the pages are written anew."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from mkdocs.exceptions import PluginError  # noqa: E402

from generator import build  # noqa: E402


def on_pre_build(config) -> None:
    """Writes the pages from the content. Content with problems stops the build with all of them."""
    if build.ALREADY_WRITTEN in os.environ:
        return
    out = Path(config["docs_dir"]).parent
    content = out / config["extra"].get("content", Path("..") / "content")
    if problems := build.build_pages(content.resolve(), out, os.environ):
        raise PluginError("\n" + "\n".join(map(str, problems)))
