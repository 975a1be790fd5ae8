// Keeps prices on the device: chunks of snapshots under their digests, and what each person has.
// In: chunks that were checked, manifests, which snapshots are still named by orders. Out: the same
// after a reload. What no manifest needs any more goes in the transaction that makes a new one
// current, so there is always one complete snapshot, and never half of one.
// It fetches nothing and checks nothing: snapshot_store.js does.
//
//     const shelf = await open_shelf();   await shelf.put_chunk(name, bytes);

const DATABASE = 'tallystick-prices';

const done = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

const ended = (transaction) => new Promise((resolve, reject) => {
  transaction.oncomplete = () => resolve();
  transaction.onabort = () => reject(transaction.error ?? new Error('aborted'));
});

async function open_database(factory) {
  const request = factory.open(DATABASE, 1);
  request.onupgradeneeded = () => {
    const database = request.result;
    database.createObjectStore('chunk');
    database.createObjectStore('manifest', { keyPath: ['login', 'digest'] });
    database.createObjectStore('person', { keyPath: 'login' });
  };
  const database = await done(request);
  // Another tab with a newer program may want to change the tables.
  database.onversionchange = () => database.close();
  return database;
}

const chunks_of = (manifest) => manifest.parts.flatMap((part) => part.chunks);

// Whether this row of a person's manifests is still wanted.
function is_wanted(row, person) {
  if (row.login !== person.login) return true;
  if (row.digest === person.current || row.digest === person.previous) return true;
  return person.in_use.includes(row.digest) || (!row.complete && row.staged > person.flipped);
}

// Drops manifests that are not wanted, then chunks that none names.
async function tidy(stores, person) {
  const rows = await done(stores.manifest.getAll());
  const named = new Set();
  for (const row of rows) {
    if (is_wanted(row, person)) chunks_of(row.manifest).forEach((name) => named.add(name));
    else stores.manifest.delete([row.login, row.digest]);
  }
  for (const name of await done(stores.chunk.getAllKeys())) {
    if (!named.has(name)) stores.chunk.delete(name);
  }
}

export async function open_shelf(factory = globalThis.indexedDB) {
  const database = await open_database(factory);
  const begin = (mode, ...names) => {
    const transaction = database.transaction(names, mode);
    const stores = Object.fromEntries(names.map((name) => [name, transaction.objectStore(name)]));
    return { stores, over: ended(transaction) };
  };
  const read = (name, key) => done(begin('readonly', name).stores[name].get(key));
  const person_of = (row, login) =>
    row ?? { login, current: null, previous: null, in_use: [], flipped: 0 };

  // Changes a person's row and drops what nobody needs afterwards, all or nothing.
  const change_person = async (login, change) => {
    const { stores, over } = begin('readwrite', 'person', 'manifest', 'chunk');
    const person = person_of(await done(stores.person.get(login)), login);
    await change(person, stores);
    stores.person.put(person);
    await tidy(stores, person);
    await over;
  };

  return {
    chunk: (name) => read('chunk', name),
    put_chunk: async (name, bytes) => {
      const { stores, over } = begin('readwrite', 'chunk');
      stores.chunk.put(bytes, name);
      await over;
    },
    chunk_names: async () => new Set(await done(begin('readonly', 'chunk').stores.chunk
      .getAllKeys())),

    // The complete snapshot that the person works with, or nothing.
    current: async (login) => {
      const person = await read('person', login);
      return person?.current ? (await read('manifest', [login, person.current]))?.manifest : null;
    },
    find: async (login, digest) => (await read('manifest', [login, digest]))?.manifest ?? null,

    // Its chunks are about to come: nobody shall drop them meanwhile.
    stage: async (login, manifest) => {
      const { stores, over } = begin('readwrite', 'manifest');
      const known = await done(stores.manifest.get([login, manifest.digest]));
      stores.manifest.put({ login, digest: manifest.digest, manifest, staged: Date.now(),
        complete: known?.complete ?? false });
      await over;
    },
    // All its chunks are here: from now on it is the one.
    flip: (login, manifest) => change_person(login, async (person, stores) => {
      const key = person.current && [login, person.current];
      const before = key ? await done(stores.manifest.get(key)) : null;
      stores.manifest.put({ login, digest: manifest.digest, manifest, staged: Date.now(),
        complete: true });
      // Another tab may have been faster with a newer one.
      if (before && before.manifest.number > manifest.number) return;
      if (person.current !== manifest.digest) person.previous = person.current;
      person.current = manifest.digest;
      person.flipped = Date.now();
    }),
    // The snapshots that drafts and unsent orders name.
    keep: (login, digests) => change_person(login, (person) => { person.in_use = [...digests]; }),
    close: () => database.close(),
  };
}
