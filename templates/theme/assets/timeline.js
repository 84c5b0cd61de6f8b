// What happens second by second, as generator/timeline.py does it. All minutes are sums of this.

/**
 * One number, or a range.
 * @typedef {{min: number, max: number}} Span
 */
/**
 * A step of a part. Its text and its picture are there in the guided session only, where they are said and shown.
 * @typedef {{move_seconds: number, hold_seconds: Span, text?: string, picture?: string}} Step
 */
/**
 * What generator/timeline.py tells of a part; what is not given is null. `change_sides` is a movement, in words, in the guided session only.
 * @typedef {{name: string, sides: string, counted: string, sets: number, repetitions: Span, repetitions_text: string, load: string, rest_seconds: number,
 *   steps: Step[], way_back_seconds: number, change_sides_seconds: number, change_sides?: string}} Part
 */
/**
 * What all files of exercises tell.
 * @typedef {{code: string, name: string, positions: string[], stop_if: string[], parts: Part[]}} Exercise
 */
/**
 * What all exercises of a guide share. `unsaid_count`: how it reads a count that does not say if it is for each side.
 * @typedef {{unsaid_count: string, change_seconds: Object<string, number>}} Guide
 */
/**
 * One stretch of time, in seconds. What it does not have is null; `optional`: beyond the lower number of a range.
 * @typedef {{kind: string, shortest: number, longest: number, exercise: string, part: number, step: number,
 *   side: number, repetition: number, of: number, optional: boolean}} Moment
 */
/** @typedef {(kind: string, span: number | Span, more?: Partial<Moment>) => void} Add adds a moment, but not where the time is null */

/** @type {Pick<Moment, "part" | "step" | "side" | "repetition" | "of" | "optional">} */
const NOTHING = { part: null, step: null, side: null, repetition: null, of: null, optional: false };
const UPRIGHT = ["standing", "sitting"];

/**
 * Seconds; the longest is null where a count is missing.
 * @param {Moment[]} moments
 * @param {boolean | number} isLed
 * @returns {[number, number | null]}
 */
export function total(moments, isLed) {
  let [shortest, longest] = [0, 0];
  for (const moment of moments) {
    shortest += moment.optional ? 0 : moment.shortest;
    longest += moment.longest;
  }
  return [shortest, isLed ? null : longest];
}

/**
 * Whether a part has no number of repetitions, so that the person leads.
 * @param {Exercise} exercise
 */
export const isLed = ({ parts }) => parts.some((part) => !part.repetitions);

/**
 * The moments of these exercises in order, with the changes of place between.
 * @param {Exercise[]} exercises
 * @param {Guide} guide
 */
export function session(exercises, guide) {
  /** @type {Moment[]} */
  const moments = [];
  /** @type {string} */
  let place;
  exercises.forEach(({ code, positions, parts }, number) => {
    /**
     * @param {string} kind
     * @param {any} span a number or a Span
     * @param {Partial<Moment>} [more]
     */
    const add = (kind, span, more) => span && moments.push({ kind, shortest: span.min ?? span, longest: span.max ?? span, exercise: code, ...NOTHING, ...more });
    // Where no position is said the person stays as they are.
    const wanted = positions.includes(place) ? place : positions[0] ?? place;
    const kind = number ? change(place, wanted) : "get ready";
    add(kind, guide.change_seconds[kind.replaceAll(" ", "_")]);
    parts.forEach((part, at) => {
      for (let set = 0; set < (part.sets ?? 1); set++) {
        addPart(add, part, at, guide);
      }
    });
    place = wanted;
  });
  return moments;
}

/**
 * The kind of the moment between two positions.
 * @param {string} before
 * @param {string} after
 */
function change(before, after) {
  const [up, stays] = [UPRIGHT.includes(before), UPRIGHT.includes(after)];
  if (before === after || !before || !after || (up && stays)) {
    return "next exercise";
  }
  return up ? "down to floor" : stays ? "up from floor" : "other position";
}

/**
 * Adds the moments of one set of a part.
 * @param {Add} add
 * @param {Part} part
 * @param {number} at
 * @param {Guide} guide
 */
function addPart(add, part, at, guide) {
  const { sides, repetitions } = part, inTurn = sides !== "each";
  const counted = part.counted === "not said" ? guide.unsaid_count : part.counted;
  const doubled = sides !== "both" && (counted === "each side" || !repetitions) ? 2 : 1;
  const [least, all] = [repetitions?.min ?? 1, repetitions?.max ?? 1].map((n) => n * doubled);
  const half = Math.ceil(all / 2);
  for (let index = 0; index < all; index++) {
    const second = !inTurn && index >= half, before = second ? half : 0;
    const side = sides === "both" ? null : (inTurn ? index % 2 : Number(second)) + 1;
    if (!inTurn && index === half) {
      add("change sides", part.change_sides_seconds, { part: at, side });
    }
    // One side after the other: a range is open at the end of each side.
    const optional = index - before >= (inTurn ? least : second ? Math.floor(least / 2) : Math.ceil(least / 2));
    const count = inTurn ? { repetition: Math.floor(index / doubled) + 1, of: all / doubled } : { repetition: index - before + 1, of: second ? all - half : half };
    const more = { part: at, side, optional, ...(repetitions && count) };
    part.steps.forEach(({ move_seconds, hold_seconds }, step) => {
      add("move", move_seconds, { ...more, step });
      add("hold", hold_seconds, { ...more, step });
    });
    add("release", part.way_back_seconds, more);
    add("rest", part.rest_seconds, more);
  }
}
