// What C++ may call in the page (wasm/page.hpp). The linker takes this file with --js-library; it
// only turns pointers into values and hands the call to the object `page` that start.js gives to
// the module. Text goes as (pointer, length); an answer in text is allocated here, freed there.
mergeInto(LibraryManager.library, {
  $tallyText__deps: ['$UTF8ToString'],
  $tallyText: (at, length) => (length > 0 ? UTF8ToString(at, length) : ''),

  $tallyGive__deps: ['malloc', '$lengthBytesUTF8', '$stringToUTF8'],
  $tallyGive: (text) => {
    const bytes = lengthBytesUTF8(text) + 1;
    const at = _malloc(bytes);
    stringToUTF8(text, at, bytes);
    return at;
  },

  $tallyGiveBytes__deps: ['malloc'],
  $tallyGiveBytes: (bytes, lengthAt) => {
    const at = _malloc(Math.max(1, bytes.length));
    HEAPU8.set(bytes, at);
    HEAP32[lengthAt >> 2] = bytes.length;
    return at;
  },

  tally_page_apply__deps: ['$tallyText'],
  tally_page_apply: (at, length) => Module.page.apply(JSON.parse(tallyText(at, length))),
  tally_page_title__deps: ['$tallyText'],
  tally_page_title: (at, length) => Module.page.title(tallyText(at, length)),
  tally_page_scheme: (dark, background) => Module.page.scheme(dark === 1, background >>> 0),
  tally_page_hidden: () => (document.hidden ? 1 : 0),
  tally_page_ratio: () => window.devicePixelRatio || 1,
  tally_page_font__deps: ['$tallyGiveBytes'],
  tally_page_font: (which, lengthAt) => tallyGiveBytes(Module.page.font(which), lengthAt),
  tally_page_preferences__deps: ['$tallyGive'],
  tally_page_preferences: () => tallyGive(Module.page.preferences()),

  tally_page_request__deps: ['$tallyText'],
  tally_page_request: (id, at, length, body, bodyLength, progress) =>
    Module.page.request(id, JSON.parse(tallyText(at, length)),
      HEAPU8.slice(body, body + bodyLength), progress === 1),

  tally_page_save__deps: ['$tallyText'],
  tally_page_save: (name, nameLength, at, length) =>
    (Module.page.save(tallyText(name, nameLength), HEAPU8.slice(at, at + length)) ? 1 : 0),
  tally_page_load__deps: ['$tallyText', '$tallyGiveBytes'],
  tally_page_load: (name, nameLength, lengthAt) => {
    const bytes = Module.page.load(tallyText(name, nameLength));
    return bytes ? tallyGiveBytes(bytes, lengthAt) : 0;
  },
  tally_page_forget__deps: ['$tallyText'],
  tally_page_forget: (name, nameLength) => Module.page.forget(tallyText(name, nameLength)),

  tally_page_changes_listen: () => Module.page.changes_listen(),
  tally_page_changes_timer: (ms) => Module.page.changes_timer(ms),

  tally_page_keeping: () => Module.page.keeping(),
  tally_page_store_opening__deps: ['$tallyGiveBytes'],
  tally_page_store_opening: (lengthAt) => tallyGiveBytes(Module.page.store_opening(), lengthAt),
  tally_page_store_commit: (id, at, length) =>
    Module.page.store_commit(id, HEAPU8.slice(at, at + length)),
  tally_page_store_send__deps: ['$tallyText'],
  tally_page_store_send: (id, at, length, body, bodyLength) =>
    Module.page.store_send(id, JSON.parse(tallyText(at, length)),
      HEAPU8.slice(body, body + bodyLength)),
  tally_page_store_key: (id) => Module.page.store_key(id),
  tally_page_store_sign__deps: ['$tallyText'],
  tally_page_store_sign: (id, at, length) => Module.page.store_sign(id, tallyText(at, length)),
  tally_page_device: (what) => Module.page.device(what),
  tally_page_device_facts__deps: ['$tallyGive'],
  tally_page_device_facts: () => tallyGive(Module.page.device_facts()),
  tally_page_pick_file__deps: ['$tallyText'],
  tally_page_pick_file: (at, length) => Module.page.pick_file(tallyText(at, length)),
  tally_page_picked_file__deps: ['$tallyGiveBytes'],
  tally_page_picked_file: (lengthAt) => {
    const bytes = Module.page.picked_file();
    return bytes ? tallyGiveBytes(bytes, lengthAt) : 0;
  },
  tally_page_store_take_over: () => Module.page.store_take_over(),
  tally_page_store_timer: (ms) => Module.page.store_timer(ms),

  tally_page_navigate__deps: ['$tallyText'],
  tally_page_navigate: (at, length, replace) =>
    Module.page.navigate(tallyText(at, length), replace === 1),
  tally_page_route__deps: ['$tallyGive'],
  tally_page_route: () => tallyGive(location.hash || '#/'),
  tally_page_open__deps: ['$tallyText'],
  tally_page_open: (at, length, newWindow) =>
    Module.page.open(tallyText(at, length), newWindow === 1),

  tally_page_beep: (accepted) => Module.page.beep(accepted === 1),
  tally_page_copy__deps: ['$tallyText'],
  tally_page_copy: (at, length) => Module.page.copy(tallyText(at, length)),
  tally_page_download__deps: ['$tallyText'],
  tally_page_download: (name, nameLength, type, typeLength, at, length) =>
    Module.page.download(tallyText(name, nameLength), tallyText(type, typeLength),
      HEAPU8.slice(at, at + length)),
  tally_page_today__deps: ['$tallyGive'],
  tally_page_today: () => tallyGive(Module.page.today()),
  tally_page_say_time__deps: ['$tallyGive'],
  tally_page_say_time: (instant) => tallyGive(Module.page.say_time(instant)),
  tally_page_say_day__deps: ['$tallyGive'],
  tally_page_say_day: (instant) => tallyGive(Module.page.say_day(instant)),
  tally_page_random: (at, length) => {
    crypto.getRandomValues(HEAPU8.subarray(at, at + length));
  },
  tally_page_online: () => (navigator.onLine ? 1 : 0),
  tally_page_log__deps: ['$tallyText'],
  tally_page_log: (at, length) => console.info(tallyText(at, length)),
  tally_page_environment__deps: ['$tallyText', '$tallyGive'],
  tally_page_environment: (at, length) =>
    tallyGive(Module.page.environment(tallyText(at, length))),
});
