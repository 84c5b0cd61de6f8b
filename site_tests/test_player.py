"""The guided session in Chromium, with a clock that the test holds: played, paused, reloaded, slept through, deaf, dumb and forgetful."""

import json
import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

ASSETS = Path(__file__).parent.parent / "templates" / "theme" / "assets"
MORNING = "2026-03-05T09:00:00"
KINDS = {
    "get ready": "Get ready", "move": "Move", "hold": "Hold", "release": "Back", "rest": "Rest", "change sides": "Change sides", "next exercise": "Next exercise",
    "other position": "Change position", "down to floor": "Get down", "up from floor": "Get up",
}

# What the device is asked to do is noted in `heard`; the page sees nothing else.
SPIES = """
  window.heard = [];
  const set = (on, name, value) => Object.defineProperty(on, name, { value, configurable: true });
  const voice = (lang, localService) => ({ name: lang, lang, localService });
  window.voices = [voice('en-GB', false), voice('de-DE', true), voice('en-US', true)];
  set(window, 'SpeechSynthesisUtterance', class { constructor(text) { this.text = text; } });
  set(window, 'speechSynthesis', { getVoices: () => voices, addEventListener: (kind, does) => (window.onvoices = does), cancel: () => heard.push('hush'), speak: ({ text, voice }) => heard.push(`${voice.name}: ${text}`) });
  const node = (made) => new Proxy({}, { get: (_, name) => (name === 'frequency' ? { set value(pitch) { heard.push(`tone ${pitch}`); } } : name === 'gain' ? node() : name === 'connect' ? (to) => to : () => {}) });
  set(window, 'AudioContext', class { constructor() { heard.push('sound'); } currentTime = 0; destination = {}; resume = async () => {}; createOscillator = node; createGain = node; });
  set(Navigator.prototype, 'vibrate', (pattern) => heard.push(`buzz ${pattern}`));
  set(Navigator.prototype, 'wakeLock', { request: async () => (heard.push('awake'), { release: async () => heard.push('asleep') }) });
"""


class Session:
    """The player as a person meets it."""

    def __init__(self, page, root):
        self.page, self.root, self.happened = page, root, []
        page.on("console", lambda message: self.happened.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self.happened.append(str(error)))
        page.set_viewport_size({"width": 390, "height": 844})
        page.set_default_timeout(20_000)
        page.add_init_script(SPIES)
        page.clock.install(time=MORNING)
        # From here on time passes only where the test says so.
        page.clock.pause_at("2026-03-05T09:01:00")

    def visit(self, address: str):
        self.page.goto(self.root + address)
        return self

    def open(self, address: str):
        self.visit(address).page.get_by_role("button", name="Start", exact=True).click()
        self.at("begin").wait_for()
        return self

    def play(self, address: str):
        self.open(address).tap("begin")
        return self

    def at(self, name: str):
        return self.page.locator(f"dialog #{name}")

    def tap(self, *names: str):
        for name in names:
            self.at(name).click()

    def run(self, seconds: float):
        self.page.clock.run_for(round(seconds * 1000))

    def sees(self, name: str) -> str:
        return self.at(name).inner_text()

    def now(self) -> tuple[str, str, str]:
        return self.sees("kind"), self.sees("seconds"), self.sees("turn")

    def heard(self, begins: str = "") -> list[str]:
        return [one for one in self.page.evaluate("heard") if one.startswith(begins)]

    def forget(self):
        self.page.evaluate("heard.length = 0")

    def screen(self) -> str:
        return self.page.locator("dialog section:not([hidden])").get_attribute("id")

    def look_through(self):
        self.at("skip").evaluate("one => { while (!one.closest('section').hidden) one.click(); }")

    def kept(self, name: str):
        return self.page.evaluate("name => JSON.parse(Object.entries(localStorage).find(([key]) => key.endsWith(` ${name}`))?.[1] ?? 'null')", name)


@pytest.fixture
def knee_session(page, knee, serve):
    return Session(page, serve(knee))


@pytest.fixture
def guide_session(page, guide, serve):
    return Session(page, serve(guide))


def timeline(built, address: str) -> list[dict]:
    return json.loads((built.site / "cues" / address).read_text("utf-8"))["timeline"]


