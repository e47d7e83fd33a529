// Asks the server for a piece of the page. The server escapes every value; nothing is ever assembled here from data.

export class Unreachable extends Error {}

export async function send(form, submitter) {
  const body = new URLSearchParams(new FormData(form, submitter));
  return read(form.action, { method: "POST", body });
}

export async function read(url, options = {}) {
  let response;
  try {
    response = await fetch(url, { headers: { "X-Fragment": "1" }, redirect: "manual", ...options });
  } catch {
    throw new Unreachable();
  }
  if (response.type === "opaqueredirect") {
    // Only signing in redirects here: the session has ended.
    window.location.reload();
    return new Promise(() => {});
  }
  if (!response.headers.get("Content-Type")?.startsWith("text/html") || response.status >= 500) {
    throw new Unreachable();
  }
  return { ok: response.ok, nodes: parse(await response.text()) };
}

function parse(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content;
}
