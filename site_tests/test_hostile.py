"""Text from a contributor is text: each vector of a public collection, in each kind of field, in everything that is published or told to a reviewer."""

import csv
import io
import json
import re
import shutil
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree

import markdown
import pikepdf
import pytest
from playwright.sync_api import expect

from generator import build, commits, edit, link_pictures, paper, review_file

from . import browser, hostile_guide
from .conftest import Built
from .hostile_guide import PACKS, VECTORS
from .test_reminders import parsed, unescaped

NUMBERS = range(len(PACKS))
COMMAND = re.compile(r"^\s*::|##\[", re.MULTILINE)

# What of a page could act, as a browser reads it: its elements, its attributes, and each of both that leads or runs.
READ = r"""html => {
  const page = new DOMParser().parseFromString(html, "text/html"), all = [...page.querySelectorAll("*")], live = [];
  const leads = new Set(["href", "src", "action", "formaction", "data", "poster", "background", "xlink:href", "srcset", "cite", "ping", "manifest"]);
  for (const one of all) {
    for (const { name, value } of one.attributes) {
      const bare = value.replace(/[\x00-\x20]/g, "").toLowerCase();
      if (name.startsWith("on") || (leads.has(name) && (/^(javascript|vbscript|data:text|file|blob|view-source)/.test(bare) || /^(https?:)?[/\\]{2}[^/]*evil/.test(bare))) || name === "srcdoc") live.push(`${one.localName} ${name}=${value.slice(0, 80)}`);
    }
    const runs = one.localName === "style" || (one.localName === "script" && !/json/.test(one.type));
    if (runs && /alert\(1\)|evil\.example|owned/.test(one.textContent)) live.push(one.outerHTML.slice(0, 200));
    if (one.localName === "meta" && /refresh/i.test(one.httpEquiv) && /evil|:\/\//.test(one.content)) live.push(one.outerHTML);
  }
  const again = new DOMParser().parseFromString(`<!doctype html>${page.documentElement.outerHTML}`, "text/html");
  return {
    live, changes: again.querySelectorAll("*").length !== all.length, elements: [...new Set(all.map((one) => one.localName))],
    attributes: [...new Set(all.flatMap((one) => one.getAttributeNames()))].filter((name) => !name.startsWith("data-md-")),
    first: page.getElementById("__config")?.localName ?? "script", title: page.title, text: page.documentElement.textContent,
    data: [...page.querySelectorAll("script[type='application/ld+json']")].map((one) => one.textContent),
  };
}"""


def flat(text: str) -> str:
    """The text with every white space as one ordinary space, as a browser shows it."""
    return re.sub(r"[\s\u200b]+", " ", text).strip()


def missing(vectors: list[str], text: str) -> list[str]:
    """The vectors that cannot be read in a text."""
    text = flat(text)
    return [vector for vector in vectors if flat(vector) not in text]


def docs(content: Path, out: Path) -> Path:
    assert build.build_pages(content, out, {}) == []
    return out / "docs"


