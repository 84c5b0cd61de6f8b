// Once the page is there and the browser has nothing else to do, the guide is kept. If it cannot be, nothing happens.
const saver = /** @type {any} */ (navigator).connection?.saveData;
const keep = async () => {
  try {
    await navigator.serviceWorker.register("sw.js");
  } catch {}
};
if (!saver) addEventListener("load", () => (self.requestIdleCallback ?? setTimeout)(keep));