def test_a_routine_from_the_start_to_the_end(knee_session, knee):
    """Every moment of the published timeline is shown for its own seconds; the last part of AN12 is led and waits."""
    one = knee_session.play("routines/ankle/")
    cues = timeline(knee, "routines/ankle.json")
    assert {cue["kind"] for cue in cues} >= {"get ready", "move"} and any(cue["optional"] for cue in cues)
    for number, cue in enumerate(cues):
        assert one.now()[:2] == (KINDS[cue["kind"]], str(cue["seconds"]["max"])), number
        turn = one.sees("turn")
        assert turn.startswith(f"{cue['repetition']} of {cue['of']}") if (cue["of"] or 0) > 1 else " of " not in turn
        assert ((cue["side"] or "") + " side" in turn.lower()) == bool(cue["side"])
        assert one.at("enough").is_visible() == cue["optional"]
        one.run(cue["seconds"]["max"])
        if number + 1 < len(cues) and cues[number + 1]["part"] is None:
            assert one.sees("kind") == "As often as you like" and one.heard("en-US")[-1] == "en-US: Again, or go on?"
            one.run(60)
            one.tap("on")
    assert one.screen() == "end" and one.sees("took") == f"{round((sum(cue['seconds']['max'] for cue in cues) + 60) / 60)} minutes" and one.at("noted").is_visible()
    spoken = [text.removeprefix("en-US: ") for text in one.heard("en-US")]
    assert [text for text in spoken if text != "Again, or go on?"] == [cue["words"] for cue in cues if cue["words"]]
    one.tap("finish")
    expect(one.page.get_by_role("button", name="Start", exact=True)).to_be_focused()
    assert not one.page.locator("dialog").is_visible()
    assert one.happened == []


def test_n6_of_the_guide_from_the_start_to_the_end(guide_session, guide):
    one = guide_session.play("exercises/lift-head-on-side/")
    cues = timeline(guide, "n6.json")
    for cue in cues:
        assert one.now()[:2] == (KINDS[cue["kind"]], str(cue["seconds"]["max"]))
        one.run(cue["seconds"]["max"])
    assert one.screen() == "end" and [text.removeprefix("en-US: ") for text in one.heard("en-US")] == [cue["words"] for cue in cues if cue["words"]]
    assert one.happened == []


def test_pause_skip_back_and_ten_seconds_more(knee_session):
    one = knee_session.play("exercises/heel-slide/")
    assert one.now() == ("Get ready", "5", "")
    one.tap("longer")
    assert one.sees("seconds") == "15" and one.sees("turn") == ""
    one.run(4)
    one.tap("pause")
    one.run(300)
    assert one.sees("seconds") == "11" and "Paused" in one.sees("notice") and one.sees("pause") == "Go on"
    one.tap("pause")
    one.run(3)
    assert one.sees("seconds") == "8"
    one.tap("skip")
    assert one.now() == ("Move", "3", "Right side") and not one.at("longer").is_visible()
    one.tap("skip")
    one.run(3)
    assert one.now()[:2] == ("Hold", "2")
    one.tap("back")
    assert one.now()[:2] == ("Hold", "5")
    one.run(1)
    one.tap("back")
    assert one.now()[:2] == ("Move", "3")


def test_next_exercise_leaves_this_one(knee_session):
    one = knee_session.play("routines/ankle/")
    assert one.sees("exercise") == "AN12 Ankle circles · 1 of 2" and one.sees("leave") == "Next: K1 Knee: sit to stand"
    one.tap("leave")
    assert one.sees("exercise") == "K1 Knee: sit to stand · 2 of 2" and not one.at("leave").is_visible() and one.sees("kind") in ("Get up", "Change position")


def test_a_led_part_is_done_again_or_left(knee_session):
    one = knee_session.play("exercises/ankle-circles/")
    one.run(600)
    assert one.sees("kind") == "As often as you like" and one.sees("seconds") == ""
    one.tap("again")
    assert one.now()[:2] == ("Move", "4")
    one.run(4)
    assert one.at("again").is_visible()
    one.tap("on")
    assert one.screen() == "end"


