// Storage worker: writes what must survive to the disk, twice, and says when it is there.
// In: messages of device_store.js with an id. Out: an answer with the same id. It owns the
// database, and one journal file in the browser's private folder that is named by the fence number
// of the tab that owns the log. A write is durable when the database's transaction is complete and
// the journal's frame is flushed behind it; a tab whose number is no longer the database's writes
// nothing. It reads no meaning out of keys and bytes: C++ does.
'use strict';

const DATABASE = 'tallystick';
const FOLDER = 'tallystick-log';
const STORES = ['log', 'small', 'facts'];

let database = null;
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
      return { opened: await open_named(name), replaced: name !== DATABASE };
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
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

async function open({ own }) {
  close();
  let replaced = false;
  ({ opened: database, replaced } = await open_database());
  folder = await private_folder();
  if (own) {
    // Numbers first, then everything is read: what an owner before wrote under its number is here.
    fence = await take_fence(await read_journals());
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
  return { log, small, journals: journals.map((each) => each.bytes), fence,
    copies: folder ? 'both' : 'one', replaced };
}

function close() {
  journal?.handle.close();
  database?.close();
  journal = null;
  database = null;
  fence = 0;
}

const reason_of = (error) => {
  if (error?.name === 'QuotaExceededError') return 'full';
  return `${error?.name ?? 'Error'}: ${error?.message ?? error}`;
};

class Fenced extends Error {}

// Runs `write` where this tab still owns the log.
async function write_database(stores, write) {
  if (!database || !fence) throw new Fenced();
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
    return { result: 'failed', copy: 'database', why: reason_of(error) };
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
    return { result: 'failed', why: reason_of(error) };
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
