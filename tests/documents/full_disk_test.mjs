// A full disk, a real one: a file system of a few megabytes in a name space of our own, in which
// import, serve and submit run into its end and go on when there is room again.
// Where no such name space can be made (some containers forbid it) the test is skipped.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import test from 'node:test';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const program = resolve(process.env.TALLYSTICK_PROGRAM ?? join(root, 'build/native/tallystick'));

// Ends the step that failed with its line; the streams are read by the test.
const script = String.raw`
set -uo pipefail
trap 'kill %% 2>/dev/null' EXIT
mount -t tmpfs -o size=24m none disk
"$PROGRAM" demo --products 300 --customers 20 --orders 0 --data disk/data >/dev/null || exit 90
fill() { dd if=/dev/zero of=disk/fill bs=4k 2>/dev/null; }
count() { "$PROGRAM" company export --data disk/data | grep -c 'Full-disk screw'; }
import_more() {
    "$PROGRAM" import products more.csv --mapping more.mapping.json --data disk/data
}

fill
echo "== import full"; import_more 2>&1; echo "status $?"
echo "== new full"; "$PROGRAM" serve --data disk/new --port 0 2>&1; echo "status $?"
rm disk/fill
echo "== kept $(count)"
echo "== import again"; import_more 2>&1; echo "status $?"
echo "== kept $(count)"

"$PROGRAM" serve --data disk/data --port 0 >said 2>&1 &
for _ in $(seq 200); do
    address=$(sed -n 's/^Tallystick runs at //p' said)
    [[ -n $address ]] && break
    sleep 0.1
done
ask() { node ask.mjs "$address$1" "$(cat "$2" 2>/dev/null)"; }
ask /v1/login login.json >/dev/null
fill
echo "== submit full"; ask /v1/orders push.json
echo "== read full"; ask /v1/orders none
rm disk/fill
echo "== submit again"; ask /v1/orders push.json
echo "== read again"; ask /v1/orders none
kill %%; wait %%; echo "served until $?"
fill
echo "== serve full"; timeout 5 "$PROGRAM" serve --data disk/data --port 0 2>&1
rm disk/fill
"$PROGRAM" doctor --data disk/data
`;

// Asks as a browser does, with its cookie; an empty second word is a GET.
const ask = `
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
const [address, body] = process.argv.slice(2);
const cookie = existsSync('jar') ? readFileSync('jar', 'utf8') : '';
const headers = { 'content-type': 'application/json', cookie };
const answer = await fetch(address, body ? { method: 'POST', headers, body } : { headers });
const given = answer.headers.get('set-cookie');
if (given) writeFileSync('jar', given.split(';')[0]);
console.log(await answer.text());
`;

const space = spawnSync('unshare', ['--user', '--map-root-user', '--mount', 'sh', '-c',
  'mount -t tmpfs -o size=1m none /mnt'], { encoding: 'utf8' });
const why_not = space.status !== 0 && 'no file system of its own can be mounted here';

function prepare_folder() {
  const folder = mkdtempSync(join(tmpdir(), 'tallystick-disk-'));
  const lines = Array.from({ length: 40000 }, (_, i) => `FD-${i},Full-disk screw ${i},STANDARD`);
  writeFileSync(join(folder, 'more.csv'), `sku,name,tax_class\n${lines.join('\n')}\n`);
  const fields = Object.fromEntries(['sku', 'name', 'tax_class'].map((name) =>
    [name, { column: name }]));
  writeFileSync(join(folder, 'more.mapping.json'),
    JSON.stringify({ tallystick: 'mapping/1', kind: 'products', fields }));
  const order = { tallystick: 'order/1', order_id: '00000000-0000-4000-8000-0000000000f0',
    customer: 'NOBODY', lines: [{ id: '1', sku: 'FD-1', quantity: '1' }],
    note: 'n'.repeat(60) };
  writeFileSync(join(folder, 'push.json'), JSON.stringify({ order: JSON.stringify(order) }));
  writeFileSync(join(folder, 'login.json'), '{"login":"rep","password":"notch-rep"}');
  writeFileSync(join(folder, 'ask.mjs'), ask);
  mkdirSync(join(folder, 'disk'));
  return folder;
}

/** What was printed after "== name" until the next such line. */
function part(printed, name) {
  const found = printed.split(/^== /m).find((piece) => piece.startsWith(`${name}\n`));
  assert.ok(found, `no "${name}" in\n${printed}`);
  return found.slice(name.length + 1);
}

test('a full disk is said with its mend, loses nothing, and goes on when there is room',
  { skip: why_not, timeout: 240000 }, () => {
    assert.ok(existsSync(program), `${program} is missing`);
    const folder = prepare_folder();
    try {
      const ran = spawnSync('unshare', ['--user', '--map-root-user', '--mount', 'bash', '-c',
        script], { cwd: folder, encoding: 'utf8', env: { ...process.env, PROGRAM: program } });
      const printed = ran.stdout;
      const full = part(printed, 'import full');
      assert.match(full, /There is no room left on the disk that holds the data/);
      assert.match(full, /Make room/);
      assert.match(full, /Nothing was written\.\nstatus 1/);
      assert.match(part(printed, 'new full'),
        /The data folder disk\/new cannot be used: .*full\.\n.*--data\.\nstatus 1/);
      assert.match(part(printed, 'import again'), /40,000 new[\s\S]*status 0/);
      assert.deepEqual([...printed.matchAll(/^== kept (\d+)/gm)].map((each) => each[1]),
        ['0', '40000']);

      const refused = JSON.parse(part(printed, 'submit full'));
      assert.equal(refused.code, 'disk_full');
      assert.match(refused.mend, /Make room/);
      assert.deepEqual(JSON.parse(part(printed, 'read full')).orders, []);
      assert.match(JSON.parse(part(printed, 'submit again')).number, /^S-/);
      assert.equal(JSON.parse(part(printed, 'read again').split('\n')[0]).orders.length, 1);
      assert.match(part(printed, 'serve full'), /Tallystick runs at|There is no room left/);
      assert.match(printed, /^good {2}database/m);
      assert.match(printed, /^good {2}orders: 1 orders/m);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
