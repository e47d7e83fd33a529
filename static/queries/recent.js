// Keeps the list of recent questions true. It is decoration: when it cannot be had, the old one stays.

import { Unreachable, read } from "./fragments.js";

export async function refreshRecent(page, run) {
  try {
    const { ok, nodes } = await read(`${page.dataset.recent}?run=${encodeURIComponent(run)}`);
    if (ok) {
      page.querySelector("[data-recent-list]").replaceChildren(nodes);
    }
  } catch (error) {
    if (!(error instanceof Unreachable)) {
      throw error;
    }
  }
}
