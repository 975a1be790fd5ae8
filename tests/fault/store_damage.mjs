// What can happen to the two copies of the device's log, as functions that run in a page of the
// app's address: the database deleted or its entries altered, the journal's files cut, altered or
// deleted. In: nothing. Out: the damage, on the disk. Each stands alone, for it is sent as text.
//
//     await page.goto(`${address}/login`);   await page.evaluate(journal_torn);

export const database_gone = () => new Promise((resolve, reject) => {
  const request = indexedDB.deleteDatabase('tallystick');
  request.onsuccess = () => resolve();
  request.onerror = () => reject(request.error);
});

/** One bit in the middle of each entry. */
export const entries_turned = () => new Promise((resolve, reject) => {
  const request = indexedDB.open('tallystick');
  request.onerror = () => reject(request.error);
  request.onsuccess = () => {
    const database = request.result;
    const work = database.transaction('log', 'readwrite', { durability: 'strict' });
    const walk = work.objectStore('log').openCursor(IDBKeyRange.bound('entry/', 'entry0'));
    let turned = 0;
    walk.onsuccess = () => {
      const cursor = walk.result;
      if (!cursor) return;
      const bytes = cursor.value.slice();
      bytes[bytes.length >> 1] ^= 1;
      cursor.update(bytes);
      turned += 1;
      cursor.continue();
    };
    work.onabort = () => reject(work.error);
    work.oncomplete = () => {
      database.close();
      if (turned > 0) resolve();
      else reject(new Error('there was no entry to alter'));
    };
  };
});

/** Each file keeps its first half. */
export const journal_torn = async () => {
  const root = await navigator.storage.getDirectory();
  const folder = await root.getDirectoryHandle('tallystick-log');
  for await (const file of folder.values()) {
    const { size } = await file.getFile();
    const writer = await file.createWritable({ keepExistingData: true });
    await writer.truncate(size >> 1);
    await writer.close();
  }
};

export const journal_turned = async () => {
  const root = await navigator.storage.getDirectory();
  const folder = await root.getDirectoryHandle('tallystick-log');
  for await (const file of folder.values()) {
    const bytes = new Uint8Array(await (await file.getFile()).arrayBuffer());
    bytes[bytes.length >> 1] ^= 1;
    const writer = await file.createWritable();
    await writer.write(bytes);
    await writer.close();
  }
};

export const journal_gone = async () => {
  const root = await navigator.storage.getDirectory();
  await root.removeEntry('tallystick-log', { recursive: true });
};
