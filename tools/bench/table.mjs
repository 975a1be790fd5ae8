// The one table: rows of a figure, its baseline and what was aimed for, as text and as Markdown.

/** 1234.5 -> "1,235"; 0.1234 -> "0.123": three figures that mean something. */
export function say_number(value) {
  if (value === 0) return '0';
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));
  const fixed = value.toFixed(Math.min(digits, 3));
  const [whole, part] = fixed.split('.');
  return whole.replace(/\B(?=(\d{3})+$)/g, ',') + (part ? `.${part}` : '');
}

const scales = {
  ns: [['s', 1e9], ['ms', 1e6], ['us', 1e3], ['ns', 1]],
  bytes: [['MB', 1e6], ['KB', 1e3], ['bytes', 1]],
};

/** Nanoseconds and bytes in the unit that reads best; other units as they are. */
export function say(value, unit) {
  if (value === undefined || value === null) return '';
  const scale = (scales[unit] ?? []).find(([, size]) => Math.abs(value) >= size);
  if (!scale) return unit ? `${say_number(value)} ${unit}` : say_number(value);
  return `${say_number(value / scale[1])} ${scale[0]}`;
}

/**
 * A row: what, value, unit; baseline and what it is; aim (in the row's unit) or aim_ratio, with
 * `better` 'less' (the default) or 'more'.
 */
export function finish(row) {
  const ratio = row.baseline ? row.value / row.baseline : null;
  const measured = row.aim !== undefined ? row.value : ratio;
  const aim = row.aim ?? row.aim_ratio;
  const met = aim === undefined || measured === null
    ? null : row.better === 'more' ? measured >= aim : measured <= aim;
  const aim_said = row.aim !== undefined ? say(row.aim, row.unit)
    : row.aim_ratio !== undefined ? `${say_number(row.aim_ratio)} x` : '';
  return {
    figure: row.what,
    value: say(row.value, row.unit),
    baseline: row.baseline ? `${say(row.baseline, row.unit)}: ${row.against}` : row.against ?? '',
    ratio: ratio === null ? '' : `${say_number(ratio)} x`,
    aim: aim_said && `${row.better === 'more' ? 'at least' : 'at most'} ${aim_said}`,
    met: met === null ? '' : met ? 'yes' : 'NO',
  };
}

const headings = ['figure', 'value', 'baseline of the same run', 'ratio', 'aim', 'met'];
const keys = ['figure', 'value', 'baseline', 'ratio', 'aim', 'met'];

export function as_text(rows) {
  const all = [headings, ...rows.map((row) => keys.map((key) => row[key]))];
  const widths = headings.map((_, column) => Math.max(...all.map((cells) => cells[column].length)));
  return all.map((cells) => cells.map((cell, column) => cell.padEnd(widths[column])).join('  ')
    .trimEnd()).join('\n');
}

export function as_markdown(rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(headings), line(headings.map(() => '---')),
    ...rows.map((row) => line(keys.map((key) => row[key])))].join('\n');
}

export function median(values) {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)];
}

export function percentile(values, part) {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
}

/** The median of each figure over several Maps of figures by name. */
export function median_of_maps(maps) {
  const names = [...maps[0].keys()];
  return new Map(names.map((name) => [name, median(maps.map((map) => map.get(name)))]));
}
