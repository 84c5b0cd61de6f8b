// A guide that is too large to be kept unasked: the button is shown where it can be kept and is not.
const place = /** @type {HTMLElement} */ (document.getElementById("keep"));
const button = /** @type {HTMLButtonElement} */ (place.querySelector("button"));

/**
 * Shows one of the answers that stand in the page.
 * @param {string} which
 */
function say(which) {
  for (const one of /** @type {NodeListOf<HTMLElement>} */ (place.querySelectorAll("[data-when]"))) one.hidden = one.dataset.when !== which;
  button.hidden = which !== "failed";
}

async function keep() {
  say("under way");
  try {
    const registration = await navigator.serviceWorker.register("sw.js?asked");
    const coming = registration.installing;
    coming?.addEventListener("statechange", () => say(coming.state === "redundant" ? "failed" : "kept"));
    if (!coming) say("kept");
  } catch {
    say("failed");
  }
}

try {
  const known = await navigator.serviceWorker.getRegistration("./");
  place.hidden = Boolean(known?.active?.scriptURL.endsWith("?asked"));
  button.addEventListener("click", keep);
} catch {}
