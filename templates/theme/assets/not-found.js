// The page of a mistyped address: /N1/ leads on to /n1/, /nl/ or /n-1/ to what is near.

const box = document.getElementById("not-found");
const root = new URL(box.dataset.root, location.href);
const asked = readable(location.pathname.slice(root.pathname.length)).replace(/\/+$/, "");

/**
 * An address without its percent signs, or as it is where they make no sense.
 * @param {string} address
 */
function readable(address) {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}

/**
 * How many letters differ between two words (Levenshtein).
 * @param {string} one
 * @param {string} other
 */
function distance(one, other) {
  let row = [...Array(other.length + 1).keys()];
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      next[j] = Math.min(next[j - 1] + 1, row[j] + 1, row[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1));
    }
    row = next;
  }
  return row[other.length];
}

/**
 * An item of the list of what is near.
 * @param {string} code
 * @param {string} name
 * @param {string} address
 */
function link(code, name, address) {
  const item = document.createElement("li");
  const anchor = document.createElement("a");
  anchor.href = new URL(address, root).href;
  anchor.textContent = `${code.toUpperCase()} ${name}`;
  item.append(anchor);
  return item;
}

fetch(box.dataset.codes)
  .then((answer) => answer.json())
  .then((codes) => {
    const typed = asked.toLowerCase().replace(/[^a-z0-9]/g, "");
    if (Object.hasOwn(codes, typed)) {
      location.replace(new URL(codes[typed][1], root) + location.hash);
      return;
    }
    const last = asked.toLowerCase().split("/").pop();
    const near = Object.entries(codes)
      .map(([code, [name, address]]) => [Math.min(distance(typed, code), distance(last, address.split("/")[1]) / 4), code, name, address])
      .filter(([far]) => far <= 1)
      .sort((one, other) => one[0] - other[0])
      .slice(0, 5);
    if (near.length) {
      const words = document.createElement("p");
      words.textContent = `${box.dataset.code}:`;
      const list = document.createElement("ul");
      list.append(...near.map(([, code, name, address]) => link(code, name, address)));
      box.append(words, list);
    }
  })
  .catch(() => {})
  .finally(() => box.classList.remove("awaited"));
