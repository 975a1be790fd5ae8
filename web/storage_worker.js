// Storage worker: writes what must survive to the disk, twice, and says when it is there.
// In: messages of device_store.js with an id. Out: an answer with the same id. It owns the
// database, and one journal file in the browser's private folder that is named by the fence number
// of the tab that owns the log. A write is durable when the database's transaction is complete and
// the journal's frame is flushed behind it; a tab whose number is no longer the database's writes
// nothing. It reads no meaning out of keys and bytes: C++ does.
'use strict';

const DATABASE = 'tallystick';
const FOLDER = 'tallystick-log';
const OPEN_TRIES = 3;
const OPEN_AGAIN_MS = 200;
const PROBE_BYTES = 65536;
const STORES = ['log', 'small', 'facts'];

let database = null;
let database_name = '';
let gone = false;      // the browser threw the database away while this tab owned it
let folder = null;    // undefined: this browser has no private files
let journal = null;   // { handle, size, number }
let fence = 0;

const done = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

const completed = (transaction) => new Promise((resolve, reject) => {
  transaction.oncomplete = () => resolve();
  transaction.onabort = () =>
    reject(transaction.error ?? new DOMException('aborted', 'AbortError'));
});

async function open_named(name) {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => {
    for (const store of STORES) request.result.createObjectStore(store);
  };
  const opened = await done(request);
  opened.onversionchange = () => opened.close();
  return opened;
}

