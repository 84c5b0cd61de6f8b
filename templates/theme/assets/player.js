// The guided session: plays the timeline of exercises in a dialog of its own. It is loaded on "Start" only.

import * as clock from "./clock.js";
import { cueWords, textOf } from "./cues.js";
import * as diary from "./diary.js";
import { filled, listed, quantity, time } from "./phrases.js";
import * as signals from "./signals.js";
import { isLed, session, total } from "./timeline.js";

/**
 * What to play, and its name. `doses`: changes for one person, by code.
 * @typedef {{codes: string[], title: string, doses?: Object<string, import("./choice.js").Changes>}} Asked
 */

const ROOT = new URL("../", import.meta.url), TICK = 200, HOURS = 12 * 3_600_000, SHORT = 20_000;
const CHANGES = ["rest", "change sides", "get ready", "next exercise", "other position", "down to floor", "up from floor"];
const language = document.documentElement.lang;

/**
 * The elements of the dialog by id.
 * @type {{dialog?: HTMLDialogElement} & Object<string, any>}
 */
const place = {};
/**
 * The words of cues/player.html.
 * @type {Object<string, any>}
 */
let words;
/** @type {import("./timeline.js").Guide & {phrases: import("./phrases.js").Table}} */
let guide;
/**
 * The rules of the player; the first of them moves the figure.
 * @type {CSSStyleSheet}
 */
let rules;
/**
 * What is played.
 * @type {Asked}
 */
let asked;
/** @type {import("./cues.js").Exercise[]} */
let exercises;
/**
 * What is said at each moment.
 * @type {string[]}
 */
let said;
/**
 * What is chosen on the first screen, by the names of its fields.
 * @type {Object<string, any>}
 */
let settings;
/**
 * The screen to which the rules and the diary lead back.
 * @type {string}
 */
let came;
/**
 * What had the focus before.
 * @type {any}
 */
let opener;
/** @type {number} */
let timer;
/** @type {clock.State} */
let state;
/**
 * What was told last, so that nothing is told twice.
 * @type {string}
 */
let told;
/**
 * The moment that was drawn last.
 * @type {clock.Moment}
 */
let drawn;

/**
 * The text of a file of the site. Where it cannot be fetched it rejects.
 * @param {string} address
 */
async function text(address) {
  const answer = await fetch(new URL(address, ROOT));
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.text();
}

/** Puts the dialog into the page, once, behind a border that the styles of the page do not cross. */
async function build() {
  const page = await text("cues/player.html");
  const found = new DOMParser().parseFromString(page, "text/html"), host = document.createElement("div"), shadow = host.attachShadow({ mode: "open" });
  [words, guide] = ["session-words", "session-data"].map((id) => JSON.parse(found.getElementById(id).textContent));
  const styles = ["figures", "player"].map((name) => Object.assign(document.createElement("link"), { rel: "stylesheet", href: new URL(`assets/${name}.css`, ROOT) }));
  const loaded = styles.map((one) => new Promise((done, failed) => Object.assign(one, { onload: done, onerror: failed })));
  shadow.append(...styles, document.importNode(found.querySelector("template").content, true));
  document.body.append(host);
  await Promise.all(loaded);
  rules = styles[1].sheet;
  rules.insertRule("@media all {}");
  for (const one of shadow.querySelectorAll("[id]")) place[one.id] = one;
  place.dialog = shadow.querySelector("dialog");
  Object.assign(place.dialog.dataset, document.body.dataset);
  place.help.href = new URL("safety/", ROOT).href;
  listen();
}

/** @type {Promise<void> | undefined} */
let built;

/**
 * Opens a session with what helps to choose. Where something cannot be fetched, nothing opens and it rejects.
 * @param {Asked} wanted
 */
export async function start(wanted) {
  built ??= build();
  built.catch(() => (built = undefined));
  const found = Promise.all(wanted.codes.map(async (code) => JSON.parse(await text(`cues/${code.toLowerCase()}.json`))));
  [exercises] = await Promise.all([found, built]);
  if (wanted.doses) {
    const { applied } = await import("./choice.js");
    exercises = exercises.map((one) => ({ ...one, parts: applied(one, wanted.doses[one.code] ?? {}).parts }));
  }
  asked = wanted;
  settings = { voice: true, tones: true, vibration: true, first: "right", count: guide.unsaid_count, ...diary.kept("settings") };
  opener = document.activeElement;
  place.title.textContent = asked.title;
  place.rules.querySelector("ul").replaceChildren(...[...new Set(exercises.flatMap((one) => one.stop_if))].map((rule) => {
    const item = document.createElement("li");
    item.textContent = rule;
    return item;
  }));
  prepare();
  go("start");
  place.dialog.showModal();
  (place["go-on"].hidden ? place.begin : place["go-on"]).focus();
  tab((store) => store.setItem("session", location.pathname));
}

