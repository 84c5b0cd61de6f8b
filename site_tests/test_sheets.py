"""The sheets as HTML: what stands on them, and that they link to the PDFs that exist and to no others."""

import re

import pytest

from generator import addresses, build, paper
from generator.__main__ import main

from .conftest import KNEE

ANKLE = "sheets/ankle/index.html"
SITE = {"SITE_URL": "https://guide.example/a"}


def files(environment: dict[str, str] | None = None, printer=None, content=KNEE) -> dict[str, bytes]:
    catalogue, problems = build.read(content)
    assert not problems
    return build.markdown(catalogue, environment or {}, printer=printer)


def linked(made: dict[str, bytes]) -> set[str]:
    """The PDFs that a sheet or a page of a routine links to, by address."""
    return {f"sheets/{name}" for data in made.values() if not data.startswith(b"%PDF") for name in re.findall(r"([a-z0-9-]+\.pdf)", data.decode("utf-8", "ignore"))}


def test_without_a_printer_nothing_links_to_a_pdf():
    made = files()
    assert ANKLE in made and not linked(made) and not [path for path in made if path.endswith(".pdf")]


def test_what_was_printed_is_there_and_linked_and_nothing_else_is():
    def only_letter(jobs: list[paper.Job]) -> dict[str, bytes]:
        assert not any(".pdf" in job.html for job in jobs)
        return {job.address: b"%PDF" for job in jobs if job.format == "Letter"}

    made = files(printer=only_letter)
    printed = {path for path in made if path.endswith(".pdf")}
    assert printed == {f"sheets/{name}-letter{large}.pdf" for name in ("ankle", "after-surgery") for large in ("", "-large")}
    assert linked(made) == printed
    assert b'href="../../sheets/ankle-letter.pdf"' in made[ANKLE] and b"(../sheets/ankle-letter.pdf)" in made["routines/ankle.md"]


def test_every_sheet_is_printed_in_its_four_editions_under_its_own_name():
    asked: list[paper.Job] = []
    files(printer=lambda jobs: asked.extend(jobs) or {})
    catalogue, _ = build.read(KNEE)
    assert [job.address for job in asked] == [edition.address for identity in catalogue.routines for edition in addresses.editions(addresses.sheet(identity))]
    assert {job.title for job in asked} == {f"{routine.name} · {catalogue.guide.name}" for routine in catalogue.routines.values()}


def test_a_site_with_an_address_has_a_code_and_the_address_in_type():
    sheet = files(SITE)[ANKLE].decode()
    assert sheet.count('class="qr"') == 1 and " guide.example/a/routines/ankle/</p>" in sheet
    assert '<link rel="canonical" href="https://guide.example/a/routines/ankle/">' in sheet and "noindex" not in sheet, "a search engine is led to the routine"


def test_a_site_without_an_address_has_the_codes_of_its_exercises_and_no_invented_one(knee_copy):
    guide = knee_copy / "guide.yml"
    guide.write_text(re.sub("site_url:.*\n", "", guide.read_text()))
    sheet = files(content=knee_copy)[ANKLE].decode()
    assert "canonical" not in sheet and 'content="noindex"' in sheet
    assert "class=\"qr\"" not in sheet and "://" not in sheet.replace("http://www.w3.org/2000/svg", "") and re.search(r'class="small">.*: AN12, K1\.', sheet)


def test_what_is_assumed_is_marked_and_explained(knee_copy):
    file = knee_copy / "exercises" / "ankle-circles.yml"
    note = "* Assumed"
    text = re.sub(r" +one_repetition_assumed: yes\n", "", file.read_text())
    file.write_text(text)
    assert note not in files(content=knee_copy)[ANKLE].decode()
    file.write_text(re.sub(r"(start:\n  text: .*\n)", r"\1  assumed: yes\n", text))
    sheet = files(content=knee_copy)[ANKLE].decode()
    assert note in sheet and re.search(r'class="start">[^<]*<span data-assumed>\*</span></p>', sheet)
    assert 'class="assumed">Assumed' in files(content=knee_copy)["exercises/ankle-circles.md"].decode()


def test_several_series_stand_under_their_names_and_one_does_not(guide):
    whole = (guide.site / "sheets" / "whole-complex" / "index.html").read_text("utf-8")
    series = [one.name for _, one in guide.catalogue.series.values()]
    assert re.findall(r'class="series-name">([^<]*)<', whole) == series and whole.count('<div class="series">') == len(series)
    assert "series-name\">" not in (guide.site / "sheets" / "lumbar" / "index.html").read_text("utf-8")


@pytest.mark.parametrize("required, code", [("", 0), ("yes", 1)])
def test_without_a_browser_one_sentence_says_so_and_only_who_requires_pdfs_is_refused(required, code, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("CHROMIUM", str(tmp_path / "none"))
    monkeypatch.setenv("REQUIRE_PDF", required)
    assert main(["build", "--content", str(KNEE), "--out", str(tmp_path / "out")]) == code
    told = capsys.readouterr()
    assert (told.err if required else told.out).startswith(paper.NOT_FOUND) and (tmp_path / "out" / "site").exists() != bool(required)
