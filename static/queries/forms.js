// Sends forms without leaving the page. `data-send` says where the answer goes: append (a new turn at the end),
// replace (instead of the turn the form stands in), here (instead of the form).

import { Unreachable, send } from "./fragments.js";
import { showProblem } from "./problem.js";
import { refreshRecent } from "./recent.js";

export function wireForms(page) {
  page.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.hasAttribute("data-send")) {
      return;
    }
    event.preventDefault();
    if (form.getAttribute("aria-busy") !== "true") {
      submit(page, form, event.submitter);
    }
  });
}

async function submit(page, form, submitter) {
  form.setAttribute("aria-busy", "true");
  try {
    const { ok, nodes } = await send(form, submitter);
    if (ok) {
      place(page, form, nodes);
    } else {
      showProblem(form, nodes);
    }
  } catch (error) {
    if (!(error instanceof Unreachable)) {
      throw error;
    }
    showProblem(form, page.dataset.lost);
  } finally {
    form.removeAttribute("aria-busy");
  }
}

function place(page, form, nodes) {
  // Not `form.dataset`: a form answers to the names of its fields, and one of them is called dataset.
  const where = form.getAttribute("data-send");
  const placed = nodes.firstElementChild;
  if (where === "here") {
    form.replaceWith(nodes);
    placed.querySelector('[aria-pressed="true"]')?.focus();
    return;
  }
  if (where === "replace") {
    form.closest("[data-turn]").replaceWith(nodes);
  } else {
    page.querySelector("[data-welcome]")?.remove();
    page.querySelector("[data-thread] > [data-problem]")?.remove();
    page.querySelector("[data-thread]").append(nodes);
    form.dispatchEvent(new CustomEvent("sent"));
  }
  show(page, placed);
}

function show(page, turn) {
  if (turn.dataset.session) {
    page.querySelector("[data-session]").value = turn.dataset.session;
  }
  window.history.replaceState(null, "", `?run=${turn.dataset.run}`);
  turn.scrollIntoView({ block: "start" });
  refreshRecent(page, turn.dataset.run);
}
