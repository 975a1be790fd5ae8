// A device for fault tests, from the protocol's description and nothing of the product's code: a
// P-256 key, a log of sealed entries, signed pushes.
// In: the server's address and a session's cookie. Out: answers; `acknowledged` keeps every receipt
// that was ever read whole. A push that ends in any other way is "unknown": the same is sent again.
//
//     const device = await enrol(address, cookie, 'Tablet 1');
//     device.add_order(document); await device.push(address);
import assert from 'node:assert/strict';
import { createHash, randomBytes, webcrypto } from 'node:crypto';

const { subtle } = webcrypto;
const ZEROS = '0'.repeat(64);
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');
const base64url = (bytes) => Buffer.from(bytes).toString('base64url');

export class Device {
  constructor(id, key) {
    this.id = id;
    this.key = key;
    this.epoch = randomBytes(16).toString('hex');
    this.entries = [];
    this.hashes = [];
    this.orders = new Set();
    this.acknowledged = [];
  }

  add_order(order_id, document, as_of) {
    const seq = this.entries.length + 1;
    const body = Buffer.from(JSON.stringify({ ...document, order_id }));
    const head = [
      'tallystick entry 1', `device ${this.id}`, `epoch ${this.epoch}`, `seq ${seq}`,
      `prev ${this.hashes.at(-1) ?? ZEROS}`, 'kind order', `order ${order_id}`, 'base 0',
      `paper T-${String(seq).padStart(4, '0')}`, 'core 1', 'snapshot -', 'rules -',
      `as-of ${as_of}`, `captured ${Date.now()}`, 'outcome 0', `body ${body.length}`, '', '',
    ].join('\n');
    const bytes = Buffer.concat([Buffer.from(head), body]);
    this.entries.push(bytes);
    this.hashes.push(sha256(bytes));
    this.orders.add(order_id);
  }

  /** The answer, or null where nothing is known; its receipts are held against all before. */
  async push(address, first = this.acknowledged.length + 1, most = 50) {
    const items = this.entries.slice(first - 1, first - 1 + most);
    if (items.length === 0) return null;
    const log = `device ${this.id}\nepoch ${this.epoch}\n`;
    const body = Buffer.concat([
      Buffer.from(`tallystick push 1\n${log}first ${first}\ncount ${items.length}\n\n`),
      ...items.flatMap((bytes) => [Buffer.from(`entry ${bytes.length}\nreceipt 0\n\n`), bytes]),
    ]);
    const text = `tallystick push 1\nPOST /v1/push\nsigner ${this.id}\n${log}first ${first}\n` +
      `last ${first + items.length - 1}\nsha256 ${sha256(body)}\n`;
    const signature = await subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, this.key,
      Buffer.from(text));
    let answer;
    try {
      const response = await fetch(`${address}/v1/push`, {
        method: 'POST',
        headers: { 'Tally-Device': this.id, 'Tally-Signature': base64url(signature) },
        body,
      });
      answer = await response.json();
      if (response.status !== 200) return null;
    } catch {
      return null;
    }
    this.take(answer);
    return answer;
  }

  take(answer) {
    assert.equal(answer.tallystick, 'push-answer/1');
    assert.ok(answer.head <= this.entries.length, 'the server has entries that nobody sent');
    if (answer.head > 0) {
      assert.equal(answer.head_hash, this.hashes[answer.head - 1], 'not a prefix of this log');
    }
    for (const receipt of answer.receipts) {
      assert.equal(receipt.hash, this.hashes[receipt.seq - 1]);
      assert.equal(receipt.result, 'applied');
      const known = this.acknowledged[receipt.seq - 1];
      if (known) assert.deepEqual(receipt, known, 'an acknowledged entry is answered otherwise');
      else if (receipt.seq === this.acknowledged.length + 1) this.acknowledged.push(receipt);
    }
  }
}

export async function enrol(address, cookie, name) {
  const pair = await subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false,
    ['sign', 'verify']);
  const response = await fetch(`${address}/v1/devices`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    body: JSON.stringify({ public_key: base64url(await subtle.exportKey('raw', pair.publicKey)),
      name }),
  });
  const answer = await response.json();
  assert.equal(response.status, 200, JSON.stringify(answer));
  return new Device(answer.device_id, pair.privateKey);
}
