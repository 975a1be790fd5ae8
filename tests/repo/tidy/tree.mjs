// The project's own text files: Map of path (from the root) -> text. What git ignores is left out,
// and so are pictures and other files that are not text.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const SKIPPED_FOLDERS = new Set(['.git', 'build', 'node_modules', 'tallystick-data']);

function listed_by_git() {
  const options = ['ls-files', '--cached', '--others', '--exclude-standard', '-z'];
  const output = execFileSync('git', options, { cwd: ROOT, stdio: ['ignore', 'pipe', 'ignore'] });
  return output.toString('utf8').split('\0').filter(Boolean);
}

function walked(folder = '') {
  return fs.readdirSync(path.join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = path.posix.join(folder, entry.name);
    if (entry.isDirectory()) return SKIPPED_FOLDERS.has(entry.name) ? [] : walked(name);
    return entry.isFile() ? [name] : [];
  });
}

export function read_tree() {
  let names;
  try {
    names = listed_by_git();
  } catch {
    names = walked();  // an unpacked archive has no git
  }
  const files = new Map();
  for (const name of names.sort()) {
    const full = path.join(ROOT, name);
    if (!fs.existsSync(full) || !fs.statSync(full).isFile()) continue;
    const content = fs.readFileSync(full);
    if (!content.includes(0)) files.set(name, content.toString('utf8'));
  }
  return files;
}
