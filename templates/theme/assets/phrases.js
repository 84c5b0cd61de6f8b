// Words computed from the dose, as generator/phrases.py does it, by the rules of templates/phrases.yml: the `table`.

/** @typedef {import("./timeline.js").Part} Part */
/** @typedef {import("./timeline.js").Span} Span */
/** @typedef {Object<string, string>} Conditions the facts that rules ask for */
/** @typedef {Object<string, any>} Values strings and numbers for the {places} of a text */
/** @typedef {{when: Conditions, say: string}} Rule */
/**
 * The groups of templates/phrases.yml that scripts use. A page has those that it needs.
 * @typedef {{quantities: Object<string, {one: string, other: string, range: string}>, dose: Rule[][], time: Rule[], led: Rule[],
 *   list: {more: string, end: string}, cues?: {sides: Object<string, string>, say: Rule[][]},
 *   my_sheet?: Object<string, string>, review?: Object<string, string>}} Table
 */

/**
 * The text with its {places} filled in.
 * @param {string} text
 * @param {Values} values
 */
export const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, place) => values[place]);

/**
 * The words with a capital letter at the beginning.
 * @param {string} words
 */
export const capital = (words) => words.charAt(0).toUpperCase() + words.slice(1);

/**
 * A number or a range with its unit, for example `5 to 10 seconds`.
 * @param {Table} table
 * @param {string} kind one of the table's quantities
 * @param {Span} span
 */
export function quantity(table, kind, { min, max }) {
  const { one, other, range } = table.quantities[kind];
  return filled(min < max ? range : min === 1 ? one : other, { n: min, min, max });
}

/**
 * What the first rule says whose every condition holds; undefined where there is none.
 * @param {Rule[]} rules
 * @param {Conditions} conditions
 * @param {Values} values
 */
export function said(rules, conditions, values) {
  const rule = rules.find(({ when }) => Object.entries(when).every(([fact, value]) => conditions[fact] === value));
  return rule && filled(rule.say, values);
}

/**
 * The dose of one part in sentences.
 * @param {Table} table
 * @param {Part} part
 * @param {string} unsaid how the guide reads a count that does not say if it is for each side
 */
export function partDose(table, part, unsaid) {
  const holds = part.steps.flatMap((step) => step.hold_seconds ?? []), [hold] = holds;
  const { repetitions, repetitions_text: words, counted, sides, sets, rest_seconds: rest, load } = part;
  /** @param {unknown} value */
  const given = (value) => (value ? "given" : "none");
  /**
   * @param {string} kind
   * @param {any} span a number or a Span
   */
  const told = (kind, span) => span && quantity(table, kind, span.min ? span : { min: span, max: span });
  const alike = holds.every(({ min, max }) => min === hold.min && max === hold.max);
  const conditions = {
    holds: ["none", "one"][holds.length] ?? (alike ? "same" : "different"), count: repetitions ? "number" : "none", words: given(words),
    counted: repetitions && counted === "not said" ? unsaid : counted ?? "none", sides, sets: given(sets), rest: given(rest), load: given(load),
  };
  const values = {
    words, Words: words && capital(words), load,
    hold: told("seconds", hold), times: told("times", repetitions), rest: told("seconds", rest), sets_of: told("sets", sets),
  };
  return table.dose.map((rules) => said(rules, conditions, values)).filter(Boolean).join(" ");
}

/**
 * How long something of this many seconds takes.
 * @param {Table} table
 * @param {number} shortest
 * @param {number | null} longest null where a count is missing
 */
export function time(table, shortest, longest) {
  const short = Math.max(shortest, longest) < 57.5, [unit, step, size] = short ? ["seconds", 5, 5] : ["minutes", 60, 1];
  // "At least" must stay true, so there it is rounded down.
  const half = longest === null ? 0 : 0.5;
  const [min, max] = [shortest, longest ?? shortest].map((n) => size * Math.max(1, Math.floor(n / step + half)));
  const length = longest === null ? "open" : min < max ? "range" : "exact";
  return said(table.time, { length, unit }, { [unit]: quantity(table, unit, { min, max }) });
}

/**
 * The sentence that names the exercises whose time is up to the reader; undefined where there are none.
 * @param {Table} table
 * @param {string[]} codes
 */
export function led(table, codes) {
  return said(table.led, { led: ["none", "one"][codes.length] ?? "several" }, { codes: listed(table, codes) });
}

/**
 * The words as a list in a sentence, for example `N1, N2 and N3`.
 * @param {Table} table
 * @param {string[]} words
 */
export function listed({ list }, [first = "", ...others]) {
  return others.reduce((sum, last, at) => filled(at < others.length - 1 ? list.more : list.end, { first: sum, last }), first);
}
