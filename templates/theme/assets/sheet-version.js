// A printed sheet leads here with its version: is it current, and if not, what has changed since?
// The page loads this where its address has a version; if anything fails here, the page says that the version is unknown.

/** @typedef {string | {exercise: string, changed: Change[]}} Change */

const place = document.getElementById("sheet-version");
const asked = (new URLSearchParams(location.search).get("version") ?? "").trim().toLowerCase();

/**
 * Shows one of the answers that stand in the page: current, older or unknown.
 * @param {string} answer
 */
function show(answer) {
  for (const element of place.querySelectorAll(`[data-when~="${answer}"]`)) element.hidden = false;
  place.classList.remove("awaited");
}

/**
 * One change as an item of a list.
 * @param {Change} change
 * @returns {HTMLLIElement}
 */
function item(change) {
  const element = document.createElement("li");
  if (typeof change === "string") {
    element.textContent = change;
  } else {
    const list = document.createElement("ul");
    list.append(...change.changed.map(item));
    element.append(change.exercise, list);
  }
  return element;
}

/**
 * Tells what has changed.
 * @param {{since: string, changed: Change[]}} version
 */
function tell({ since, changed }) {
  const time = place.querySelector("time");
  time.dateTime = since;
  time.textContent = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long", timeZone: "UTC" }).format(new Date(since));
  place.querySelector("ul").append(...changed.map(item));
}

/**
 * Which of the answers is true. What changed since an older version is told at once.
 * @returns {Promise<string>}
 */
async function answer() {
  if (asked === place.dataset.version) return "current";
  const { version, older } = await (await fetch(place.dataset.versions)).json();
  if (asked === version) return "current";
  if (!Object.hasOwn(older, asked)) return "unknown";
  tell(older[asked]);
  return "older";
}

show(await answer());
