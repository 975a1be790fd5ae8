// Log ownership: one window of this browser owns the device's log, the others read.
// In: what to do when this window owns it, and when it no longer does. Out: the lock, taken at once
// where it is free, by waiting in line, or away from a window that is frozen. It keeps nothing: the
// fence number in the database makes sure that a window which lost the lock writes no more.
//
//     const owner = make_ownership({ on_owner, on_lost });   if (await owner.try_now()) …

const LOCK = 'tallystick-log';
const OWNER_SILENT_MS = 10_000;

export function make_ownership({ on_owner, on_lost }) {
  const channel = new BroadcastChannel(LOCK);
  let release = null;
  let queue = null;
  const held = () => {
    queue = null;
    return new Promise((resolve) => { release = resolve; });
  };
  // Another window took the lock away.
  const lost = () => {
    release = null;
    on_lost();
    wait_in_line();
  };
  // Waits in line: the tab that owns the log may be closed.
  function wait_in_line() {
    queue = new AbortController();
    navigator.locks.request(LOCK, { signal: queue.signal }, async () => {
      const until = held();
      await on_owner();
      await until;
    }).catch(() => { if (release) lost(); });
  }
  channel.onmessage = async ({ data }) => {
    if (data !== 'yield' || !release) return;
    const let_go = release;
    await on_lost();
    release = null;
    let_go();
    channel.postMessage('yielded');
    wait_in_line();
  };
  return {
    // True where this tab owns the log from now on.
    try_now: () => new Promise((resolve) => {
      navigator.locks.request(LOCK, { ifAvailable: true }, (lock) => {
        if (!lock) {
          resolve(false);
          return undefined;
        }
        const until = held();
        resolve(true);
        return until;
      }).catch(() => { if (release) lost(); });
    }),
    wait_in_line,
    // Asks the owner to let go, and takes the lock where it does not answer: it is frozen.
    async take_over() {
      const answered = new Promise((resolve) => {
        const listen = ({ data }) => { if (data === 'yielded') resolve(); };
        channel.addEventListener('message', listen);
        setTimeout(resolve, OWNER_SILENT_MS);
      });
      channel.postMessage('yield');
      await answered;
      if (release) return;  // it came by waiting in line
      queue?.abort();
      navigator.locks.request(LOCK, { steal: true }, async () => {
        const until = held();
        await on_owner();
        await until;
      }).catch(() => { if (release) lost(); });
    },
  };
}
