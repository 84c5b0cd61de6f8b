// The page of a sheet of one's own. The choice lives in the address behind #; names and the note live on the page only.

import { applied, countable, holdOf, read, write } from "./choice.js";
import { filled, led, listed, partDose, time } from "./phrases.js";
import { isLed, session, total } from "./timeline.js";

const MANY = 6, MOST_FOUND = 20, MOST_PROBLEMS = 9;

/** @typedef {import("./choice.js").Item} Item */
/** @typedef {import("./choice.js").Problem} Problem */
/** @typedef {import("./timeline.js").Part} Part */
/**
 * An exercise as my-sheet/<code>.json tells it; `block` is HTML.
 * @typedef {import("./timeline.js").Exercise & {url: string, equipment: string[], review: string, digest: string, block: string, withdrawn?: {date: string, reason: string}}} Exercise
 */
/**
 * What stands on the sheet. Of what could not be fetched there are only the code, the changes and the problems.
 * @typedef {Item & {problems: Problem[], exercise?: Exercise, parts?: Part[], element?: HTMLElement, fields?: (() => void)[]}} Entry
 */
/**
 * What all exercises share; `typed`: the address of this page as it is read out.
 * @typedef {import("./timeline.js").Guide & {phrases: import("./phrases.js").Table, limits: import("./choice.js").Limits & Object<string, number>,
 *   typed: string, stop_if: string[]}} Shared
 */

/**
 * The elements of the page by id.
 * @type {any}
 */
const place = Object.fromEntries([...document.querySelectorAll("[id]")].map((one) => [one.id, one]));
/** @type {{search: HTMLInputElement, results: HTMLElement}} */
const { search, results } = place;
/** @type {HTMLElement[]} */
const [problemList, again] = place.problems.children;
/** @type {Shared} */
const guide = JSON.parse(place.guide.textContent), { phrases } = guide, words = phrases.my_sheet;

/**
 * What stands on the sheet, in order.
 * @type {Entry[]}
 */
let entries = [];
let turn = 0;
/** @type {Map<string, Promise<any>>} */
const asked = new Map();

/**
 * Shows a text in an element, or hides the element where there is none.
 * @param {HTMLElement} one
 * @param {string} text
 */
function show(one, text) {
  one.textContent = text;
  one.hidden = !text;
}

/**
 * Says a sentence of the table, with its values.
 * @param {string} key
 * @param {import("./phrases.js").Values} [values]
 */
const say = (key, values) => (place.said.textContent = key ? filled(words[key], values) : "");

/**
 * A new element from a template of the page.
 * @param {string} id
 * @returns {HTMLElement}
 */
const copyOf = (id) => place[id].content.firstElementChild.cloneNode(true);

/**
 * A new element with this in it.
 * @param {string} name
 * @param {string | Node} content
 */
function element(name, content) {
  const made = document.createElement(name);
  made.append(content);
  return made;
}

/**
 * The promise of what an address holds, or null where there is none. After a failure it is asked for again.
 * @param {string} address
 */
function fetched(address) {
  if (!asked.has(address)) {
    const answer = fetch(address).then((one) => (one.status === 404 ? null : one.json()));
    answer.catch(() => asked.delete(address));
    asked.set(address, answer);
  }
  return asked.get(address);
}

/**
 * The entries of these items; what cannot be had is told by its `problems`, without a `code` where it does not exist.
 * @param {Item[]} items
 * @returns {Promise<Entry[]>}
 */
function entriesOf(items) {
  return Promise.all(items.map(async ({ code, changes }) => {
    try {
      const exercise = await fetched(`${code.toLowerCase()}.json`);
      if (!exercise || exercise.withdrawn) return { problems: [{ why: exercise ? "withdrawn" : "unknown", code, ...exercise?.withdrawn }] };
      return entry(exercise, changes);
    } catch {
      return { code, changes, problems: [{ why: "not_loaded", code }] };
    }
  }));
}

/**
 * Makes the sheet follow a fragment, and tells what of it cannot be had.
 * @param {string} fragment
 */
async function follow(fragment) {
  const now = ++turn, { items, problems } = read(fragment, guide.limits);
  place.main.ariaBusy = "true";
  const found = await entriesOf(items);
  if (now === turn) {
    entries = found.filter(({ code }) => code);
    showProblems(problems.concat(...found.map((one) => one.problems)));
    draw();
    place.main.ariaBusy = "false";
  }
}

/**
 * Tells what could not be had, each once.
 * @param {Problem[]} problems
 */
function showProblems(problems) {
  const told = new Set(problems.map((problem) => filled(words[problem.why], problem)));
  problemList.replaceChildren(...[...told].slice(0, MOST_PROBLEMS).map((text) => element("li", text)));
  again.hidden = !problems.some(({ why }) => why === "not_loaded");
  place.problems.hidden = !told.size;
  say(told.size ? "partly" : "");
}

/**
 * An exercise on the sheet: its block, as the guide's other sheets have it, and its controls.
 * @param {Exercise} exercise
 * @param {import("./choice.js").Changes} wanted
 */
