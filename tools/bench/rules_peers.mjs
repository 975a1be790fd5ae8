// Two engines for rules in JSON, on the same conditions and orders as ours: GoRules ZEN (Rust, as a
// native module; a decision table) and json-rules-engine (JavaScript). Each answers with the rules
// that an order meets, so that their answers can be held against ours.
import { createRequire } from 'node:module';

const load = createRequire(new URL('../npm/package.json', import.meta.url));

const quoted = (value) => JSON.stringify(value);

/** A condition in ZEN's language for cells: a range, several words, or true. */
function zen_cell(test) {
  if (test.op === 'range') return `[${test.lo}..${test.hi}]`;
  return test.op === 'in' ? test.values.map(quoted).join(', ') : String(test.value);
}

/** One decision table, a row a rule; `policy` is "first" or "collect". */
function zen_table({ fields, rules }, policy) {
  const names = Object.keys(fields);
  const node = (id, type, content) => ({ id, name: id, type, position: { x: 0, y: 0 },
    ...(content ? { content } : {}) });
  const rows = rules.map((rule, i) => {
    const row = { _id: rule.id, rule: String(i) };
    for (const name of names) row[name] = '';
    for (const test of rule.when) row[test.field] = zen_cell(test);
    return row;
  });
  const column = (name) => ({ id: name, name, type: 'expression', field: name });
  return {
    nodes: [node('in', 'inputNode'), node('out', 'outputNode'),
      node('table', 'decisionTableNode', { hitPolicy: policy, rules: rows,
        inputs: names.map(column), outputs: [column('rule')] })],
    edges: [['in', 'table'], ['table', 'out']].map(([sourceId, targetId]) =>
      ({ id: `${sourceId}-${targetId}`, sourceId, targetId, type: 'edge' })),
  };
}

/** null where the module is not made for this machine. */
export function zen_peer(json) {
  let zen;
  try {
    zen = load('@gorules/zen-engine-linux-x64-gnu');
  } catch {
    return null;
  }
  const engine = new zen.ZenEngine();
  const [first, collect] = ['first', 'collect'].map((policy) =>
    engine.createDecision(zen_table(json, policy)));
  return {
    name: 'GoRules ZEN 0.54, a decision table, native',
    /** The first rule only: what the table is for. */
    decide: (order) => first.evaluate(order),
    met: async (order) => {
      const [one, all] = [await first.evaluate(order), await collect.evaluate(order)];
      return summed(all.result.map(({ rule }) => rule), one.result.rule ?? -1);
    },
  };
}

function engine_condition(test) {
  if (test.op === 'in') return [{ fact: test.field, operator: 'in', value: test.values }];
  if (test.op === 'is') return [{ fact: test.field, operator: 'equal', value: test.value }];
  return [{ fact: test.field, operator: 'greaterThanInclusive', value: test.lo },
    { fact: test.field, operator: 'lessThanInclusive', value: test.hi }];
}

export function json_rules_peer({ rules }) {
  const { Engine } = load('json-rules-engine');
  const engine = new Engine();
  rules.forEach((rule, index) => engine.addRule({
    conditions: { all: rule.when.flatMap(engine_condition) },
    event: { type: 'met', params: { index } },
  }));
  return {
    name: 'json-rules-engine 7.3, JavaScript',
    decide: (order) => engine.run(order),
    met: async (order) => {
      const { events } = await engine.run(order);
      const met = events.map((event) => event.params.index).sort((left, right) => left - right);
      return summed(met, met[0] ?? -1);
    },
  };
}

function summed(met, first) {
  return { first, count: met.length, sum: met.reduce((sum, index) => sum + index + 1, 0) };
}
