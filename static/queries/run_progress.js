// <run-progress data-url data-socket>: shows the stages of a run as they happen and puts the answer in its place.

import { Unreachable, read } from "./fragments.js";
import { follow } from "./run_socket.js";
import { refreshRecent } from "./recent.js";

const FIRST_POLL_MS = 300;
const LONGEST_POLL_MS = 5000;

class RunProgress extends HTMLElement {
  connectedCallback() {
    this.stop = follow(socketAddress(this.dataset.socket), {
      onStage: (stage) => this.mark(stage),
      onFinished: () => this.fetchAnswer(FIRST_POLL_MS),
      onLost: () => this.fetchAnswer(FIRST_POLL_MS),
    });
  }

  disconnectedCallback() {
    this.stop();
    clearTimeout(this.timer);
  }

  mark({ stage, status, ms }) {
    const item = this.querySelector(`[data-stage="${CSS.escape(stage)}"]`);
    if (!item) {
      return;
    }
    item.dataset.status = status;
    if (ms !== undefined) {
      item.querySelector("[data-ms]").textContent = `${Math.round(ms)} ms`;
    }
    this.announce();
  }

  announce() {
    const next = this.querySelector('[data-stage][data-status=""], [data-stage][data-status="started"]');
    if (next) {
      next.dataset.status = "started";
      this.querySelector("[data-now]").textContent = next.firstChild.textContent;
    }
  }

  async fetchAnswer(pause) {
    let nodes;
    try {
      ({ nodes } = await read(this.dataset.url));
    } catch (error) {
      if (!(error instanceof Unreachable)) {
        throw error;
      }
    }
    if (!this.isConnected) {
      return;
    }
    if (nodes && !nodes.querySelector("run-progress")) {
      this.finish(nodes);
      return;
    }
    const stages = nodes?.querySelector(".stages");
    if (stages) {
      this.querySelector(".stages").replaceWith(stages);
      this.announce();
    }
    this.timer = setTimeout(() => this.fetchAnswer(Math.min(pause * 1.6, LONGEST_POLL_MS)), pause);
  }

  finish(nodes) {
    const page = this.closest("[data-chat]");
    const run = this.dataset.run;
    const held = this.contains(document.activeElement);
    const isLast = this.closest("[data-turn]").matches(":last-child");
    const turn = nodes.firstElementChild;
    this.closest("[data-turn]").replaceWith(nodes);
    if (held) {
      turn.setAttribute("tabindex", "-1");
      turn.focus({ preventScroll: true });
    }
    if (isLast) {
      turn.scrollIntoView({ block: "start" });
    }
    page.querySelector("[data-announce]").textContent = turn.querySelector("[data-says]")?.textContent ?? "";
    refreshRecent(page, run);
  }
}

function socketAddress(path) {
  // The server names another origin where sockets have one; otherwise it is the page's own.
  return path.startsWith("/") ? `${window.location.origin.replace(/^http/, "ws")}${path}` : path;
}

customElements.define("run-progress", RunProgress);