def test_what_is_optional_can_be_left(knee_session):
    """K1: 8 to 10 times, three sets."""
    one = knee_session.play("exercises/sit-to-stand/")
    one.run(5 + 8 * 4 + 1)
    assert one.sees("turn") == "9 of 10" and one.heard("en-US")[-1] == "en-US: Again, if you can."
    one.tap("enough")
    assert one.sees("turn") == "1 of 10" and not one.at("enough").is_visible()


def test_a_hold_of_a_range_is_let_go_early_or_held(knee_session):
    """K3: 3 to 5 seconds."""
    one = knee_session.play("exercises/straight-leg-raise/")
    one.run(5 + 2)
    assert one.now()[:2] == ("Hold", "3") and not one.at("let-go").is_visible()
    one.run(3)
    assert one.now()[:2] == ("Hold", "2") and one.sees("notice") == "Let go when you need to." and one.heard("en-US")[-1].endswith(": Let go when you need to.")
    one.tap("let-go")
    assert one.now()[:2] == ("Move", "2")
    one.tap("back")
    one.run(5.5)
    assert one.now()[:2] == ("Move", "2")


def test_the_reading_and_the_first_side_are_chosen(knee_session):
    one = knee_session.open("exercises/straight-leg-raise/")
    assert one.at("count").locator("legend").inner_text() == "K3: 12 times (assumed)"
    assert one.at("count").get_by_label("On each side").is_checked() and one.at("first").get_by_label("Right").is_checked()
    before = one.sees("time")
    one.at("count").get_by_label("In all").check()
    one.at("first").get_by_label("Left").check()
    assert one.sees("time") != before
    one.tap("begin")
    one.run(5)
    assert one.sees("turn") == "1 of 12 · Left side" and "Left side." in one.heard("en-US")[-1]
    one.tap("close")
    one.open("exercises/heel-slide/")
    assert one.at("first").get_by_label("Left").is_checked() and not one.at("count").is_visible()


def test_the_other_side_is_the_mirrored_picture_and_a_movement_moves(knee_session):
    one = knee_session.play("exercises/heel-slide/")
    turned = "getComputedStyle(document.querySelector('body > div:last-child').shadowRoot.querySelector('#figure svg')).transform"
    moving = "getComputedStyle(document.querySelector('body > div:last-child').shadowRoot.querySelector('#figure .end path[class*=m]')).animationDuration"
    assert one.page.evaluate(turned) == "none"
    one.tap("skip")
    assert one.page.evaluate(moving) == "3s"
    one.tap("skip")
    assert one.page.evaluate(moving) == "0s"
    one.page.emulate_media(reduced_motion="reduce")
    one.tap("back")
    assert one.page.evaluate(moving) == "0s"
    one.tap("skip", "skip", "skip")
    assert one.sees("kind") == "Change sides" and one.page.evaluate(turned) == "matrix(-1, 0, 0, 1, 0, 0)"


def test_a_dose_of_ones_own_is_played(knee_session):
    one = knee_session.visit("my-sheet/#K2h7,K1x2")
    one.page.locator("#session").click()
    one.tap("begin")
    assert one.sees("exercise") == "K2 Heel slide · 1 of 2"
    one.run(5 + 3)
    assert one.now()[:2] == ("Hold", "7")
    one.tap("leave")
    one.run(30)
    assert one.sees("turn") == "1 of 2"
    one.page.reload()
    one.at("play").wait_for()
    assert one.now()[2] == "1 of 2" and "Paused" in one.sees("notice")
    one.tap("close")
    expect(one.page.locator("#session")).to_be_focused()
    assert one.happened == []


def test_a_reload_loses_nothing(knee_session):
    one = knee_session.play("routines/after-surgery/")
    one.run(5 + 2 + 1)
    before = one.now()
    one.page.reload()
    one.at("play").wait_for()
    assert one.now() == before and "Paused" in one.sees("notice")
    one.tap("pause")
    one.run(1)
    assert one.now() != before and one.heard("awake") == ["awake"]
    one.tap("close")
    one.page.reload()
    one.page.wait_for_load_state("networkidle")
    assert not one.page.locator("dialog").count(), "who has closed it is not asked again"
    one.open("routines/after-surgery/")
    assert one.sees("go-on") == "Go on where you were: K1, 2 of 10"
    one.tap("go-on")
    one.run(1)
    assert one.sees("turn") == "2 of 10" and "Paused" not in one.sees("notice")
    assert one.happened == []


