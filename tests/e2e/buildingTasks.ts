import { expect } from '@playwright/test';
import { drag, middleOf } from './app';
import type { Hands, Task } from './hands';

const add =
  (kind: string) =>
  async (hands: Hands): Promise<void> => {
    await hands.keys('a');
    await hands.choose(kind);
  };

/** Puts a board together: parts, wires, settings, order. */
export const buildingTasks: readonly Task[] = [
  {
    name: 'begin with an empty board',
    mouse: (hands) => hands.menu('File', /^New/),
    keyboard: (hands) => hands.keys('Alt+n'),
    done: (hands) => expect(hands.page.getByText('An empty board')).toBeVisible(),
  },
  {
    name: 'add a client',
    mouse: async (hands) => hands.drop('client', await hands.spot(-260, -60)),
    keyboard: add('client'),
    done: (hands) => expect(hands.part('C1')).toBeVisible(),
  },
  {
    name: 'add a worker',
    mouse: async (hands) => hands.drop('worker', await hands.spot(200, -60)),
    keyboard: add('worker'),
    done: (hands) => expect(hands.part('W1')).toBeVisible(),
  },
  {
    name: 'wire the client to the worker',
    mouse: (hands) => hands.pull('C1', 'W1'),
    keyboard: async (hands) => {
      await hands.find('C1');
      await hands.keys('w');
      await hands.choose('W1');
    },
    done: (hands) => expect(hands.wire('C1', 'W1')).toHaveCount(1),
  },
  {
    name: 'give the worker three slots',
    mouse: async (hands) => {
      await hands.part('W1').click();
      await hands.field('Slots').fill('3');
    },
    keyboard: async (hands) => {
      await hands.find('W1');
      await hands.keys('Enter', 'Control+a', '3', 'Escape');
      await expect(hands.part('W1')).toBeFocused();
    },
    done: (hands) => expect(hands.part('W1')).toContainText('3 slots'),
  },
  {
    name: 'put a load balancer into the wire',
    mouse: async (hands) => hands.drop('load-balancer', await hands.onWire('C1', 'W1')),
    keyboard: async (hands) => {
      await hands.wire('C1', 'W1').focus();
      await hands.keys('Enter', 'Shift+A');
      await hands.choose('load balancer');
    },
    done: async (hands) => {
      await expect(hands.wire('C1', 'LB1')).toHaveCount(1);
      await expect(hands.wire('LB1', 'W1')).toHaveCount(1);
      await expect(hands.wires()).toHaveCount(2);
    },
  },
  {
    name: 'make three workers of one, with its wires',
    mouse: async (hands) => {
      await hands.part('W1').click();
      await hands.menu('Edit', /^Fan out/);
      await hands.page.getByLabel('How many', { exact: true }).fill('3');
      await hands.page.getByRole('button', { name: 'Make it 3' }).click();
    },
    keyboard: async (hands) => {
      await hands.find('W1');
      await hands.command('Fan out');
      await hands.page.getByLabel('How many', { exact: true }).waitFor();
      await hands.keys('Control+a', '3', 'Enter');
    },
    done: async (hands) => {
      for (const id of ['W1', 'W2', 'W3']) await expect(hands.wire('LB1', id)).toHaveCount(1);
    },
  },
  {
    name: 'add a database that the first worker asks',
    mouse: async (hands) => {
      const from = await middleOf(hands.part('W1').locator('.react-flow__handle-right'));
      await drag(hands.page, from, { x: from.x + 80, y: from.y + 20 });
      await hands.page.getByRole('menuitem', { name: 'Database', exact: true }).click();
    },
    keyboard: async (hands) => {
      await add('database')(hands);
      await hands.find('W1');
      await hands.keys('w');
      await hands.choose('DB1');
    },
    done: (hands) => expect(hands.wire('W1', 'DB1')).toHaveCount(1),
  },
  {
    name: 'tidy up',
    mouse: (hands) => hands.menu('Edit', /^Tidy up/),
    keyboard: (hands) => hands.keys('Control+Shift+l'),
    done: async (hands) => {
      for (const id of ['C1', 'LB1', 'DB1']) await expect(hands.part(id)).toBeInViewport({ ratio: 1 });
      // The view follows the parts; what comes next waits until it stands still.
      await hands.showAll();
      const [client, balancer] = [await middleOf(hands.part('C1')), await middleOf(hands.part('LB1'))];
      expect(balancer.x).toBeGreaterThan(client.x);
    },
  },
  {
    name: 'move a part, and take it back',
    mouse: async (hands) => {
      const before = await middleOf(hands.part('C1'));
      await drag(hands.page, before, { x: before.x + 60, y: before.y + 70 });
      await expect.poll(async () => (await middleOf(hands.part('C1'))).y).toBeGreaterThan(before.y + 30);
      await hands.page.getByRole('button', { name: 'Undo' }).click();
      await expect.poll(async () => (await middleOf(hands.part('C1'))).y).toBeCloseTo(before.y, 0);
    },
    keyboard: async (hands) => {
      await hands.find('C1');
      await hands.page.waitForTimeout(300);
      const before = await middleOf(hands.part('C1'));
      await hands.keys('ArrowDown', 'Shift+ArrowDown');
      await expect.poll(async () => (await middleOf(hands.part('C1'))).y).toBeGreaterThan(before.y + 20);
      await hands.keys('Control+z', 'Control+z');
      await expect.poll(async () => (await middleOf(hands.part('C1'))).y).toBeCloseTo(before.y, 0);
    },
    done: (hands) => expect(hands.page.getByRole('button', { name: 'Redo' })).toBeEnabled(),
  },
  {
    name: 'set all three workers at once, although they differ',
    mouse: async (hands) => {
      await hands.showAll();
      await hands.part('W2').click();
      await hands.field('Slots').fill('7');
      for (const id of ['W1', 'W3']) await hands.part(id).click({ modifiers: ['Control'] });
      await expect(hands.field('Slots')).toHaveAttribute('placeholder', 'different');
      await expect(hands.page.getByRole('slider', { name: 'Slots, slider' })).toHaveAttribute('aria-valuetext', 'different');
      await hands.field('Slots').fill('2');
    },
    keyboard: async (hands) => {
      await hands.find('W2');
      await hands.keys('Enter', 'Control+a', '7', 'Escape');
      for (const id of ['W1', 'W3']) {
        await hands.part(id).focus();
        await hands.page.keyboard.down('Shift');
        await hands.keys('Enter');
        await hands.page.keyboard.up('Shift');
      }
      await hands.keys('Enter');
      await expect(hands.field('Slots')).toHaveAttribute('placeholder', 'different');
      await hands.keys('2', 'Escape');
    },
    done: async (hands) => {
      for (const id of ['W1', 'W2', 'W3']) await expect(hands.part(id)).toContainText('2 slots');
      await expect(hands.page.getByRole('heading', { name: /3 \u00d7 Worker/ })).toBeVisible();
    },
  },
  {
    name: 'line the workers up in a column',
    mouse: (hands) => hands.menu('Edit', /^Line up in a column/),
    keyboard: (hands) => hands.keys('Alt+c'),
    done: async (hands) => {
      const [one, two, three] = [await middleOf(hands.part('W1')), await middleOf(hands.part('W2')), await middleOf(hands.part('W3'))];
      expect(two.x).toBeCloseTo(one.x, 0);
      expect(three.x).toBeCloseTo(one.x, 0);
    },
  },
  {
    name: 'group them and fold the group up',
    mouse: async (hands) => {
      await hands.menu('Edit', /^Group the selected/);
      await hands.page.getByRole('button', { name: /^Fold up Group 1/ }).click();
    },
    keyboard: (hands) => hands.keys('Control+g', 'g'),
    done: async (hands) => {
      await expect(hands.part('W1')).toHaveCount(0);
      await expect(hands.page.locator('.group-face')).toBeVisible();
    },
  },
  {
    name: 'unfold it again',
    mouse: (hands) => hands.page.getByRole('button', { name: /^Unfold Group 1/ }).click(),
    keyboard: (hands) => hands.keys('g'),
    done: (hands) => expect(hands.part('W3')).toBeVisible(),
  },
];
