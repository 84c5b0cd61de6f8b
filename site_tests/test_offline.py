"""The guide without a signal: all of it or nothing, old or new and never both, and no harm where it cannot be kept."""

import gzip
import json
import re
import shutil

import pytest

from generator import offline

from .conftest import KNEE, made
from .deployments import Host

PAGES = ["", "knee/", "exercises/sit-to-stand/", "routines/after-surgery/", "routines/after-surgery/?version=0000", "sheets/after-surgery/", "my-sheet/#K1", "safety/", "safety/card/"]
READY = """async () => {
  const { active } = await navigator.serviceWorker.ready;
  while (active.state !== "activated") await new Promise((done) => active.addEventListener("statechange", done, { once: true }));
}"""
# What a navigation does too, but here one can wait for its end.
UPDATE = """async () => {
  const registration = await navigator.serviceWorker.getRegistration();
  const old = registration.active;
  await registration.update();
  const fresh = registration.installing ?? registration.waiting ?? registration.active;
  while (fresh !== old && fresh.state === "installing") await new Promise((done) => fresh.addEventListener("statechange", done, { once: true }));
  return fresh === old ? "old" : fresh.state;
}"""
# Once no page of the old deployment is open. It is asked from beside the guide, where nothing of it is open.
REPLACED = """async (root) => {
  const registration = await navigator.serviceWorker.getRegistration(root);
  while (registration.waiting || registration.active.state !== "activated") await new Promise((done) => setTimeout(done, 20));
}"""
CACHES = "async () => Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).length))"


@pytest.fixture(scope="module")
def newer(tmp_path_factory):
    """The knee guide under another name: every page of it differs."""
    content = shutil.copytree(KNEE, tmp_path_factory.mktemp("newer") / "content")
    guide = content / "guide.yml"
    guide.write_text(guide.read_text("utf-8").replace("Knee & ankle at home", "Knee and ankle anew"), "utf-8")
    return made(content, content.parent / "out", {})


