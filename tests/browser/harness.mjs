// Opens the app in Chromium for a test: serves a folder, starts the browser, finds the app ready.
// In: a route and how the page shall look. Out: Playwright's page. Tests find things by role and
// name only. It will not know screens.
//
//     const app = await open_app(test, '#/gallery', { width: 390, height: 844 });
//     await app.page.getByRole('button', { name: 'Save draft' }).click();
import assert from 'node:assert/strict';
import fs from 'node:fs';
import http from 'node:http';
import { createRequire } from 'node:module';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { fileURLToPath } from 'node:url';

import { start_browser } from '../../tools/browser/chromium.mjs';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const require = createRequire(path.join(ROOT, 'tools/npm/package.json'));

const WEB = path.resolve(process.env.TALLYSTICK_WEB ?? path.join(ROOT, 'build/web'));
const PICTURES = path.join(ROOT, 'build/screenshots');
const GOLDEN = path.join(ROOT, 'tests/browser/golden');
const POLICY = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; img-src 'self' data:; " +
  "frame-ancestors 'none'";
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.json': 'application/json'
};

// Serves the built app's files, as the product's server does, without its answers.
export function serve_files(folder = WEB) {
  assert.ok(fs.existsSync(path.join(folder, 'index.html')),
    `no app in ${folder}: build the target "web" of the wasm preset, or set TALLYSTICK_WEB`);
  const server = http.createServer((request, response) => {
    const name = decodeURIComponent(new URL(request.url, 'http://here').pathname).slice(1);
    const file = path.join(folder, name || 'index.html');
    if (!file.startsWith(folder) || !fs.existsSync(file) || fs.statSync(file).isDirectory()) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('Not here\n');
      return;
    }
    response.writeHead(200, {
      'content-type': TYPES[path.extname(file)] ?? 'application/octet-stream',
      'content-security-policy': POLICY,
      'cache-control': 'no-store'
    });
    fs.createReadStream(file).pipe(response);
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve({
      address: `http://127.0.0.1:${server.address().port}`,
      close: () => new Promise((done) => { server.closeAllConnections(); server.close(done); }),
    }));
  });
}

let shared = null;
async function browser_and_files() {
  shared ??= Promise.all([start_browser(), serve_files()]);
  return shared;
}
export async function close_all() {
  if (!shared) return;
  const [browser, files] = await shared;
  await browser.close();
  await files.close();
}

// Waits until `ask` gives something true; says what it waited for when it does not.
export async function eventually(what, ask, { within_ms = 15000 } = {}) {
  const until = Date.now() + within_ms;
  let last;
  while (Date.now() < until) {
    last = await ask();
    if (last) return last;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  return assert.fail(`waited ${within_ms} ms for: ${what} (last: ${JSON.stringify(last)})`);
}

// What a failed test leaves for whoever reads its log: where the focus is, and what is there.
export async function tell_the_page(page) {
  const within = { timeout: 5000 };
  const told = await Promise.allSettled([
    page.evaluate(() => {
      const { ariaLabel, value, selectionStart, selectionEnd } = document.activeElement;
      return JSON.stringify({ ariaLabel, value, selectionStart, selectionEnd });
    }),
    page.locator('#mirror').ariaSnapshot(within),
  ]);
  for (const { value, reason } of told) console.log(value ?? `The page does not answer: ${reason}`);
}

// What assistive technology says after the name of a field: its hint or its error.
export const described = (field) => field.evaluate((element) =>
  document.getElementById(element.getAttribute('aria-describedby'))?.textContent ?? '');

// Reads until the page shows what is expected: drawing and the mirror come after the key.
export async function shows(read, expected, options) {
  let last;
  await eventually('what is expected', async () => {
    last = await read();
    return isDeepStrictEqual(last, expected);
  }, options).catch(() => {});
  assert.deepEqual(last, expected);
}

// Runs in each page from its first moment: a sentence stands for a moment only, and is over before
// a test that is late looks for it.
function keep_what_is_said() {
  globalThis.said = [];
  new MutationObserver((changes) => {
    for (const { target } of changes) {
      const place = (target.closest ? target : target.parentElement)?.closest('#said, #alarm');
      if (place?.textContent) globalThis.said.push(place.textContent);
    }
  }).observe(document, { subtree: true, childList: true, characterData: true });
}

// Waits until the page tells assistive technology these words; each telling counts once.
export const said = (page, words) => eventually(`it says ${words}`, () => page.evaluate((part) => {
  const found = globalThis.said.findIndex((sentence) => sentence.includes(part));
  return found >= 0 && globalThis.said.splice(found, 1).length > 0;
}, words));

// A page that holds nothing yet, in a browser profile of its own.
export async function new_page({ width = 1280, height = 800, ratio = 1, dark = false,
  storage = null, still = true } = {}) {
  const [browser] = await browser_and_files();
  const context = await browser.newContext({ viewport: { width, height }, deviceScaleFactor: ratio,
    colorScheme: dark ? 'dark' : 'light', reducedMotion: still ? 'reduce' : 'no-preference',
    locale: 'en-GB', timezoneId: 'UTC', storageState: storage ?? undefined });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await context.addInitScript(keep_what_is_said);
  const page = await context.newPage();
  page.setDefaultTimeout(20000);
  return page;
}

// address: of a running server; without it the built files are served. prepare(page) comes before
// the first request.
export async function open_app(route, { address = null, prepare = null, ...look } = {}) {
  const [, files] = await browser_and_files();
  const page = await new_page(look);
  const context = page.context();
  await prepare?.(page);
  const problems = [];
  page.on('pageerror', (error) => problems.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  await page.goto(`${address ?? files.address}/${route}`);
  await page.locator('#shell').waitFor({ state: 'hidden', timeout: 30000 });
  await page.getByRole('heading', { name: 'Opening the catalogue' }).waitFor({ state: 'detached' });
  await settled(page);
  return { page, context, problems, close: () => context.close() };
}

export const frames_drawn = (page) => page.evaluate(() => globalThis.tallystick.framesDrawn());

// Until nothing is drawn any more and all rectangles have travelled.
export const settled = (page) =>
  eventually('the page at rest', () => page.evaluate(() => globalThis.tallystick?.atRest()));

async function picture(page, name) {
  fs.mkdirSync(PICTURES, { recursive: true });
  await settled(page);
  return page.screenshot({ path: path.join(PICTURES, `${name}.png`) });
}

const SIZES = [[1280, 800], [1024, 768], [390, 844]];

// A picture in each size and scheme, and the audit in each.
export async function pictures(page, name) {
  for (const [width, height] of SIZES) {
    await page.setViewportSize({ width, height });
    for (const scheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme: scheme });
      await picture(page, `${name}_${width}x${height}_${scheme}`);
      assert.deepEqual(await audit(page), [], `${name} at ${width} x ${height}, ${scheme}`);
    }
  }
}