function entry(exercise, wanted) {
  const { code, name, url, block, parts } = exercise, own = copyOf("one"), [controls] = own.children;
  /** @type {Entry} */
  const made = { ...applied(exercise, wanted), code, exercise, element: own, fields: [] };
  controls.insertAdjacentHTML("beforebegin", block);
  controls.ariaLabel = `${code} ${name}`;
  controls.querySelector("a").href = `../${url}`;
  controls.querySelectorAll("[data-code]").forEach((one) => (one.textContent = code));
  controls.addEventListener(
    "click",
    /** @param {{target: any}} event */
    ({ target }) => act(made, target.closest("button")?.dataset.do),
  );
  parts.forEach((part, at) => {
    const kinds = [countable(part) && "repetitions", holdOf(part) && "hold"].filter(Boolean);
    controls.querySelector(".doses").append(...kinds.map((kind) => field(made, part, at, kind)));
  });
  controls.querySelector("details").hidden = !made.fields.length;
  showDose(made);
  return made;
}

/**
 * The two number fields for the times or the hold of a part.
 * @param {Entry} made
 * @param {Part} part
 * @param {number} at
 * @param {string} kind "repetitions" or "hold"
 */
function field(made, { name }, at, kind) {
  const own = copyOf(kind), [from, to] = own.querySelectorAll("input"), most = guide.limits[kind === "hold" ? "seconds" : kind];
  own.querySelector("[data-part]").textContent = name ? `${name}: ` : "";
  own.addEventListener("change", ({ target }) => {
    // An emptied field means the guide's dose; a first number raised beyond the second means one number.
    const min = from.valueAsNumber, one = to.value === "" || (target === from && to.valueAsNumber < min), max = one ? min : to.valueAsNumber;
    const emptied = from.value === "" && from.validity.valid, right = emptied || (Number.isInteger(min) && Number.isInteger(max) && min > 0 && min <= max && max <= most);
    if (right) {
      made.changes = { ...made.changes, [at + 1]: { ...made.changes[at + 1], [kind]: emptied ? undefined : { min, max } } };
    }
    showDose(made);
    save();
    say(right ? "" : "wrong", { most });
  });
  made.fields.push(() => {
    /** @type {Object<string, any>} */
    const { min = "", max = "" } = (kind === "hold" ? holdOf(made.parts[at]) : made.parts[at].repetitions) ?? {};
    from.value = min;
    to.value = max > min ? max : "";
  });
  return own;
}

/**
 * Whether a dose is not the guide's.
 * @param {Entry} made
 */
const isChanged = ({ changes }) => Object.keys(changes).length > 0;

/**
 * Tells the doses of an exercise as they are now, in sentences and in the fields.
 * @param {Entry} made
 */
function showDose(made) {
  const { parts, changes } = Object.assign(made, { ...applied(made.exercise, made.changes), problems: made.problems });
  made.element.querySelectorAll("[data-dose]").forEach((one) => {
    const number = Number(one.dataset.dose), dose = partDose(phrases, parts[number - 1], guide.unsaid_count);
    one.textContent = changes[number] ? `${dose} ${words.for_you}` : dose;
  });
  made.fields.forEach((refresh) => refresh());
  button(made, "reset").disabled = !isChanged(made);
}

/**
 * A button among the controls of an exercise.
 * @param {Entry} made
 * @param {string} name
 * @returns {HTMLButtonElement}
 */
const button = (made, name) => made.element.querySelector(`[data-do=${name}]`);

/**
 * Does what a button says, and leaves the focus where the person can go on.
 * @param {Entry} made
 * @param {string | undefined} what
 */
function act(made, what) {
  const { code } = made, at = entries.indexOf(made), to = at + (what === "up" ? -1 : 1);
  if (what === "reset") {
    made.changes = {};
    showDose(made);
    save();
    made.element.querySelector("summary").focus();
  } else if (what) {
    entries.splice(at, 1);
    entries.splice(to, 0, ...(what === "remove" ? [] : [made]));
    save();
    say(what === "remove" ? "removed" : "moved", { code, place: to + 1, count: entries.length });
    const next = what === "remove" ? entries[at] ?? entries[at - 1] : made;
    const places = next?.element ? [what, "up", "down"].map((name) => button(next, name)) : [];
    (places.find((one) => !one.disabled) ?? search).focus();
  }
}

/** The address now holds what the sheet holds. */
function save() {
  const codes = write(entries);
  history.replaceState(null, "", codes ? `#${codes}` : location.pathname + location.search);
  draw();
}