@pytest.fixture(scope="module")
def large(newer, tmp_path_factory):
    """The same, where so much is more than may be kept unasked."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(offline, "UNASKED", 50_000)
        return made(newer.content, tmp_path_factory.mktemp("large"), {})


@pytest.fixture
def host(knee):
    started = Host(knee.site)
    yield started
    started.end()


@pytest.fixture
def watched(chromium):
    """A context on a phone, and what its pages asked of the network and complained of."""
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    context.asked, context.complaints = [], []

    def watch(page):
        page.on("request", lambda request: context.asked.append(request.url))
        page.on("console", lambda message: context.complaints.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: context.complaints.append(str(error)))

    context.on("page", watch)
    yield context
    context.close()


def opened(context, host):
    """The first page, once the guide is kept, and opened again: only then it comes from what is kept."""
    page = context.new_page()
    page.goto(host.root, wait_until="load")
    page.evaluate(READY)
    page.reload(wait_until="load")
    return page


def opened_anew(page, host):
    """The first page, after the last one that was open is closed and the waiting deployment has taken its place."""
    fresh = page.context.new_page()
    page.close()
    fresh.goto(host.root.removesuffix("knee/"))
    fresh.evaluate(REPLACED, host.root)
    fresh.goto(host.root, wait_until="load")
    return fresh


def listed(built) -> dict:
    """The list of what may be kept of a built guide."""
    return json.loads((built.site / "offline.json").read_text("utf-8"))


def told(page) -> str:
    """The name of the guide that a page has in its title."""
    return re.search("at home|anew", page.title())[0]


def test_every_kind_of_page_without_a_network(watched, host, knee):
    page = opened(watched, host)
    host.end()
    watched.set_offline(True)
    for address in PAGES:
        page.goto("about:blank")
        page.goto(host.root + address, wait_until="load")
        page.locator("h1:visible").first.wait_for()
        if address.startswith("my-sheet"):
            page.locator("main[aria-busy=false] .code").first.wait_for()
        assert page.evaluate("[...document.images].every((one) => one.complete && one.naturalWidth)"), address
        assert page.locator("svg[role=img]:visible").count() or "exercises" not in address and "sheet" not in address, address
    page.goto(host.root + "routines/after-surgery/?version=0000")
    page.locator("[data-when~=unknown]:visible").first.wait_for()
    for typed in ("k1/", "k1", "K1/", "An-12/", "k 1", "exercises/heel-slide", "exercises/heel-slide/index.html"):
        page.goto(host.root + typed)
        page.wait_for_url(re.compile(r"/exercises/[a-z-]+/(index\.html)?$"))
        page.locator("h1 .code").wait_for()
    for identity in knee.catalogue.exercises:
        assert page.goto(f"{host.root}exercises/{identity}/").ok
    assert [url for url in watched.asked if not url.startswith((host.root, "data:"))] == []
    assert len(watched.complaints) == 3 and all("status of 404" in one for one in watched.complaints)
    watched.complaints.clear()
    missing = page.goto(host.root + "no-such-page/")
    assert missing.status == 404 and page.locator("h1").inner_text() == "No such page"
    host.begin()


def search(page, host, words: str) -> None:
    """Finds the exercise of these words."""
    page.goto(host.root + "safety/")
    page.wait_for_load_state("networkidle")
    page.locator("label[for=__search].md-header__button").click()
    page.keyboard.type(words)
    page.locator(".md-search-result__item a[href*='/exercises/sit-to-stand/']").first.wait_for()


def test_search_is_kept_once_it_was_used(watched, host):
    page = opened(watched, host)
    search(page, host, "chair rise")
    host.end()
    search(page, host, "chair rise")
    assert watched.complaints == []
    host.begin()


def test_what_is_not_kept_is_not_said_to_be_missing(watched, host):
    """Without a network the browser says so itself."""
    page = opened(watched, host)
    host.end()
    for address in ("figures/", "sheets/after-surgery-a4.pdf"):
        with pytest.raises(Exception, match="ERR_"):
            page.goto(host.root + address)
    host.begin()


def test_a_new_deployment_comes_whole_and_brings_only_what_has_changed(watched, host, knee, newer):
    page = opened(watched, host)
    host.site = newer.site
    host.asked.clear()
    assert page.evaluate(UPDATE) == "installed"
    brought = set(host.asked)
    same = dict(listed(newer)["files"].items() & listed(knee)["files"].items()).keys()
    assert "exercises/heel-slide/" in brought and "assets/guide.css" in same and not same & brought
    for address in PAGES:
        page.goto(host.root + address)
        assert told(page) == "at home", address
    page = opened_anew(page, host)
    for address in PAGES:
        page.goto(host.root + address)
        assert told(page) == "anew", address
    assert page.evaluate(CACHES) == [len(listed(newer)["files"]) + 1]
    host.end()
    page.goto(host.root + "exercises/heel-slide/")
    assert told(page) == "anew" and watched.complaints == []
    host.begin()


@pytest.mark.parametrize("broken", ["exercises/heel-slide/", "offline.json", "404.html"])
def test_a_damaged_deployment_leaves_the_old_one_whole(watched, host, knee, newer, broken):
    page = opened(watched, host)
    held = page.evaluate(CACHES)
    host.site, host.instead = newer.site, {broken: (knee.site / "offline.json").read_bytes()}
    assert page.evaluate(UPDATE) == "redundant"
    assert page.evaluate(CACHES) == held
    page = opened_anew(page, host)
    host.end()
    for address in PAGES:
        page.goto(host.root + address)
        assert told(page) == "at home", address
    host.begin()
    host.instead = {}
    assert page.evaluate(UPDATE) == "installed"


def test_where_there_is_no_room_the_pages_work_as_before(watched, host):
    page = watched.new_page()
    session = watched.new_cdp_session(page)
    session.send("Storage.overrideQuotaForOrigin", {"origin": host.root.split("/guides")[0], "quotaSize": 20_000})
    page.goto(host.root)
    page.evaluate("""async () => {
      const registration = await navigator.serviceWorker.register("sw.js"), { installing } = registration;
      while (installing && installing.state !== "redundant") await new Promise((done) => installing.addEventListener("statechange", done, { once: true }));
    }""")
    assert page.evaluate(CACHES) == []
    for address in PAGES:
        page.goto(host.root + address)
        assert told(page) == "at home"
    assert watched.complaints == []


FORBIDDEN = {
    "no such thing": "delete Navigator.prototype.serviceWorker",
    "refused": "if (self.ServiceWorkerContainer) ServiceWorkerContainer.prototype.register = () => Promise.reject(new DOMException('no', 'SecurityError'))",
    "not even to be looked at": "Object.defineProperty(Navigator.prototype, 'serviceWorker', { get() { throw new DOMException('no', 'SecurityError'); } })",
    "data saver": "Object.defineProperty(Navigator.prototype, 'connection', { get: () => ({ saveData: true }) })",
}


@pytest.mark.parametrize("script", FORBIDDEN.values(), ids=FORBIDDEN.keys())
def test_where_nothing_may_be_kept_nothing_is_asked_for_and_nothing_breaks(watched, host, script):
    watched.add_init_script(script)
    page = watched.new_page()
    for address in PAGES:
        page.goto(host.root + address, wait_until="load")
        page.evaluate("() => new Promise((done) => requestIdleCallback(() => done()))")
        assert told(page) == "at home"
    assert not {"sw.js", "offline.json"} & set(host.asked) and watched.complaints == []


def test_a_large_guide_asks_first(watched, host, large):
    host.site = large.site
    page = watched.new_page()
    for address in ("exercises/heel-slide/", ""):
        page.goto(host.root + address, wait_until="networkidle")
        assert page.evaluate("async () => (await navigator.serviceWorker.getRegistrations()).length") == 0
    size = round(listed(large)["bytes"] / 1_000_000)
    page.get_by_role("button", name=f"Keep this guide on the phone ({size} MB)").click()
    page.get_by_role("status").get_by_text("The guide is kept").wait_for()
    page.evaluate(READY)
    host.end()
    for address in PAGES:
        page.goto(host.root + address)
        assert told(page) == "anew"
    page.goto(host.root, wait_until="load")
    assert not page.locator("#keep").is_visible()
    assert watched.complaints == []
    host.begin()


def test_a_large_guide_that_could_not_be_kept_says_so(watched, host, large):
    host.site, host.instead = large.site, {"exercises/heel-slide/": b"damaged"}
    page = watched.new_page()
    page.goto(host.root)
    page.locator("#keep button").click()
    page.get_by_role("status").get_by_text("could not be kept").wait_for()
    assert page.locator("#keep button").is_visible() and page.evaluate(CACHES) == []


def test_a_guide_that_has_grown_large_is_no_longer_kept_unasked(watched, host, large):
    page = opened(watched, host)
    host.site = large.site
    assert page.evaluate(UPDATE) == "installed"
    page = opened_anew(page, host)
    host.asked.clear()
    page.reload()
    assert told(page) == "anew" and "" in host.asked
    assert page.evaluate(CACHES) == []
    page.locator("#keep button").wait_for()


def test_other_guides_of_the_same_host_are_left_alone(watched, host, newer):
    page = opened(watched, host)
    page.evaluate("async () => (await caches.open(`guide ${location.origin}/guides/knee/more/ 1`)).put('/x', new Response('x'))")
    host.site = newer.site
    page.evaluate(UPDATE)
    page = opened_anew(page, host)
    names = page.evaluate("caches.keys()")
    assert len(names) == 2 and any("/more/" in name for name in names)


def test_what_is_kept_is_light_and_whole(built):
    """Everything that is published is kept, kept once used, or known to be left out."""
    told = listed(built)
    published = {re.sub(r"(^|/)index\.html$", r"\1", path.relative_to(built.site).as_posix()) for path in built.site.rglob("*") if path.is_file()}
    left_out = published - told["files"].keys() - told["optional"].keys()
    kinds = {re.sub(r"^(schema|figures/link|embed|assets/images)/.*|^(assets/icon-).*|.*(\.(?:map|pdf|xml|webmanifest))$", r"\1\2\3", address) for address in left_out}
    assert kinds <= {"schema", "figures/link", "embed", "assets/images", "assets/icon-", ".map", ".pdf", ".xml", "sw.js", "offline.json"}
    assert not told["files"].keys() & told["optional"].keys() and {"", "404.html", "codes.json", "my-sheet/"} < told["files"].keys()
    names = {address: address + "index.html" if address.endswith("/") or not address else address for address in told["files"]}
    assert told["bytes"] == sum(len(gzip.compress((built.site / name).read_bytes(), mtime=0)) for name in names.values()) <= 1_500_000
    assert not told["ask"] and told["version"] in (built.site / "sw.js").read_text()


def test_the_same_site_is_the_same_deployment(knee, newer, tmp_path):
    assert listed(knee)["version"] == listed(made(KNEE, tmp_path, {}))["version"] != listed(newer)["version"]


def test_a_phone_can_put_the_guide_among_its_apps(page, host, knee):
    page.goto(host.root)
    session = page.context.new_cdp_session(page)
    assert session.send("Page.getAppManifest")["errors"] == []
    errors = {error["errorId"] for error in session.send("Page.getInstallabilityErrors")["installabilityErrors"]}
    assert errors <= {"in-incognito"}
    told = json.loads((knee.site / "manifest.webmanifest").read_text())
    assert told["name"] == knee.catalogue.guide.name and (told["start_url"], told["scope"], told["display"]) == (".", ".", "standalone")
    for icon in told["icons"]:
        width = page.evaluate("async (src) => { const image = new Image(); image.src = src; await image.decode(); return image.naturalWidth; }", icon["src"])
        assert icon["sizes"] == f"{width}x{width}"
    assert page.locator("link[rel=apple-touch-icon]").count() == 1


def test_a_preview_and_a_page_that_forwards_register_nothing(knee):
    assert "serviceWorker" not in "".join(path.read_text("utf-8") for path in (knee.out / "docs").rglob("*.html"))
    assert "serviceWorker" not in (knee.site / "k1" / "index.html").read_text() + (knee.site / "404.html").read_text()
    assert "serviceWorker" in (knee.site / "sheets" / "ankle" / "index.html").read_text()
