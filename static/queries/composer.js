// The box one types a question in: Enter sends, Shift + Enter breaks the line, an example is a question too.

export function wireComposer(page) {
  const form = page.querySelector("[data-composer]");
  const text = form.querySelector("textarea");
  text.addEventListener("keydown", (event) => {
    // While an input method is open (Chinese, Japanese), Enter takes the word and must not send.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) {
      return;
    }
    event.preventDefault();
    form.requestSubmit();
  });
  form.addEventListener("sent", () => {
    text.value = ""; // the dataset stays chosen
    text.focus({ preventScroll: true });
  });
  form.addEventListener("input", () => form.querySelector("[data-problem]")?.remove());
  page.addEventListener("click", (event) => {
    const example = event.target.closest("[data-example]");
    if (example) {
      text.value = example.textContent.trim();
      chooseDataset(form, example.dataset.of);
      form.requestSubmit();
    }
  });
}

function chooseDataset(form, name) {
  const choice = form.querySelector("select[name=dataset]");
  if (choice) {
    choice.value = name;
  }
}