@pytest.fixture(scope="module")
def unpainted(knee):
    """Without link pictures: they are letters in pixels, and take most of the time. Their own tests have hostile names."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(link_pictures, "link_pictures", lambda *_: {})
        yield


@pytest.fixture(scope="module")
def hostile(tmp_path_factory, unpainted) -> Built:
    folder = tmp_path_factory.mktemp("hostile")
    content = hostile_guide.write(folder / "content")
    assert build.build(content, folder / "out", {}) == []
    return Built(content, folder / "out", build.read(content)[0], "https://clinic.example/guides/knee/")


@pytest.fixture(scope="module")
def later(tmp_path_factory, hostile) -> tuple[Path, Path]:
    """The guide after it was recorded, every word of it changed, and recorded again: its content, and the pages before MkDocs."""
    folder = tmp_path_factory.mktemp("later")
    content = Path(shutil.copytree(hostile.content, folder / "content"))
    edit.record(build.read(content)[0], "2026-02-01")
    hostile_guide.write(content, 1)
    edit.record(build.read(content)[0], "2026-03-01")
    return content, docs(content, folder / "out")


@pytest.fixture
def watched(page):
    """A page, and what happened on it that should not."""
    page.happened = []
    page.on("dialog", lambda dialog: (page.happened.append("dialog"), dialog.dismiss()))
    page.on("console", lambda message: page.happened.append(message.text) if message.type == "error" and "404 (Not Found)" not in message.text else None)
    page.on("pageerror", lambda error: page.happened.append(str(error)))
    page.on("request", lambda request: page.happened.append(request.url) if "127.0.0.1" not in request.url.split("/")[2] and not request.url.startswith(("data:", "file:", "about:", "blob:")) else None)
    page.set_viewport_size({"width": 390, "height": 844})
    return page


def test_there_are_many_vectors_and_none_twice():
    assert len(VECTORS) > 250 and len(set(VECTORS)) == len(VECTORS) and sum(map(len, PACKS)) == len(VECTORS)


def test_every_field_that_a_person_writes_holds_an_attack(hostile):
    """So that a new field of the model is not forgotten here."""
    written = {key for tree in hostile.catalogue.trees.values() for key, text in texts(tree.plain()) if any(vector in text for vector in VECTORS)}
    schemas = [json.loads(file.read_text("utf-8")) for file in (hostile.site / "schema").glob("*.json") if file.name not in ("history.json", "expected.json", "addresses.json")]
    free = {name for schema in schemas for name in free_texts(schema)}
    assert free - written == {"digest", "file"}


def texts(value, key=""):
    if isinstance(value, dict):
        for name, inside in value.items():
            yield from texts(inside, name)
            yield "key", name
    elif isinstance(value, list):
        for inside in value:
            yield from texts(inside, key)
    else:
        yield key, value


def free_texts(schema):
    """The names of what a schema describes as text of any form."""
    for name, told in schema.get("properties", {}).items():
        kinds = [told, told.get("items", {}), *told.get("anyOf", [])]
        if any(kind.get("type") == "string" and not {"pattern", "enum", "format", "const"} & kind.keys() for kind in kinds):
            yield name
    for told in schema.get("$defs", {}).values():
        yield from free_texts(told)


def test_every_page_has_the_elements_and_attributes_of_a_friendly_guide(page, hostile, knee):
    friendly = [page.evaluate(READ, path.read_text("utf-8")) for path in knee.pages()]
    elements, attributes = ({name for told in friendly for name in told[kind]} for kind in ("elements", "attributes"))
    assert len(hostile.pages()) > 100
    for path in hostile.pages():
        told, name = page.evaluate(READ, path.read_text("utf-8")), path.relative_to(hostile.site).as_posix()
        assert (told["live"], told["changes"], told["first"]) == ([], False, "script"), name
        assert set(told["elements"]) <= elements and set(told["attributes"]) <= attributes, name
        for data in told["data"]:
            assert json.loads(data), name


def test_structured_data_and_titles_hold_the_words(page, hostile):
    for number in NUMBERS:
        told = page.evaluate(READ, (hostile.site / "exercises" / f"e{number}" / "index.html").read_text("utf-8"))
        assert missing(PACKS[number], told["title"]) == []
        (data,) = told["data"]
        assert missing(PACKS[number], json.loads(data)["@graph"][0]["name"]) == []


def test_data_holds_the_words_as_they_were_written(hostile):
    read = {path.relative_to(hostile.site).as_posix(): json.loads(path.read_bytes()) for path in [*hostile.site.rglob("*.json"), hostile.site / "manifest.webmanifest"]}
    assert hostile.catalogue.guide.name == read["manifest.webmanifest"]["name"]
    names = {one["code"]: one["name"] for one in read["exercises.json"]["exercises"]}
    for number in NUMBERS:
        exercise = hostile.catalogue.exercises[f"e{number}"]
        assert names[exercise.code] == exercise.name == read[f"my-sheet/v{number + 1}.json"]["name"] == read[f"cues/v{number + 1}.json"]["name"]
        assert read[f"cues/v{number + 1}.json"]["start"] == exercise.start.text


def test_pictures_are_well_formed_and_run_nothing(hostile):
    found = list((hostile.site / "figures").rglob("*.svg"))
    assert len(found) >= 2 * len(PACKS)
    for path in found:
        elements = list(ElementTree.fromstring(path.read_bytes()).iter())
        assert not {"script", "a", "image", "foreignObject"} & {element.tag.split("}")[-1] for element in elements}, path
        assert not [key for element in elements for key in element.attrib if key.startswith("on") or key.endswith("href")], path


def test_what_is_no_page_is_read_back_whole(hostile):
    assert len(list(ElementTree.fromstring((hostile.site / "sitemap.xml").read_bytes()))) >= 2 * len(PACKS)
    for number in NUMBERS:
        (event,) = parsed((hostile.site / "reminders" / f"t{number}.ics").read_bytes()).inside
        (alarm,) = event.inside
        assert alarm.one("ACTION") == "DISPLAY" and event.all("ATTACH") == event.all("ATTENDEE") == []
        assert missing(PACKS[number], unescaped(event.one("SUMMARY"))) == missing(PACKS[number], unescaped(alarm.one("DESCRIPTION"))) == []


def test_the_feed_tells_every_change_as_text(later):
    tree = ElementTree.fromstring((later[1] / "feed.xml").read_bytes())
    inside = tree.findall(".//{http://www.w3.org/1999/xhtml}*")
    assert {element.tag.split("}")[-1] for element in inside} == {"div", "ul", "li", "p"} and not [element for element in inside if element.attrib]
    assert missing(VECTORS, "".join(tree.itertext())) == []


def test_nothing_happens_on_any_page_and_all_words_can_be_read(watched, hostile, serve):
    root = serve(hostile)
    # Each page was read as a browser reads it above. Of those that differ in words alone a third is opened.
    shown = {f"{kind}{number}/": PACKS[number] for number in NUMBERS for kind in ("routines/t", "sheets/t", "embed/e", ("r", "exercises/w", "g")[number % 3])}
    shown |= {"": [], "safety/": VECTORS, "safety/card/": [], "for-clinicians/": VECTORS, "figures/": VECTORS, "my-sheet/": PACKS[0], "nothing-there/": []}
    for address, vectors in shown.items():
        watched.goto(root + address, wait_until="load")
        assert missing(vectors, watched.evaluate("document.body.innerText")) == [], address
    watched.goto(root + "v1/", wait_until="commit")
    watched.wait_for_url("**/exercises/e0/")
    watched.goto(f"{root}V{len(PACKS) + 1}/", wait_until="load")
    watched.locator("#not-found a").first.wait_for()
    assert watched.happened == []


def test_a_printed_sheet_holds_the_words_and_nothing_that_acts(hostile):
    (html, told) = ((hostile.site / "sheets" / "t0" / "index.html").read_text("utf-8"), hostile.catalogue.routines["t0"])
    job = paper.editions("sheets/t0/", html, told.name)[0]
    with pikepdf.open(io.BytesIO(paper.pdfs([job], browser.find())[job.address])) as printed:
        acts = [(kind, str(one.get("/URI", ""))) for one in printed.objects if isinstance(one, pikepdf.Dictionary) and (kind := str(one.get("/S"))) in ("/JavaScript", "/URI", "/Launch", "/SubmitForm", "/GoToR")]
        assert flat(str(printed.docinfo["/Title"])) == flat(told.name) and "/JavaScript" not in printed.Root.get("/Names", {})
        assert not [act for act in acts if act[0] != "/URI" or not act[1].startswith(("https://clinic.example/", "file:"))]


def test_a_session_shows_the_words_and_nothing_happens(watched, hostile, serve):
    root = serve(hostile)
    for number in NUMBERS:
        watched.goto(f"{root}exercises/e{number}/", wait_until="load")
        assert missing(PACKS[number], watched.evaluate("document.body.innerText")) == []
        # A name of so many words covers the buttons, so they are not clicked with the mouse.
        watched.get_by_role("button", name="Start", exact=True).dispatch_event("click")
        watched.locator("dialog #begin").wait_for()
        watched.locator("dialog #begin").dispatch_event("click")
        watched.locator("dialog #skip").wait_for()
        told = watched.locator("dialog #skip").evaluate("""one => {
          const dialog = one.closest("dialog"), seen = [];
          while (!one.closest("section").hidden && seen.length < 999) { seen.push(dialog.querySelector("#exercise").textContent, dialog.querySelector("#words").textContent); one.click(); }
          return { text: seen.join(" "), elements: [...dialog.querySelectorAll("#words *, #exercise *")].length };
        }""")
        exercise = hostile.catalogue.exercises[f"e{number}"]
        assert missing([exercise.name, exercise.start.text, *(step.text for part in exercise.parts for step in part.steps)], told["text"]) == [] and told["elements"] == 0
    assert watched.happened == []


def test_a_sheet_of_ones_own_shows_the_words_and_takes_no_vector_for_more(watched, hostile, serve):
    watched.goto(f"{serve(hostile)}my-sheet/#{','.join(f'V{number + 1}' for number in NUMBERS)}")
    ready = watched.locator("main[aria-busy=false]")
    ready.wait_for()
    assert missing(VECTORS, watched.evaluate("document.body.innerText")) == []
    shape = "() => ['script', 'img', 'iframe', 'svg', 'style', 'a'].map((name) => document.querySelectorAll(name).length)"
    watched.goto("about:blank")
    watched.goto(f"{serve(hostile)}my-sheet/#V1")
    ready.wait_for()
    before = watched.evaluate(shape)
    for at in range(0, len(VECTORS), 10):
        hashed = "V1," + ",".join(quote(vector) for vector in VECTORS[at:at + 10])
        watched.evaluate("hash => new Promise((done) => { addEventListener('hashchange', () => done(), { once: true }); location.hash = hash; })", hashed)
        ready.wait_for()
        assert watched.evaluate(shape) == before and watched.locator("#problems li").count(), hashed
    assert watched.happened == []


def test_a_diary_with_any_titles_is_words_and_its_table_holds_no_formula(watched, hostile, serve):
    entries = [{"date": "2026-03-05", "title": vector, "minutes": 1} for vector in VECTORS]
    root = serve(hostile)
    watched.goto(f"{root}exercises/e0/", wait_until="load")
    watched.evaluate("([name, entries]) => localStorage.setItem(name, JSON.stringify(entries))", [f"/{root.split('/', 3)[3]} diary", entries])
    watched.get_by_role("button", name="Start", exact=True).dispatch_event("click")
    # The session shows its first screen when it has loaded, whatever is chosen before.
    watched.locator("dialog [data-diary]").first.wait_for()
    watched.locator("dialog [data-diary]").first.dispatch_event("click")
    diary = watched.locator("dialog #diary")
    diary.locator("li").first.wait_for()
    assert missing(VECTORS, diary.locator("ul").inner_text()) == [] and diary.locator("ul *:not(li)").count() == 0
    with watched.expect_download() as saved:
        diary.locator("#save").dispatch_event("click")
    rows = list(csv.reader(Path(saved.value.path()).read_text("utf-8-sig").splitlines(keepends=True)))
    titles = [title for _, title, _ in rows[1:]]
    assert [title.removeprefix("'").replace("\r\n", "\n") if vector[0] in "=+-@" else title for title, vector in zip(titles, VECTORS, strict=True)] == VECTORS
    assert not [title for title in titles if title[0] in "=+-@\t\r\n"] and sum(vector[0] in "=+-@" for vector in VECTORS) > 10
    assert watched.happened == []


def test_search_takes_any_words_and_shows_any_words(watched, hostile, serve):
    root = serve(hostile)
    watched.goto(f"{root}?q={quote(VECTORS[0])}", wait_until="load")
    field, results = watched.locator("input.md-search__input"), watched.locator(".md-search-result__item")
    expect(field).to_have_value(VECTORS[0])
    watched.goto(f"{root}?q=alert", wait_until="load")
    results.first.wait_for()
    for vector in VECTORS:
        field.fill(flat(vector))
    for words in ("alert", "owned"):
        field.fill(words)
        results.first.wait_for()
        foreign = watched.locator(".md-search-result").evaluate("one => [...one.querySelectorAll('*')].map(({ localName }) => localName).filter((name) => /script|img|iframe|style|form|object|embed|base|video|math|input/.test(name))")
        assert foreign == []
        assert missing(["<img src=x onerror=alert(1)>"], " ".join(results.all_inner_texts())) == []
    assert watched.happened == []


@pytest.fixture(scope="module")
def review(hostile, later) -> tuple[str, bytes]:
    """The words of what changed between the two guides, and the review file. The commits have vectors for their names."""
    both = tuple(commits.Side(hostile_guide.Writer(number).text(), content.parent, content) for number, content in enumerate((hostile.content, later[0])))
    pages = {hostile.content: hostile.out / "docs", later[0]: later[1]}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(commits, "sides", lambda *_: both)
        patch.setattr(commits, "built", lambda side, _: pages[side.content])
        return review_file.review_file(Path(), "", None, "2026-06-01")


def test_the_words_of_a_change_are_text_in_a_summary(page, review):
    told, _ = review
    assert not COMMAND.search(told)
    # As GitHub would show it: Markdown in which HTML is allowed.
    read = page.evaluate(READ, markdown.markdown(told, extensions=["pymdownx.tilde", "fenced_code", "sane_lists", "tables"]))
    assert read["live"] == [] and set(read["elements"]) <= {"html", "head", "body", "h1", "h2", "p", "ul", "li", "strong", "del", "code", "pre"}
    assert set(read["attributes"]) <= {"class"} and missing(VECTORS, read["text"]) == []


def test_nothing_happens_in_the_review_file(watched, review, tmp_path):
    file = tmp_path / "review.html"
    file.write_bytes(review[1])
    watched.goto(file.as_uri(), wait_until="load")
    frames = watched.locator("figure.after iframe")
    assert frames.count() >= 2 * len(PACKS)
    for number in range(frames.count()):
        frames.nth(number).scroll_into_view_if_needed()
        frames.nth(number).content_frame.locator("h1").first.wait_for()
    assert watched.locator(":is(body, body *):not(iframe)").evaluate_all("all => all.flatMap((one) => one.getAttributeNames()).filter((name) => name.startsWith('on'))") == []
    assert missing(VECTORS, watched.locator(".told").inner_text()) == [] and watched.happened == []
