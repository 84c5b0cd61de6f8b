// Where a guided session is at a time of the clock. It knows no page and no clock: the same state and time give the same answer.

/** @typedef {import("./timeline.js").Moment} Moment */
/**
 * Times in milliseconds. `since`: when moment number `at` began; `seen`: when the session was last known to run;
 * `stopped`: when it was paused, or null; `slept`: paused because nothing ran for long; `spent`: how long it has run in all.
 * @typedef {{moments: Moment[], at: number, since: number, seen: number, stopped: number | null, slept: boolean, spent: number}} State
 */
const SLEPT = 90_000, AGAIN = 2_000, MORE = 10;

/**
 * A session that is paused `gone` milliseconds after the beginning of moment `at`.
 * @param {Moment[]} moments
 * @param {number} now
 * @returns {State}
 */
export const begun = (moments, now, at = 0, gone = 0) => ({ moments, at, since: now - gone, seen: now, stopped: now, slept: false, spent: 0 });

/**
 * How long the moment has gone on, in milliseconds.
 * @param {State} state
 * @param {number} now
 */
export const gone = ({ since, stopped }, now) => (stopped ?? now) - since;

/**
 * Whether the moment is the last of a part that the person leads.
 * @param {Moment[]} moments
 * @param {number} at
 */
function isOpen(moments, at) {
  const { exercise, part, repetition } = moments[at], next = moments[at + 1];
  return part !== null && repetition === null && (next?.exercise !== exercise || next.part !== part);
}

/**
 * What the moment has come to: `more` beyond the lower number of a range, `open` where the person leads on.
 * @param {State} state
 * @param {number} now
 */
export function phase(state, now) {
  const { shortest, longest } = state.moments[state.at], seconds = gone(state, now) / 1000;
  return isOpen(state.moments, state.at) && seconds >= longest ? "open" : seconds >= shortest && shortest < longest ? "more" : "";
}

/**
 * The state after the clock has gone on. The beginnings of moments are exact, however late this is asked.
 * @param {State} state
 * @param {number} now
 * @returns {State}
 */
export function ticked(state, now) {
  const { moments, seen, stopped, spent } = state;
  if (stopped !== null) return state;
  if (now - seen > SLEPT) return { ...state, stopped: seen, slept: true };
  let { at, since } = state;
  // A clock that was set back takes the beginning with it.
  since += Math.min(0, now - seen);
  while (at < moments.length && now - since >= moments[at].longest * 1000 && !isOpen(moments, at)) since += moments[at++].longest * 1000;
  return { ...state, at, since, seen: now, spent: spent + Math.max(0, now - seen) };
}

/**
 * Stopped now, if it was not before.
 * @param {State} state
 * @param {number} now
 * @returns {State}
 */
export const paused = (state, now) => ({ ...state, stopped: state.stopped ?? now });

/**
 * Going on where it was stopped.
 * @param {State} state
 * @param {number} now
 * @returns {State}
 */
export const resumed = (state, now) => ({ ...state, since: now - gone(state, now), seen: now, stopped: null, slept: false });

/**
 * At the beginning of another moment.
 * @param {State} state
 * @param {number} now
 * @param {number} at
 * @returns {State}
 */
const jumped = (state, now, at) => ({ ...state, at: Math.max(0, at), since: now, seen: now, stopped: state.stopped === null ? null : now, slept: false });

/**
 * To the next moment.
 * @param {State} state
 * @param {number} now
 */
export const skipped = (state, now) => jumped(state, now, state.at + 1);

/**
 * To the beginning of this moment; soon after it, to the one before.
 * @param {State} state
 * @param {number} now
 */
export const back = (state, now) => jumped(state, now, state.at - Number(gone(state, now) < AGAIN));

/**
 * Once more through a part that the person leads.
 * @param {State} state
 * @param {number} now
 */
export function again(state, now) {
  const { moments, at } = state;
  return jumped(state, now, moments.findLastIndex((one, index) => index < at && one.part !== moments[at].part) + 1);
}

/**
 * To the next moment that is so, or to the end.
 * @param {State} state
 * @param {number} now
 * @param {(moment: Moment) => boolean} isSo
 */
function to(state, now, isSo) {
  const at = state.moments.findIndex((moment, index) => index > state.at && isSo(moment));
  return jumped(state, now, at < 0 ? state.moments.length : at);
}

/**
 * Beyond what is optional.
 * @param {State} state
 * @param {number} now
 */
export const enough = (state, now) => to(state, now, ({ optional }) => !optional);

/**
 * To the next exercise.
 * @param {State} state
 * @param {number} now
 */
export const left = (state, now) => to(state, now, ({ part }) => part === null);

/**
 * Ten seconds more of this moment.
 * @param {State} state
 * @returns {State}
 */
export function longer(state) {
  const { at } = state, { shortest, longest } = state.moments[at];
  return { ...state, moments: state.moments.map((one, index) => (index === at ? { ...one, shortest: shortest + MORE, longest: longest + MORE } : one)) };
}
