// How fast `tallystick check` cleans a file: lines a second of the whole program, from standard
// input to standard output, beside Node's own JSON.parse of the same lines. Both are one thread,
// so seconds are those of the processor: what else the machine does takes from neither.
import { execFileSync } from 'node:child_process';
import { openSync, closeSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const lines_wanted = 200_000;
const rounds = 3;
const median = (list) => list.toSorted((a, b) => a - b)[list.length >> 1];

const streets = ['Mill Lane', 'Harbor Street', 'Oak Avenue', 'Pier Road', 'King St Apt'];
const towns = [['Oakland', 'CA', '946'], ['New York', 'NY', '100'], ['Austin', 'TX', '787'],
  ['Californa City', 'CA', '935']];

/** A line of each kind; one in eight has a slip. */
const makers = {
  address: (i) => {
    const [locality, admin_area, postal] = towns[i % towns.length];
    const digits = String(i % 97).padStart(2, '0').slice(0, i % 8 === 0 ? 1 : 2);
    return { country: 'US', admin_area, locality, postal_code: postal + digits,
      street: [`${1 + i % 999} ${streets[i % streets.length]}`], recipient: `Customer ${i}` };
  },
  vat: (i) => ({ value: i % 8 === 0 ? `DE81190798${i % 10}` : 'NL 0044.95.445.B01' }),
  iban: (i) => ({ value: `DE8937040044053201300${i % 8 === 0 ? i % 10 : 0}` }),
  gtin: (i) => ({ value: `400638133393${i % 8 === 0 ? i % 10 : 1}` }),
  gs1: (i) => ({ value: `(01)04012345123456(17)2612${10 + i % 20}(10)LOT-${i}` }),
  phone: (i) => ({ value: `+1 510 555 0${100 + i % 100}` }),
};

/** Seconds of the processor that Node needs for the work. */
function timed(work) {
  const start = process.cpuUsage();
  work();
  const used = process.cpuUsage(start);
  return (used.user + used.system) / 1e6;
}

/** Seconds of the processor that a check of the file needs, as its shell counts them. */
function timed_check(program, kind, file) {
  const input = openSync(file, 'r');
  try {
    // Status 1 says that some were wrong, as wanted.
    const said = execFileSync('/bin/sh',
      ['-c', '{ "$0" check "$1" > /dev/null || test $? -eq 1; } && times', program, kind],
      { stdio: [input, 'pipe', 'inherit'], encoding: 'utf8' });
    const of_children = said.trim().split('\n')[1].split(/\s+/);
    return of_children.map((word) => word.match(/^(\d+)m([\d.]+)s$/))
      .reduce((sum, [, minutes, seconds]) => sum + 60 * Number(minutes) + Number(seconds), 0);
  } finally {
    closeSync(input);
  }
}

function check_row(place, kind) {
  const file = join(place.folder, `check-${kind}.jsonl`);
  const lines = Array.from({ length: lines_wanted }, (_, i) => JSON.stringify(makers[kind](i)));
  writeFileSync(file, lines.join('\n') + '\n');
  const seconds = { check: [], parse: [] };
  for (let round = 0; round < rounds; ++round) {
    seconds.parse.push(timed(() => {
      const bytes = readFileSync(file, 'utf8');
      for (const line of bytes.split('\n')) if (line) JSON.parse(line);
    }));
    seconds.check.push(timed_check(place.tallystick, kind, file));
  }
  const rate = (list) => lines_wanted / median(list);
  return { what: `tallystick check ${kind}, JSON lines, a second of the processor`,
    unit: 'lines/s', value: rate(seconds.check), baseline: rate(seconds.parse), better: 'more',
    aim: 200_000, against: 'Node\'s JSON.parse of the lines alone' };
}

export const check_rows = (place) => Object.keys(makers).map((kind) => check_row(place, kind));
