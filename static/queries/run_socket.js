// Follows one run over a WebSocket. The server replays what was missed (`after`), so losing the line loses nothing.

const TRIES = 3;
const PAUSE_MS = 400;

/**
 * Calls `onStage` for every stage once and in order, then `onFinished`; `onLost` when no socket can be had.
 * Returns a function that stops following.
 */
export function follow(url, { onStage, onFinished, onLost }) {
  let after = 0;
  let failures = 0;
  let ended = false;
  let socket;
  let timer;

  function end(callback) {
    ended = true;
    clearTimeout(timer);
    callback();
  }

  function take(message) {
    failures = 0;
    if (message.type === "stage" && message.seq > after) {
      after = message.seq;
      onStage(message);
    } else if (message.type === "finished") {
      end(onFinished);
    }
  }

  function open() {
    socket = new WebSocket(`${url}?after=${after}`);
    socket.addEventListener("message", (event) => ended || take(JSON.parse(event.data)));
    socket.addEventListener("close", () => {
      if (ended) {
        return;
      }
      failures += 1;
      if (failures >= TRIES) {
        end(onLost);
      } else {
        timer = setTimeout(open, PAUSE_MS * failures);
      }
    });
  }

  open();
  return () => end(() => socket.close());
}
