"""The only place that knows MkDocs: for the live preview, the pages are written anew before each build."""

import os
import sys
from pathlib import Path

import yaml

sys.path.insert(0, str(Path(__file__).parent.parent))

from markdown.extensions.toc import slugify  # noqa: E402
from mkdocs.exceptions import PluginError  # noqa: E402
from mkdocs.plugins import get_plugin_logger  # noqa: E402

from generator import build  # noqa: E402

_FROM_CONTENT = ("site_name", "site_description", "nav")
_log = get_plugin_logger("content")
_command = "build"


def on_startup(command: str, dirty: bool) -> None:
    """Remembers whether MkDocs builds or serves."""
    global _command
    _command = command


def on_config(config):
    """Writes the pages from the content, and takes over what the menu says now.

    Content with problems stops a build. In a preview that has pages already it is told in the terminal, and
    the last good pages stay: MkDocs would otherwise leave the browser waiting.
    """
    # The theme's own places begin with two underscores. A heading named like one would be taken for it.
    config["mdx_configs"]["toc"]["slugify"] = lambda words, separator: slugify(words, separator).lstrip("_")
    if build.ALREADY_WRITTEN in os.environ:
        return
    out = Path(config["docs_dir"]).parent
    content = out / config["extra"].get("content", Path("..") / "content")
    if problems := build.build_pages(content.resolve(), out, os.environ):
        told = "\n".join(("The content has problems:", *map(str, problems)))
        if _command != "serve" or not (Path(config["docs_dir"]) / "index.md").exists():
            raise PluginError(told)
        _log.error(told)
    else:
        fresh = yaml.safe_load((out / "mkdocs.yml").read_text("utf-8"))
        config.load_dict({key: fresh[key] for key in _FROM_CONTENT})


def on_serve(server, config, builder):
    """Watches the content and the templates, but not the pages that are made from them."""
    server.unwatch(config["docs_dir"])
    return server
