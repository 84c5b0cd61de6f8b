"""Our own scripts: their types are right, and with our styles they are light."""

import gzip
import re
import subprocess

import pytest

from generator.templating import TEMPLATES, published

from . import compiler

SCRIPTS = sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.js"))
STYLES = sorted(path.relative_to(TEMPLATES).as_posix() for path in (TEMPLATES / "theme").rglob("*.css"))
WORKER = "offline/worker.js"
# All but the checks for null: that an element of our own page is there is what the browser tests hold.
RULES = [
    "--allowJs", "--checkJs", "--noEmit", "--strict", "--strictNullChecks", "false", "--target", "es2022", "--module", "es2022", "--moduleResolution", "node",
    "--moduleDetection", "force",
]
MOST = {"a page": 6_000, "a session": 13_000, "a sheet of one's own": 9_000, "without a signal": 2_000}  # bytes, gzipped


def complaints(*scripts: str) -> str:
    """What the compiler says of these scripts: a service worker has other things at hand than a page."""
    tsc = compiler.find()
    assert tsc, compiler.WAY_OUT
    library = ["es2022,webworker"] if scripts == (WORKER,) else ["es2022,dom,dom.iterable", "declarations.d.ts"]
    return subprocess.run([tsc, *RULES, "--lib", *library, *scripts], cwd=TEMPLATES, capture_output=True, text=True).stdout


@pytest.mark.parametrize("scripts", [(WORKER,), tuple(one for one in SCRIPTS if one != WORKER)])
def test_types_are_right(scripts):
    assert complaints(*scripts) == ""


def test_the_compiler_would_tell(tmp_path):
    (tmp_path / "wrong.js").write_text("/** @param {number} one */\nexport const twice = (one) => one.length;\n")
    assert "TS2339" in complaints(str(tmp_path / "wrong.js"))


def test_comments_that_fill_a_line_are_not_published():
    for one in (*SCRIPTS, *STYLES):
        assert not re.search(r"^\s*(//|/\*|\*/)", published(one), re.MULTILINE), one
        assert len(published(one).splitlines()) < len((TEMPLATES / one).read_text("utf-8").splitlines()), one


def loaded(assets, script: str) -> set[str]:
    """A script and all that it imports at once."""
    found, waiting = set(), {script}
    while waiting:
        name = waiting.pop()
        found.add(name)
        waiting |= set(re.findall(r'^import [^"]*"\./([^"]+)"', (assets / name).read_text("utf-8"), re.MULTILINE)) - found
    return found


def packed(*texts: str) -> int:
    return sum(len(gzip.compress(text.encode(), mtime=0)) for text in texts)


def test_a_page_loads_little_and_the_rest_only_where_it_is_used(built):
    """Bytes of our own scripts and styles on the wire, as published: files by themselves, and what stands in pages."""
    assets = built.site / "assets"
    files = {path.name: packed(path.read_text("utf-8")) for path in assets.iterdir() if path.suffix in (".js", ".css")}
    exercise = next((built.site / "exercises").glob("*/index.html")).read_text("utf-8")
    # The theme's own are on one line.
    inline = re.findall(r'<script type="module">\s*(\S[^<]*)</script>', exercise)
    session, own_sheet = loaded(assets, "player.js"), loaded(assets, "my-sheet.js")
    weights = {
        "a page": files["guide.css"] + files["figures.css"] + files["share.js"] + packed(*inline),
        "a session": files["player.css"] + sum(files[name] for name in session),
        "a sheet of one's own": sum(files[name] for name in own_sheet) + packed((TEMPLATES / "sheet" / "my-sheet.css").read_text("utf-8")),
        "without a signal": packed((built.site / "sw.js").read_text("utf-8")),
    }
    assert {name: weight for name, weight in weights.items() if weight > MOST[name]} == {}, weights
    assert inline and {"player.js", "my-sheet.js"} - loaded(assets, "sheet-version.js") == {"player.js", "my-sheet.js"}
    assert "my-sheet.js" not in session and "player.js" not in own_sheet and not re.search(r'<script[^>]*src="[^"]*(player|my-sheet)', exercise)
