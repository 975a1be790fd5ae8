// Device key: the P-256 key by which the company knows this browser. It cannot be taken out of the
// browser: it is made not extractable and kept as a CryptoKey in a database of its own.
// In: texts to sign. Out: base64url of the public key (65 bytes: 04, x, y) and of signatures (64
// bytes: r, s). It will not know what it signs.
//
//     const key = device_key();  await key.make();  await key.sign('tallystick push 1\n…');

const CURVE = { name: 'ECDSA', namedCurve: 'P-256' };

const done = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

const base64url = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
  .replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

async function open_keys() {
  const request = indexedDB.open('tallystick-key', 1);
  request.onupgradeneeded = () => request.result.createObjectStore('keys');
  return done(request);
}

async function with_keys(mode, work) {
  const database = await open_keys();
  try {
    const transaction = database.transaction('keys', mode, { durability: 'strict' });
    const ended = new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = () => reject(transaction.error);
    });
    const result = await done(work(transaction.objectStore('keys')));
    await ended;
    return result;
  } finally {
    database.close();
  }
}

export function device_key() {
  let pair = null;
  const find = async () => {
    pair ??= (await with_keys('readonly', (keys) => keys.get('device'))) ?? null;
    return pair;
  };
  return {
    exists: async () => Boolean(await find().catch(() => null)),
    // The public key; the pair is made where there is none yet.
    async make() {
      if (!await find()) {
        const made = await crypto.subtle.generateKey(CURVE, false, ['sign', 'verify']);
        await with_keys('readwrite', (keys) => keys.put(made, 'device'));
        pair = made;
      }
      return base64url(await crypto.subtle.exportKey('raw', pair.publicKey));
    },
    async sign(text) {
      if (!await find()) throw new Error('this browser has no key');
      const bytes = new TextEncoder().encode(text);
      return base64url(
        await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, pair.privateKey, bytes));
    },
  };
}