/** Opens a session again that was interrupted on this page, for example by a reload. */
export async function resume() {
  const found = lastPlace();
  if (!found) return;
  await start(found.asked);
  if (!place["go-on"].hidden) goOn();
}

/**
 * What this tab remembers, where it may.
 * @param {(store: Storage) => void} what
 */
function tab(what) {
  try {
    what(sessionStorage);
  } catch {}
}

/** The session as it is chosen now, and all that the first screen tells of it. */
function prepare() {
  const moments = session(exercises, { ...guide, unsaid_count: settings.count });
  const parts = exercises.flatMap(({ code, parts }) => parts.map((part) => ({ ...part, code })));
  said = cueWords(guide.phrases, moments, exercises, [settings.first, other(settings.first)]);
  place.time.textContent = time(guide.phrases, ...total(moments, exercises.some(isLed)));
  const unsaid = parts.filter(({ counted, sides, repetitions }) => counted === "not said" && sides !== "both" && repetitions);
  place.count.hidden = !unsaid.length;
  place.count.firstElementChild.textContent = filled(words.assumed, { times: listed(guide.phrases, unsaid.map(({ code, repetitions }) => `${code}: ${quantity(guide.phrases, "times", repetitions)}`)) });
  place.first.hidden = parts.every(({ sides }) => sides === "both");
  for (const one of place.start.querySelectorAll("input")) {
    if (one.type === "radio") one.checked = settings[one.name] === one.value;
    else one.checked = settings[one.name];
  }
  place.vibration.hidden = !signals.canVibrate();
  showVoice();
  const found = lastPlace(), same = found && JSON.stringify([found.asked.codes, found.asked.doses]) === JSON.stringify([asked.codes, asked.doses]) && found.of === moments.length;
  place["go-on"].hidden = !same;
  state = clock.begun(moments, Date.now(), same ? found.at : 0, same ? found.gone : 0);
  if (same) place["go-on"].textContent = filled(words.go_on, { place: [moments[found.at].exercise, turn()].filter(Boolean).join(", ") });
}

/**
 * The other one of the two sides.
 * @param {string} side
 */
const other = (side) => (side === "right" ? "left" : "right");

function showVoice() {
  const found = Boolean(signals.voice(language));
  place.voice.hidden = !found;
  place["no-voice"].hidden = found;
}

/** The place that was kept, if it is whole and not too old. */
function lastPlace() {
  const found = diary.kept("place"), age = Date.now() - found?.saved;
  return age >= 0 && age < HOURS && Array.isArray(found.asked?.codes) && found.at >= 0 && found.at < found.of && found.gone >= 0 ? found : null;
}

function keepPlace() {
  if (!timer) return;
  const now = Date.now();
  diary.keep("place", { asked, at: state.at, gone: clock.gone(state, now), of: state.moments.length, saved: now });
}

/**
 * Shows one of the screens.
 * @param {string} name
 */
function go(name) {
  for (const one of place.dialog.querySelectorAll("section")) one.hidden = one.id !== name;
  place.stop.hidden = name === "rules";
  place.dialog.dataset.screen = name;
  place[name].querySelector("footer .main").focus({ preventScroll: true });
  place.dialog.scrollTop = 0;
}

/**
 * Goes to a screen that leads back to this one.
 * @param {string} name
 */
function visit(name) {
  if (place.dialog.dataset.screen !== "rules" && place.dialog.dataset.screen !== "diary") came = place.dialog.dataset.screen;
  go(name);
}

function begin() {
  prepare();
  state = clock.begun(state.moments, Date.now());
  goOn();
  play();
}

/** The playing screen, paused where the place was kept. */
function goOn() {
  timer ??= setInterval(() => act((one) => one), TICK);
  drawn = told = undefined;
  go("play");
  act((one) => one);
}

function play() {
  signals.open();
  signals.awake(true);
  told = undefined;
  act(clock.resumed);
}

function pause() {
  if (!timer) return;
  signals.awake(false);
  signals.hush();
  act(clock.paused);
  keepPlace();
}

/**
 * The one place where the session changes: what time has done first, then what the person does.
 * @param {(state: clock.State, now: number) => clock.State} what
 */
