// A small disk of its own that a test can fill: a file system in memory, where the system lets this
// program mount one. In: a folder that does not exist yet, its size. Out: fill() until not one
// block is left, make_room(); or `why_not`, and a plain folder.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

const mounted = new Set();
const unmount = (folder) => {
  spawnSync('umount', ['--lazy', folder]);
  mounted.delete(folder);
};
process.on('exit', () => mounted.forEach(unmount));

function fill(file) {
  const ballast = fs.openSync(file, 'a');
  try {
    for (const size of [1 << 20, 4096, 512]) {
      for (const block = Buffer.alloc(size, 1); ;) {
        try {
          fs.writeSync(ballast, block);
        } catch (error) {
          if (error.code !== 'ENOSPC') throw error;
          break;
        }
      }
    }
  } finally {
    fs.closeSync(ballast);
  }
}

export function small_disk(folder, megabytes) {
  fs.mkdirSync(folder);
  const done = spawnSync('mount',
    ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'small', folder], { encoding: 'utf8' });
  const said = (done.error?.message ?? done.stderr ?? '').trim();
  if (done.status === 0) mounted.add(folder);
  const ballast = path.join(folder, 'ballast');
  return {
    folder,
    why_not: done.status === 0 ? '' :
      `A disk that can be filled cannot be mounted here (${said}); root can.`,
    fill: () => fill(ballast),
    make_room: () => fs.rmSync(ballast),
    remove: () => { if (mounted.has(folder)) unmount(folder); },
  };
}