// A database that cannot be opened is left where it is, for it may open another day; its content
// comes from the journal, into a new one beside it.
async function open_database() {
  let failure = null;
  for (const name of [DATABASE, `${DATABASE}-2`, `${DATABASE}-3`]) {
    try {
      const opened = await open_named(name);
      database_name = name;
      return { opened, replaced: name !== DATABASE };
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
}

class Fenced extends Error {}
class Gone extends Error {}

// After a write for which the disk had no room the browser closes the database for good. The same
// one is opened again. The browser may have thrown it away as well: then no empty one is put in its
// place, for the fence went with it, and the page begins anew with open().
async function open_again() {
  database.close();
  const request = indexedDB.open(database_name, 1);
  request.onupgradeneeded = () => {
    gone = true;
    request.transaction.abort();
  };
  try {
    database = await done(request);
  } catch (error) {
    throw gone ? new Gone('the browser threw it away; it is made again') : error;
  }
}

const transaction_over = (stores, mode) =>
  database.transaction(stores, mode, { durability: 'strict' });

async function read_store(transaction, name) {
  const store = transaction.objectStore(name);
  const [keys, values] = await Promise.all([done(store.getAllKeys()), done(store.getAll())]);
  return keys.map((key, place) => [key, values[place]]);
}

async function private_folder() {
  try {
    const root = await navigator.storage.getDirectory();
    return await root.getDirectoryHandle(FOLDER, { create: true });
  } catch {
    return undefined;
  }
}

const journal_name = (number) => `journal-${String(number).padStart(8, '0')}`;
const journal_number = (name) => Number(/^journal-(\d+)$/.exec(name)?.[1] ?? 0);

// All journals, oldest first. A frozen owner holds its file, but anyone may read it.
async function read_journals() {
  const found = [];
  if (!folder) return found;
  for await (const [name, handle] of folder.entries()) {
    const number = journal_number(name);
    if (!number) continue;
    try {
      const bytes = new Uint8Array(await (await handle.getFile()).arrayBuffer());
      found.push({ number, bytes });
    } catch {
      found.push({ number, bytes: new Uint8Array() });  // beyond reading: the other copy counts
    }
  }
  return found.sort((left, right) => left.number - right.number);
}

async function begin_journal(number) {
  const file = await folder.getFileHandle(journal_name(number), { create: true });
  const handle = await file.createSyncAccessHandle();
  handle.truncate(0);
  return { handle, size: 0, number };
}

async function take_fence(journals) {
  const transaction = transaction_over(['facts'], 'readwrite');
  const facts = transaction.objectStore('facts');
  const before = (await done(facts.get('fence'))) ?? 0;
  const next = Math.max(before, ...journals.map((each) => each.number), 0) + 1;
  facts.put(next, 'fence');
  await completed(transaction);
  return next;
}

async function try_to_open(own) {
  const { opened, replaced } = await open_database();
  database?.close();
  database = opened;
  folder = await private_folder();
  if (own) {
    // Numbers first, then everything is read: what an owner before wrote under its number is here.
    fence = await take_fence(await read_journals());
    journal?.handle.close();
    journal = null;
    if (folder) {
      try {
        journal = await begin_journal(fence);
      } catch {
        folder = undefined;
      }
    }
  }
  const journals = (await read_journals()).filter((each) => each.number !== journal?.number);
  const transaction = transaction_over(STORES, 'readonly');
  const log = await read_store(transaction, 'log');
  const small = await read_store(transaction, 'small');
  gone = false;
  return { log, small, journals: journals.map((each) => each.bytes), fence,
    copies: folder ? 'both' : 'one', replaced };
}

function close() {
  journal?.handle.close();
  database?.close();
  journal = null;
  database = null;
  fence = 0;
  gone = false;
}

// A database for which the disk has no room says only that something went wrong; the file beside it
// can be asked.
function disk_is_full() {
  if (!journal) return false;
  const { handle, size } = journal;
  try {
    const asked = new Uint8Array(PROBE_BYTES);
    const written = handle.write(asked, { at: size });
    handle.flush();
    return written < asked.length;
  } catch {
    return true;
  } finally {
    try { handle.truncate(size); } catch { /* a reader passes over it */ }
  }
}

// A browser that finds a broken database while it is read closes it under the reader's hand, and
// has a sound, empty one the next time: so one failure is not the last word.
async function open({ own }) {
  for (let left = OPEN_TRIES; ; --left) {
    try {
      return await try_to_open(own);
    } catch (error) {
      if (left === 1) throw error;
      await new Promise((resolve) => { setTimeout(resolve, OPEN_AGAIN_MS); });
    }
  }
}

const reason_of = (error) => {
  if (error?.name === 'QuotaExceededError' || disk_is_full()) return 'full';
  if (error instanceof Gone) return error.message;
  return `${error?.name ?? 'Error'}: ${error?.message ?? error}`;
};

async function try_to_write(stores, write) {
  const transaction = transaction_over(['facts', ...stores], 'readwrite');
  const ended = completed(transaction);
  ended.catch(() => {});
  const now = await done(transaction.objectStore('facts').get('fence'));
  if (now !== fence) {
    transaction.abort();
    throw new Fenced();
  }
  write(transaction);
  await ended;
}

// Runs `write` where this tab still owns the log; a second time where the database had closed.
async function write_database(stores, write) {
  if (!database || !fence) throw new Fenced();
  if (gone) throw new Gone('the browser threw it away; it is made again');
  try {
    await try_to_write(stores, write);
  } catch (error) {
    if (error.name !== 'InvalidStateError') throw error;
    await open_again();
    await try_to_write(stores, write);
  }
}

function write_journal(frame) {
  if (!journal || frame.length === 0) return;
  const { handle, size } = journal;
  try {
    let written = 0;
    while (written < frame.length) {
      const count = handle.write(frame.subarray(written), { at: size + written });
      if (count <= 0) throw new DOMException('no room', 'QuotaExceededError');
      written += count;
    }
    handle.flush();
    journal.size += frame.length;
  } catch (error) {
    // A torn end is not left in the way of the next frame.
    try { handle.truncate(size); } catch { /* its reader passes over it */ }
    throw error;
  }
}

async function commit({ puts, drops, forget, frame }) {
  try {
    await write_database(['log', 'small'], (transaction) => {
      const log = transaction.objectStore('log');
      for (const [key, bytes] of puts) log.put(bytes, key);
      for (const key of drops) log.delete(key);
      for (const name of forget) transaction.objectStore('small').delete(name);
    });
  } catch (error) {
    if (error instanceof Fenced) return { result: 'fenced', copy: '', why: '' };
    return { result: 'failed', copy: 'database', why: reason_of(error), gone };
  }
  try {
    write_journal(frame);
  } catch (error) {
    return { result: 'failed', copy: 'journal', why: reason_of(error) };
  }
  return { result: 'durable', copy: '', why: '' };
}

// Small things in one copy: drafts, who was signed in.
async function keep({ name, bytes }) {
  try {
    await write_database(['small'], (transaction) => {
      const small = transaction.objectStore('small');
      if (bytes) small.put(bytes, name);
      else small.delete(name);
    });
  } catch (error) {
    if (error instanceof Fenced) return { result: 'fenced', why: '' };
    return { result: 'failed', why: reason_of(error), gone };
  }
  return { result: 'durable', why: '' };
}

// Once everything is in the new journal the old ones go; one that a frozen tab holds goes later.
async function forget_journals() {
  if (!folder || !journal) return {};
  for await (const name of folder.keys()) {
    const number = journal_number(name);
    if (number && number < journal.number) await folder.removeEntry(name).catch(() => {});
  }
  return {};
}

const ACTIONS = { open, commit, keep, forget_journals, close: async () => { close(); return {}; } };

// One thing after the other, in the order in which it was asked for.
let last = Promise.resolve();
onmessage = ({ data }) => {
  last = last.then(async () => {
    try {
      postMessage({ id: data.id, answer: await ACTIONS[data.action](data) });
    } catch (error) {
      postMessage({ id: data.id, failure: reason_of(error) });
    }
  });
};
