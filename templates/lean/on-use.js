// The theme's own script and styles are for the search, the menu and wide screens; an address can bring words to search for. They come when one of these is used;
// the choice of colours is made here.
{
  const { script, styles } = document.currentScript.dataset;
  /** @type {Promise<void>} */
  let asked;
  let here = false;
  const theme = () => (asked ??= new Promise((done) => {
    const own = document.querySelector("link[rel=stylesheet]");
    for (const href of styles.split(" ")) own.before(Object.assign(document.createElement("link"), { rel: "stylesheet", href }));
    document.body.append(Object.assign(document.createElement("script"), { src: script, onload: done }));
  }).then(() => { here = true; }));

  /** @type {HTMLInputElement} */
  const search = document.querySelector("#__search");
  /** @type {HTMLInputElement} */
  const query = document.querySelector(".md-search__input");
  document.documentElement.classList.replace("no-js", "js");
  // Without a script the label alone works; a button in it can be reached and read out as what it is.
  for (const label of /** @type {NodeListOf<HTMLLabelElement>} */ (document.querySelectorAll(".md-header__inner > label"))) {
    const button = Object.assign(document.createElement("button"), { ariaLabel: label.title, onclick: () => label.control.click() });
    button.append(...label.childNodes);
    label.append(button);
  }
  document.querySelector("#__drawer").addEventListener("change", theme);
  search.addEventListener("change", () => {
    if (!search.checked || here) return;
    query.focus();
    // What was written before the search came is searched for then.
    theme().then(() => query.dispatchEvent(new Event("keyup")));
  });
  addEventListener("keydown", (event) => {
    const { key, ctrlKey, altKey, metaKey } = event;
    const target = /** @type {HTMLElement} */ (event.target);
    if (here || ctrlKey || altKey || metaKey) return;
    if (key === "Enter" && target.matches("label")) target.click();
    else if (["f", "s", "/"].includes(key) && !target.matches("input, textarea, select") && !target.shadowRoot) {
      event.preventDefault();
      search.click();
    }
  });
  if (matchMedia("(min-width: 76.25em)").matches || /[?&]q=/.test(location.search)) addEventListener("load", theme);

  const { __md_get: get, __md_set: set } = /** @type {any} */ (window);
  /** @type {NodeListOf<HTMLInputElement>} */
  const colours = document.querySelectorAll("input[name=__palette]");
  /** @param {number} index */
  const show = (index) => colours.forEach((one, at) => { (/** @type {HTMLElement} */ (one.nextElementSibling)).hidden = at !== index; });
  /** @param {HTMLInputElement} input */
  const of = ({ dataset }) => ({ media: dataset.mdColorMedia, scheme: dataset.mdColorScheme, primary: dataset.mdColorPrimary, accent: dataset.mdColorAccent });
  const chosen = get("__palette")?.index ?? 0;
  if (colours[chosen]) colours[chosen].checked = true;
  show(chosen);
  colours.forEach((one, index) => one.addEventListener("change", () => {
    if (here) return;
    const color = of(one), device = matchMedia("(prefers-color-scheme: light)").matches ? 1 : 2;
    for (const [key, value] of Object.entries(index ? color : of(colours[device]))) document.body.setAttribute(`data-md-color-${key}`, value);
    set("__palette", { index, color });
    show(index);
  }));
}
