"""The only place that knows MkDocs: for the live preview the pages are written anew before each build, and pages that are known are not built again."""

import os
import sys
from pathlib import Path

import yaml

_ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(_ROOT))

from markdown.extensions.toc import slugify  # noqa: E402
from mkdocs.exceptions import PluginError  # noqa: E402
from mkdocs.plugins import get_plugin_logger  # noqa: E402

from generator.known_pages import ALREADY_WRITTEN, KnownPages  # noqa: E402

_FROM_CONTENT = ("site_name", "site_description", "nav")
_log = get_plugin_logger("content")
_command = "build"
_known: KnownPages


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
    if ALREADY_WRITTEN in os.environ:
        return
    from generator import build  # It is large, and a build that wrote the pages itself has it already.
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


def on_files(files, config):
    """Opens the memory of pages, for all that they follow from is known now."""
    global _known
    out = Path(config["docs_dir"]).parent
    # A preview stands at another address, so the two have no page in common.
    folder = out / "cache" / ("preview" if _command == "serve" else "pages")
    _known = KnownPages(
        folder, (_ROOT / "mkdocs.yml", out / "mkdocs.yml"), config["site_url"], files, config["plugins"]["material/search"].search_index,
    )
    return files


def on_page_read_source(page, config):
    """The words of a page, or none where it is known."""
    return _known.source(page, page.file.content_string)


def on_page_markdown(markdown, page, config, files):
    """Spares MkDocs the work on a page that is known."""
    _known.restore(page)
    return markdown


def on_env(env, config, files):
    """Lets known pages be given out as they are."""
    _known.give_out_by(env)
    return env


def on_page_context(context, page, config, nav):
    """Comes after the search has read the page."""
    _known.indexed(page)
    return context


def on_post_page(output, page, config):
    """Notes the page as it was built."""
    _known.built(page, output)
    return output


def on_post_build(config):
    """Ends the build: what it made is kept for the next."""
    _known.keep()


def on_serve(server, config, builder):
    """Watches the content and the templates, but not the pages that are made from them."""
    server.unwatch(config["docs_dir"])
    return server
