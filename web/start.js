// Starts the app: fetches program and fonts while the shell shows how far it is, makes the module,
// connects the page's events with it, and takes the shell away when the first frame is drawn.
import { read_body } from './asking.js';
import { make_calls } from './calls.js';
import { open_device_store } from './device_store.js';
import { make_mirror } from './semantics.js';
import { make_platform } from './platform.js';

const FILES = {
  program: './app.js',
  code: './app.wasm',
  regular: './fonts/inter-regular.ttf',
  semibold: './fonts/inter-semibold.ttf',
};

const words = document.getElementById('shell-words');
const shell = document.getElementById('shell');
const bar = document.getElementById('shell-bar');
const canvas = document.getElementById('canvas');

const at_here = (name) => new URL(name, import.meta.url).href;

function show_progress(parts) {
  const all = [...parts.values()];
  bar.style.width = `${Math.round(100 * all.reduce((sum, part) => sum + part, 0) / all.length)}%`;
}

// Fetches with progress; the answer is whole or an error.
async function fetch_bytes(name, report) {
  const answer = await fetch(at_here(name));
  if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
  const bytes = await read_body(answer, (done) => report(Math.min(0.95, done / (done + 200000))));
  report(1);
  return bytes;
}

function load_program() {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = at_here(FILES.program);
    script.onload = () => resolve(globalThis.createTallystick);
    script.onerror = () => reject(new Error(`${FILES.program}: not loaded`));
    document.head.append(script);
  });
}

function connect_page(calls, mirror) {
  addEventListener('hashchange', () => calls.route(location.hash || '#/'));
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) calls.store_wake();
    calls.wake();
  });
  addEventListener('focus', () => calls.store_wake());
  addEventListener('online', () => {
    calls.store_wake();
    calls.wake();
  });
  addEventListener('offline', () => calls.wake());
  for (const question of ['(prefers-color-scheme: dark)', '(prefers-contrast: more)',
    '(prefers-reduced-motion: reduce)']) {
    matchMedia(question).addEventListener('change', () => calls.preferences());
  }
  watch_ratio();
  canvas.addEventListener('webglcontextlost', (event) => event.preventDefault());
  canvas.addEventListener('webglcontextrestored', () => calls.context_restored());
  mirror.listen();
}

// When only the scale changes (another screen, zoom), SDL hears nothing: say it as a resize.
function watch_ratio() {
  const ratio = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
  ratio.addEventListener('change', () => {
    dispatchEvent(new Event('resize'));
    watch_ratio();
  }, { once: true });
}

// The app works without a network once the service worker has it; a newer build waits there until
// someone presses, or until no window is open.
async function keep_app(calls) {
  if (!navigator.serviceWorker) return;
  const kept = await navigator.serviceWorker.register('/service_worker.js',
    { updateViaCache: 'none' });
  const tell = () => {
    if (kept.waiting && navigator.serviceWorker.controller) calls.update_ready();
  };
  kept.addEventListener('updatefound', () => {
    kept.installing?.addEventListener('statechange', tell);
  });
  tell();
  globalThis.tallystick.useUpdate = () => {
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(),
      { once: true });
    kept.waiting?.postMessage('take over');
  };
}

// What tests and measurements ask.
function publish(calls, mirror) {
  globalThis.tallystick = {
    framesDrawn: () => calls.frames_drawn(),
    framesPainted: () => calls.frames_painted(),
    atRest: () => calls.at_rest(),
    keyMs: () => calls.key_ms(),
    frameMs: () => ({build: calls.frame_ms(0), mirror: calls.frame_ms(1), draw: calls.frame_ms(2)}),
    audit: () => JSON.parse(calls.audit()),
    messages: () => mirror.messages(),
  };
}

async function start() {
  const parts = new Map(Object.keys(FILES).map((name) => [name, 0]));
  const report = (name) => (part) => {
    parts.set(name, part);
    show_progress(parts);
  };
  const opened = open_device_store();
  const fetched = Promise.all([
    fetch_bytes(FILES.regular, report('regular')),
    fetch_bytes(FILES.semibold, report('semibold')),
    fetch_bytes(FILES.code, report('code')),
    load_program().then((program) => { report('program')(1); return program; }),
  ]);
  const [regular, semibold, code, create] = await fetched;
  // The same bytes for the canvas and for the page's own inputs.
  for (const [bytes, weight] of [[regular, '400'], [semibold, '600']]) {
    document.fonts.add(await new FontFace('Tally', bytes, { weight }).load());
  }
  const mirror = make_mirror();
  const store = await opened;
  const platform = make_platform({ fonts: [regular, semibold], store: store.page });
  // main() runs while the module is made and calls the page at once: calls fills in afterwards.
  const calls = make_calls();
  const page = { ...platform.page(calls), apply: (message) => mirror.apply(message) };
  mirror.use(calls);
  store.use(calls);
  await create({
    canvas,
    page,
    noExitRuntime: true,
    instantiateWasm: (imports, done) => {
      WebAssembly.instantiate(code, imports).then((made) => done(made.instance, made.module), stop);
      return {};
    },
    onAbort: (why) => stop(new Error(String(why))),
  }).then((module) => calls.connect(module));
  connect_page(calls, mirror);
  publish(calls, mirror);
  keep_app(calls).catch((error) => console.info(`not kept for offline use: ${error.message}`));
  calls.wake();
  requestAnimationFrame(() => requestAnimationFrame(() => { shell.hidden = true; }));
}

function stop(error) {
  console.error(error);
  shell.hidden = false;
  shell.className = 'stopped';
  words.textContent =
      'Tallystick stopped. Your drafts are kept. Load the page again; if it stops ' +
      `again, tell your administrator this: ${error.message}`;
}

start().catch(stop);
