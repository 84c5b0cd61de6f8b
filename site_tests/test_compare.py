"""Before and after: commits of a small repository are built by their own generators, and what differs is shown."""

import base64
import re
import shutil

import html5lib
import pytest

from generator.__main__ import main

from .conftest import KNEE
from .repository import commit, git, replaced, whole_repository
from .hostile_guide import ATTACK

HTML = "{http://www.w3.org/1999/xhtml}"
SLIDE, RAISE, STAND = "content/exercises/heel-slide.yml", "content/exercises/straight-leg-raise.yml", "content/exercises/sit-to-stand.yml"


@pytest.fixture(scope="module")
def history(tmp_path_factory):
    """Commits one after the other, each with a tag: first, remark, angle, added, removed."""
    folder = whole_repository(tmp_path_factory.mktemp("history"))
    replaced(folder / SLIDE, "code: K2", "# Asked again in spring.\ncode: K2")
    commit(folder, "remark")
    replaced(folder / SLIDE, "knee flexion: 95 right", "knee flexion: 60 right")
    commit(folder, "angle")
    replaced(folder / RAISE, "  carried_over: yes", "  carried_over: yes\n  figure: {base: supine, view: right side, pose: {hip flexion: 42 left, knee flexion: 95 left, ankle dorsiflexion: 0 left}}")
    commit(folder, "added")
    replaced(folder / STAND, ", insets: [{view: front, framing: waist down}]", "")
    commit(folder, "removed")
    return folder


@pytest.fixture
def copy(history, tmp_path):
    """The same history, to go on with."""
    return shutil.copytree(history, tmp_path / "copy")


def told(folder, file, *commits):
    """The page that `diff` writes, parsed without an error."""
    assert main(["diff", *commits, "--figures", str(file), "--content", str(folder / "content")]) == 0
    parser = html5lib.HTMLParser(strict=False)
    tree = parser.parse(file.read_text("utf-8"))
    assert [error[1] for error in parser.errors] == []
    return tree


def text(element) -> str:
    return re.sub(r"\s+", " ", "".join(element.itertext())).strip()


def headings(tree):
    return [(text(section.find(HTML + "h2")), [text(heading) for heading in section.iter(HTML + "h3")]) for section in tree.iter(HTML + "section")]


def marked(element):
    return [(mark.tag.removeprefix(HTML), text(mark)) for mark in element.iter() if mark.tag in (HTML + "del", HTML + "ins")]


def images(element):
    """The drawings that an element shows, with what stands above each."""
    found = []
    for figure in element.iter(HTML + "figure"):
        kind, _, data = next(figure.iter(HTML + "img")).get("src").partition(";base64,")
        assert kind == "data:image/svg+xml"
        found.append((text(figure.find(HTML + "figcaption")), base64.b64decode(data)))
    return found


def test_a_changed_angle_is_shown_with_both_drawings_and_both_words(history, tmp_path):
    tree = told(history, tmp_path / "page.html", "first", "angle")
    assert headings(tree) == [("K2 Heel slide", ["Step 1 changed", "Step 1, other side changed"])]
    one, other = tree.iter(HTML + "article")
    assert marked(one) == [("del", "95 right"), ("ins", "60 right")] and marked(other) == [("del", "95 left"), ("ins", "60 left")]
    assert "hip flexion 42 right" in text(one) and "Slide one heel towards your bottom." in text(one)
    (before, old), (after, new) = images(one)
    assert (before, after) == ("Before", "After") and old != new and old.startswith(b"<svg ") and new.startswith(b"<svg ")
    header = text(next(tree.iter(HTML + "header")))
    assert re.search(r"Before: [0-9a-f]{7,} first After: [0-9a-f]{7,} angle 2 pictures differ\.", header)


def test_a_comment_changes_no_picture(history, tmp_path, capsys):
    tree = told(history, tmp_path / "page.html", "first", "remark")
    assert "No picture differs." in text(next(tree.iter(HTML + "header"))) and headings(tree) == []
    assert capsys.readouterr().out.startswith("No picture differs.")


def test_an_added_picture_is_shown_alone(history, tmp_path):
    tree = told(history, tmp_path / "page.html", "angle", "added")
    assert headings(tree) == [("K3 Straight leg raise", ["Start new"])]
    article = next(tree.iter(HTML + "article"))
    assert [label for label, _ in images(article)] == ["After"] and marked(article) == [] and "knee flexion 95 left" in text(article)


