"""Zensical, the engine that comes after MkDocs, makes the same site of what MkDocs is given."""

import shutil

import pytest

from . import same_site, zensical_site

PAGE = '<html><head><title>One</title></head><body><h1 id="one">One <b>more</b></h1><p id="place">A <a href="../two/#there">link</a>.</p></body></html>'


def test_zensical_makes_the_same_site(built, tmp_path):
    site = zensical_site.build(built.out, tmp_path)
    told = same_site.told(site)
    assert len(told) == len(built.pages()) and sum(len(page.headings) for page in told.values()) > 3 * len(built.catalogue.exercises)
    assert zensical_site.differences(built.site, site) == []


def test_what_zensical_refuses_is_told(knee, tmp_path):
    out = tmp_path / "out"
    shutil.copytree(knee.out / "docs", out / "docs")
    # The same folders stand beside it as beside the guide's own.
    text = (knee.out / "mkdocs.yml").read_text("utf-8").replace("INHERIT: ../", f"INHERIT: {knee.out}/../")
    (out / "mkdocs.yml").write_text(text, "utf-8")
    (out / "docs" / "index.md").write_text("# One\n\n[Nowhere](nowhere.md)\n", "utf-8")
    (tmp_path / "work").mkdir()
    with pytest.raises(zensical_site.Refused, match=r"page does not exist[\s\S]*index.md:3"):
        zensical_site.build(out, tmp_path / "work")


def site(folder, **pages: str):
    for name, text in pages.items():
        (folder / name).mkdir(parents=True)
        (folder / name / "index.html").write_text(text, "utf-8")
    return same_site.told(folder)


@pytest.mark.parametrize("old, new, line", [
    ("<title>One<", "<title>Two<", "one/index.html: title\n  - One\n  + Two"),
    ("<b>more</b>", "<b>less</b>", "one/index.html: headings\n  - h1#one One more\n  + h1#one One less"),
    ("h1", "h2", "one/index.html: headings\n  - h1#one One more\n  + h2#one One more"),
    (' id="place"', "", "one/index.html: anchors\n  - place"),
    ("#there", "#here", "one/index.html: links\n  - two/#there\n  + two/#here"),
    ('<a href="../two/#there">link</a>', "", "one/index.html: links\n  - two/#there"),
    ("</p>", '</p><a href="https://two.example/">x</a>', "one/index.html: links\n  + https://two.example/"),
])
def test_whatever_differs_is_told(tmp_path, old, new, line):
    assert old in PAGE
    assert same_site.differences(site(tmp_path / "a", one=PAGE), site(tmp_path / "b", one=PAGE.replace(old, new))) == [line]


def test_a_page_that_only_one_site_has_is_told(tmp_path):
    one, two = site(tmp_path / "a", one=PAGE), site(tmp_path / "b", one=PAGE, two=PAGE)
    assert same_site.differences(one, two) == ["two/index.html: the page\n  + is only in the other"]
    assert same_site.differences(two, one) == ["two/index.html: the page\n  - is only in the first"]


def test_what_is_written_otherwise_and_says_the_same_is_no_difference(tmp_path):
    other = PAGE.replace('"../two/#there"', '"../two/index.html#there"').replace("One <b>", "One\n<b>").replace('<h1 id="one">', '<h1 class="x" id="one">')
    assert same_site.differences(site(tmp_path / "a", one=PAGE), site(tmp_path / "b", one=other)) == []


def test_the_command_says_what_differs_and_ends_with_one(tmp_path, capsys):
    site(tmp_path / "a", one=PAGE)
    site(tmp_path / "b", one=PAGE.replace("One", "Two"))
    assert same_site.main(tmp_path / "a", tmp_path / "a") == 0
    assert "the same pages" in capsys.readouterr().out
    assert same_site.main(tmp_path / "a", tmp_path / "b") == 1
    assert "  - One\n  + Two" in capsys.readouterr().out
