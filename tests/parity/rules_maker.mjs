// Rules and orders from a seed, for the parity test and the bench: the same seed, the same bytes.
//
// make_bench(20, seed, 1000) is flat rules over sixteen fields in the form of the bench's data:
// vocabulary, sentences, the same conditions as JSON, orders, and what each order meets, found here
// by trying every rule. make_sentences(seed) is a small file with all that the language has, and
// now and then a slip of the pen.

/** Mulberry32: 32 bits at a time, enough for tests. */
export class Random {
  constructor(seed) {
    this.state = seed >>> 0;
  }

  next() {
    this.state = (this.state + 0x6D2B79F5) >>> 0;
    let t = this.state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (t ^ (t >>> 14)) >>> 0;
  }

  below(count) { return this.next() % count; }
  between(low, high) { return low + this.below(high - low + 1); }
  pick(list) { return list[this.below(list.length)]; }
  happens(thousandths) { return this.below(1000) < thousandths; }
  /** Some of a list, in its order; at least one, never all. */
  some(list) {
    const chosen = list.filter(() => this.happens(400));
    return chosen.length && chosen.length < list.length ? chosen : [this.pick(list)];
  }
}

const choice = (en, ...values) => ({ type: 'enum', en, values });
const number = (en, unit, min, max) => ({ type: 'int', en, unit, min, max });
const fact = (en) => ({ type: 'bool', en, values: [false, true] });

const bench_fields = {
  total: number('the order total', 'money', 0, 20_000_000),
  tier: choice('the customer tier', 'standard', 'silver', 'gold', 'platinum'),
  country: choice('the shipping country', 'US', 'CA', 'MX', 'GB', 'DE', 'FR', 'ES', 'IT'),
  channel: choice('the sales channel', 'rep', 'web', 'edi', 'email', 'phone', 'marketplace'),
  terms: choice('the payment term', 'card', 'prepaid', 'net30', 'net60'),
  payment: choice('the payment status', 'authorized', 'paid', 'pending', 'failed'),
  address: choice('the address check', 'valid', 'corrected', 'failed'),
  weight: number('the order weight', 'weight', 0, 2_000_000),
  discount: number('the largest line discount', 'percent', 0, 6_000),
  lines: number('the number of lines', 'count', 1, 200),
  promise: number('the days until the promised date', 'days', 0, 60),
  creditUsed: number('the credit used', 'percent', 0, 20_000),
  backordered: number('the number of backordered lines', 'count', 0, 50),
  category: choice('the main category', 'general', 'electronics', 'chemicals', 'food'),
  firstOrder: fact('the order is the first order'),
  hazmat: fact('the order contains hazardous goods'),
};
const negations = {
  'the order is the first order': 'the order is not the first order',
  'the order contains hazardous goods': 'the order does not contain hazardous goods',
};
const routes = ['release', 'approve:manager', 'hold:fraud', 'ship:split', 'carrier:freight',
  'warehouse:east', 'review:credit'];

const bare = (phrase) => phrase.replace(/^the /, '');
const or_list = (words) => words.length < 2 ? words.join('')
  : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;

/** 1250 cents -> "$12.50": how a number of a unit is written. */
export function say_value(unit, value) {
  const parts = (size, digits) => {
    const whole = Math.trunc(value / size);
    const rest = String(value % size).padStart(digits, '0').replace(/0+$/, '');
    return rest ? `${whole}.${rest}` : String(whole);
  };
  if (unit === 'money') {
    const [whole, cents] = parts(100, 2).split('.');
    return cents ? `$${whole}.${cents.padEnd(2, '0')}` : `$${whole}`;
  }
  if (unit === 'percent') return `${parts(100, 2)}%`;
  if (unit === 'weight') return `${parts(1000, 3)} kg`;
  return String(value);
}

function say_condition(field, test) {
  if (test.op === 'is') return test.value ? field.en : negations[field.en];
  if (test.op === 'in') return `${field.en} is ${or_list(test.values)}`;
  const [low, high] = [say_value(field.unit, test.lo), say_value(field.unit, test.hi)];
  return test.lo === test.hi ? `${field.en} is ${low}` : `${field.en} is from ${low} to ${high}`;
}

function make_test(random, name) {
  const field = bench_fields[name];
  if (field.type === 'bool') return { field: name, op: 'is', value: random.happens(500) };
  if (field.type === 'enum') return { field: name, op: 'in', values: random.some(field.values) };
  const [a, b] = [random.between(field.min, field.max), random.between(field.min, field.max)];
  return { field: name, op: 'range', lo: Math.min(a, b), hi: Math.max(a, b) };
}