@pytest.mark.parametrize("damage", ["x => '{'", "x => '[]'", "x => 'null'", "x => x.replace(/\"at\":\\d+/, '\"at\":999999')", "x => x.replace(/\"at\":\\d+/, '\"at\":\"__proto__\"')", "x => x.replace(/\"codes\":\\[.*?\\]/, '\"codes\":7')", "x => x.replace(/\"saved\":\\d+/, '\"saved\":5')", "x => x.replace(/\"of\":\\d+/, '\"of\":3')"])
def test_a_place_that_is_damaged_or_old_is_forgotten(knee_session, damage):
    one = knee_session.play("exercises/heel-slide/")
    one.run(6)
    one.tap("close")
    one.page.evaluate("damage => { const key = Object.keys(localStorage).find((key) => key.endsWith(' place')); localStorage.setItem(key, damage(localStorage[key])); }".replace("damage(", f"({damage})(").replace("damage =>", "() =>"))
    one.open("exercises/heel-slide/")
    assert not one.at("go-on").is_visible()
    one.tap("begin")
    assert one.now()[:2] == ("Get ready", "5") and one.happened == []


def test_a_hidden_page_stays_with_the_clock(knee_session):
    """Its ticks come once a minute: what has gone by is passed over, and only where it is now is told."""
    one = knee_session.play("exercises/sit-to-stand/")
    one.forget()
    one.page.clock.fast_forward(61_000)
    assert one.sees("turn") == "5 of 10" and one.sees("kind") == "Move"
    assert len(one.heard("en-US")) == 1
    hide = "state => { Object.defineProperty(Document.prototype, 'visibilityState', { get: () => state, configurable: true }); document.dispatchEvent(new Event('visibilitychange')); }"
    one.page.evaluate(hide, "hidden")
    assert one.heard("awake") == []
    one.page.evaluate(hide, "visible")
    assert one.heard("awake") == ["awake"]


def test_a_phone_that_slept_finds_its_place(knee_session):
    one = knee_session.play("exercises/sit-to-stand/")
    one.run(10)
    before = one.now()
    one.page.clock.fast_forward(8 * 3_600_000)
    assert one.now() == before and "The phone slept" in one.sees("notice") and one.heard("asleep") == ["asleep"]
    one.tap("pause")
    assert one.now() == before and "slept" not in one.sees("notice")


def test_a_clock_that_is_set_back_loses_nothing(knee_session):
    one = knee_session.play("exercises/sit-to-stand/")
    one.run(10)
    before = one.now()
    one.page.clock.set_system_time("2026-03-05T08:00:00")
    one.run(.3)
    assert one.sees("turn") == before[2] and int(one.sees("seconds")) <= int(before[1])


def test_half_an_hour_does_not_drift(knee_session):
    """Ticks that never meet a whole second: after half an hour the moment changes within the tick that it should."""
    one = knee_session.visit("my-sheet/#K1x450")
    one.page.locator("#session").click()
    one.tap("begin")
    for _ in range(60):
        one.page.clock.fast_forward(30_000)
    assert one.sees("turn") == "449 of 450" and one.sees("words") == "Slowly sit down." and one.sees("seconds") in ("1", "2")
    one.run(1.4)
    assert one.sees("turn") == "450 of 450"


def test_tones_and_vibration_tell_moments_apart(knee_session):
    one = knee_session.open("exercises/heel-slide/")
    assert one.heard("sound") == [], "no sound before a tap"
    one.tap("begin")
    told = {}
    for name, seconds in (("ready", 5), ("move", 3), ("hold", 5), ("release", 3), ("sides", 10), ("move again", 3), ("hold again", 5), ("end", 3)):
        if name == "end":
            one.forget()
            one.run(3)
        told[name] = [text for text in one.heard() if text.startswith(("tone", "buzz"))]
        one.forget()
        if name != "end":
            one.run(seconds)
    assert told["move"] == told["move again"] == [] and told["hold"] == told["hold again"]
    assert len({tuple(told[name]) for name in ("ready", "hold", "release", "sides", "end")}) == 5 and all(told[name] for name in ("ready", "hold", "release", "sides", "end"))
    assert all(len([text for text in told[name] if text.startswith("buzz")]) == 1 for name in ("ready", "hold", "release", "sides", "end"))


