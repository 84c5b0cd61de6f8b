// The address of a sheet of one's own: `N1,N3x10h5,T2x5p2x8`. README tells its grammar, which is never broken.

/** @typedef {{min: number, max: number}} Span */
/** @typedef {{repetitions?: Span, hold?: Span}} Change */
/** @typedef {{code: string, changes: Object<number, Change>}} Item its changes by part, counted from 1 */
/** @typedef {{why: string}} Problem a sentence of my_sheet in phrases.yml, with its values */

const CODE = /^[a-z]{1,3}[1-9]\d{0,2}(?!\d)/i;
const CHANGE = /^(?:p([1-9]\d?)(?!\d)|([xh])([1-9]\d{0,3})(?:-([1-9]\d{0,3}))?(?![\d-]))/i;

/** What a fragment chooses, and what of it cannot be read. @returns {{items: Item[], problems: Problem[]}} */
export function read(fragment, limits) {
  const items = [], problems = [];
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

/** Without what people and programs do to an address. */
function plain(fragment) {
  return fragment.replace(/(%[0-9a-f]{2})+/gi, decoded).replace(/\s/g, "").replace(/[;+]/g, ",").replace(/×/g, "x").replace(/[‐-―−]/g, "-");
}

function decoded(signs) {
  try {
    return decodeURIComponent(signs);
  } catch {
    return signs;
  }
}

function unread(text) {
  return { why: "unread", text: text.slice(0, 20).replace(/\p{C}/gu, "\ufffd") + (text.length > 20 ? "…" : "") };
}

function readChanges(rest, limits, problems) {
  const changes = {};
  let part = 1;
  while (rest) {
    const [all, of, letter, min, max = min] = CHANGE.exec(rest) ?? [rest];
    const [key, most] = /h/i.test(letter) ? ["hold", limits.seconds] : ["repetitions", limits.repetitions];
    if (of) {
      part = of;
    } else if (letter && !changes[part]?.[key] && Number(min) <= Number(max) && max <= most) {
      changes[part] = { ...changes[part], [key]: { min: Number(min), max: Number(max) } };
    } else {
      problems.push(unread(all));
    }
    rest = rest.slice(all.length);
  }
  return changes;
}

/** The one form in which a choice is written. @param {Item[]} items */
export function write(items) {
  const span = (letter, of) => (!of ? "" : letter + of.min + (of.max > of.min ? `-${of.max}` : ""));
  const change = ([part, { repetitions, hold }]) => (part === "1" ? "" : `p${part}`) + span("x", repetitions) + span("h", hold);
  return items.map(({ code, changes }) => code + Object.entries(changes).map(change).join("")).join(",");
}

/** Whether one's own number of times fits a part: not where it would have to say which side it counts. */
export const countable = (part) => part.repetitions || part.sides === "both";

/** The hold of all steps of a part that have one; undefined where there is none, or several. @returns {Span | undefined} */
export function holdOf(part) {
  const holds = part.steps.flatMap((step) => step.hold_seconds ?? []);
  return holds.some((hold) => differs(hold, holds[0])) ? undefined : holds[0];
}

const differs = (one, other) => one.min !== other?.min || one.max !== other?.max;

/** The parts of an exercise for one person, the changes that differ from the guide, and what cannot be changed. */
export function applied({ code, parts }, wanted) {
  const changes = {}, problems = [];
  const own = parts.map((part, at) => {
    const { repetitions, hold } = wanted[at + 1] ?? {}, now = holdOf(part), change = {};
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
  for (const part of Object.keys(wanted).filter((number) => number > parts.length)) {
    problems.push({ why: "no_part", code, part });
  }
  return { parts: own, changes, problems };
}
