// Brings prices from the server to the device and hands them to the app.
// In: who asks (with the headers that say so), what is open, which snapshots orders still name.
// Out: the parts of a snapshot, each chunk checked against its name, or why there are none. What
// was fetched stays: a broken connection goes on where it stopped, and a start without the server
// opens the last complete one. It will not open a snapshot or know what is in it: the app does.
//
//     const store = make_snapshot_store();
//     const { status, bytes } = await store.prices({ login, have, keep }, report);
import { ask_server } from './asking.js';
import { open_shelf } from './price_shelf.js';

const FORMAT = 4;
const AT_ONCE = 6;
const TRIES = 6;
const DIGEST = /^[0-9a-f]{64}$/;
const encoder = new TextEncoder();

class Trouble extends Error {
  constructor(status, sentence, mend = '') {
    super(sentence);
    this.status = status;
    this.mend = mend;
  }
}

const megabytes = (bytes) => (bytes / 1e6).toFixed(1);
const line_of = (object) => encoder.encode(JSON.stringify(object) + '\n');
const is_manifest = (json) => DIGEST.test(json?.digest) && json.parts?.length === 2 &&
  json.parts.every((part) => Number.isSafeInteger(part.bytes) && Array.isArray(part.chunks) &&
    part.chunks.every((chunk) => DIGEST.test(chunk)));

// Bytes of memory instead of the browser's store, where that is forbidden or broken.
function memory_shelf() {
  const chunks = new Map();
  return {
    chunk: async (name) => chunks.get(name),
    put_chunk: async (name, bytes) => { chunks.set(name, bytes); },
    chunk_names: async () => new Set(chunks.keys()),
    current: async () => null,
    find: async () => null,
    stage: async () => {},
    flip: async () => {},
    keep: async () => {},
  };
}

// Runs `work` for each item, so many at a time. After the first failure nothing new begins, and
// when what was under way has ended it is thrown: nothing moves any more behind the caller's back.
async function in_parallel(items, work) {
  const stop = new AbortController();
  let next = 0;
  const worker = async () => {
    while (next < items.length && !stop.signal.aborted) {
      const item = items[next];
      next += 1;
      await work(item, stop.signal).catch((error) => stop.abort(error));
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, items.length) }, worker));
  stop.signal.throwIfAborted();
}

// Rejects with the reason when the signal falls, now or later.
const aborted = (signal) => new Promise((resolve, reject) => {
  if (signal.aborted) reject(signal.reason);
  signal.addEventListener('abort', () => reject(signal.reason), { once: true });
});