export function meets(test, order) {
  const value = order[test.field];
  if (test.op === 'is') return value === test.value;
  return test.op === 'in' ? test.values.includes(value) : value >= test.lo && value <= test.hi;
}

function make_order(random, index) {
  const order = { id: `O${String(index + 1).padStart(6, '0')}` };
  for (const [name, field] of Object.entries(bench_fields)) {
    order[name] = field.type === 'int' ? random.between(field.min, field.max)
      : random.pick(field.values);
  }
  return order;
}

export function vocabulary_of(fields, answers) {
  const lines = Object.values(fields).map((field) => {
    if (field.type === 'bool') return `fact ${field.en} | ${negations[field.en]}`;
    const type = field.type === 'enum' ? `one of ${field.values.join(', ')}`
      : `${field.unit} ${field.min} ${field.max}`;
    return `field ${bare(field.en)} | ${type}`;
  });
  lines.push(`decision route | exactly one of ${answers.join(', ')} | route the order to *`);
  return `${lines.join('\n')}\n`;
}

/** What an order meets: the first rule (-1: none), how many, the sum of (index + 1). */
export function try_rules(rules, order) {
  const met = [];
  rules.forEach((rule, i) => {
    if (rule.when.every((test) => meets(test, order))) met.push(i);
  });
  return { first: met.length ? met[0] : -1, count: met.length,
    sum: met.reduce((sum, i) => sum + i + 1, 0) };
}

/** As many rules and orders, in the form of the bench's data. */
export function make_bench(size, seed, count) {
  const random = new Random(seed);
  const names = Object.keys(bench_fields);
  const rules = Array.from({ length: size }, (_, i) => {
    const chosen = random.some(names).slice(0, 4);
    while (chosen.length < (size > 100 ? 4 : 2)) {
      const name = random.pick(names);
      if (!chosen.includes(name)) chosen.push(name);
    }
    return { id: `R${String(i + 1).padStart(4, '0')}`,
      when: chosen.map((name) => make_test(random, name)), then: { route: random.pick(routes) } };
  });
  const sentences = rules.map((rule) => {
    const tests = rule.when.map((test) => say_condition(bench_fields[test.field], test));
    return `Rule ${rule.id}: When ${tests.join(' and ')}, route the order to ${rule.then.route}.`;
  });
  const orders = Array.from({ length: count }, (_, i) => make_order(random, i));
  return {
    vocabulary: vocabulary_of(bench_fields, routes),
    text: `Decide route.\n${sentences.join('\n')}\nOtherwise route the order to release.\n`,
    json: { fields: bench_fields, rules, default: { route: 'release' } },
    orders,
    expected: orders.map((order) => try_rules(rules, order)),
  };
}

/** A value for each field as the core takes it, by the fields' order in rules-N.json. */
export function inputs_of(fields, order) {
  return Object.entries(fields).map(([name, field]) => field.type === 'enum'
    ? field.values.indexOf(order[name]) : Number(order[name]));
}

