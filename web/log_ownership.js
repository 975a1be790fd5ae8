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
  let requests = 0;
  let holder = 0;         // the request that has the lock
  let gives_way = false;  // it is held only until the window that asked for it has taken it

  // `begin` is called with the lock, and what it promises holds it: hold() until it is let go.
  const request = (options, begin) => {
    const mine = ++requests;
    const hold = () => {
      queue = null;
      holder = mine;
      return new Promise((resolve) => { release = resolve; });
    };
    const ended = () => {
      if (holder !== mine) return;
      if (release) lost();
      else if (gives_way) wait_in_line();
      gives_way = false;
    };
    navigator.locks.request(LOCK, options, (lock) => begin(lock, hold)).then(ended, ended);
  };
  const own = async (lock, hold) => {
    const until = hold();
    await on_owner();
    await until;
  };
  // Waits in line: the tab that owns the log may be closed.
  function wait_in_line() {
    queue = new AbortController();
    request({ signal: queue.signal }, own);
  }
  // Another window took the lock away.
  function lost() {
    release = null;
    on_lost();
    wait_in_line();
  }
  // The lock goes straight to the window that asked, past those in line; where that one is gone,
  // to the next of them.
  channel.onmessage = async ({ data }) => {
    if (data !== 'yield' || !release) return;
    const let_go = release;
    release = null;
    gives_way = true;
    await on_lost();
    channel.postMessage('yielded');
    setTimeout(let_go, OWNER_SILENT_MS);
  };
  return {
    // True where this tab owns the log from now on.
    try_now: () => new Promise((resolve) => {
      request({ ifAvailable: true }, (lock, hold) => {
        const until = lock ? hold() : undefined;
        resolve(lock !== null);
        return until;
      });
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
      request({ steal: true }, own);
    },
  };
}
