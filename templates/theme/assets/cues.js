// What the guided session says at each moment, as generator/cue_words.py says it, by the rules of templates/phrases.yml: the `table`.

import { capital, quantity, said } from "./phrases.js";

/** @typedef {import("./timeline.js").Moment} Moment */
/** @typedef {import("./timeline.js").Step} Step */
/**
 * An exercise as cues/<code>.json tells it, with its pictures by the key of a step.
 * @typedef {import("./timeline.js").Exercise & {start: string, pictures: Object<string, {svg: string, motion: string}>}} Exercise
 */

/**
 * Whether a step has a moment of its own.
 * @param {Step} step
 */
const isTimed = ({ move_seconds, hold_seconds }) => move_seconds || hold_seconds;

/**
 * The words of each moment of a session.
 * @param {import("./phrases.js").Table} table
 * @param {Moment[]} moments
 * @param {Exercise[]} exercises
 * @param {string[]} sides "right" and "left" in the order in which they are done
 */
export function cueWords(table, moments, exercises, sides) {
  const byCode = Object.fromEntries(exercises.map((one) => [one.code, one])), { say, sides: sideWords } = table.cues;
  let
    /** @type {Set<string>} */
    told,
    /** @type {number} */
    before;
  return moments.map(({ kind, exercise, part: at, step, side, shortest, longest, repetition, optional }) => {
    const { name, start, parts } = byCode[exercise], part = parts[at], steps = part?.steps ?? [], first = steps.findIndex(isTimed);
    if (at === null) {
      [told, before] = [new Set(), null];
    }
    // Where the sides come one after the other, each begins anew; in turn, all is told once.
    const place = [at, step, part?.sides === "each" && side], marks = [`part ${at}`, `step ${place}`, `${kind} ${place}`], [partKnown, stepKnown, kindKnown] = marks.map((mark) => told.has(mark));
    const begins = step !== null && step === first && (kind === "move" || !steps[first].move_seconds);
    const conditions = {
      kind, begins: !begins ? "no" : !partKnown ? "part" : repetition === 1 && side !== 2 ? "set" : "repetition", named: part?.name ? "yes" : "no",
      side: !side ? "none" : side === before ? "same" : "new", step: step === null ? "none" : stepKnown ? "known" : "new",
      first: kindKnown ? "no" : "yes", optional: optional ? "yes" : "no",
    };
    const values = {
      name, start, part: part?.name, side: sideWords[sides[side - 1]], movement: capital(part?.change_sides ?? ""), number: step + 1,
      text: textOf(steps, step), seconds: quantity(table, "seconds", { min: shortest, max: longest }),
    };
    marks.forEach((mark) => told.add(mark));
    before = side ?? before;
    return say.map((rules) => said(rules, conditions, values)).filter(Boolean).join(" ");
  });
}

/**
 * The text of a step, after those of the steps before it that take no time and so have no moment of their own.
 * @param {Step[]} steps
 * @param {number} number
 */
export function textOf(steps, number) {
  const last = steps.slice(0, number ?? 0).findLastIndex(isTimed);
  return steps.slice(last + 1, number + 1).map(({ text }) => text).join(" ");
}
