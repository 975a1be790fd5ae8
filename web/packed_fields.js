// Packed fields: several texts and byte strings in one, as the app and its page exchange them.
// In: texts or bytes. Out: for each its length (four bytes, the lowest first) and its bytes.
// It will not know what the fields mean; wasm/sync/packed_fields.hpp is the other side.

export function pack_fields(fields) {
  const encoder = new TextEncoder();
  const all = fields.map((field) => (typeof field === 'string' ? encoder.encode(field) : field));
  const packed = new Uint8Array(all.reduce((sum, field) => sum + 4 + field.length, 0));
  const view = new DataView(packed.buffer);
  let at = 0;
  for (const field of all) {
    view.setUint32(at, field.length, true);
    packed.set(field, at + 4);
    at += 4 + field.length;
  }
  return packed;
}

export function unpack_fields(packed) {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  const fields = [];
  for (let at = 0; at < packed.length;) {
    const length = view.getUint32(at, true);
    fields.push(packed.slice(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return fields;
}
