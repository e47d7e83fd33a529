// Says beside a form why it was not taken.

export function showProblem(form, problem) {
  form.querySelector("[data-problem]")?.remove();
  if (typeof problem !== "string") {
    form.prepend(problem);
    return;
  }
  const box = document.createElement("div");
  box.className = "alert";
  box.dataset.problem = "unreachable";
  box.setAttribute("role", "alert");
  box.textContent = problem;
  form.prepend(box);
}
