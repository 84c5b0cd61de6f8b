"""Pictures on the page as people meet them: still at first, moving when tapped, in every colour scheme."""

import json
import re

import pytest

PATH = ".picture:has(.play) .end path:not(.fade)"
SHAPES = f"[...document.querySelectorAll('{PATH}')].map(path => getComputedStyle(path).d).join()"


@pytest.fixture(scope="module")
def address(knee, serve):
    return f"{serve(knee)}exercises/heel-slide/"


def test_a_picture_is_still_until_it_is_tapped_and_still_again_after(page, address):
    page.goto(address)
    resting = page.evaluate(SHAPES)
    page.wait_for_timeout(300)
    assert page.evaluate(SHAPES) == resting
    page.locator(".play").first.click()
    page.wait_for_timeout(700)
    assert page.evaluate(SHAPES) != resting
    page.locator(".play").first.click()
    assert page.evaluate(SHAPES) == resting


def test_the_switch_moves_with_the_keyboard_and_says_what_it_does(page, address):
    page.goto(address)
    switch = page.get_by_role("checkbox", name=re.compile("Show the movement")).first
    switch.focus()
    page.keyboard.press("Space")
    assert switch.is_checked()
    assert "right thigh" in switch.get_attribute("aria-label")


def test_a_picture_moves_without_a_script(chromium, address):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    picture = page.locator(".picture:has(.play)").first
    page.locator(".play").first.check()
    page.wait_for_timeout(100)
    early = picture.screenshot()
    page.wait_for_timeout(900)
    assert picture.screenshot() != early
    context.close()


def test_who_asked_for_less_motion_gets_none(page, address):
    page.emulate_media(reduced_motion="reduce")
    page.goto(address)
    assert not page.locator(".play").first.is_visible()
    page.evaluate("document.querySelector('.play').checked = true")
    resting = page.evaluate(SHAPES)
    page.wait_for_timeout(500)
    assert page.evaluate(SHAPES) == resting


def test_where_paths_cannot_blend_the_start_fades_into_the_end(page, address):
    """A browser without blending is played by telling the style that it has none."""
    def without(route):
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace('@supports not (d: path("M0 0"))', "@supports (display: block)"))

    page.route("**/guide.css", without)
    page.goto(address)
    begin = page.locator(".drawing .begin").first
    assert not begin.is_visible()
    page.locator(".play").first.click()
    assert begin.is_visible()
    page.wait_for_timeout(300)
    assert page.evaluate("getComputedStyle(document.querySelector('.begin')).opacity") == "1"
    assert page.evaluate("getComputedStyle(document.querySelector('.end')).opacity") == "0"


def test_on_paper_the_end_of_the_movement_stands_without_a_switch(page, address):
    page.goto(address)
    page.emulate_media(media="print")
    assert not page.locator(".play").first.is_visible()
    assert page.locator(".drawing .end").first.is_visible() and not page.locator(".drawing .begin").first.is_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('.drawing .shirt')).fill") == "rgb(217, 217, 217)"


def test_colours_follow_the_scheme_and_forced_colours_give_lines(page, address):
    shirt = "getComputedStyle(document.querySelector('.drawing .shirt')).fill"
    page.emulate_media(color_scheme="light")
    page.goto(address)
    light = page.evaluate(shirt)
    page.locator("label[for=__palette_1]").click()
    page.locator("label[for=__palette_2]").click()
    dark = page.evaluate(shirt)
    assert light == "rgb(107, 188, 192)" and dark == "rgb(88, 180, 185)"
    page.emulate_media(forced_colors="active")
    assert page.evaluate(shirt) not in (light, dark)
    assert page.evaluate(shirt) == page.evaluate("getComputedStyle(document.body).backgroundColor")


def test_every_picture_of_an_exercise_is_in_its_page_beside_its_step(built, page, serve):
    root = serve(built)
    for told in json.loads((built.site / "exercises.json").read_text())["exercises"]:
        wanted = [told["start"], *(one for part in told["parts"] for step in part["steps"] for one in (step, *step["options"]))]
        words = [alt for one in wanted if one["figure"] for alt in (one["alt"], *(more["alt"] for more in one.get("more_figures", ())))]
        page.goto(root + told["url"])
        assert page.locator("article svg.drawing").evaluate_all("all => all.map(one => one.getAttribute('aria-label'))") == words
        steps = [step for part in told["parts"] for step in part["steps"]]
        for item, step in zip(page.locator("article ol > li").all(), steps):
            own = [step["alt"], *(more["alt"] for more in step.get("more_figures", ()))] if step["figure"] else []
            assert item.locator("svg.drawing").evaluate_all("all => all.map(one => one.getAttribute('aria-label'))")[:len(own)] == own
