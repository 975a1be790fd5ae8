// The command behind tools/crash: rounds and seed in, a line of figures out.
import { kill_rounds } from './kill_rounds.mjs';

const [rounds, seed] = process.argv.slice(2).map(Number);
const report = await kill_rounds(rounds, seed);
console.log(`${report.rounds} times killed: ${report.orders} orders, each there once; ` +
  `${report.answered} pushes answered, ${report.unknown} cut off.`);