def test_a_removed_picture_is_shown_alone(history, tmp_path):
    tree = told(history, tmp_path / "page.html", "added", "removed")
    assert headings(tree) == [("K1 Knee: sit to stand", ["Step 2, inset 1 taken away"])]
    article = next(tree.iter(HTML + "article"))
    assert [label for label, _ in images(article)] == ["Before"] and "showing waist down" in text(article)


def test_pictures_stand_in_the_order_of_the_guide_and_the_way_back_is_told_as_well(history, tmp_path):
    tree = told(history, tmp_path / "page.html", "removed", "first")
    assert headings(tree) == [
        ("K1 Knee: sit to stand", ["Step 2, inset 1 new"]), ("K2 Heel slide", ["Step 1 changed", "Step 1, other side changed"]),
        ("K3 Straight leg raise", ["Start taken away"]),
    ]


def test_without_a_head_the_files_as_they_are_now_are_shown_and_stay_as_they_were(copy, tmp_path, monkeypatch):
    for name in ("PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX"):
        monkeypatch.delenv(name, raising=False)
    replaced(copy / SLIDE, "hip flexion: 42 right", "hip flexion: 30 right")
    before = {path: path.read_bytes() for path in copy.rglob("*") if path.is_file() and ".git" not in path.parts}
    tree = told(copy, tmp_path / "page.html", "removed")
    assert marked(next(tree.iter(HTML + "article"))) == [("del", "42 right"), ("ins", "30 right")]
    assert "After: the files as they are now" in text(next(tree.iter(HTML + "header")))
    assert {path: path.read_bytes() for path in copy.rglob("*") if path.is_file() and ".git" not in path.parts} == before


def test_changed_code_shows_and_so_do_words_alone_and_a_base_posture(copy, tmp_path):
    """The drawing of one side is by another generator, which gives every line another width."""
    style = copy / "generator" / "figures" / "style.py"
    style.write_text(style.read_text("utf-8") + '\n_EVERY = _EVERY.replace("stroke-width:", "stroke-width:1")\n', "utf-8")
    commit(copy, "code")
    tree = told(copy, tmp_path / "page.html", "removed", "code")
    kinds = {heading.rpartition(" ")[2] for _, found in headings(tree) for heading in found}
    assert kinds == {"changed"} and all("Its own words are the same" in text(article) for article in tree.iter(HTML + "article"))
    replaced(copy / "content/poses/supine.yml", "name: lying on the back", "name: flat on the back")
    commit(copy, "name")
    tree = told(copy, tmp_path / "page.html", "code", "name")
    assert headings(tree)[0] == ("Base postures", ["supine"])
    assert {heading.partition(" same")[2] for _, found in headings(tree)[1:] for heading in found} == {" drawing, other words"}
    article = next(tree.iter(HTML + "article"))
    assert [label for label, _ in images(article)] == ["Before and after"] and marked(article) == [("del", "Lying"), ("ins", "Flat")]


def test_text_and_drawings_of_another_commit_run_nothing(copy, tmp_path, page):
    for file, old in ((SLIDE, "name: Heel slide"), (SLIDE, "text: Slide one heel towards your bottom."), ("content/poses/supine.yml", "name: lying on the back")):
        replaced(copy / file, old, old.partition(": ")[0] + ": '" + f"{old.partition(': ')[2]} {ATTACK}".replace("'", "''") + "'")
    drawing = copy / "generator" / "figures" / "__init__.py"
    drawing.write_text(drawing.read_text("utf-8") + '''
_own = files
def files(drawings):
    return {path: data.replace(b"</svg>", b'<script>alert(1)</script><image href="https://spy.example/x.png"/></svg>') for path, data in _own(drawings).items()}
''', "utf-8")
    commit(copy, "attack", f"Attack {ATTACK}")
    file = tmp_path / "page.html"
    tree = told(copy, file, "removed", "attack")
    known = {"html", "head", "meta", "title", "link", "style", "body", "header", "main", "nav", "p", "a", "h1", "h2", "h3", "ul", "li", "b", "span", "section", "article", "div", "figure", "figcaption", "img", "del", "ins"}
    assert {element.tag.removeprefix(HTML) for element in tree.iter()} <= known
    assert not [key for element in tree.iter() for key in element.keys() if key.startswith("on")]
    words = " ".join(ATTACK.split())
    assert words in text(next(tree.iter(HTML + "header"))) and any(words in name for name, _ in headings(tree))
    assert b"<script>alert(1)" in images(next(tree.iter(HTML + "article")))[1][1]
    happened = []
    page.on("dialog", lambda dialog: (happened.append("dialog"), dialog.dismiss()))
    page.on("request", lambda request: None if request.url.startswith(("file:", "data:")) else happened.append(request.url))
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(file.as_uri(), wait_until="load")
    assert happened == [] and page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.evaluate("[...document.images].every(image => image.complete && image.naturalWidth > 0)")