def test_voice_tones_and_vibration_can_be_switched_off(knee_session):
    one = knee_session.open("exercises/heel-slide/")
    for name in ("Voice", "Tones", "Vibration"):
        one.at("start").get_by_label(name).uncheck()
    one.tap("begin")
    one.run(60)
    assert one.screen() == "end" and one.heard("en-") == one.heard("tone") == one.heard("buzz") == []
    one.open("exercises/heel-slide/")
    assert not one.at("start").get_by_label("Tones").is_checked()


def test_only_a_voice_of_the_device_in_this_language_speaks(knee_session):
    one = knee_session
    one.page.add_init_script("window.voices.pop()")
    one.open("exercises/heel-slide/")
    assert not one.at("voice").is_visible() and one.at("no-voice").is_visible()
    one.page.evaluate("() => { voices.push({ name: 'late', lang: 'en_AU', localService: true }); onvoices(); }")
    assert one.at("voice").is_visible() and not one.at("no-voice").is_visible()
    one.tap("begin")
    assert one.heard("late")


def test_the_screen_is_kept_on_and_let_go(knee_session):
    one = knee_session.play("exercises/heel-slide/")
    assert one.heard("a") == ["awake"]
    one.tap("pause")
    assert one.heard("a") == ["awake", "asleep"]
    one.tap("pause")
    one.run(60)
    assert one.screen() == "end" and one.heard("a") == ["awake", "asleep", "awake", "asleep"]
    one.tap("finish")
    one.play("exercises/heel-slide/")
    one.page.keyboard.press("Escape")
    assert one.heard("a")[-1] == "asleep"


GONE = ["delete window.speechSynthesis", "delete window.SpeechSynthesisUtterance", "delete window.AudioContext", "delete Navigator.prototype.vibrate", "delete Navigator.prototype.wakeLock"]
THROWS = ["Object.defineProperty(window, 'speechSynthesis', { get() { throw new Error(); } })", "window.AudioContext = class { constructor() { throw new Error(); } }", "Object.defineProperty(Navigator.prototype, 'vibrate', { value() { throw new Error(); } })", "Object.defineProperty(Navigator.prototype, 'wakeLock', { value: { request: async () => { throw new Error(); } } })", "Object.defineProperty(window, 'sessionStorage', { get() { throw new Error(); } })"]


@pytest.mark.parametrize("less", [*GONE, *THROWS])
def test_what_a_device_cannot_do_is_silence(knee_session, less):
    one = knee_session
    one.page.add_init_script(less)
    one.open("exercises/heel-slide/")
    assert one.at("vibration").is_visible() == ("delete Navigator.prototype.vibrate" not in less)
    assert one.at("voice").is_visible() == ("window.speechSynthesis" not in less and "'speechSynthesis'" not in less)
    one.tap("begin")
    one.run(20)
    one.tap("pause", "pause")
    one.run(60)
    assert one.screen() == "end" and one.happened == []


@pytest.mark.parametrize("forbidden", [["getItem", "setItem"], ["setItem"]])
def test_where_nothing_may_be_kept_all_else_works(knee_session, forbidden):
    """The theme has keys of its own, and those are none of this test's business."""
    one = knee_session
    for name in forbidden:
        one.page.add_init_script(f"{{ const own = Storage.prototype.{name}; Storage.prototype.{name} = function (key, ...rest) {{ if (/ /.test(key)) throw new Error('no'); return own.call(this, key, ...rest); }}; }}")
    one.open("exercises/heel-slide/")
    one.at("first").get_by_label("Left").check()
    one.tap("begin")
    one.run(6)
    assert one.sees("turn") == "Left side"
    one.run(60)
    assert one.screen() == "end" and not one.at("noted").is_visible()
    one.page.locator("#end [data-diary]").click()
    assert one.at("not-kept").is_visible() and one.happened == []


