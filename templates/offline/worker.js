// Keeps the guide for the hours without a signal: all of one deployment or nothing, never a mix of two.
// offline.json tells the build's files with the beginning of their SHA-256. Whatever fails here, the guide
// still comes from the network as if this file did not exist.

/**
 * What may be kept, by address; `optional` files only once somebody has used them. `ask`: too large to be kept unasked.
 * @typedef {{version: string, ask: boolean, files: Object<string, string>, optional: Object<string, string>}} List
 */

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

// The build writes the version here: a new deployment is a new file, and the browser notices.
const VERSION = "";
const SCOPE = worker.registration.scope;
// Other guides may live on the same host, and even below this one.
const OURS = `guide ${SCOPE} `;
const NAME = OURS + VERSION;
const LIST = "offline.json";
const AT_ONCE = 6;

/**
 * What is kept under an address of this deployment.
 * @param {string} address
 */
const kept = (address) => caches.match(SCOPE + address, { cacheName: NAME });

/**
 * The list of this deployment, if the whole of it is kept: it is put there last.
 * @returns {Promise<List | undefined>}
 */
const list = async () => (await kept(LIST))?.json();

/**
 * Keeps an answer if it is what the list says; tells if it was.
 * @param {Cache} cache
 * @param {string} url
 * @param {string} hash
 * @param {Response} [answer]
 */
async function keep(cache, url, hash, answer) {
  if (!answer?.ok) return false;
  const bytes = await answer.arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).slice(0, 8);
  if ([...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("") !== hash) return false;
  // As a new answer it forgets that it was redirected; browsers refuse such a one for a page.
  await cache.put(url, new Response(bytes, { headers: answer.headers }));
  return true;
}

/**
 * Keeps a file: from an earlier deployment if it has not changed, else from the network.
 * @param {Cache} cache
 * @param {string} address
 * @param {string} hash
 */
async function bring(cache, address, hash) {
  const url = SCOPE + address;
  if (await keep(cache, url, hash, await caches.match(url))) return;
  if (!(await keep(cache, url, hash, await fetch(url, { cache: "no-cache" })))) throw new Error(`${address} is of another deployment.`);
}

/**
 * The same for a file that somebody has used: this worker has it, or the browser does. Without it the guide is whole.
 * @param {Cache} cache
 * @param {string} address
 * @param {string} hash
 */
async function bringUsed(cache, address, hash) {
  const url = SCOPE + address;
  try {
    if (await caches.match(url)) return await bring(cache, address, hash);
    await keep(cache, url, hash, await fetch(url, { cache: "only-if-cached", mode: "same-origin" }));
  } catch {}
}

async function install() {
  if (await list()) return;
  await caches.delete(NAME);
  /** @type {List} */
  const all = await (await fetch(SCOPE + LIST, { cache: "no-store" })).json();
  if (all.version !== VERSION) throw new Error("The list is of another deployment.");
  if (all.ask && location.search !== "?asked") return;
  const cache = await caches.open(NAME), waiting = Object.entries(all.files);
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, async () => {
      for (let next; (next = waiting.pop()); ) await bring(cache, ...next);
    }));
    await Promise.all(Object.entries(all.optional).map((one) => bringUsed(cache, ...one)));
    await cache.put(SCOPE + LIST, new Response(JSON.stringify(all)));
  } catch (problem) {
    waiting.length = 0;
    await caches.delete(NAME);
    throw problem;
  }
}

/** No page of an earlier deployment is open any more: its files go. */
async function activate() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(OURS) && name !== NAME).map((name) => caches.delete(name)));
}

/**
 * What is kept comes first, the network second, and for a page that nobody knows the page that says so.
 * @param {FetchEvent} event
 * @param {string} address
 */
async function answer(event, address) {
  const { request } = event, isPage = request.mode === "navigate";
  const held = await kept(address);
  if (held) return held;
  if (isPage && (await kept(`${address}/`))) return Response.redirect(`${SCOPE}${address}/${new URL(request.url).search}`);
  const all = await list(), hash = all?.optional[address];
  try {
    const fresh = await fetch(request);
    if (hash) {
      const copy = fresh.clone();
      event.waitUntil(caches.open(NAME).then((cache) => keep(cache, SCOPE + address, hash, copy)).catch(() => {}));
    }
    return fresh;
  } catch (problem) {
    const missing = isPage && !hash && !/\.\w+$/.test(address) && (await kept("404.html"));
    if (!missing) throw problem;
    return new Response(missing.body, { status: 404, headers: missing.headers });
  }
}

worker.addEventListener("install", (event) => event.waitUntil(install()));
worker.addEventListener("activate", (event) => event.waitUntil(activate()));
worker.addEventListener("fetch", (event) => {
  const url = event.request.url.replace(/[?#].*/, "").replace(/\/index\.html$/, "/");
  if (event.request.method === "GET" && url.startsWith(SCOPE)) event.respondWith(answer(event, url.slice(SCOPE.length)));
});
