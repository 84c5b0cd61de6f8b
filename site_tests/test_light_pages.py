"""A page loads little, looks as it would with all of the theme, and has all of the theme once somebody uses it."""

import gzip

import pytest

from generator.lean import used_rules

# How every element is drawn, and what stands before and after it.
LOOKS = """() => [document.documentElement, ...document.querySelectorAll("body, body *")].flatMap((element) => ["", "::before", "::after"].map((pseudo) => {
  const style = getComputedStyle(element, pseudo);
  return pseudo && style.content === "none" ? "" : `${element.tagName}.${element.getAttribute("class")}${pseudo} ${style.cssText}`;
}))"""
# What moves into its place is there at once.
STILL_LOOKS = f"() => {{ for (const one of document.getAnimations()) one.finish(); return ({LOOKS})(); }}"
ALL_STYLES = """() => {
  const own = document.querySelector("link[rel=stylesheet]");
  return Promise.all(document.querySelector("script[data-styles]").dataset.styles.split(" ").map((href) => new Promise((done) => {
    own.before(Object.assign(document.createElement("link"), { rel: "stylesheet", href, onload: done }));
  }))).then(() => own.remove());
}"""
THEME = "**/assets/javascripts/bundle.*"


@pytest.fixture
def without_worker(chromium):
    """A page whose requests all pass through the test."""
    context = chromium.new_context(service_workers="block")
    yield context.new_page()
    context.close()


def addresses(built) -> list[str]:
    return ["", f"{built.catalogue.guide.regions[0]}/", f"exercises/{next(iter(built.catalogue.spots))}/", f"routines/{next(iter(built.catalogue.routines))}/", "for-clinicians/", "safety/"]


@pytest.mark.parametrize("width, medium, scheme, opened", [
    (390, "screen", "light", None), (390, "screen", "dark", "#__drawer"), (390, "screen", "light", "#__search"),
    (1280, "screen", "dark", None), (1280, "screen", "light", "#__search"), (390, "print", "light", None),
])
def test_the_rules_that_are_left_out_change_nothing(without_worker, built, serve, width, medium, scheme, opened):
    page, root = without_worker, serve(built)
    page.route(THEME, lambda route: route.abort())
    page.set_viewport_size({"width": width, "height": 844})
    page.emulate_media(media=medium, color_scheme=scheme, reduced_motion="reduce")
    for address in addresses(built):
        page.goto(root + address)
        if opened:
            page.evaluate("(opened) => { document.querySelector(opened).checked = true; }", opened)
        light = page.evaluate(STILL_LOOKS)
        page.evaluate(ALL_STYLES)
        assert [pair for pair in zip(light, page.evaluate(STILL_LOOKS), strict=True) if pair[0] != pair[1]] == [], address


def test_an_exercise_loads_little_until_it_is_there(page, built, serve):
    root, asked = serve(built), []
    page.set_viewport_size({"width": 390, "height": 844})
    page.on("request", lambda request: asked.append(request.url.removeprefix(root)))
    weights = []
    for identity in built.catalogue.spots:
        asked.clear()
        page.goto(f"{root}exercises/{identity}/", wait_until="load")
        loaded = [url.split("?")[0] for url in asked if not url.startswith("photos/")]
        assert len(loaded) <= 4, loaded
        files = [built.site / (f"{url}index.html" if url.endswith("/") else url) for url in loaded]
        weights.append(sum(len(gzip.compress(file.read_bytes(), mtime=0)) for file in files))
    # One exercise of the real guide has five pictures.
    assert sorted(weights)[len(weights) // 2] <= 25_000 and max(weights) <= 29_200, weights


@pytest.mark.parametrize("use", [
    lambda page: page.locator("label[for=__search].md-header__button").click(),
    lambda page: page.locator("label[for=__drawer].md-header__button").click(),
    lambda page: page.keyboard.press("/"),
])
def test_the_themes_script_comes_when_it_is_used(page, knee, serve, use):
    asked = []
    page.set_viewport_size({"width": 390, "height": 844})
    page.on("request", lambda request: asked.append(request.url))
    page.goto(serve(knee) + "exercises/sit-to-stand/")
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "/javascripts/" in url or "search_index" in url]
    with page.expect_request(THEME):
        use(page)


def test_what_is_typed_before_the_search_is_there_is_searched_for(without_worker, knee, serve):
    page, held = without_worker, []
    page.set_viewport_size({"width": 390, "height": 844})
    page.route(THEME, lambda route: held.append(route))
    page.goto(serve(knee) + "exercises/heel-slide/")
    page.keyboard.press("/")
    page.locator("input[name=query]:focus").wait_for()
    page.keyboard.type("chair rise")
    held[0].continue_()
    page.locator(".md-search-result__item:first-child a[href*='/exercises/sit-to-stand/']").first.wait_for()


def test_a_wide_page_has_the_whole_theme_by_itself(page, knee, serve):
    page.set_viewport_size({"width": 1280, "height": 844})
    with page.expect_request(THEME):
        page.goto(serve(knee))


@pytest.mark.parametrize("css, kept", [
    (".a{color:red}.b{color:red}", ".a{color:red}"),
    (".a,.b{color:red}", ".a{color:red}"),
    ("p .a > i:hover{color:red} p .b{x:y}", "p .a > i:hover{color:red}"),
    ("[hidden]{a:b}[for=x]{a:b}[for=y]{a:b}[class^=z]{a:b}", "[hidden]{a:b}[for=x]{a:b}[class^=z]{a:b}"),
    (":not(.b) .a{c:d}", ":not(.b) .a{c:d}"),
    ("@media print{.a{c:d}.b{c:d}}@media screen{.b{c:d}}", "@media print{.a{c:d}}"),
    ("@keyframes turn{to{rotate:1turn}}", "@keyframes turn{to{rotate:1turn}}"),
    (":root{--read:1;--unread:2;--by-another:3;--by-nobody:var(--unread)}.a{c:var(--read)}.a:hover{--read:var(--by-another)}", ":root{--read:1;--by-another:3}.a{c:var(--read)}.a:hover{--read:var(--by-another)}"),
    ('/* no */.a{content:"/* yes */"}', '.a{content:"/* yes */"}'),
])
def test_rules_stay_that_something_answers_to(css, kept):
    named = used_rules.names('<p class="a" hidden><i><label for="x"></label></i></p>')
    assert used_rules.used(css, named, ()) == kept
