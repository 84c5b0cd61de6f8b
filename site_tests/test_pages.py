"""The Markdown of the knee guide, against golden pages that a clinician can read."""

import re

import html5lib
import markdown
import pytest

from generator import build, digest, review, templating

from .conftest import KNEE
from .golden import PAGES, golden, told


@pytest.fixture(scope="module")
def files():
    return build.markdown(build.read(KNEE)[0], {})


@pytest.mark.parametrize("page", PAGES)
def test_golden(page, files):
    """If the change is meant: python -m site_tests.golden, and read the diff."""
    assert told(files[page]).decode() == golden(page).read_text("utf-8")


@pytest.mark.parametrize("text", ["1986. A good year", "- a hyphen", "+ a plus", "# a hash", "left|right", "a_b_c and *d*", "!!! note", ": colon", "    four spaces", "a\n\n1. b", "&lt; &amp;", "^up^ ~~down~~ ==both=="])
def test_any_text_stays_text_in_markdown(text):
    page = f"- {templating.text(text)}\n\n{templating.text(text)}\n"
    made = markdown.markdown(page, extensions=["attr_list", "md_in_html", "sane_lists", "toc", "tables", "admonition", "def_list"])
    words = " ".join(text.split())
    tree = html5lib.parse(made, namespaceHTMLElements=False)
    assert [e.tag for e in tree.find("body").iter()] == ["body", "ul", "li", "p"]
    assert [" ".join("".join(e.itertext()).split()) for e in (tree.find(".//li"), tree.find(".//body/p"))] == [words, words]


def test_the_version_of_a_sheet_follows_what_it_says(knee_copy, files):
    def version(made):
        return re.search(r"(?i)version ([0-9a-f]{12})", made["sheets/ankle/index.html"].decode())[1]
    file = knee_copy / "exercises" / "ankle-circles.yml"
    file.write_text(file.read_text().replace("Circle one ankle.", "Circle one ankle slowly."))
    assert version(build.markdown(build.read(knee_copy)[0], {})) != version(files)


def test_equal_content_gives_equal_bytes_and_order(files):
    again = build.markdown(build.read(KNEE)[0], {})
    assert list(again.items()) == list(files.items())


def test_the_environment_comes_before_the_guide_for_the_addresses(files):
    elsewhere = build.markdown(build.read(KNEE)[0], {"SITE_URL": "https://other.example/x", "REPOSITORY_URL": "https://github.com/other/fork/"})
    page = elsewhere["exercises/heel-slide.md"].decode()
    assert "https://other.example/x/k2/" in page
    assert "https://github.com/other/fork/edit/trunk/content/exercises/heel-slide.yml" in page


def test_without_an_address_none_is_invented(knee_copy):
    text = (knee_copy / "guide.yml").read_text()
    (knee_copy / "guide.yml").write_text("\n".join(line for line in text.splitlines() if not line.startswith(("site_url", "repository"))))
    files = build.markdown(build.read(knee_copy)[0], {})
    pages = b"".join(files[path] for path in files if path.startswith(("exercises/", "k1/", "routines/", "sheets/")))
    assert b"canonical" not in pages and b"Correct this exercise" not in pages
    assert b"clinic.example" not in pages and b"Short address: [/k2/]" in pages


def test_every_page_says_what_no_clinician_has_reviewed(files):
    assert b"No clinician has reviewed this exercise yet." in files["exercises/heel-slide.md"]
    assert b"Changed since the review by Example Reviewer" in files["exercises/sit-to-stand.md"]
    for page in ("index.md", "knee.md", "routines/after-surgery.md"):
        assert b"No clinician has reviewed" in files[page]


def test_a_review_counts_while_its_digest_matches_and_lapses_with_the_dose(knee_copy):
    file = knee_copy / "exercises" / "sit-to-stand.yml"
    now = digest.digest(build.read(knee_copy)[0], "sit-to-stand")
    file.write_text(file.read_text().replace("0123456789ab", now))
    assert review.state(build.read(knee_copy)[0], "sit-to-stand")["state"] == "reviewed"
    assert b"Reviewed by Example Reviewer, physiotherapist, on 2026-01-31." in build.markdown(build.read(knee_copy)[0], {})["exercises/sit-to-stand.md"]
    file.write_text(file.read_text().replace("sets: 3", "sets: 4"))
    assert review.state(build.read(knee_copy)[0], "sit-to-stand")["state"] == "changed"


@pytest.mark.parametrize("old, new, same", [
    ("Sit on the front of a chair.", "Sit on the  front of a chair.", True),
    ("aliases: [chair rise]", "aliases: [chair rise, chair stand]", True),
    ("move: stand up or sit down", "move: slide", True),
    ("Slowly sit down.", "Slowly sit down again.", False),
    ("sets: 3", "sets: 2", False),
    ("equipment: [chair]", "equipment: [stool]", False),
])
def test_the_digest_follows_what_is_said_and_not_how_it_is_set(knee_copy, old, new, same):
    file = knee_copy / "exercises" / "sit-to-stand.yml"
    before = digest.digest(build.read(knee_copy)[0], "sit-to-stand")
    file.write_text("# a note\n" + file.read_text().replace(old, new))
    assert (digest.digest(build.read(knee_copy)[0], "sit-to-stand") == before) is same


def test_a_stop_rule_of_the_region_belongs_to_the_digest(knee_copy):
    before = digest.digest(build.read(knee_copy)[0], "ankle-circles")
    region = knee_copy / "regions" / "ankle.yml"
    region.write_text(region.read_text().replace("gives way", "turns blue"))
    assert digest.digest(build.read(knee_copy)[0], "ankle-circles") != before