def test_the_diary_is_kept_saved_and_cleared(knee_session):
    one = knee_session.play("exercises/heel-slide/")
    one.run(60)
    one.tap("finish")
    one.page.clock.set_system_time("2026-03-09T23:59:00")
    one.play("exercises/heel-slide/")
    one.run(40)
    one.page.locator("#end [data-diary]").click()
    assert one.kept("diary")[0] == {"date": "2026-03-05", "title": "K2 Heel slide", "minutes": 1}
    ticks = one.at("diary").locator("td").all_inner_texts()
    assert len(ticks) == 28 and [place for place, tick in enumerate(ticks) if tick] == [14 + 3, 21]
    assert one.at("diary").locator("tbody th").all_inner_texts() == ["Feb 16", "Feb 23", "Mar 2", "Mar 9"]
    assert one.at("diary").locator("li").all_inner_texts() == ["Mar 9: K2 Heel slide, 1 minute", "Mar 5: K2 Heel slide, 1 minute"]
    with one.page.expect_download() as saved:
        one.tap("save")
    assert saved.value.suggested_filename == "diary.csv"
    assert Path(saved.value.path()).read_text("utf-8-sig").splitlines() == ['"Date","Exercises","Minutes"', '"2026-03-05","K2 Heel slide","1"', '"2026-03-09","K2 Heel slide","1"']
    one.tap("clear", "keep")
    assert len(one.kept("diary")) == 2
    one.tap("clear", "clear-all")
    assert one.kept("diary") == [] and one.at("diary").locator("li").count() == 0 and not one.at("sure").is_visible()
    assert one.happened == []


def test_who_only_looked_through_it_has_done_nothing(knee_session):
    one = knee_session.play("exercises/heel-slide/")
    one.look_through()
    assert one.screen() == "end" and not one.at("noted").is_visible() and one.kept("diary") is None


def test_nothing_is_sent_and_the_player_comes_on_start_only(knee_session):
    one, asked = knee_session, []
    one.page.on("request", lambda request: asked.append((request.method, request.url)))
    one.visit("exercises/heel-slide/").page.wait_for_load_state("networkidle")
    assert not [url for _, url in asked if re.search(r"player|cues|clock\.js|diary|signals|timeline|phrases|choice", url)]
    asked.clear()
    one.page.get_by_role("button", name="Start", exact=True).click()
    one.tap("begin")
    one.run(60)
    assert one.screen() == "end" and all(method == "GET" and url.startswith(one.root) and "?" not in url for method, url in asked)


def test_what_cannot_be_fetched_is_said_and_can_be_tried_again(knee_session):
    one = knee_session.visit("exercises/heel-slide/")
    one.page.route("**/cues/**", lambda route: route.abort())
    start = one.page.get_by_role("button", name="Start", exact=True)
    start.click()
    one.page.get_by_text("The session could not be loaded.").wait_for()
    one.page.unroute("**/cues/**")
    start.click()
    one.at("begin").wait_for()
    assert not one.page.get_by_text("The session could not be loaded.").is_visible()


def test_the_stop_rule_is_one_tap_away(knee_session):
    one = knee_session.play("exercises/straight-leg-raise/")
    one.run(6)
    before = one.now()
    one.tap("stop")
    assert one.at("rules").locator("li").all_inner_texts() == ["the knee swells", "the knee locks", "the new scar opens"]
    assert one.at("help").get_attribute("href") == one.root + "safety/"
    one.run(60)
    one.page.get_by_role("button", name="Return").click()
    assert one.now() == before and "Paused" in one.sees("notice")


def test_with_the_keyboard_alone(knee_session):
    one = knee_session.visit("exercises/heel-slide/")
    key = one.page.keyboard.press
    one.page.get_by_role("button", name="Start", exact=True).focus()
    key("Enter")
    one.at("begin").wait_for()
    assert one.page.locator("#begin:focus").count() == 1
    key("Enter")
    assert one.page.locator("#pause:focus").count() == 1 and one.sees("seconds") == "5"
    key("+")
    assert one.sees("seconds") == "15"
    key(" ")
    assert one.sees("pause") == "Go on"
    key(" ")
    assert one.sees("pause") == "Pause"
    key("ArrowRight")
    assert one.sees("kind") == "Move"
    key("+")
    assert one.sees("seconds") == "3", "a movement is not made longer"
    key("ArrowLeft")
    assert one.sees("kind") == "Get ready"
    key("Escape")
    expect(one.page.get_by_role("button", name="Start", exact=True)).to_be_focused()
    assert not one.page.locator("dialog").is_visible() and one.kept("place")["at"] == 0


