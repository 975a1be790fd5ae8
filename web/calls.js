// The functions of the WebAssembly module, as plain JavaScript: text in, text out.
// In: the module once it exists. Out: one function for each thing the page reports.
// It will not decide anything.

export function make_calls() {
  let module = null;

  const put = (text) => {
    const bytes = module.lengthBytesUTF8(text) + 1;
    const at = module._malloc(bytes);
    module.stringToUTF8(text, at, bytes);
    return at;
  };
  const put_bytes = (bytes) => {
    const at = module._malloc(Math.max(1, bytes.length));
    module.HEAPU8.set(bytes, at);
    return at;
  };
  // Calls f with the texts' addresses and frees them afterwards.
  const with_texts = (texts, f) => {
    const at = texts.map(put);
    try {
      return f(...at);
    } finally {
      at.forEach((address) => module._free(address));
    }
  };

  return {
    connect: (made) => { module = made; },
    ready: () => module !== null,
    action: (key, kind, text) =>
      with_texts([key, text], (k, t) => module._tally_action(k, kind, t)),
    text: (key, state) => with_texts([key, state.value], (k, v) =>
      module._tally_text(k, v, state.from, state.to, state.composing_from, state.composing_to,
        state.left, state.top)),
    focus: (key) => with_texts([key], (k) => module._tally_focus(k)),
    key: (chord, key) => with_texts([chord, key], (c, k) => module._tally_key(c, k)) === 1,
    scan_character: (text, at) =>
      with_texts([text], (t) => module._tally_scan_character(t, at)) === 1,
    changes_timer: () => module._tally_changes_timer(),
    changes_heard: (place) => module._tally_changes_heard(place),
    scan_enter: (at, field) => module._tally_scan_enter(at, field) === 1,
    scan_taken: () => module._tally_scan_taken(),
    paste: (key, text, in_field) =>
      with_texts([key, text], (k, t) => module._tally_paste(k, t, in_field ? 1 : 0)) === 1,
    scrolled: (key, left, top) => with_texts([key], (k) => module._tally_scrolled(k, left, top)),
    mouse_down: (on_element) => module._tally_mouse_down(on_element ? 1 : 0),
    route: (hash) => with_texts([hash], (h) => module._tally_route(h)),
    wake: () => module._tally_wake(),
    preferences: () => module._tally_preferences(),
    context_restored: () => module._tally_context_restored(),
    response: (id, status, headers, body) => with_texts([headers], (h) => {
      const at = put_bytes(body);
      module._tally_response(id, status, h, at, body.length);
      module._free(at);
    }),
    progress: (id, done, total) => module._tally_progress(id, done, total),
    store_opened: () => module?._tally_store_opened(),
    store_lost: () => module?._tally_store_lost(),
    stored: (id, result, why) =>
      with_texts([result, why], (r, w) => module._tally_stored(id, r, w)),
    answered: (id, status, patience, body) => {
      const at = put_bytes(body);
      module._tally_answered(id, status, patience, at, body.length);
      module._free(at);
    },
    key_made: (id, text) => with_texts([text], (t) => module._tally_key_made(id, t)),
    store_timer: () => module._tally_store_timer(),
    store_wake: () => module._tally_store_wake(),
    update_ready: () => module._tally_update_ready(),
    frames_drawn: () => module._tally_frames_drawn(),
    frames_painted: () => module._tally_frames_painted(),
    at_rest: () => module._tally_at_rest() === 1,
    key_ms: () => module._tally_key_ms(),
    frame_ms: (part) => module._tally_frame_ms(part),
    audit: () => {
      const at = module._tally_audit();
      const text = module.UTF8ToString(at);
      module._free(at);
      return text;
    },
  };
}
