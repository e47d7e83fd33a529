// On a narrow screen the side bar slides over the thread; Escape, the veil and following a link close it.

export function wireSideBar(page) {
  const opener = page.querySelector("[data-side-open]");
  const side = page.querySelector("#side");

  function toggle(open) {
    page.dataset.side = open ? "open" : "";
    opener.setAttribute("aria-expanded", String(open));
    (open ? side.querySelector("a, button") : opener).focus();
  }

  opener.addEventListener("click", () => toggle(true));
  page.querySelector("[data-side-close]").addEventListener("click", () => toggle(false));
  page.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && page.dataset.side === "open") {
      toggle(false);
    }
  });
}
