// The Chromium that tests and bench drive, in one place: which program, how it is started.
// Debian's chromium-headless-shell is the same engine without the windows of a browser around it,
// which cost a test more than the page does; TALLYSTICK_CHROMIUM names another.
import fs from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(new URL('../npm/package.json', import.meta.url));
export const { chromium, request } = require('playwright-core');

const PROGRAMS = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'];
export const program = process.env.TALLYSTICK_CHROMIUM ??
  PROGRAMS.find((path) => fs.existsSync(path)) ?? PROGRAMS[0];

// Without a graphics card, and without asking anyone on the network.
export const switches = ['--no-sandbox', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync',
  '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'];

export const start_browser = () => chromium.launch({ executablePath: program, args: switches });

/** Until the app has drawn all it wants to. */
export const at_rest = (page) => page.waitForFunction(() => globalThis.tallystick?.atRest(), null,
  { timeout: 20_000, polling: 10 });

/** A browser with a profile on disk. */
export const start_profile = (folder, options) => chromium.launchPersistentContext(folder,
  { executablePath: program, args: switches, ...options });
