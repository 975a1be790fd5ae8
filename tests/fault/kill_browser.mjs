// tools/kill-browser: the rounds of browser_kill_rounds.mjs, or with --whole those of
// whole_rounds.mjs, as many as asked for, and a report. Status 1 where anything was lost.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { at_part, kill_rounds } from './browser_kill_rounds.mjs';
import { whole_rounds } from './whole_rounds.mjs';

function read_options() {
  try {
    const { values } = parseArgs({ options: { rounds: { type: 'string', default: '200' },
      seed: { type: 'string', default: '20261122' },
      whole: { type: 'boolean', default: false } } });
    const [rounds, seed] = [Number(values.rounds), Number(values.seed)];
    if (Number.isSafeInteger(rounds) && rounds > 0 && Number.isSafeInteger(seed) && seed >= 0) {
      return { rounds, seed, whole: values.whole };
    }
    console.error('tools/kill-browser: rounds and seed are whole numbers; see its --help.');
  } catch (error) {
    console.error(`tools/kill-browser: ${error.message} See tools/kill-browser --help.`);
  }
  return process.exit(2);
}

async function report_store({ rounds, seed }) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tallystick-kill-'));
  try {
    const found = await kill_rounds({ rounds, seed, folder });
    console.log(`rounds              ${rounds} (seed ${seed})
durable captures    ${found.durable}
lost in database    ${found.database_lost}
lost in journal     ${found.journal_lost}
changed             ${found.changed}
localStorage lost   ${found.control_lost}
capture p50         ${at_part(found.ms, 0.5).toFixed(1)} ms
capture p99         ${at_part(found.ms, 0.99).toFixed(1)} ms`);
    const bad = found.database_lost + found.journal_lost + found.changed;
    return bad === 0 && found.control_lost > 0;
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

async function report_whole({ rounds, seed }) {
  const found = await whole_rounds({ rounds, seed, report: (line) => console.error(line) });
  console.log(`rounds              ${rounds} (seed ${seed})
orders submitted    ${found.tried}
said to be saved    ${found.promised}
at the company      ${found.arrived}
lost                ${found.lost.length}
doubled             ${found.doubled.length}
pushes              ${found.pushes}
answers dropped     ${found.dropped}`);
  return found.promised > 0 &&
    found.lost.length + found.doubled.length + found.unknown.length + found.problems.length === 0;
}

const options = read_options();
const good = await (options.whole ? report_whole(options) : report_store(options));
process.exitCode = good ? 0 : 1;
