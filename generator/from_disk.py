"""The site for a reader without a server: a file manager or a browser opens index.html, and every link leads on."""

import re
from pathlib import Path
from urllib.parse import unquote

# A tag with its attributes, in which a > may stand between quotation marks; only in such tags are there links to pages.
_TAG = re.compile(r"<(?:a|link|meta)\s(?:[^>\"']|\"[^\"]*\"|'[^']*')*>", re.IGNORECASE)
# Up to the address: an attribute, or what says where a page forwards to. Then its path, without question and fragment.
_ADDRESS = re.compile(r"(\shref=\"|\shref='|;\s*url=)(?![\w+.-]+:|/)([^\"'?#\s]+)", re.IGNORECASE)


def point_at_files(stage: Path) -> None:
    """Makes every link to a folder in the pages of `stage` one to the page in it: `../n1/#start` becomes `../n1/index.html#start`.

    A server finds that page by itself; a disk shows a list of files. Addresses of other sites stay as they are.
    """
    for page in stage.rglob("*.html"):
        page.write_text(_TAG.sub(lambda tag: _ADDRESS.sub(lambda found: found[1] + _file(page, found[2]), tag[0]), page.read_text("utf-8")), "utf-8")


def _file(page: Path, path: str) -> str:
    return f"{path.rstrip('/')}/index.html" if (page.parent / unquote(path) / "index.html").is_file() else path
