// tools/kill-browser: the rounds of browser_kill_rounds.mjs, as many as asked for, and a report.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { at_part, kill_rounds } from './browser_kill_rounds.mjs';

const number_after = (name, otherwise) => {
  const at = process.argv.indexOf(name);
  return at < 0 ? otherwise : Number(process.argv[at + 1]);
};
const rounds = number_after('--rounds', 200);
const seed = number_after('--seed', 20261122);
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
  process.exitCode = bad > 0 || found.control_lost === 0 ? 1 : 0;
} finally {
  fs.rmSync(folder, { recursive: true, force: true });
}
