// Device store: the page's side of what this device keeps. It decides which tab owns the log (one
// holds the lock, the others read), asks the storage worker to write, holds drafts and other small
// things in memory so that the app can read them at once, and signs and sends for the log.
// In: calls of web/library.js. Out: what the worker and the network answered, through `calls`.
// It will not know what is in an entry.
import { device_key } from './device_key.js';
import { make_ownership } from './log_ownership.js';
import { pack_fields, unpack_fields } from './packed_fields.js';

const REQUEST_MS = 20_000;

function make_worker() {
  const worker = new Worker(new URL('./storage_worker.js', import.meta.url));
  const waiting = new Map();
  let next = 1;
  worker.onmessage = ({ data }) => {
    const { resolve, reject } = waiting.get(data.id);
    waiting.delete(data.id);
    if (data.failure) reject(new Error(data.failure));
    else resolve(data.answer);
  };
  worker.onerror = (event) => {
    for (const { reject } of waiting.values()) reject(new Error(event.message));
    waiting.clear();
  };
  return (message) => new Promise((resolve, reject) => {
    waiting.set(next, { resolve, reject });
    worker.postMessage({ ...message, id: next++ });
  });
}

// Why nothing can be kept here, or ''.
function lacks() {
  if (!globalThis.isSecureContext) return 'insecure';
  if (!globalThis.indexedDB || !globalThis.Worker) return 'old';
  if (!navigator.locks || !globalThis.BroadcastChannel || !crypto.subtle) return 'old';
  return '';
}

// How long who answered wants to be left alone, in ms. The engine judges whether it may.
function patience_of({ headers }) {
  const ms = Number(headers.get('retry-after') ?? 0) * 1000;
  return ms > 0 ? Math.min(ms, 1e9) : 0;
}

async function send(id, { device, sign }, body, key, calls) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), REQUEST_MS);
  try {
    const signature = await key.sign(sign);
    const answer = await fetch('/v1/push', {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream', 'tally-device': device,
        'tally-signature': signature },
      body,
      cache: 'no-store',
      // A push is signed and knows no session. With credentials a 401 of somebody in between would
      // have the browser ask for a password, over the order, at every try; without them it also has
      // connections of its own, which no other question that hangs can hold.
      credentials: 'omit',
      redirect: 'manual',
      signal: stop.signal,
    });
    const bytes = new Uint8Array(await answer.arrayBuffer());
    calls.answered(id, answer.status || 302, patience_of(answer), bytes);
  } catch {
    calls.answered(id, 0, 0, new Uint8Array());
  } finally {
    clearTimeout(timer);
  }
}

// What the app packed: puts, drops, drafts to forget, and the journal's frame at the end.
function read_commit(packed) {
  const [head, ...rest] = unpack_fields(packed);
  const text = (bytes) => new TextDecoder().decode(bytes);
  const { puts, drops, forget, first } = JSON.parse(text(head));
  const message = { action: 'commit', puts: [], frame: rest.at(-1) };
  for (let i = 0; i < puts; ++i) message.puts.push([text(rest[2 * i]), rest[2 * i + 1]]);
  message.drops = rest.slice(2 * puts, 2 * puts + drops).map(text);
  message.forget = rest.slice(2 * puts + drops, 2 * puts + drops + forget).map(text);
  return { message, first };
}

export async function open_device_store() {
  const key = device_key();
  const missing = lacks();
  const worker = missing ? null : make_worker();
  const small = new Map();
  let calls = null;
  let opening = null;
  let writes_under_way = 0;
  let keep_failed = false;
  let timer = 0;
  let owns = false;

  const pack = async (state, opened) => {
    const head = { state, fence: opened.fence, copies: opened.copies, replaced: opened.replaced,
      key: await key.exists(), log: opened.log.length, journals: opened.journals.length };
    opening = pack_fields([JSON.stringify(head), ...opened.log.flat(), ...opened.journals]);
  };
  const take = async (state) => {
    let opened;
    try {
      opened = await worker({ action: 'open', own: state === 'owner' });
    } catch (error) {
      opening = pack_fields([JSON.stringify({ state: 'none', trouble: error.message })]);
      return;
    }
    small.clear();
    for (const [name, bytes] of opened.small) small.set(name, bytes);
    owns = state === 'owner';
    await pack(state, opened);
  };
  const ownership = missing ? null : make_ownership({
    on_owner: async () => {
      await take('owner');
      calls?.store_opened();
    },
    on_lost: async () => {
      owns = false;
      calls?.store_lost();  // first, so that it can keep the draft that is open
      await worker({ action: 'close' }).catch(() => {});
    },
  });

  if (missing) {
    opening = pack_fields([JSON.stringify({ state: 'none', trouble: missing })]);
  } else if (await ownership.try_now()) {
    await take('owner');
  } else {
    await take('reader');
    ownership.wait_in_line();
  }

  const keep = (name, bytes) => {
    if (!worker) return false;
    if (bytes) small.set(name, bytes);
    else small.delete(name);
    writes_under_way += 1;
    worker({ action: 'keep', name, bytes }).catch(() => ({ result: 'failed' })).then((kept) => {
      writes_under_way -= 1;
      keep_failed = kept.result !== 'durable';
      if (writes_under_way === 0) calls?.wake();
    });
    return true;
  };

  // The browser threw the database away while the app ran, as a full disk makes it do: the journal
  // and what this window remembers make it again. Where there is no room yet, the next save tries.
  const begin_again = async () => {
    const opened = await worker({ action: 'open', own: true }).catch(() => null);
    if (!opened || !owns) return;
    calls.store_lost();  // keeps the draft that is open
    await pack('owner', opened);
    for (const [name, bytes] of small) keep(name, bytes);
    calls.store_opened();
  };

  const commit = async (id, packed) => {
    const { message, first } = read_commit(packed);
    const { result, copy, why, gone } = await worker(message)
      .catch((error) => ({ result: 'failed', copy: '', why: error.message }));
    for (const name of message.forget) {
      // What was not saved in every copy keeps its draft, also where one copy let it go.
      if (result === 'durable') small.delete(name);
      else if (small.has(name)) keep(name, small.get(name));
    }
    calls.stored(id, result, `${copy} ${why}`.trim());
    if (gone && owns) begin_again();
    if (first && result === 'durable') worker({ action: 'forget_journals' }).catch(() => {});
  };

  return {
    use: (made) => { calls = made; },
    page: {
      store_opening: () => opening,
      store_commit: (id, packed) => commit(id, packed),
      store_send: (id, head, body) => { send(id, head, body, key, calls); },
      store_key: (id) => {
        key.make().then((text) => calls.key_made(id, text), () => calls.key_made(id, ''));
      },
      store_sign: (id, text) => {
        key.sign(text).then((signed) => calls.key_made(id, signed), () => calls.key_made(id, ''));
      },
      store_take_over: () => { ownership?.take_over(); },
      store_timer: (ms) => {
        clearTimeout(timer);
        timer = ms < 0 ? 0 : setTimeout(() => calls.store_timer(), ms);
      },
      save: (name, bytes) => keep(name, bytes),
      load: (name) => small.get(name) ?? null,
      forget: (name) => { keep(name, null); },
      // 0: all kept, 1: being written, 2: the last write failed.
      keeping: () => (keep_failed ? 2 : writes_under_way > 0 ? 1 : 0),
    },
  };
}
