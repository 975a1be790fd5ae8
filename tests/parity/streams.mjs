// The record streams that core_native writes, and the WebAssembly core's side of a comparison.
// This module has no imports, so that a page in the browser can load it as well.

const decoder = new TextDecoder();

/** Yields each record of a stream: a 32-bit little-endian length, then as many bytes. */
export function* records(stream) {
  const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength);
  for (let place = 0; place < stream.byteLength;) {
    const length = view.getUint32(place, true);
    yield stream.subarray(place + 4, place + 4 + length);
    place += 4 + length;
  }
}

/** Wraps the module of core_wasm.cpp: open a snapshot, decide documents. */
export class Core {
  constructor(module) {
    this.module = module;
    this.room = 0;
    this.room_size = 0;
  }

  #copy_in(bytes) {
    if (bytes.length > this.room_size) {
      if (this.room) this.module._free(this.room);
      this.room_size = Math.max(bytes.length, 65536);
      this.room = this.module._malloc(this.room_size);
    }
    this.module.HEAPU8.set(bytes, this.room);
    return this.room;
  }

  open(snapshot) {
    return this.module._core_open(this.#copy_in(snapshot), snapshot.length) === 1;
  }

  /** The same for a record of check_document.hpp. */
  check(record) {
    const place = this.#copy_in(record);
    this.module._core_check(place, record.length);
    const answer = this.module._core_answer();
    return this.module.HEAPU8.subarray(answer, answer + this.module._core_answer_size());
  }

  /** The bytes of the answer, valid until the next call. `day` counts from 1970-01-01. */
  decide(document, day) {
    const place = this.#copy_in(document);
    if (this.module._core_decide(place, document.length, day) !== 1) return null;
    const answer = this.module._core_answer();
    return this.module.HEAPU8.subarray(answer, answer + this.module._core_answer_size());
  }
}

/** Days since 1970-01-01 of "YYYY-MM-DD". */
export function day_number(text) {
  return Math.round(Date.parse(`${text}T00:00:00Z`) / 86_400_000);
}

function same_bytes(left, right) {
  if (left.length !== right.length) return false;
  for (let i = 0; i < left.length; ++i) {
    if (left[i] !== right[i]) return false;
  }
  return true;
}

/**
 * Decides every order of a company again. Returns how many there were, all answers in one array of
 * bytes for a digest, and the first difference as texts, or null.
 */
export function decide_again(core, snapshot, orders, outcomes) {
  if (!core.open(snapshot)) throw new Error('WebAssembly cannot open the snapshot');
  const expected = records(outcomes);
  const answers = new Uint8Array(outcomes.length * 2 + 65536);
  let filled = 0;
  let count = 0;
  let difference = null;
  for (const order of records(orders)) {
    const document = order.subarray(10);
    const answer = core.decide(document, day_number(decoder.decode(order.subarray(0, 10))));
    const wanted = expected.next().value;
    if (difference === null && !same_bytes(answer, wanted)) {
      difference = {
        number: count,
        order: decoder.decode(order),
        native: decoder.decode(wanted),
        wasm: decoder.decode(answer),
      };
    }
    if (filled + answer.length <= answers.length) answers.set(answer, filled);
    filled += answer.length;
    ++count;
  }
  return { count, answers: answers.subarray(0, filled), difference };
}

/** All records of a stream without their lengths: what `answers` of decide_again should be. */
export function joined(stream) {
  const whole = new Uint8Array(stream.length);
  let filled = 0;
  for (const record of records(stream)) {
    whole.set(record, filled);
    filled += record.length;
  }
  return whole.subarray(0, filled);
}

/** Checks every record again: how many there were, and the first difference as texts, or null. */
export function check_again(core, checks, answers) {
  const expected = records(answers);
  let count = 0;
  for (const record of records(checks)) {
    const answer = core.check(record);
    const wanted = expected.next().value;
    if (!same_bytes(answer, wanted)) {
      const [order, native, wasm] = [record, wanted, answer].map((one) => decoder.decode(one));
      return { count, difference: { number: count, order, native, wasm } };
    }
    ++count;
  }
  return { count, difference: null };
}
