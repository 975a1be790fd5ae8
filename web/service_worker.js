// Service worker: the app opens and works without a network after the first visit.
// In: the build's list of files (assets.json). Out: one cache for each build, used only when it is
// complete. A new build waits beside the running one until the page says so, or until no page is
// open: it never takes over an open draft. Prices are kept by the page.
// It answers nothing else of the server's: what is not here goes to the network.
'use strict';

const BUILDS = 'tallystick-build-';

async function fetch_fresh(path) {
  const answer = await fetch(path, { cache: 'no-store', redirect: 'error' });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer;
}

const read_build = async () => (await fetch_fresh('/assets.json')).json();

const is_page = (name) => name.endsWith('.html');

// The whole build, or nothing: a server that changed builds meanwhile is asked again later.
async function install() {
  const { build, assets } = await read_build();
  if (build !== self.TALLYSTICK_BUILD) throw new Error(`the server has build ${build} by now`);
  const cache = await caches.open(BUILDS + build);
  const names = Object.values(assets).filter((name) => name !== 'service_worker.js');
  await Promise.all(names.map(async (name) => {
    const path = name === 'index.html' ? '/' : `/${name}`;
    // Names hold the digest of what is in them; pages do not.
    if (!is_page(name) && await cache.match(path)) return;
    await cache.put(path, await fetch_fresh(path));
  }));
  const after = await read_build();
  if (after.build !== build) {
    await caches.delete(BUILDS + build);
    throw new Error('the build changed while it was fetched');
  }
  await cache.put('/assets.json', new Response(JSON.stringify({ build, assets })));
}

async function activate() {
  const names = (await caches.keys()).filter((name) => name.startsWith(BUILDS));
  const old = names.filter((name) => name !== own_name());
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

// TALLYSTICK_BUILD stands in the last line of the served script (tools/assemble_web.mjs).
const own_name = () => BUILDS + self.TALLYSTICK_BUILD;

async function from_build(path) {
  if (!await caches.has(own_name())) return undefined;
  return (await caches.open(own_name())).match(path);
}

async function page_or_file(request, path) {
  const kept = await from_build(path);
  if (kept) return kept;
  return fetch(request);
}

// Signing in wants the server; without it the kept page says so.
async function sign_in_page(request) {
  return fetch(request).catch(async () => (await from_build('/login.html')) ?? Response.error());
}

self.addEventListener('install', (event) => event.waitUntil(install()));
self.addEventListener('activate', (event) => event.waitUntil(activate()));
self.addEventListener('message', ({ data }) => {
  if (data === 'take over') self.skipWaiting();
});
self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (url.pathname === '/login') event.respondWith(sign_in_page(request));
  else if (url.pathname.startsWith('/v1/')) return;
  else {
    const path = url.pathname === '/index.html' ? '/' : url.pathname;
    event.respondWith(page_or_file(request, path));
  }
});