function draw() {
  const shown = entries.filter((one) => one.element), exercises = shown.map(({ exercise, parts }) => ({ ...exercise, parts }));
  const count = shown.length, codes = write(entries),
    /** @type {(key: "equipment" | "stop_if") => string} */
    all = (key) => [...new Set(exercises.flatMap((one) => one[key]))].join(key === "stop_if" ? "; " : ", ");
  place.chosen.replaceChildren(...shown.map((one) => one.element));
  shown.forEach((made, at) => {
    button(made, "up").disabled = !at;
    button(made, "down").disabled = at === count - 1;
  });
  document.querySelectorAll("[data-full]").forEach((one) => (one.hidden = !count));
  document.querySelectorAll(".address").forEach((one) => (one.textContent = guide.typed ? `${guide.typed}#${codes}` : codes));
  place.start.hidden = count;
  place.main.classList.toggle("few", count <= 4);
  show(place.many, count > MANY ? filled(words.many_to_keep_up, { count }) : "");

  const ledBy = exercises.filter(isLed).map(({ code }) => code), things = all("equipment");
  const minutes = time(phrases, ...total(session(exercises, guide), ledBy.length));
  show(place.facts, [minutes, things && filled(words.needed, { things }), led(phrases, ledBy)].filter(Boolean).join(" · "));
  show(place["stop-if"], count ? all("stop_if") : guide.stop_if.join("; "));
  place.assumed.hidden = !place.chosen.querySelector("[data-assumed]");
  place["for-you"].hidden = !shown.some(isChanged);
  // What a clinician has signed is the guide's dose, not another.
  const states = shown.map((made) => (isChanged(made) ? phrases.review.unreviewed : made.exercise.review)), different = [...new Set(states)];
  show(place.reviewed, different.map((state) => `${state}${different[1] ? `: ${exercises.filter((_, at) => states[at] === state).map(({ code }) => code).join(", ")}` : ""}.`).join(" "));
  show(place.versions, exercises.map(({ code, digest }) => `${code} ${digest}`).join(", "));
}

/** Shows the exercises that fit what is written in the search field, as buttons that add them. */
async function suggest() {
  const typed = search.value.trim().toLowerCase(), chosen = new Set(entries.map(({ code }) => code.toLowerCase()));
  try {
    const known = Object.entries(await fetched("../codes.json"));
    const fit = known.filter(([code, [name, , withdrawn]]) => !withdrawn && (code.startsWith(typed) || name.toLowerCase().includes(typed))), found = fit.filter(([code]) => !chosen.has(code));
    place.found.textContent = found.length > MOST_FOUND ? filled(words.found, { shown: MOST_FOUND, found: found.length }) : fit.length ? "" : words.none_found;
    results.replaceChildren(...found.slice(0, MOST_FOUND).map(([code, [name]]) => element("li", element("button", `${code.toUpperCase()} ${name}`))));
  } catch {
    say("no_list");
  }
}

/**
 * Adds what is not on the sheet yet. The sheet may change while an exercise is on its way.
 * @param {Item[]} items
 */
async function add(items) {
  const found = await entriesOf(items), problems = found.flatMap((one) => one.problems);
  const fresh = found.filter(({ code }) => code && !entries.some((one) => one.code === code)), most = guide.limits.exercises;
  const added = fresh.slice(0, most - entries.length);
  entries.push(...added);
  showProblems(added.length < fresh.length ? [...problems, { why: "many", most }] : problems);
  save();
  if (added.length) {
    say("added", { code: listed(phrases, added.map(({ code }) => code)), count: entries.length });
  }
  await suggest();
}

search.addEventListener("focus", suggest);
search.addEventListener("input", suggest);
search.addEventListener("keydown", ({ key }) => {
  const { items, problems } = read(search.value, guide.limits);
  if (key === "Enter" && items.length && !problems.length) {
    search.value = "";
    add(items);
  }
});
/**
 * Adds the exercise of a button among the results.
 * @param {{target: any}} event
 */
const choose = async ({ target }) => {
  const row = target.closest("li"), at = [...results.children].indexOf(row);
  if (row) {
    await add([{ code: row.textContent.split(" ")[0], changes: {} }]);
    (results.children[at]?.querySelector("button") ?? search).focus();
  }
};
results.addEventListener("click", choose);
document.querySelectorAll(".typed").forEach((typed) => {
  /** @type {any} */
  const written = typed.previousElementSibling;
  written.addEventListener("input", () => (typed.textContent = written.value));
});
again.addEventListener("click", () => follow(write(entries)));
place.print.addEventListener("click", () => print());
place.session.addEventListener("click", () => play((player) => {
  const shown = entries.filter((one) => one.element), doses = Object.fromEntries(shown.map(({ code, changes }) => [code, changes]));
  return player.start({ codes: Object.keys(doses), title: document.querySelector("h1").textContent, doses });
}));
const address = () => new URL(`#${write(entries)}`, location.href).href;
place.copy.addEventListener("click", async () => {
  try {
    await navigator.clipboard.writeText(address());
    say("copied");
  } catch {
    say("not_copied");
  }
});
place.share.hidden = !navigator.share;
place.share.addEventListener("click", () => navigator.share({ title: document.title, url: address() }).catch(() => {}));
addEventListener("hashchange", () => follow(location.hash.slice(1)));

/**
 * Loads the guided session, and tells where it cannot be had.
 * @param {(player: typeof import("./player.js")) => Promise<void>} what
 */
async function play(what) {
  try {
    await what(await import("./player.js"));
  } catch {
    say("no_session");
  }
}

place.without.remove();
place.add.hidden = false;
await follow(location.hash.slice(1));
document.querySelector(".awaited").classList.remove("awaited");
try {
  if (sessionStorage.getItem("session") === location.pathname) play((player) => player.resume());
} catch {}
