// The widget gallery as tests see it: opening it, and finding its order lines by role and name.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { audit, open_app, tell_the_page } from './harness.mjs';

// Opens the gallery, runs the steps, and expects no error in the page and an empty audit.
export const in_gallery = (name, route, steps, options) => test(name, { timeout: 60000 },
  async () => {
    const app = await open_app(route, options);
    try {
      await steps(app.page, app);
      assert.deepEqual(app.problems, []);
      if (!route.includes('plant')) assert.deepEqual(await audit(app.page), []);
    } catch (error) {
      await tell_the_page(app.page);
      throw error;
    } finally {
      await app.close();
    }
  });

export const row = (page, name) => page.getByRole('grid', { name: 'Order lines' })
  .getByRole('row', { name });
export const sku = (page, name) => row(page, name).getByRole('combobox', { name: 'SKU' });
export const quantity = (page, name) => row(page, name).getByRole('textbox', { name: 'Quantity' });
export const values = (page, role, name) => page.getByRole('grid').getByRole(role, { name })
  .evaluateAll((all) => all.map((each) => each.value));
export const focused = (page) => page.evaluate(
  () => document.activeElement.getAttribute('aria-label'));
