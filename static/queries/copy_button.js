// <copy-button data-from="id">: copies the text of an element and says so for a moment.

const SHOWN_MS = 1600;

class CopyButton extends HTMLElement {
  connectedCallback() {
    this.querySelector("button").addEventListener("click", () => this.copy());
  }

  async copy() {
    const source = document.getElementById(this.dataset.from);
    const words = this.querySelector("[data-words]");
    const before = words.textContent;
    try {
      await navigator.clipboard.writeText(source.textContent);
    } catch {
      // Without the clipboard (plain HTTP on a network, a refused permission) the text is selected, ready for Ctrl+C.
      window.getSelection().selectAllChildren(source);
      return;
    }
    if (before === this.dataset.done) {
      return;
    }
    words.textContent = this.dataset.done;
    setTimeout(() => {
      words.textContent = before;
    }, SHOWN_MS);
  }
}

customElements.define("copy-button", CopyButton);
