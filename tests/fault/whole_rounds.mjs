// Kills Chromium with the whole app in it, at seeded random moments of saving and of sending, while
// the network before the real server drops answers and refuses; starts it again over the same
// profile and goes on. In the end every order that was said to be saved must be at the company,
// once. In: rounds, a seed. Out: how many were said to be saved, how many arrived, lost, doubled,
// how many pushes were under way or cut off. An order whose "Saved" nobody saw may arrive or be a
// draft.
//
//     const found = await whole_rounds({ rounds: 10, seed: 1 });
import { dice, start_chromium } from './chromium.mjs';
import { pass } from './proxy.mjs';
import { at_company, goods_of, listen, open_app, submit, write_order } from './rep.mjs';
import { eventually, sign_in, start_show, status_of } from './show.mjs';

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** When the browser dies, counted from: the last submit, the last "Saved", a push that reaches the
 *  proxy, an answer that leaves it. */
export const MOMENTS = ['saving', 'between', 'push', 'receipt'];

// What pushes meet; tells of each that comes and of each whose answer went back.
function faulty_network(proxy, random, counts) {
  const watch = { on_push: () => {}, on_answer: () => {} };
  const faults = [{ kind: 'drop' }, { kind: 'refuse' }, pass(), pass(), pass()];
  proxy.act = ({ path }) => {
    if (path !== '/v1/push') return pass();
    counts.pushes += 1;
    const what = faults[Math.floor(random() * faults.length)];
    if (what.kind === 'drop') counts.dropped += 1;
    watch.on_push();
    return what;
  };
  proxy.on_answer = ({ path }) => { if (path === '/v1/push') watch.on_answer(); };
  return watch;
}

// Resolves when the browser should die; `begin` is called once the last order was submitted.
function moment_of(kind, watch, ears, random) {
  const delay = random();
  return new Promise((resolve) => {
    const in_ms = (most) => () => { setTimeout(resolve, Math.floor(delay * most)); };
    ears.begin = () => {
      if (kind === 'saving') in_ms(60)();
      if (kind === 'push') watch.on_push = in_ms(15);
      if (kind === 'receipt') watch.on_answer = in_ms(30);
      if (kind === 'between') {
        const before = ears.on_saved;
        ears.on_saved = () => { before(); in_ms(200)(); };
      }
      setTimeout(resolve, 4000);  // where no push comes any more
    };
  });
}

// Writes and submits orders until the browser is dead; `promised` gets each that was said to be
// saved, also the one that the round before did not live to see.
async function work(browser, ears, round) {
  const { show, goods, tally, random } = round;
  await open_app(browser.page, show);
  if (ears.saved.length > 0) tally.promised.add(tally.tried);
  for (let left = 1 + Math.floor(random() * 3); left > 0; --left) {
    await write_order(browser.page, goods, tally.tried + 1);
    tally.tried += 1;
    const quantity = tally.tried;
    const heard_before = ears.on_saved;
    ears.on_saved = () => { tally.promised.add(quantity); heard_before(); };
    const before = ears.saved.length;
    if (left === 1) ears.begin();
    await submit(browser.page);
    await eventually('saved', () => ears.dead || ears.saved.length > before);
    if (ears.dead) return;
    ears.on_saved = heard_before;
  }
}

async function one_round(round, kind) {
  const { show, watch, random } = round;
  const browser = await start_chromium(show.profile);
  try {
    const ears = await listen(browser);
    const dies = moment_of(kind, watch, ears, random).then(() => {
      ears.dead = true;
      return browser.kill();
    });
    // What the browser's death interrupts is no failure of the round; all else is.
    await work(browser, ears, round).catch((error) => { if (!ears.dead) throw error; });
    await dies;
    return browser.problems;
  } finally {
    watch.on_push = watch.on_answer = () => {};
    await browser.kill();
  }
}

// Without faults, until nothing waits; an order that was saved when its window died is named there.
async function drain({ show, tally }) {
  show.proxy.act = pass;
  const browser = await start_chromium(show.profile);
  try {
    const ears = await listen(browser);
    await open_app(browser.page, show);
    await eventually('nothing waits', async () =>
      !/wait/.test(await status_of(browser.page)), 60000);
    if (ears.saved.length > 0) tally.promised.add(tally.tried);
  } finally {
    await browser.kill();
  }
}

export async function whole_rounds({ rounds, seed, report = () => {} }) {
  const random = dice(seed);
  const show = await start_show();
  const tally = { tried: 20, promised: new Set() };
  const counts = { pushes: 0, dropped: 0 };
  try {
    const tablet = await start_chromium(show.profile);
    await sign_in(tablet.page, show.proxy.address).finally(() => tablet.close());
    const watch = faulty_network(show.proxy, random, counts);
    const round = { show, goods: goods_of(show), watch, random, tally };
    const problems = [];
    for (let number = 0; number < rounds; ++number) {
      const kind = MOMENTS[number % MOMENTS.length];
      problems.push(...await one_round(round, kind));
      report(`round ${number + 1}, killed while ${kind}: ${tally.promised.size} saved`);
    }
    await drain(round);
    const there = await at_company(show);
    return {
      rounds, ...counts, problems,
      tried: tally.tried - 20,
      promised: tally.promised.size,
      arrived: there.size,
      lost: [...tally.promised].filter((quantity) => !there.has(quantity)),
      doubled: [...there].filter(([, times]) => times > 1).map(([quantity]) => quantity),
      unknown: [...there.keys()].filter((quantity) => quantity > tally.tried || quantity <= 20),
    };
  } finally {
    await show.stop();
  }
}