def test_space_pauses_after_a_tap_on_another_button(knee_session):
    one = knee_session.play("exercises/heel-slide/")
    one.tap("skip")
    one.page.keyboard.press(" ")
    assert one.sees("kind") == "Move" and one.sees("pause") == "Go on"


def test_the_live_region_does_not_chatter(knee_session):
    one = knee_session.open("exercises/heel-slide/")
    one.page.evaluate("""() => {
      window.told = [];
      const live = document.querySelector('body > div:last-child').shadowRoot.querySelector('#live');
      new MutationObserver(() => told.push(live.textContent)).observe(live, { childList: true, subtree: true, characterData: true });
    }""")
    one.tap("begin")
    one.run(60)
    told = [text for text in one.page.evaluate("told") if text]
    assert len([text for text in told if "Get ready" in text]) == 1 and len([text for text in told if "Hold" in text]) == 2 and not any(re.fullmatch(r"\d+", text) for text in told)
    assert len(told) <= 4


SIZES = {"phone": (390, 844), "small": (320, 568), "side": (844, 390)}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_every_screen_fits_and_has_no_barrier_that_axe_can_find(knee_session, size, scheme):
    one, (width, height) = knee_session, SIZES[size]
    one.page.emulate_media(color_scheme=scheme)
    one.page.clock.resume()  # axe waits now and then
    one.page.set_viewport_size({"width": width, "height": height})
    found = []

    def look(name: str):
        # Preloading, axe would copy the style sheets of the dialog into the page, where the policy forbids them.
        result = Axe().run(one.page, options={"preload": False, "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
        found.extend((name, violation["id"], [node["target"] for node in violation["nodes"]][:3]) for violation in result.response["violations"])
        wide = one.page.locator("dialog").evaluate("one => [one, ...one.querySelectorAll('section:not([hidden]) *')].filter((part) => part.closest('svg') === null && part.getBoundingClientRect().right > innerWidth + 1).map((part) => part.outerHTML.slice(0, 80))")
        low = one.page.locator("dialog").evaluate("one => [...one.querySelectorAll('button, label')].filter((part) => part.offsetParent && part.getBoundingClientRect().height < 48).map((part) => part.id)")
        assert wide == [] and low == [], name

    one.open("routines/after-surgery/")
    look("start")
    one.tap("begin")
    one.run(1)
    look("get ready")
    assert one.at("seconds").evaluate("one => parseFloat(getComputedStyle(one).fontSize)") * .7 >= min(width, height) / 4
    for name in ("seconds", "pause", "kind"):
        box = one.at(name).bounding_box()
        assert box["y"] >= 0 and box["y"] + box["height"] <= height, name
    one.tap("pause")
    look("paused")
    one.tap("stop")
    look("rules")
    one.page.get_by_role("button", name="Return").click()
    one.look_through()
    look("end")
    one.page.locator("#end [data-diary]").click()
    look("diary")
    one.tap("clear")
    look("sure")
    assert found == [] and one.happened == []


def test_text_of_double_size_stays_on_the_screen(knee_session):
    one = knee_session
    one.page.set_viewport_size({"width": 320, "height": 700})
    one.open("routines/after-surgery/")
    one.page.context.new_cdp_session(one.page).send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
    assert one.page.locator("dialog").evaluate("one => parseFloat(getComputedStyle(one).fontSize)") == 36
    one.tap("begin")
    one.run(1)
    for name in ("pause", "skip", "back", "stop", "close"):
        box = one.at(name).bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= 320 and box["y"] + box["height"] <= 700, name


def test_without_a_script_there_is_no_start_button(chromium, knee, serve):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(serve(knee) + "exercises/heel-slide/")
    assert page.get_by_role("button", name="Start", exact=True).count() == 0 and page.get_by_text("Start", exact=True).count() >= 1
    context.close()


def test_the_scripts_of_the_player_speak_no_language():
    names = ("player.js", "clock.js", "signals.js", "diary.js")
    texts = {name: (ASSETS / name).read_text("utf-8") for name in names}
    for name in names:
        code = re.sub(r"/\*\*.*?\*/|^//.*$", "", texts[name], flags=re.DOTALL | re.MULTILINE)
        assert [text for text in re.findall(r"\"([^\"\n]*)\"", code) if re.search(r"[a-z]+ [a-z]+ [a-z]+ [a-z]+", text)] == [], name
