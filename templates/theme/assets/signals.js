// What a session tells without the screen: voice, tones, vibration; and the screen that stays on. What is missing is silence.

/**
 * Tones in hertz, one after the other, and vibration in milliseconds: on, off, on.
 * @type {Object<string, [number[], number[]]>}
 */
const SIGNALS = {
  hold: [[523], [120]],
  release: [[392], [50, 60, 50]],
  sides: [[440, 440], [80, 80, 80, 80, 80]],
  next: [[392, 494, 587], [300]],
  end: [[587, 494, 392, 294], [200, 100, 200, 100, 400]],
};
const LOUD = 0.25, APART = 0.22;

/**
 * What this gives; undefined where the device cannot.
 * @template T
 * @param {() => T} what
 * @returns {T | undefined}
 */
function attempt(what) {
  try {
    return what();
  } catch {}
}

/**
 * The device's own voice for a language: one that sends nothing anywhere.
 * @param {string} language
 */
export const voice = (language) => attempt(() => {
  const own = speechSynthesis.getVoices().filter(({ localService, lang }) => localService && lang.toLowerCase().startsWith(language));
  return own.find((one) => one.default) ?? own[0];
});

/**
 * Calls back when the device has found its voices.
 * @param {() => void} what
 */
export const onVoices = (what) => attempt(() => speechSynthesis.addEventListener("voiceschanged", what));

export const hush = () => attempt(() => speechSynthesis.cancel());

/**
 * Says this, and nothing that is still waiting.
 * @param {string} text
 * @param {SpeechSynthesisVoice} by
 */
export const say = (text, by) => attempt(() => {
  const spoken = new SpeechSynthesisUtterance(text);
  spoken.voice = by;
  spoken.lang = by.lang;
  hush();
  speechSynthesis.speak(spoken);
});

/** @type {AudioContext} */
let audio;

/** Makes tones possible; where a person has tapped. */
export const open = () => attempt(() => {
  audio ??= new AudioContext();
  audio.resume().catch(() => {});
});

/**
 * Sounds one of the signals.
 * @param {string} name
 */
export const tone = (name) => attempt(() => SIGNALS[name][0].forEach((pitch, at) => {
  const from = audio.currentTime + at * APART, sound = audio.createOscillator(), volume = audio.createGain();
  sound.frequency.value = pitch;
  volume.gain.setValueAtTime(0, from);
  volume.gain.linearRampToValueAtTime(LOUD, from + 0.03);
  volume.gain.exponentialRampToValueAtTime(0.001, from + 0.4);
  sound.connect(volume).connect(audio.destination);
  sound.start(from);
  sound.stop(from + 0.45);
}));

export const canVibrate = () => "vibrate" in navigator;

/**
 * Gives one of the signals as vibration.
 * @param {string} name
 */
export const vibrate = (name) => attempt(() => navigator.vibrate(SIGNALS[name][1]));

/**
 * What holds the screen; nothing where the browser refused.
 * @type {Promise<any> | undefined}
 */
let lock;

/**
 * Keeps the screen on, or lets it go.
 * @param {boolean} on
 */
export const awake = (on) => attempt(() => {
  lock?.then((held) => held?.release()).catch(() => {});
  lock = undefined;
  if (on) lock = navigator.wakeLock.request("screen").catch(() => {});
});