// What changes with the day and the run, not with the app.
const masked = (text) => text
  .replace(/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'UUID')
  .replace(/\b\d{2}:\d{2}\b/g, 'TIME')
  .replace(/\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun) \d{1,2} [A-Z][a-z]+ \d{4}\b/g, 'DAY')
  .replace(/\b[0-9a-f]{64}\b|\b[0-9a-f]{12}…/g, 'DIGEST')
  .replace(/\b(just now|\d+ (min|h|days))\b/g, 'AGE');

// What assistive technology meets, compared with tests/browser/golden/NAME.yaml.
// UPDATE_GOLDEN=1 writes the file.
export async function check_golden(page, name, region = '#mirror') {
  const snapshot = masked(await page.locator(region).ariaSnapshot());
  const file = path.join(GOLDEN, `${name}.yaml`);
  if (process.env.UPDATE_GOLDEN === '1' || !fs.existsSync(file)) {
    assert.ok(process.env.UPDATE_GOLDEN === '1', `${file} is missing: run with UPDATE_GOLDEN=1`);
    fs.mkdirSync(GOLDEN, { recursive: true });
    fs.writeFileSync(file, snapshot + '\n');
  }
  assert.equal(snapshot + '\n', fs.readFileSync(file, 'utf8'), `the aria snapshot ${name} changed`);
}

// axe-core's findings, as sentences. Its script may run only where the policy is lifted, so it goes
// through the browser's own world for tools.
export async function axe_findings(page) {
  const source = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
  const session = await page.context().newCDPSession(page);
  const { frameTree } = await session.send('Page.getFrameTree');
  const { executionContextId } = await session.send('Page.createIsolatedWorld',
    { frameId: frameTree.frame.id, worldName: 'axe' });
  const run = async (expression) => {
    const { result, exceptionDetails } = await session.send('Runtime.evaluate',
      { expression, contextId: executionContextId, awaitPromise: true, returnByValue: true });
    assert.ok(!exceptionDetails, JSON.stringify(exceptionDetails));
    return result.value;
  };
  await run(source);
  const found = await run(`axe.run(document, { resultTypes: ['violations'] }).then((r) =>
    r.violations.map((v) => v.id + ': ' + v.help + ' ' +
      JSON.stringify(v.nodes.slice(0, 3).map((n) => n.html + ' ' + n.failureSummary))))`);
  await session.detach();
  return found;
}

export const audit = (page) => page.evaluate(() => globalThis.tallystick.audit());