function act(what) {
  const now = Date.now(), slept = state.slept;
  state = what(clock.ticked(state, now), now);
  if (state.at >= state.moments.length) return end();
  if (state.slept && !slept) pause();
  draw(now);
  const key = `${state.at} ${clock.phase(state, now)}`;
  if (state.stopped === null && key !== told) {
    tell(key);
  }
}

/**
 * Goes to another moment, and tells it even if it was just told.
 * @param {(state: clock.State, now: number) => clock.State} where
 */
function jump(where) {
  told = undefined;
  act(where);
}

/**
 * Tells the moment without the screen, and keeps the place.
 * @param {string} key
 */
function tell(key) {
  const { moments, at } = state, { kind, part, side } = moments[at], before = moments[at - 1], now = key.split(" ")[1];
  told = key;
  const spoken = now === "more" ? words.let_go : now === "open" ? words.again : said[at];
  const signal = now === "more" ? "release" : now ? "next" : part === null ? "next" : kind === "hold" ? "hold" : before?.side && side && side !== before.side ? "sides" : before?.kind === "hold" ? "release" : "";
  if (settings.voice && spoken) signals.say(spoken, signals.voice(language));
  signalled(signal);
  if (now !== "more" && (part === null || kind === "hold" || now)) place.live.textContent = spoken;
  keepPlace();
}

/**
 * Gives a signal in each way that is chosen.
 * @param {string} name
 */
function signalled(name) {
  if (settings.tones) signals.tone(name);
  if (settings.vibration) signals.vibrate(name);
}

/** The side of the person at this moment, and what it is of how many. */
const side = () => (state.moments[state.at].side === 2 ? other(settings.first) : state.moments[state.at].side && settings.first);
function turn() {
  const { repetition, of } = state.moments[state.at];
  return of > 1 ? filled(words.turn, { repetition, of }) : "";
}

/**
 * Shows the moment as it is now.
 * @param {number} now
 */
function draw(now) {
  const { moments, at, stopped } = state, moment = moments[at], phase = clock.phase(state, now), gone = clock.gone(state, now);
  if (moment !== drawn) drawMoment(moment);
  const until = phase === "more" || moment.shortest === moment.longest ? moment.longest : moment.shortest, isOpen = phase === "open";
  place.seconds.textContent = isOpen ? "" : Math.max(0, Math.ceil(until - gone / 1000));
  place.kind.textContent = isOpen ? words.waiting : words.kinds[moment.kind];
  place.notice.textContent = stopped !== null ? [state.slept && words.slept, words.paused].filter(Boolean).join(" ") : phase === "more" ? words.let_go : "";
  place.pause.textContent = stopped !== null ? words.resume : words.pause;
  place.longer.hidden = !CHANGES.includes(moment.kind);
  place.enough.hidden = !moment.optional;
  place["let-go"].hidden = phase !== "more";
  place.again.hidden = place.on.hidden = !isOpen;
  place.dialog.classList.toggle("stopped", stopped !== null);
  const [from, to] = span(),
    /** @type {(first: number, last?: number) => number} */
    length = (first, last) => moments.slice(first, last).reduce((sum, { longest }) => sum + longest, 0), here = Math.min(gone / 1000, moment.longest);
  [place.part.max, place.whole.max] = [length(from, to), length(0)];
  [place.part.value, place.whole.value] = [length(from, at) + here, length(0, at) + here];
}

/** Where the exercise of this moment begins and where it is over. */
function span() {
  const { moments, at } = state, next = moments.findIndex(({ part }, index) => index > at && part === null);
  return [moments.findLastIndex(({ part }, index) => index <= at && part === null), next < 0 ? moments.length : next];
}

/**
 * Shows what stays the same for the whole of a moment.
 * @param {clock.Moment} moment
 */
function drawMoment(moment) {
  const { kind, exercise: code, part, step } = moment, { moments } = state, exercise = exercises.find((one) => one.code === code), [, to] = span();
  const number = moments.filter((one, index) => one.part === null && index <= state.at).length, steps = exercise.parts[part]?.steps ?? [];
  const shown = kind === "release" ? steps.at(-1) : steps[step], key = shown?.picture ?? "start", picture = exercise.pictures[key];
  drawn = moment;
  const name = `${code} ${exercise.name}`, several = exercises.length > 1;
  place.exercise.textContent = several ? filled(words.number, { name, number, of: exercises.length }) : name;
  place.words.textContent = step !== null ? textOf(steps, step) : part === null ? exercise.start : said[state.at];
  place.turn.textContent = [turn(), words.sides[side()]].filter(Boolean).join(" · ");
  const then = exercises.find((one) => one.code === moments[to]?.exercise);
  place.leave.textContent = then ? filled(words.next, { name: `${then.code} ${then.name}` }) : "";
  place.leave.hidden = !then;
  place.whole.hidden = !several;
  place.figure.hidden = !picture;
  rules.deleteRule(0);
  rules.insertRule(`@media all {${picture?.motion ?? ""}}`);
  place.figure.innerHTML = picture?.svg ?? "";
  place.figure.className = `${kind === "move" || kind === "release" ? "moving" : ""} ${kind === "release" ? "backwards" : ""} ${side() === "left" ? "mirrored" : ""}`;
  place.figure.style.setProperty("--pace", `${moment.longest}s`);
}

