// Decide, gather, canonical bytes, opening and search with the core in WebAssembly. No imports, so
// that a page can load it too: the same code measures in Node and in Chromium.

/** The median milliseconds of one call of `work(times)`, which does its work `times` times. */
export function median_ms(work, samples = 31) {
  let times = 1;
  const once = () => {
    const start = performance.now();
    if (work(times) !== 1) throw new Error('the core answered 0');
    return performance.now() - start;
  };
  // Long enough for a coarse clock, short enough not to be interrupted on a busy machine.
  while (once() < 2 && times < 1e6) times *= 2;
  const each = Array.from({ length: samples }, () => once() / times);
  each.sort((left, right) => left - right);
  return each[Math.floor(samples / 2)];
}

function put(module, bytes) {
  const place = module._malloc(Math.max(bytes.length, 1));
  module.HEAPU8.set(bytes, place);
  return place;
}

/** The milliseconds that opening took; the copy into the module's memory is not among them. */
export function open_snapshot(module, snapshot, verify) {
  const room = module._bench_room(snapshot.length);
  module.HEAPU8.set(snapshot, room);
  const start = performance.now();
  if (module._bench_open(verify ? 1 : 0) !== 1) throw new Error('the snapshot cannot be opened');
  return performance.now() - start;
}

/** Nanoseconds of each stage of orders by their count of lines, as "10 lines: decide". */
export function measure_orders(module, snapshot, documents, day) {
  const found = new Map();
  for (const [lines, document] of documents) {
    for (const [stage, ns] of Object.entries(measure_order(module, snapshot, document, day))) {
      found.set(`${lines} lines: ${stage}`, ns);
    }
  }
  return found;
}

/** Nanoseconds of each stage for one order document. */
function measure_order(module, snapshot, document, day) {
  open_snapshot(module, snapshot, false);
  const place = put(module, document);
  if (module._bench_prepare(place, document.length, day) !== 1) throw new Error('no order');
  const first = [];
  for (let i = 0; i < 9; ++i) {
    open_snapshot(module, snapshot, false);
    const start = performance.now();
    if (module._bench_gather(1) !== 1) throw new Error('gather failed');
    first.push(performance.now() - start);
  }
  first.sort((left, right) => left - right);
  const figures = {
    'gather, first time': first[4] * 1e6,
    'gather, again': median_ms((times) => module._bench_gather(times)) * 1e6,
    decide: median_ms((times) => module._bench_decide(times)) * 1e6,
    'bytes and digest': median_ms((times) => module._bench_bytes(times)) * 1e6,
  };
  module._free(place);
  return figures;
}

/** Every beginning of a text, as somebody types it. */
export function keystrokes(text) {
  return Array.from(text, (_, i) => Array.from(text).slice(0, i + 1).join(''));
}

/** Milliseconds of each keystroke of each text. `search` takes what was typed so far. */
export function measure_typing(texts, search) {
  return texts.flatMap(keystrokes).map((typed) => {
    const start = performance.now();
    search(typed);
    return performance.now() - start;
  });
}

export function core_search(module, limit) {
  const room = module._malloc(4096);
  const encoder = new TextEncoder();
  return (typed) => {
    const bytes = encoder.encode(typed);
    module.HEAPU8.set(bytes, room);
    return module._bench_search(room, bytes.length, limit);
  };
}
