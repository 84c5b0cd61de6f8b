// The short address of an exercise, to copy or to pass on. A site without a set address has it relative to the page.

const row = document.querySelector(".share"), [copy, share] = row.querySelectorAll("button");
const [copied, refused] = row.querySelector("[role=status]").querySelectorAll(":scope > span"), written = row.querySelector(".address");
const title = row.dataset.title, url = new URL(row.dataset.address, location.href).href;

copy.addEventListener("click", async () => {
  const done = await navigator.clipboard?.writeText(url).then(() => true, () => false);
  copied.hidden = !done;
  refused.hidden = done;
  if (!done) {
    written.textContent = url;
    getSelection().selectAllChildren(written);
  }
});
share.addEventListener("click", () => navigator.share({ title, url }).catch(() => {}));
share.hidden = !navigator.share;
row.hidden = false;