def test_before_and_after_stand_side_by_side_where_there_is_room(history, tmp_path, page):
    told(history, tmp_path / "page.html", "first", "angle")
    page.goto((tmp_path / "page.html").as_uri())
    for width, beside in ((320, False), (390, True), (1200, True)):
        page.set_viewport_size({"width": width, "height": 800})
        before, after = (page.locator("article .side").nth(number).bounding_box() for number in (0, 1))
        assert (before["y"] == after["y"]) is beside and abs(before["width"] - after["width"]) < 1
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def refused(capsys, file, *arguments):
    """What is said where nothing can be shown, and how the command ends."""
    code = main(["diff", *arguments, "--figures", str(file)])
    said = capsys.readouterr()
    assert said.out == "" and "Traceback" not in said.err and not file.exists() and not list(file.parent.glob(".*part"))
    return code, said.err


@pytest.mark.parametrize("commits", [["nowhere"], ["first", "nowhere"], ["first:content"], ["nowhere; rm -rf ."]])
def test_an_unknown_commit(history, tmp_path, capsys, commits):
    code, said = refused(capsys, tmp_path / "page.html", *commits, "--content", str(history / "content"))
    assert code == 2 and said.startswith(f"There is no commit '{commits[-1]}' here.") and said.count("\n") == 1


def test_a_folder_outside_of_any_repository(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    content = shutil.copytree(KNEE, tmp_path / "guide" / "content")
    code, said = refused(capsys, tmp_path / "page.html", "first", "--content", str(content))
    assert code == 2 and "is not in a git repository" in said and said.count("\n") == 1


def test_no_content_and_no_git(history, tmp_path, capsys, monkeypatch):
    code, said = refused(capsys, tmp_path / "page.html", "first", "--content", str(tmp_path / "nowhere"))
    assert (code, said) == (2, f"{tmp_path / 'nowhere'} does not exist. Name the folder of the guide with --content.\n")
    monkeypatch.setenv("PATH", str(tmp_path))
    code, said = refused(capsys, tmp_path / "page.html", "first", "--content", str(history / "content"))
    assert code == 2 and said.startswith("git is not installed")


def test_content_with_problems_is_told_with_its_lines(copy, tmp_path, capsys):
    replaced(copy / SLIDE, "hold: 5 s", "hold: 5")
    code, said = refused(capsys, tmp_path / "page.html", "first", "--content", str(copy / "content"))
    assert code == 1 and said.startswith("At the files as they are now the content has problems")
    assert "content/exercises/heel-slide.yml:" in said and "'5' is not a length of time." in said


def test_a_commit_from_before_there_was_a_generator_or_with_one_that_breaks(copy, tmp_path, capsys):
    shutil.rmtree(copy / "generator")
    commit(copy, "bare")
    code, said = refused(capsys, tmp_path / "page.html", "first", "bare", "--content", str(copy / "content"))
    assert code == 2 and "generator/__main__.py is not there" in said and said.count("\n") == 1
    git(copy, "checkout", "--quiet", "removed", "--", "generator")
    (copy / "generator" / "__main__.py").write_text("import a_module_of_another_time\n")
    commit(copy, "broken")
    code, said = refused(capsys, tmp_path / "page.html", "broken", "removed", "--content", str(copy / "content"))
    assert code == 2 and "does not build here" in said and "No module named 'a_module_of_another_time'" in said and said.count("\n") == 1


def test_a_commit_from_before_there_were_pictures_simply_has_none(copy, tmp_path):
    for file in copy.glob("content/exercises/*.yml"):
        file.write_text("".join(line for line in file.read_text("utf-8").splitlines(True) if not re.match(r" +figure: ", line)), "utf-8")
    slide = copy / SLIDE
    slide.write_text(re.sub(r"        figure:\n(          .*\n)+", "", slide.read_text("utf-8")), "utf-8")
    generator = copy / "generator" / "data.py"
    generator.write_text(generator.read_text("utf-8").replace('"figure"', '"drawing"'), "utf-8")
    commit(copy, "early")
    tree = told(copy, tmp_path / "page.html", "early", "first")
    assert {heading.rpartition(" ")[2] for _, found in headings(tree) for heading in found} == {"new"} and len(headings(tree)) == 2


def test_a_folder_in_place_of_the_file_is_refused(history, tmp_path, capsys):
    assert main(["diff", "first", "--figures", str(tmp_path), "--content", str(history / "content")]) == 2
    assert "is a folder" in capsys.readouterr().err and list(tmp_path.iterdir()) == []
