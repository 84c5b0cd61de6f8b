// What the device remembers for its reader: the place in a session, the settings, and the diary. Nothing of it is ever sent.

/** @typedef {{date: string, title: string, minutes: number}} Entry date as 2026-01-31 */

const OURS = new URL("../", import.meta.url).pathname, DAY = 86_400_000, DAYS = 28;

/**
 * What is kept under a name; null where there is nothing, or where it is damaged.
 * @param {string} name
 */
export function kept(name) {
  try {
    return JSON.parse(localStorage.getItem(`${OURS} ${name}`));
  } catch {
    return null;
  }
}

/**
 * Keeps a value, and tells if the browser lets it.
 * @param {string} name
 * @param {unknown} value
 */
export function keep(name, value) {
  try {
    localStorage.setItem(`${OURS} ${name}`, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

/** @returns {Entry[]} */
function entries() {
  const all = kept("diary");
  return Array.isArray(all) ? all.filter((one) => /^\d{4}-\d\d-\d\d$/.test(one?.date) && typeof one.title === "string" && one.minutes > 0) : [];
}

/**
 * The day as the device's own calendar has it.
 * @param {Date} day
 */
const written = (day) => [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((number) => String(number).padStart(2, "0")).join("-");

/**
 * Notes what was done today, and tells if that is kept.
 * @param {string} title
 * @param {number} minutes
 */
export const note = (title, minutes) => keep("diary", [...entries(), { date: written(new Date()), title, minutes }]);

/**
 * Fills the diary's place: the four weeks that end with this one, and the list.
 * @param {Element} place
 * @param {(entry: Entry, date: string) => string} told
 * @param {string} language
 */
export function show(place, told, language) {
  const all = entries(), done = new Set(all.map(({ date }) => date)), today = new Date();
  // At noon, so that a change of the clock moves no day.
  const noon = new Date(today.getFullYear(), today.getMonth(), today.getDate(), 12).getTime();
  const monday = noon - ((today.getDay() + 6) % 7) * DAY - (DAYS - 7) * DAY;
  const format = new Intl.DateTimeFormat(language, { day: "numeric", month: "short" });
  place.querySelectorAll("tbody th").forEach((one, week) => (one.textContent = format.format(monday + week * 7 * DAY)));
  place.querySelectorAll("td").forEach((one, day) => {
    const date = written(new Date(monday + day * DAY));
    one.textContent = done.has(date) ? "✓" : "";
    one.ariaCurrent = date === written(today) ? "date" : null;
  });
  const list = all.reverse().map((one) => {
    const item = document.createElement("li");
    item.textContent = told(one, format.format(new Date(`${one.date}T12:00`)));
    return item;
  });
  place.querySelector("ul").replaceChildren(...list);
}

/**
 * Gives the diary to the reader as a table.
 * @param {string} name
 * @param {string[]} columns
 */
export function save(name, columns) {
  const rows = [columns, ...entries().map(({ date, title, minutes }) => [date, title, minutes])];
  // Programs for tables take a text that begins with one of these signs for a formula, in quotes too.
  const cell = (/** @type {string | number} */ value) => `"${String(value).replace(/^[=+\-@\t\r\n]/, "'$&").replaceAll('"', '""')}"`;
  const text = rows.map((row) => row.map(cell).join(",")).join("\r\n");
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([`\ufeff${text}\r\n`], { type: "text/csv" }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
