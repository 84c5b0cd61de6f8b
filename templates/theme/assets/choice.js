// The address of a sheet of one's own: `N1,N3x10h5,T2x5p2x8`. README tells its grammar, which is never broken.

/** @typedef {import("./timeline.js").Part} Part */
/** @typedef {import("./timeline.js").Span} Span */
/** @typedef {{repetitions?: Span, hold?: Span}} Change */
/** @typedef {Object<string, Change>} Changes by part, counted from 1 */
/** @typedef {{code?: string, changes?: Changes}} Item of what does not exist there is neither */
/** @typedef {{why: string} & import("./phrases.js").Values} Problem a sentence of my_sheet in phrases.yml, with its values */
/** @typedef {{exercises: number, repetitions: number, seconds: number}} Limits the highest numbers */

const CODE = /^[a-z]{1,3}[1-9]\d{0,2}(?!\d)/i;
const CHANGE = /^(?:p([1-9]\d?)(?!\d)|([xh])([1-9]\d{0,3})(?:-([1-9]\d{0,3}))?(?![\d-]))/i;

/**
 * What a fragment chooses, and what of it cannot be read.
 * @param {string} fragment
 * @param {Limits} limits
 */
export function read(fragment, limits) {
  const
    /** @type {Item[]} */
    items = [],
    /** @type {Problem[]} */
    problems = [];
  for (const written of plain(fragment).split(",").filter(Boolean)) {
    const code = CODE.exec(written)?.[0].toUpperCase();
    if (!code) {
      problems.push(unread(written));
    } else if (items.some((item) => item.code === code)) {
      problems.push({ why: "twice", code });
    } else if (items.length === limits.exercises) {
      problems.push({ why: "many", most: limits.exercises });
      break;
    } else {
      items.push({ code, changes: readChanges(written.slice(code.length), limits, problems) });
    }
  }
  return { items, problems };
}

/**
 * Without what people and programs do to an address.
 * @param {string} fragment
 */
function plain(fragment) {
  return fragment.replace(/(%[0-9a-f]{2})+/gi, decoded).replace(/\s/g, "").replace(/[;+]/g, ",").replace(/×/g, "x").replace(/[‐-―−]/g, "-");
}

/**
 * Without percent signs, or as it is where they make no sense.
 * @param {string} signs
 */
function decoded(signs) {
  try {
    return decodeURIComponent(signs);
  } catch {
    return signs;
  }
}

/**
 * The problem of what cannot be read, in so few signs that it can be shown.
 * @param {string} text
 * @returns {Problem}
 */
function unread(text) {
  return { why: "unread", text: text.slice(0, 20).replace(/\p{C}/gu, "\ufffd") + (text.length > 20 ? "…" : "") };
}

/**
 * The changes that stand behind a code. What cannot be read is added to the problems.
 * @param {string} rest
 * @param {Limits} limits
 * @param {Problem[]} problems
 */
function readChanges(rest, limits, problems) {
  /** @type {Changes} */
  const changes = {};
  /** @type {string | number} */
  let part = 1;
  while (rest) {
    /** @type {string[]} */
    const [all, of, letter, min, max = min] = CHANGE.exec(rest) ?? [rest];
    /** @type {[keyof Change, number]} */
    const [key, most] = /h/i.test(letter) ? ["hold", limits.seconds] : ["repetitions", limits.repetitions];
    if (of) {
      part = of;
    } else if (letter && !changes[part]?.[key] && Number(min) <= Number(max) && Number(max) <= most) {
      changes[part] = { ...changes[part], [key]: { min: Number(min), max: Number(max) } };
    } else {
      problems.push(unread(all));
    }
    rest = rest.slice(all.length);
  }
  return changes;
}

/**
 * The one form in which a choice is written.
 * @param {Item[]} items
 */
export function write(items) {
  /**
   * @param {string} letter
   * @param {Span} of
   */
  const span = (letter, of) => (!of ? "" : letter + of.min + (of.max > of.min ? `-${of.max}` : ""));
  /** @param {[string, Change]} entry */
  const change = ([part, { repetitions, hold }]) => (part === "1" ? "" : `p${part}`) + span("x", repetitions) + span("h", hold);
  return items.map(({ code, changes }) => code + Object.entries(changes).map(change).join("")).join(",");
}

/**
 * Whether one's own number of times fits a part: not where it would have to say which side it counts.
 * @param {Part} part
 */
export const countable = (part) => part.repetitions || part.sides === "both";

/**
 * The hold of all steps of a part that have one; undefined where there is none, or several.
 * @param {Part} part
 */
export function holdOf(part) {
  const holds = part.steps.flatMap((step) => step.hold_seconds ?? []);
  return holds.some((hold) => differs(hold, holds[0])) ? undefined : holds[0];
}

/**
 * Whether two spans have other numbers; so it is where the second is missing.
 * @param {Span} one
 * @param {Span | undefined} other
 */
const differs = (one, other) => one.min !== other?.min || one.max !== other?.max;

/**
 * The parts of an exercise for one person, the changes that differ from the guide, and what cannot be changed.
 * @param {{code: string, parts: Part[]}} exercise
 * @param {Changes} wanted
 */
export function applied({ code, parts }, wanted) {
  const
    /** @type {Changes} */
    changes = {},
    /** @type {Problem[]} */
    problems = [];
  const own = parts.map((part, at) => {
    const { repetitions, hold } = wanted[at + 1] ?? {}, now = holdOf(part),
      /** @type {Change & Partial<Part>} */
      change = {};
    if (repetitions && !countable(part)) {
      problems.push({ why: "no_count", code });
    } else if (repetitions && differs(repetitions, part.repetitions)) {
      change.repetitions = repetitions;
      change.repetitions_text = part.repetitions && part.repetitions_text;
    }
    const { repetitions_text, ...kept } = change;
    if (hold && !now) {
      problems.push({ why: "no_hold", code });
    } else if (hold && differs(hold, now)) {
      kept.hold = hold;
      change.steps = part.steps.map((step) => ({ ...step, hold_seconds: step.hold_seconds && hold }));
    }
    if (kept.repetitions || kept.hold) {
      changes[at + 1] = kept;
    }
    return { ...part, ...change };
  });
  for (const part of Object.keys(wanted).filter((number) => Number(number) > parts.length)) {
    problems.push({ why: "no_part", code, part });
  }
  return { parts: own, changes, problems };
}
