// The company's stream of changes: it says how far the company is, and nothing else. Also the timer
// of the questions for them.
// In: from when on to listen. Out: calls.changes_heard(place), negative when the stream ended.
// It opens nothing while the window is hidden: then asking now and then is enough.

const AGAIN_MS = 60000;

export function make_changes_stream(calls) {
  let wanted = false;
  let stream = null;
  let again = 0;
  let timer = 0;

  function end() {
    stream?.close();
    stream = null;
    calls.changes_heard(-1);
  }

  // Where the server has no place for it, or does not answer: a minute later.
  function open() {
    clearTimeout(again);
    if (stream || !wanted || document.hidden || !navigator.onLine) return;
    stream = new EventSource('/v1/changes/stream');
    stream.onmessage = ({ data }) => calls.changes_heard(Number(data));
    stream.onerror = () => {
      end();
      again = setTimeout(open, AGAIN_MS);
    };
  }

  document.addEventListener('visibilitychange', () => (document.hidden ? stream && end() : open()));
  addEventListener('online', open);
  addEventListener('offline', () => stream && end());

  return {
    changes_listen() {
      if (wanted) return;
      wanted = true;
      open();
    },
    changes_timer(ms) {
      clearTimeout(timer);
      if (ms >= 0) timer = setTimeout(() => calls.changes_timer(), ms);
    },
  };
}
