// What tests of the desks share: somebody of a role who opens a screen, and how things are found.
// In: how to get at the running company. Out: a test as a person of a role, locators by role and
// name, the first record that has some words.
// It knows no screen of its own and asserts nothing but what holds of every screen.
//
//     const as = acting(() => company);   as('desk', 'looks', '#/desk', async (page) => …);
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { audit, axe_findings, check_golden, frames_drawn, pictures, settled } from './harness.mjs';

const LONG = { timeout: 240000 };

// Opens the app as this person, runs the steps, and expects an empty audit and no error but what
// the browser says of a question that the server refused as it should.
export const acting = (company) => (login, name, route, steps, refused = null) =>
  test(name, LONG, async () => {
    const app = await company().open(login, route);
    try {
      await steps(app.page, app);
      await settled(app.page);
      assert.deepEqual(await audit(app.page), []);
      assert.deepEqual(app.problems.filter((words) =>
        refused === null || !words.includes(`status of ${refused}`)), []);
    } finally {
      await app.close();
    }
  });

// A screen as it looks: its golden, axe, nothing drawn at rest, pictures in every size.
export const looking = (as) => (name, login, route, prepare) =>
  as(login, `${name}: golden, axe, audit, rest; every size, light and dark`, route,
    async (page) => {
      await prepare(page);
      await settled(page);
      assert.deepEqual(await axe_findings(page), []);
      await check_golden(page, `app_${name}`);
      const before_rest = await frames_drawn(page);
      await page.waitForTimeout(1500);
      assert.equal(await frames_drawn(page) - before_rest, 0, 'frames drawn at rest');
      await pictures(page, name);
    });

export const grid = (scope, name) => scope.getByRole('grid', { name, exact: true });
export const region = (scope, name) => scope.getByRole('region', { name, exact: true });
export const field = (scope, name) => scope.getByRole('textbox', { name, exact: true });
export const button = (scope, name) => scope.getByRole('button', { name, exact: true });
export const finder = (page, kind) => page.getByRole('textbox', { name: `Find ${kind}` })
  .or(page.getByRole('searchbox', { name: `Find ${kind}` }));
export const is_fixed = async (control) => (await control.getAttribute('readonly')) !== null;

// Types words and opens the first record that has them, with Enter alone.
export async function open_first(page, kind, words) {
  await finder(page, kind).fill(words);
  await page.keyboard.press('Enter');
  await region(page, 'History').waitFor();
  await settled(page);
}