function end() {
  const minutes = Math.max(1, Math.round(state.spent / 60_000)), title = asked.title;
  signalled("end");
  rest();
  diary.keep("place", null);
  place.took.textContent = quantity(guide.phrases, "minutes", { min: minutes, max: minutes });
  // Who only looked through it has done nothing yet.
  place.noted.hidden = state.spent < SHORT || !diary.note(title, minutes);
  go("end");
}

/** Nothing runs any more. */
function rest() {
  clearInterval(timer);
  timer = undefined;
  signals.awake(false);
}

function closed() {
  pause();
  rest();
  tab((store) => store.removeItem("session"));
  (opener === document.body ? document.querySelector(".begin") : opener)?.focus();
}

function showDiary() {
  place["not-kept"].hidden = diary.keep("diary-test", 0);
  place.sure.hidden = true;
  diary.show(place.diary, ({ title, minutes }, date) => filled(words.entry, { date, title, time: quantity(guide.phrases, "minutes", { min: minutes, max: minutes }) }), language);
  visit("diary");
}

const toggle = () => (state.stopped === null ? pause() : play());

/**
 * Does what a key stands for. Other keys than these do nothing.
 * @param {KeyboardEvent & {target: any}} event
 */
function key(event) {
  /** @type {Object<string, () => void>} */
  const keys = { " ": toggle, ArrowLeft: () => jump(clock.back), ArrowRight: () => jump(clock.skipped), "+": () => place.longer.hidden || act(clock.longer) }, does = keys[event.key];
  // On a button the space bar presses it, as everywhere.
  if (does && place.dialog.dataset.screen === "play" && !event.altKey && !event.ctrlKey && !event.metaKey && !(event.key === " " && event.target.matches("button"))) {
    event.preventDefault();
    does();
  }
}

function listen() {
  const
    /** @type {(one: HTMLElement, does: (event: MouseEvent) => void) => void} */
    on = (one, does) => one.addEventListener("click", does),
    /** @type {(selector: string, does: () => void) => void} */
    all = (selector, does) => place.dialog.querySelectorAll(selector).forEach((one) => on(one, does));
  const buttons = {
    begin, back: () => jump(clock.back), skip: () => jump(clock.skipped), longer: () => act(clock.longer), enough: () => jump(clock.enough), pause: toggle,
    "let-go": () => jump(clock.skipped), again: () => jump(clock.again), on: () => jump(clock.skipped), leave: () => jump(clock.left),
    "go-on": () => (goOn(), play()), stop: () => (pause(), visit("rules")), close: () => place.dialog.close(), finish: () => place.dialog.close(),
    save: () => diary.save(words.file, words.columns), clear: () => ((place.sure.hidden = false), place.keep.focus()),
    keep: () => ((place.sure.hidden = true), place.clear.focus()), "clear-all": () => (diary.keep("diary", []), showDiary()),
  };
  Object.entries(buttons).forEach(([id, does]) => on(place[id], does));
  all("[data-diary]", showDiary);
  all("[data-return]", () => go(came));
  /** @param {{target: any}} event */
  const choose = ({ target }) => {
    settings[target.name] = target.type === "radio" ? target.value : target.checked;
    diary.keep("settings", settings);
    prepare();
  };
  place.start.addEventListener("change", choose);
  place.dialog.addEventListener("keydown", key);
  // After a tap on another button the space bar still pauses.
  on(place.play, ({ detail }) => detail && place.pause.focus());
  place.dialog.addEventListener("close", closed);
  signals.onVoices(showVoice);
  addEventListener("pagehide", keepPlace);
  document.addEventListener("visibilitychange", () => {
    if (!timer) return;
    act((one) => one);
    keepPlace();
    if (document.visibilityState === "visible" && state.stopped === null) {
      signals.open();
      signals.awake(true);
    }
  });
}