export const sentence_words = `field order total | money 0 20000000
field margin | percent 0 10000 | server
field order weight | weight 0 2000000
field number of lines | count 0 100
field age of the quote | hours 0 500 | optional
field distance from home | distance 0 20000
field days until due | days -9 9 | optional
field net total | money 0 20000000 | derived
field gross total | money 0 20000000 | derived
field due date | date 2020-01-01 2030-12-31 | optional
field tier | one of standard, net 30, gold | optional
field term | one of card, prepaid, net 60
fact it is new | it is old
fact the order is large | the order is small | server
decision approval | all of manager, director, credit desk | send to * now
decision fraud check | strictest of none, review, hold | mark as *
decision tax | exactly one of charge tax, exempt | *
decision discount | highest percent up to 30% | give *
decision wait | lowest days | wait *
decision surcharge | sum of percent up to 15% | add *
decision route | first of east, west, hold:fraud | go *
`;
const plain_tests = [
  (r) => `the order total is ${r.pick(['at least', 'more than', 'less than', 'at most'])} ` +
    say_value('money', r.below(2_000_000) * 10),
  (r) => `the margin is ${r.pick(['at least', 'less than'])} ` +
    say_value('percent', r.below(9_999)),
  (r) => `the order weight is from ${r.below(50)} kg to${r.pick(['', ' under'])} ` +
    `${60 + r.below(500)} kg`,
  (r) => `the number of lines is ${r.pick(['', 'not ', 'at least '])}${r.below(100)}`,
  (r) => `the age of the quote is ${r.pick(['missing', 'known', 'at most 48 hours', '5 hours'])}`,
  (r) => `the distance from home is more than ${r.below(9_999)} km`,
  (r) => `the days until due is ${r.pick(['missing', 'at most 3', 'not 2', 'at least -4'])}`,
  (r) => `the ${r.pick(['net', 'gross'])} total is less than ` +
    say_value('money', 1 + r.below(9e6)),
  (r) => `the due date is ${r.pick(['before 2026-11-01', 'on or after 2025-02-28', 'missing'])}`,
  (r) => `the tier is ${
    r.pick(['gold', 'net 30 or gold', 'neither gold nor standard', 'missing'])}`,
  (r) => `the term is ${r.pick(['card', 'not prepaid', 'card or net 60', 'one of card, prepaid'])}`,
  (r) => r.pick(['it is new', 'it is old', 'the order is large', 'the order is small']),
];
const sentence_answers = {
  approval: ['send to manager now', 'send to director now', 'send to credit desk now'],
  'fraud check': ['mark as none', 'mark as review', 'mark as hold'],
  tax: ['charge tax', 'exempt'],
  discount: ['give 5%', 'give 12.5%', 'give 30%'],
  wait: ['wait 2 days', 'wait 10 days'],
  surcharge: ['add 3%', 'add 14%'],
  route: ['go east', 'go west', 'go hold:fraud'],
};

function make_condition(random) {
  const test = () => random.pick(plain_tests)(random);
  if (random.happens(250)) {
    const head = random.pick(['all of these are', 'any of these is', 'none of these is']);
    return `${head} true:\n  - ${test()}\n  - any of these is true:\n    - ${test()}\n    - ` +
      `${test()}\n`;
  }
  const tests = Array.from({ length: 1 + random.below(3) }, test);
  return `${tests.join(random.happens(250) ? ' or ' : ' and ')}, `;
}

function make_rule(random, name, before, answers) {
  let text = random.happens(100) ? `# About ${name}.\n` : '';
  text += `Rule ${name}: When ${make_condition(random)}${random.pick(answers)}`;
  if (random.happens(200)) text += ` because "reason ${random.below(9)}"`;
  if (random.happens(250)) text += `, unless ${random.pick(plain_tests)(random)}`;
  text += '.';
  if (before.length && random.happens(250)) text += ` This rule overrides ${random.pick(before)}.`;
  if (random.happens(150)) text += ` From 2026-0${1 + random.below(6)}-01 until 2026-10-31.`;
  if (random.happens(150)) text += `\nExample: the term is card and it is new -> ${
    random.pick(['nothing', 'staff'])}.`;
  return `${text}\n`;
}

/** One letter gone, doubled or another. */
function slip(random, text) {
  const at = random.below(text.length);
  const letter = random.pick(['', text[at] + text[at], 'x', ' ', ',', '.', ' or ', '5', '%', '\n']);
  return text.slice(0, at) + letter + text.slice(at + 1);
}

/** A file of rules with the words of sentence_words; `slips` of a thousand have a slip. */
export function make_sentences(seed, slips) {
  const random = new Random(seed);
  let text = '';
  for (const [decision, answers] of Object.entries(sentence_answers)) {
    if (random.happens(400)) continue;
    text += `Decide ${decision}.\n`;
    const before = [];
    for (let i = random.below(7); i >= 0; --i) {
      const name = `${decision} ${before.length + 1}`;
      text += make_rule(random, name, before, answers);
      before.push(name);
    }
    if (random.happens(300)) text += `Otherwise ${random.pick(answers)}.\n`;
  }
  return random.happens(slips) ? slip(random, text || 'Decide tax.') : text;
}

/** Orders for sentence_words: a day, then a value for each field, "-" where it is missing. */
export function make_sentence_orders(seed, count) {
  const random = new Random(seed);
  const domains = [[0, 20_000_000], [0, 10_000], [0, 2_000_000], [0, 100], [0, 500], [0, 20_000],
    [-9, 9], [0, 20_000_000], [0, 20_000_000], [18_262, 22_279], [0, 2], [0, 2], [0, 1], [0, 1]];
  return Array.from({ length: count }, () => {
    const values = domains.map(([low, high]) => {
      if (random.happens(60)) return '-';
      return random.happens(10) ? high + 1 : random.between(low, high);
    });
    return [random.between(20_400, 20_800), ...values];
  });
}
