// A real server process for fault tests: a small company in a folder of its own, started, killed.
// In: nothing, or a folder. Out: its address; kill() is SIGKILL, at whatever moment it is called.
// It looks at data only through the product's own commands.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
export const PROGRAM = path.resolve(
  process.env.TALLYSTICK_PROGRAM ?? path.join(ROOT, 'build/native/tallystick'));

export const run = (words, input = '') =>
  spawnSync(PROGRAM, words, { input, encoding: 'utf8' });

function run_well(words, input) {
  const done = run(words, input);
  assert.equal(done.status, 0, `tallystick ${words.join(' ')}: ${done.stderr}`);
  return done.stdout;
}

// Whatever ends this program, no server and no folder of it stays behind.
const servers = new Set();
process.on('exit', () => {
  for (const server of servers) {
    server.process?.kill('SIGKILL');
    fs.rmSync(server.folder, { recursive: true, force: true });
  }
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1));

export class ServerProcess {
  constructor() {
    this.folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tallystick-fault-'));
    this.process = null;
    servers.add(this);
    run_well(['load', path.join(ROOT, 'docs/examples/company.json'), '--data', this.folder]);
    // Tests send the same goods again and again.
    run_well(['setting', 'duplicate_window_hours', '0', '--data', this.folder]);
    // The doctor wants an administrator.
    run_well(['user', 'add', 'ada', '--name', 'Ada', '--role', 'admin', '--data', this.folder],
      'four plain words\n');
    run_well(['user', 'add', 'kim', '--name', 'Kim', '--role', 'rep', '--data', this.folder],
      'four plain words\n');
  }

  /** Resolves with the address once it listens. */
  start() {
    const child = spawn(PROGRAM, ['serve', '--port', '0', '--data', this.folder],
      { stdio: ['ignore', 'pipe', 'pipe'] });
    this.process = child;
    this.said = '';
    child.stderr.on('data', (bytes) => { this.said = (this.said + bytes).slice(-8000); });
    return new Promise((resolve, reject) => {
      let printed = '';
      child.stdout.on('data', (bytes) => {
        printed += bytes;
        const found = /runs at (http:\S+)/.exec(printed);
        if (found) resolve(found[1]);
      });
      child.on('exit', () => reject(new Error(`the server ended: ${printed}${this.said}`)));
    });
  }

  kill(signal = 'SIGKILL') {
    const child = this.process;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return null;
    const ended = new Promise((resolve) => { child.once('exit', resolve); });
    child.kill(signal);
    return ended;
  }

  async sign_in(address) {
    const response = await fetch(`${address}/v1/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ login: 'kim', password: 'four plain words' }),
    });
    assert.equal(response.status, 200);
    return response.headers.get('set-cookie').split(';')[0];
  }

  /** The doctor's findings; the server must be stopped. */
  examine() { return run(['doctor', '--data', this.folder]); }

  async remove() {
    await this.kill();
    fs.rmSync(this.folder, { recursive: true, force: true });
    servers.delete(this);
  }
}
