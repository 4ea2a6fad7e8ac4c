import { expect } from '@playwright/test';
import { drag, middleOf } from './app';
import type { Hands, Task } from './hands';

const clock = (hands: Hands) => hands.page.getByTestId('clock');

/** Uses what has been built: notes, names, copies, runs, files, looks. */
export const usingTasks: readonly Task[] = [
  {
    name: 'write a note',
    mouse: async (hands) => {
      const at = await hands.spot(-300, 190);
      await hands.page.mouse.click(at.x, at.y, { button: 'right' });
      await hands.page.getByRole('menuitem', { name: 'Add a note' }).click();
      await hands.page.keyboard.type('Watch the queue');
      await hands.page.locator('.brand').click();
    },
    keyboard: async (hands) => {
      await hands.keys('t');
      await hands.page.getByRole('textbox', { name: 'Text of the note' }).waitFor();
      await hands.page.keyboard.type('Watch the queue');
      await hands.keys('Escape');
    },
    done: (hands) => expect(hands.page.locator('.note-text')).toHaveText('Watch the queue'),
  },
  {
    name: 'rename a part',
    mouse: async (hands) => {
      await hands.part('C1').click();
      await hands.field('Name').fill('Users');
      await hands.page.locator('.brand').click();
    },
    keyboard: async (hands) => {
      await hands.find('C1');
      await hands.keys('Enter');
      await hands.field('Name').focus();
      await hands.keys('Control+a');
      await hands.page.keyboard.type('Users');
      await hands.keys('Enter', 'Escape');
    },
    done: async (hands) => {
      await expect(hands.part('Users')).toBeVisible();
      await expect(hands.wire('Users', 'LB1')).toHaveCount(1);
    },
  },
  {
    name: 'find a part and look at it closely, then see everything',
    mouse: async (hands) => {
      await hands.menu('View', /^Find a part/);
      await hands.page.getByRole('option', { name: /^DB1/ }).click();
      await expect(hands.part('DB1')).toBeFocused();
      await hands.showAll();
    },
    keyboard: async (hands) => {
      await hands.find('DB1');
      await hands.keys('f', '+', '-', '0');
    },
    done: (hands) => expect(hands.part('Users')).toBeInViewport(),
  },
  {
    name: 'copy a part and paste it, then delete the copy',
    mouse: async (hands) => {
      await hands.part('DB1').click();
      await hands.menu('Edit', /^Copy/);
      await hands.menu('Edit', /^Paste/);
      await expect(hands.part('DB2')).toBeVisible();
      await hands.menu('Edit', /^Delete/);
    },
    keyboard: async (hands) => {
      await hands.find('DB1');
      await hands.keys('Control+c', 'Control+v');
      await expect(hands.part('DB2')).toBeVisible();
      await hands.keys('Delete');
    },
    done: async (hands) => {
      await expect(hands.part('DB2')).toHaveCount(0);
      await expect(hands.part('DB1')).toBeVisible();
    },
  },
  {
    name: 'jump back three steps in the history, and forth again',
    mouse: async (hands) => {
      const steps = hands.page.locator('.editing-history button');
      await hands.menu('Edit', /^History/);
      const count = await steps.count();
      await steps.nth(count - 4).click();
      await expect(hands.part('C1')).toBeVisible();
      await hands.menu('Edit', /^History/);
      await steps.nth(count - 1).click();
    },
    keyboard: async (hands) => {
      await hands.keys('Control+z', 'Control+z', 'Control+z');
      await expect(hands.part('C1')).toBeVisible();
      await hands.keys('Control+y', 'Control+Shift+z', 'Control+y');
    },
    done: async (hands) => {
      await expect(hands.part('Users')).toBeVisible();
      await expect(hands.part('DB2')).toHaveCount(0);
    },
  },
  {
    name: 'run it, pause, and step',
    mouse: async (hands) => {
      await hands.page.getByRole('button', { name: 'Run', exact: true }).last().click();
      await expect(clock(hands)).toContainText('/ 60 s');
      await hands.page.getByRole('button', { name: 'Pause' }).click();
      await hands.page.getByRole('button', { name: 'Step forward' }).click();
    },
    keyboard: async (hands) => {
      await hands.find('Users');
      await hands.keys('Space');
      await expect(clock(hands)).toContainText('/ 60 s');
      await hands.keys('Space', '.', ',', '.');
    },
    done: async (hands) => {
      await expect(hands.page.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
      await expect(clock(hands)).not.toContainText(/^0\.000/);
    },
  },
  {
    name: 'go to the end and back to the start',
    mouse: async (hands) => {
      const time = await hands.page.getByRole('slider', { name: 'Time' }).boundingBox();
      if (time === null) throw new Error('there is no time line');
      await drag(hands.page, { x: time.x + 40, y: time.y + 15 }, { x: time.x + time.width - 1, y: time.y + 15 });
      await expect(clock(hands)).toContainText(/^(59|60)/);
      await drag(hands.page, { x: time.x + time.width - 10, y: time.y + 15 }, { x: time.x, y: time.y + 15 });
    },
    keyboard: async (hands) => {
      await hands.keys('End');
      await expect(clock(hands)).toContainText(/^60/);
      await hands.keys('Home');
    },
    done: (hands) => expect(clock(hands)).toContainText(/^0\.0/),
  },
  {
    name: 'crash a worker while it runs',
    mouse: async (hands) => {
      await hands.part('W2').click({ button: 'right' });
      await hands.page.getByRole('menuitem', { name: 'Crash', exact: true }).click();
    },
    keyboard: async (hands) => {
      await hands.find('W2');
      await hands.keys('Shift+F10');
      await hands.page.getByRole('menuitem', { name: 'Crash', exact: true }).focus();
      await hands.keys('Enter');
    },
    done: (hands) => expect(hands.part('W2')).toContainText('down'),
  },
  {
    name: 'save it and open it again',
    mouse: async (hands) => {
      const { page } = hands;
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await page.getByLabel('File name').fill('mine');
      await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click();
      await expect(page.getByTestId('file-name')).toHaveText('mine.faultboard');
      await hands.menu('File', /^New/);
      await expect(page.getByText('An empty board')).toBeVisible();
      await page.getByRole('button', { name: 'Open...' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'mine.faultboard' }).first().click();
    },
    keyboard: async (hands) => {
      const { page } = hands;
      await hands.keys('Control+s');
      await page.getByLabel('File name').waitFor();
      await hands.keys('Control+a');
      await page.keyboard.type('mine');
      await hands.keys('Enter');
      await expect(page.getByTestId('file-name')).toHaveText('mine.faultboard');
      await hands.keys('Alt+n');
      await expect(page.getByText('An empty board')).toBeVisible();
      await hands.keys('Control+o');
      await page.getByRole('dialog').getByRole('button', { name: 'mine.faultboard' }).first().focus();
      await hands.keys('Enter');
    },
    done: async (hands) => {
      await expect(hands.page.getByTestId('file-name')).toHaveText('mine.faultboard');
      await expect(hands.part('Users')).toBeVisible();
      await expect(hands.page.locator('.unsaved')).toHaveCount(0);
    },
  },
  {
    name: 'work with dark colours',
    mouse: (hands) => hands.menu('View', /^Dark colours/),
    keyboard: (hands) => hands.command('Dark colours'),
    done: (hands) => expect(hands.page.locator('html')).toHaveAttribute('data-theme', 'dark'),
  },
  {
    name: 'show it to others, where nothing can be changed by mistake',
    mouse: async (hands) => {
      await hands.menu('View', /^Presentation/);
      const before = await middleOf(hands.part('Users'));
      await drag(hands.page, before, { x: before.x + 60, y: before.y + 50 });
      await expect(hands.page.locator('.unsaved')).toHaveCount(0);
      await hands.page.getByRole('button', { name: 'Leave the presentation' }).click();
    },
    keyboard: async (hands) => {
      await hands.part('Users').focus();
      await hands.keys('p');
      await hands.page.getByRole('button', { name: 'Leave the presentation' }).waitFor();
      await hands.keys('Delete');
      await expect(hands.part('Users')).toBeVisible();
      await hands.keys('p');
    },
    done: async (hands) => {
      await expect(hands.page.locator('.palette')).toBeVisible();
      await expect(hands.part('Users')).toBeVisible();
    },
  },
];
