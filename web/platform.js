// What the browser can do for the app besides showing it: requests, small storage, clock, sound.
// In: calls from web/library.js. Out: answers, at once or later through `calls`.
// It will not know the server's addresses or the app's data.

import { ask_server } from './asking.js';
import { make_changes_stream } from './changes_stream.js';
import { device_facts } from './device_facts.js';
import { make_snapshot_store } from './snapshot_store.js';

const STORED = 'tallystick/';
// Wanted before the first frame, or wanted when the store is gone: which letters are on paper.
// All else is the store's.
const SETTINGS = new Set(['scheme', 'letters']);

const bytes_to_text = (bytes) => {
  let text = '';
  for (let i = 0; i < bytes.length; i += 8192) {
    text += String.fromCharCode(...bytes.subarray(i, i + 8192));
  }
  return text;
};
const text_to_bytes = (text) => Uint8Array.from(text, (c) => c.charCodeAt(0));

const two = (number) => String(number).padStart(2, '0');
const day_of = (date) => `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;

function say_day(instant) {
  const date = new Date(instant);
  const today = new Date();
  const days = Math.round((new Date(day_of(today)) - new Date(day_of(date))) / 86400000);
  if (days === 0) return 'today';
  if (days === 1) return 'yesterday';
  if (days > 1 && days < 7) return date.toLocaleDateString('en', { weekday: 'long' });
  const same_year = date.getFullYear() === today.getFullYear();
  return date.toLocaleDateString('en-GB',
    { day: 'numeric', month: 'long', ...(same_year ? {} : { year: 'numeric' }) });
}

async function ask(id, question, body, wants_progress, calls) {
  let answer;
  let bytes;
  try {
    ({ answer, bytes } = await ask_server(question.path, {
      method: question.method,
      headers: question.headers,
      body: body.length > 0 ? body : undefined,
      credentials: 'same-origin',
    }, (done, total) => { if (wants_progress) calls.progress(id, done, total); }));
  } catch {
    // No network, the connection was cut off, or nothing came for too long.
    calls.response(id, 0, '', new Uint8Array());
    return;
  }
  const headers = [...answer.headers].map(([name, value]) => `${name}: ${value}`).join('\n');
  calls.response(id, answer.status, headers, bytes);
}

// "device:prices": what the device keeps, renewed from the server where that answers.
async function ask_prices(id, { headers }, body, prices, calls) {
  const question = JSON.parse(new TextDecoder().decode(body));
  const { status, bytes } = await prices.prices({ ...question, headers },
    (done, total) => calls.progress(id, done, total));
  calls.response(id, status, '', bytes);
}

let sound = null;
function beep(accepted) {
  sound ??= new AudioContext();
  const tone = (frequency, from, length) => {
    const source = sound.createOscillator();
    const volume = sound.createGain();
    source.type = accepted ? 'sine' : 'square';
    source.frequency.value = frequency;
    volume.gain.setValueAtTime(accepted ? 0.2 : 0.08, sound.currentTime + from);
    volume.gain.exponentialRampToValueAtTime(0.001, sound.currentTime + from + length);
    source.connect(volume).connect(sound.destination);
    source.start(sound.currentTime + from);
    source.stop(sound.currentTime + from + length);
  };
  if (accepted) tone(1318, 0, 0.12);
  else [0, 0.16].forEach((from) => tone(196, from, 0.14));
}

function download(name, type, bytes) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([bytes], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

const ENVIRONMENT = {
  language: () => navigator.language,
  user_agent: () => navigator.userAgent,
  origin: () => location.origin,
  time_zone: () => Intl.DateTimeFormat().resolvedOptions().timeZone,
};

function preferences() {
  const holds = { dark: '(prefers-color-scheme: dark)', contrast: '(prefers-contrast: more)',
    still: '(prefers-reduced-motion: reduce)' };
  return Object.keys(holds).filter((name) => matchMedia(holds[name]).matches).join(' ');
}

function scheme(dark, background) {
  const root = document.documentElement;
  root.classList.toggle('dark', dark);
  root.classList.toggle('light', !dark);
  const hex = [background & 255, (background >> 8) & 255, (background >> 16) & 255]
    .map((part) => part.toString(16).padStart(2, '0')).join('');
  root.style.setProperty('--page', `#${hex}`);
}

function navigate(hash, replace, calls) {
  if (hash === location.hash) return;
  if (replace) history.replaceState(null, '', hash);
  else location.hash = hash;
  // The browser's own hashchange comes after keys that are already waiting: too late for them.
  if (calls.ready()) queueMicrotask(() => calls.route(hash));
}

export function make_platform({ fonts, store, prices = make_snapshot_store() }) {
  return {
    page: (calls) => ({
      font: (which) => fonts[which],
      title: (words) => { document.title = words; },
      scheme,
      preferences,
      request: (id, question, body, progress) => {
        if (question.path === 'device:prices') ask_prices(id, question, body, prices, calls);
        else ask(id, question, body, progress, calls);
      },
      ...store,
      ...device_facts(calls),
      ...make_changes_stream(calls),
      save: (name, bytes) => {
        if (!SETTINGS.has(name)) return store.save(name, bytes);
        try {
          localStorage.setItem(STORED + name, bytes_to_text(bytes));
          return true;
        } catch {
          return false;
        }
      },
      load: (name) => {
        if (!SETTINGS.has(name)) return store.load(name);
        const text = localStorage.getItem(STORED + name);
        return text === null ? null : text_to_bytes(text);
      },
      forget: (name) => {
        if (SETTINGS.has(name)) localStorage.removeItem(STORED + name);
        else store.forget(name);
      },
      navigate: (hash, replace) => navigate(hash, replace, calls),
      open: (url, new_window) => {
        if (new_window) window.open(url, '_blank', 'noopener');
        else location.assign(url);
      },
      beep: (accepted) => { try { beep(accepted); } catch { /* no sound device */ } },
      copy: (text) => { navigator.clipboard?.writeText(text).catch(() => {}); },
      download,
      today: () => day_of(new Date()),
      say_time: (instant) => {
        const date = new Date(instant);
        return `${two(date.getHours())}:${two(date.getMinutes())}`;
      },
      say_day,
      environment: (name) => ENVIRONMENT[name]?.() ?? '',
    }),
  };
}
