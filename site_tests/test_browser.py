"""The built site as people meet it: on a small phone, in the dark, with a keyboard, without a script."""

import pytest
from axe_playwright_python.sync_playwright import Axe


def addresses(built) -> list[str]:
    """One address of each kind of page, and every exercise."""
    catalogue = built.catalogue
    routines = [f"{kind}/{identity}/" for identity in list(catalogue.routines)[:1] for kind in ("routines", "sheets")]
    return [
        "", f"{catalogue.guide.regions[0]}/", *(f"exercises/{identity}/" for identity in catalogue.spots),
        *routines, *(f"{page}/" for page in catalogue.pages), f"embed/{next(iter(catalogue.spots))}/", "no-such-page/",
    ]


@pytest.fixture(scope="module")
def root(built, serve):
    return serve(built)


@pytest.fixture
def watched(page):
    """A page, and what it asked of the network and complained of."""
    page.asked, page.complaints = [], []
    page.on("request", lambda request: page.asked.append(request.url))
    page.on("console", lambda message: page.complaints.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    return page


@pytest.mark.parametrize("width", [320, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_kind_of_page_on_a_phone(watched, built, root, width, scheme):
    """No sideways scrolling, no complaint of the policy or of a script, nothing asked of anybody else."""
    watched.set_viewport_size({"width": width, "height": 844})
    watched.emulate_media(color_scheme=scheme)
    for address in addresses(built):
        watched.asked.clear(), watched.complaints.clear()
        watched.goto(root + address, wait_until="load")
        assert watched.evaluate("document.documentElement.scrollWidth") <= width, address
        assert [url for url in watched.asked if not url.startswith((root, "data:"))] == [], address
        missing = ["Failed to load resource: the server responded with a status of 404 (Not Found)"]
        assert watched.complaints == (missing if address == "no-such-page/" else []), address


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_barrier_that_axe_can_find(page, built, root, scheme):
    page.set_viewport_size({"width": 390, "height": 844})
    page.emulate_media(color_scheme=scheme)
    found = []
    exercises = [f"exercises/{identity}/" for identity in built.catalogue.spots]
    kinds = [address for address in addresses(built) if address not in exercises[2:] and address != "no-such-page/"]
    for address in kinds:
        page.goto(root + address)
        page.wait_for_load_state("networkidle")
        result = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
        found += [(address, violation["id"], [node["target"] for node in violation["nodes"]][:3]) for violation in result.response["violations"]]
    assert found == []


def test_dark_follows_the_device_before_a_script_has_run(chromium, root):
    """The look is asked of the style sheet alone: scripts of the site are held back."""
    context = chromium.new_context(color_scheme="dark")
    page = context.new_page()
    page.route("**/*.js", lambda route: route.abort())
    page.goto(root)
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(21, 25, 28)"
    context.close()


def test_a_page_is_whole_without_a_script(chromium, built, root):
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    for identity, exercise in built.catalogue.exercises.items():
        page.goto(f"{root}exercises/{identity}/")
        told = page.locator("article").inner_text()
        for step in (step for part in exercise.parts for step in part.steps):
            assert step.text in told
        assert page.locator(".dose-sentence").is_visible() and page.locator(".stop").is_visible()
    page.goto(f"{root}{exercise.code.lower()}/")
    page.wait_for_url(f"**/exercises/{identity}/")
    context.close()


def test_menu_and_search_with_the_keyboard(page, knee, serve):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(serve(knee))
    page.wait_for_load_state("networkidle")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") .split()[0] == "md-skip"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.ariaLabel") == "Menu"
    page.keyboard.press("Enter")
    assert page.locator("#__drawer").is_checked()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Search", exact=True).focus()
    page.keyboard.press("Enter")
    page.locator("input[name=query]:focus").wait_for()


def test_search_finds_an_exercise_by_another_name_and_by_code(page, knee, serve):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(serve(knee))
    page.wait_for_load_state("networkidle")
    page.locator("label[for=__search].md-header__button").click()
    for words in ("chair rise", "K1"):
        page.locator("input[name=query]").fill("")
        page.keyboard.type(words)
        page.locator(".md-search-result__item:first-child a[href*='/exercises/sit-to-stand/']").first.wait_for()


def test_the_switch_of_colours_is_remembered_on_the_device(page, knee, serve):
    root = serve(knee)
    page.emulate_media(color_scheme="dark")
    page.goto(root)
    page.wait_for_load_state("networkidle")
    page.locator("label[for=__palette_1]").click()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    page.reload()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.context.cookies() == []


def test_the_missing_page_understands_a_code_and_a_slip(page, knee, serve):
    root = serve(knee)
    for typed in ("K1/", "K1", "An-12/", "k 1/"):
        page.goto(root + typed)
        page.wait_for_url("**/exercises/*/")
    page.goto(root + "K9/#steps")
    page.locator("#not-found a").first.wait_for()
    assert {"K1 Knee: sit to stand", "K2 Heel slide", "K3 Straight leg raise"} == set(page.locator("#not-found a").all_inner_texts())
    page.goto(root + "exercises/heel-slides/")
    assert page.locator("#not-found a").first.inner_text() == "K2 Heel slide"
    for typed in ("constructor/", "%E0%A4/"):
        page.goto(root + typed)
        page.wait_for_load_state("networkidle")
        assert page.url == root + typed
    page.goto(root + "<img src=x onerror=alert(1)>/")
    page.wait_for_load_state("networkidle")
    assert page.locator("#not-found img").count() == 0


def test_text_at_200_percent_stays_on_the_page(page, built, root):
    page.set_viewport_size({"width": 390, "height": 844})
    for address in ("", f"exercises/{next(iter(built.catalogue.spots))}/"):
        page.goto(root + address)
        page.evaluate("document.documentElement.style.fontSize = '250%'")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