export function make_snapshot_store({
  ask = ask_server,
  subtle = globalThis.crypto?.subtle,
  open = open_shelf,
  wait = (ms) => new Promise((resolve) => { setTimeout(resolve, ms); }),
} = {}) {
  let opened = null;
  const shelf_of = () => {
    opened ??= open().catch(() => memory_shelf());
    return opened;
  };

  // Without a secure origin browsers compute no digests; then the app checks the whole.
  const sha256 = async (bytes) => {
    const digest = new Uint8Array(await subtle.digest('SHA-256', bytes));
    return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  };
  const is_named = async (bytes, name) => !subtle || await sha256(bytes) === name;

  async function check_manifest(manifest) {
    if (manifest.format !== FORMAT) {
      throw new Trouble(200, `The price data have format ${manifest.format}; this program reads ` +
        `${FORMAT}.`, 'Load the page again, so that the program is the newest.');
    }
    if (!subtle) return;
    let text = `tallystick snapshot ${FORMAT}\n`;
    for (const part of manifest.parts) {
      const lines = [`bytes ${part.bytes}`, ...part.chunks].map((line) => `${line}\n`).join('');
      const digest = await sha256(encoder.encode(lines));
      text += `${part.name} ${digest}\n`;
    }
    if (await sha256(encoder.encode(text)) === manifest.digest) return;
    throw new Trouble(200, 'The list of price data that arrived is not the one its name stands ' +
      'for, so it was not used.', 'Try again; your orders are not touched. If it stays so, tell ' +
      'your administrator.');
  }

  // { status, manifest } or, where there is none, { status, body } as the server said it.
  async function ask_manifest(headers) {
    let answer;
    let body;
    try {
      ({ answer, bytes: body } = await ask('/v1/snapshot',
        { headers, credentials: 'same-origin', cache: 'no-store' }));
    } catch {
      return { status: 0, body: new Uint8Array() };
    }
    if (!answer.ok) return { status: answer.status, body };
    try {
      const manifest = JSON.parse(new TextDecoder().decode(body));
      if (is_manifest(manifest)) return { status: answer.status, manifest };
    } catch { /* a captive portal answers HTML */ }
    return { status: answer.status, body };
  }

  async function fetch_once(name, headers) {
    const { answer, bytes } = await ask(`/v1/chunks/${name}`,
      { headers, credentials: 'same-origin' });
    if (answer.ok) return bytes;
    if ([401, 403, 404].includes(answer.status)) {
      throw new Trouble(answer.status, 'The server no longer gives out these price data.',
        'They are asked for again with the next look for new prices.');
    }
    return null;
  }

  // Tries for some minutes, each time after a longer pause of random length; but where another
  // piece was given up there is no more trying.
  async function fetch_chunk(name, headers, signal) {
    let damaged = false;
    for (let tried = 0; tried < TRIES; ++tried) {
      if (tried > 0) {
        await Promise.race([wait(Math.random() * Math.min(60000, 1000 * 2 ** tried)),
          aborted(signal)]);
      }
      try {
        const bytes = await fetch_once(name, headers);
        if (bytes && await is_named(bytes, name)) return bytes;
        damaged = bytes !== null;
      } catch (error) {
        if (error instanceof Trouble) throw error;
      }
    }
    if (!damaged) throw new Trouble(0, 'A piece of the prices did not arrive.');
    throw new Trouble(200, 'A piece of the price data arrived damaged again and again, so it was ' +
      'not used.', 'Try again; your orders are not touched. If it stays so, tell ' +
      'your administrator.');
  }

  // Fetches what the device lacks. A chunk is kept as soon as it is here, so it is fetched once.
  async function fetch_missing({ shelf, headers, held }, manifest, report) {
    const there = await shelf.chunk_names();
    const sizes = new Map();
    for (const part of manifest.parts) {
      part.chunks.forEach((name, at) =>
        sizes.set(name, Math.min(262144, part.bytes - at * 262144)));
    }
    const missing = [...sizes.keys()].filter((name) => !there.has(name));
    const total = missing.reduce((sum, name) => sum + sizes.get(name), 0);
    let here = 0;
    report(here, total);
    try {
      await in_parallel(missing, async (name, signal) => {
        await keep_chunk(shelf, held, name, await fetch_chunk(name, headers, signal));
        here += sizes.get(name);
        report(here, total);
      });
    } catch (error) {
      if (!(error instanceof Trouble) || error.status !== 0) throw error;
      throw new Trouble(0, `${megabytes(here)} of ${megabytes(total)} MB of new prices arrived, ` +
        'then the connection was lost.', 'They go on from there when it is back.');
    }
  }

  // A full device still works with what this window holds.
  async function keep_chunk(shelf, held, name, bytes) {
    try {
      await shelf.put_chunk(name, bytes);
    } catch {
      held.set(name, bytes);
    }
  }

  async function read_chunk({ shelf, headers, held }, name, signal) {
    const kept = held.get(name) ?? await shelf.chunk(name).catch(() => undefined);
    if (kept && await is_named(kept, name)) return kept;
    const bytes = await fetch_chunk(name, headers, signal);
    await keep_chunk(shelf, held, name, bytes);
    return bytes;
  }

  // The line about the prices, the length of the first part, both parts.
  async function pack(way, manifest) {
    const line = line_of({ manifest: about(manifest), verified: Boolean(subtle) });
    const total = manifest.parts[0].bytes + manifest.parts[1].bytes;
    const bytes = new Uint8Array(line.length + 8 + total);
    bytes.set(line);
    new DataView(bytes.buffer).setBigUint64(line.length, BigInt(manifest.parts[0].bytes), true);
    const places = [];
    let begin = line.length + 8;
    for (const part of manifest.parts) {
      part.chunks.forEach((name, at) => places.push({ name, at: begin + at * 262144 }));
      begin += part.bytes;
    }
    await in_parallel(places, async ({ name, at }, signal) => {
      bytes.set(new Uint8Array(await read_chunk(way, name, signal)), at);
    });
    return bytes;
  }

  const about = ({ parts, ...rest }) => ({ ...rest,
    parts: parts.map(({ name, bytes }) => ({ name, bytes })) });

  async function take_newest(way, login, manifest, report) {
    const { shelf, held } = way;
    await check_manifest(manifest);
    await shelf.stage(login, manifest).catch(() => {});
    await fetch_missing(way, manifest, report);
    const bytes = await pack(way, manifest);
    if (held.size === 0) await shelf.flip(login, manifest).catch(() => {});
    return bytes;
  }

  // What the device has, where the server cannot be asked or its newest did not come.
  async function take_kept(way, { login, have }, status, body) {
    const kept = await way.shelf.current(login).catch(() => null);
    if (!kept) return { status, bytes: body };
    if (kept.digest === have) {
      return { status, bytes: line_of({ manifest: about(kept), verified: true }) };
    }
    try {
      return { status, bytes: await pack(way, kept) };
    } catch {
      return { status, bytes: body };
    }
  }

  return {
    // bytes: a line of JSON about the prices, then both parts; no parts where `have` is the newest.
    // Where there is nothing to open, a problem in words.
    prices: async ({ login, have, keep, headers }, report = () => {}) => {
      const shelf = await shelf_of();
      const way = { shelf, headers, held: new Map() };
      await shelf.keep(login, keep).catch(() => {});
      const asked = await ask_manifest(headers);
      if (!asked.manifest) return take_kept(way, { login, have }, asked.status, asked.body);
      if (asked.manifest.digest === have) {
        return { status: asked.status,
          bytes: line_of({ manifest: about(asked.manifest), verified: true }) };
      }
      try {
        return { status: asked.status,
          bytes: await take_newest(way, login, asked.manifest, report) };
      } catch (error) {
        const problem = { title: 'No new prices', detail: error.message, mend: error.mend ?? '' };
        return take_kept(way, { login, have }, error.status ?? 0,
          encoder.encode(JSON.stringify(problem)));
      }
    },
    // The snapshots that drafts and unsent orders name stay on the device.
    keep: async (login, digests) => (await shelf_of()).keep(login, digests),
    // An older one that was kept, as prices() gives it; null where it is not here.
    older: async (login, digest) => {
      const shelf = await shelf_of();
      const manifest = await shelf.find(login, digest);
      return manifest ? pack({ shelf, held: new Map() }, manifest) : null;
    },
  };
}
