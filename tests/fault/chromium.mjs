// A Chromium that can be killed: started as a process of its own over a profile folder, driven by
// its debugging port, ended by SIGKILL as a flat battery ends it.
// In: a profile folder. Out: Playwright's page. It will not know the app.
//
//     const browser = await start_chromium(profile);   await browser.kill();   // and start again
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

import { chromium, program, switches } from '../../tools/browser/chromium.mjs';

const ARGUMENTS = ['--headless=new', ...switches, '--password-store=basic',
  '--window-size=1280,800', '--remote-debugging-port=0', 'about:blank'];

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

// The address that the browser writes into its profile once it listens.
async function debugging_address(profile, process_) {
  const file = path.join(profile, 'DevToolsActivePort');
  for (const until = Date.now() + 60000; Date.now() < until; await sleep(50)) {
    assert.equal(process_.exitCode, null, 'Chromium ended while it started');
    const [port, place] = fs.existsSync(file) ? fs.readFileSync(file, 'utf8').split('\n') : [];
    if (port && place) return `ws://127.0.0.1:${port}${place}`;
  }
  return assert.fail('Chromium did not start within a minute');
}

export async function start_chromium(profile) {
  fs.mkdirSync(profile, { recursive: true });
  for (const left of ['DevToolsActivePort', 'SingletonLock', 'SingletonCookie',
    'SingletonSocket']) {
    fs.rmSync(path.join(profile, left), { force: true });
  }
  // A group of its own, so that its renderers die with it.
  const child = spawn(program, [`--user-data-dir=${profile}`, ...ARGUMENTS],
    { detached: true, stdio: 'ignore' });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const driver = await chromium.connectOverCDP(await debugging_address(profile, child));
  const [context] = driver.contexts();
  const problems = [];
  const watch = (page) => {
    page.setDefaultTimeout(30000);
    page.on('pageerror', (error) => problems.push(String(error)));
    return page;
  };
  context.pages().forEach(watch);
  context.on('page', watch);
  return {
    context,
    problems,
    child,
    page: context.pages()[0] ?? await context.newPage(),
    // At once, with everything that it has not written.
    async kill() {
      if (child.exitCode === null && child.signalCode === null) {
        process.kill(-child.pid, 'SIGKILL');
      }
      await ended;
      await driver.close().catch(() => {});
    },
    async close() {
      await driver.newBrowserCDPSession().then((session) => session.send('Browser.close'))
        .catch(() => {});
      await ended;
    },
  };
}

// Numbers from a seed, so that a failing round can be run again (mulberry32).
export function dice(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
