import { expect } from '@playwright/test';
import { emptyScenario } from '../../src/sim/index';
import { middleOf } from './app';
import { test } from './canvasApp';

const threeParts = {
  ...emptyScenario('Three parts'),
  nodes: [
    { id: 'C1', kind: 'client', x: 0, y: 0, params: {} },
    { id: 'W1', kind: 'worker', x: 320, y: 0, params: {} },
    { id: 'S1', kind: 'shard', x: 640, y: 200, params: {} },
  ],
};
const wired = { ...threeParts, links: [{ id: 'L1', from: 'C1', to: 'W1' }] };

test('a learner drags parts in, wires them, and every step can be undone', async ({ app, page }) => {
  await app.open();
  await expect(page.getByText('An empty board')).toBeVisible();
  await app.dropPart('client', { x: 120, y: 120 });
  await app.dropPart('worker', { x: 480, y: 120 });
  await expect(app.parts()).toHaveCount(2);
  await expect(page.getByText('An empty board')).toBeHidden();
  await app.drag(await app.port('C1', 'source'), await app.port('W1', 'target'));
  await expect(app.wire(/^Wire from C1 to W1/)).toHaveCount(1);
  await app.undo();
  await expect(app.wires()).toHaveCount(0);
  await app.undo();
  await expect(app.parts()).toHaveCount(1);
});

test('a wire that the rules refuse never lands, and says why', async ({ app, page }) => {
  await app.open(threeParts);
  await app.drag(await app.port('W1', 'source'), await middleOf(app.part('S1')), async () => {
    await expect(page.getByRole('alert')).toContainText('must be wired behind a shard router');
    await expect(app.part('S1').locator('.face')).toHaveAttribute('data-refused', 'true');
  });
  await expect(app.wires()).toHaveCount(0);
  await expect(app.part('S1').locator('.face')).not.toHaveAttribute('data-refused', 'true');
});

test('a wire dropped on a part, not on its port, lands as well', async ({ app }) => {
  await app.open(threeParts);
  await app.drag(await app.port('C1', 'source'), await middleOf(app.part('W1')));
  await expect(app.wire(/^Wire from C1 to W1/)).toHaveCount(1);
});

test('a wire dropped on nothing offers the parts that fit', async ({ app, page }) => {
  await app.open(threeParts);
  const from = await app.port('W1', 'source');
  await app.drag(from, { x: from.x + 120, y: from.y - 130 });
  const menu = page.getByRole('menu', { name: 'Parts that W1 can send to' });
  for (const fits of ['Load balancer', 'Worker', 'Database'])
    await expect(menu.getByRole('menuitem', { name: fits, exact: true })).toHaveCount(1);
  for (const cannot of ['Client', 'Shard']) await expect(menu.getByRole('menuitem', { name: cannot, exact: true })).toHaveCount(0);
  await menu.getByRole('menuitem', { name: 'Database' }).click();
  await expect(app.wire(/^Wire from W1 to DB1/)).toHaveCount(1);
  await app.undo();
  await expect(app.parts()).toHaveCount(3);
  await expect(app.wires()).toHaveCount(0);
});

test('a part dropped on a wire is put into it', async ({ app, page }) => {
  await app.open(wired);
  const surface = await page.locator('.canvas-surface').boundingBox();
  const at = await app.onWire('L1');
  await app.dropPart('load-balancer', { x: at.x - (surface?.x ?? 0), y: at.y - (surface?.y ?? 0) });
  await expect(app.wire(/^Wire from C1 to LB1/)).toHaveCount(1);
  await expect(app.wire(/^Wire from LB1 to W1/)).toHaveCount(1);
  await expect(app.wires()).toHaveCount(2);
  await app.undo();
  await expect(app.wire(/^Wire from C1 to W1/)).toHaveCount(1);
});

test('a drag is one step, and so is a held arrow key', async ({ app, page }) => {
  await app.open(wired);
  const start = await middleOf(app.part('W1'));
  await app.drag(start, { x: start.x + 90, y: start.y + 60 });
  const dragged = await middleOf(app.part('W1'));
  expect(dragged.x).toBeGreaterThan(start.x + 60);
  await app.part('W1').focus();
  for (let press = 0; press < 5; press++) await page.keyboard.down('ArrowDown');
  await page.keyboard.up('ArrowDown');
  expect((await middleOf(app.part('W1'))).y).toBeGreaterThan(dragged.y + 20);
  await app.undo();
  expect((await middleOf(app.part('W1'))).y).toBeCloseTo(dragged.y, 0);
  await app.undo();
  expect((await middleOf(app.part('W1'))).x).toBeCloseTo(start.x, 0);
});

test('deleting a part takes its wires along in one step', async ({ app, page }) => {
  await app.open(wired);
  await app.part('W1').click();
  await page.keyboard.press('Delete');
  await expect(app.parts()).toHaveCount(2);
  await expect(app.wires()).toHaveCount(0);
  await app.undo();
  await expect(app.parts()).toHaveCount(3);
  await expect(app.wires()).toHaveCount(1);
});

test('parts can be wired without a mouse, and the focus comes back', async ({ app, page }) => {
  await app.open(threeParts);
  await app.part('C1').focus();
  await page.keyboard.press('Shift+F10');
  const menu = page.getByRole('menu', { name: 'Part C1' });
  await expect(menu).toBeVisible();
  await page.keyboard.press('w');
  await expect(menu.getByRole('menuitem', { name: 'Wire to...' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menu', { name: 'Wire C1 to' }).getByRole('menuitem')).toHaveText(['W1, worker']);
  await page.keyboard.press('Enter');
  await expect(app.wire(/^Wire from C1 to W1/)).toHaveCount(1);
  await expect(app.part('C1')).toBeFocused();
  await page.keyboard.press('Shift+F10');
  await page.keyboard.press('Escape');
  await expect(menu).toBeHidden();
  await expect(app.part('C1')).toBeFocused();
});

test('a note is written on the canvas, and undone', async ({ app, page }) => {
  await app.open(wired);
  await page.locator('.react-flow__pane').click({ button: 'right', position: { x: 60, y: 40 } });
  await page.getByRole('menuitem', { name: 'Add a note' }).click();
  await page.keyboard.type('Watch the queue of W1');
  await page.locator('.react-flow__pane').click({ position: { x: 500, y: 40 } });
  await expect(page.getByText('Watch the queue of W1')).toBeVisible();
  await app.undo();
  await expect(page.getByText('Watch the queue of W1')).toBeHidden();
});

test('parts added by a click stand to the right of the one before, all in sight; a cleared board is seen from near again', async ({
  app,
  page,
}) => {
  await app.open();
  for (const kind of ['client', 'load-balancer', 'worker', 'database']) {
    await page.locator(`.palette-entry[data-kind="${kind}"]`).click();
    await expect(page.locator('.react-flow__node.selected')).toBeInViewport({ ratio: 0.99 });
  }
  const places = await Promise.all(['C1', 'LB1', 'W1', 'DB1'].map(async (id) => middleOf(app.part(id))));
  for (const [i, place] of places.slice(1).entries()) {
    expect(place.x).toBeGreaterThan(places[i].x + 100);
    expect(place.y).toBeCloseTo(places[i].y, 0);
  }
  for (let i = 0; i < 6; i++) await page.keyboard.press('-');
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await expect(page.getByText('An empty board')).toBeVisible();
  await page.locator('.palette-entry[data-kind="client"]').click();
  await expect.poll(async () => (await app.part('C2').or(app.part('C1')).boundingBox())?.width ?? 0).toBeGreaterThan(160);
});

test('a selected part is marked from afar, too, and one that lies over another is drawn above it', async ({ app }) => {
  const nodes = Array.from({ length: 120 }, (_none, i) => ({
    id: `W${i + 1}`,
    kind: 'worker',
    x: (i % 20) * 240,
    y: Math.floor(i / 20) * 136,
    params: {},
  }));
  await app.open({ ...emptyScenario('Many'), nodes: [...nodes, { id: 'X1', kind: 'worker', x: 240 + 80, y: 136 + 40, params: {} }] });
  await app.part('W50').click();
  const colourOf = (id: string): Promise<string> =>
    app
      .part(id)
      .locator('.face')
      .evaluate((face) => getComputedStyle(face).borderTopColor);
  expect(await colourOf('W50')).not.toBe(await colourOf('W51'));
  const orderOf = (id: string): Promise<string> => app.part(id).evaluate((node) => node.style.zIndex);
  expect(await orderOf('W50')).toBe('0');
  await app.part('W22').click({ position: { x: 4, y: 4 } });
  await expect.poll(() => orderOf('W22')).toBe('1000');
});

test('parts selected with a box can be clicked and have their menus, and no text of the window is marked by the box', async ({
  app,
  page,
}) => {
  await app.open({ ...threeParts, nodes: [...threeParts.nodes, { id: 'DB1', kind: 'database', x: 640, y: 400, params: {} }] });
  await app.part('C1').click();
  // A click on any text leaves a caret there, from which Shift would mark.
  await page.locator('.inspector h2').click();
  const [from, to] = [await middleOf(app.part('C1')), await middleOf(app.part('S1'))];
  await page.keyboard.down('Shift');
  await page.mouse.move(from.x - 120, from.y - 60);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 5 });
  await page.mouse.up();
  await page.keyboard.up('Shift');
  await expect(page.locator('.react-flow__node.selected')).toHaveCount(3);
  expect(await page.evaluate(() => String(getSelection()))).toBe('');
  await app.part('W1').click({ button: 'right' });
  await expect(page.getByRole('menuitem', { name: /^Crash/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.locator('.react-flow__node.selected')).toHaveCount(3);
  await app.part('W1').click();
  await expect(page.locator('.react-flow__node.selected')).toHaveCount(1);
});

test('a new note covers no part', async ({ app, page }) => {
  const column = Array.from({ length: 4 }, (_none, i) => ({ id: `W${i + 1}`, kind: 'worker', x: 0, y: i * 112, params: {} }));
  await app.open({ ...emptyScenario('A column'), nodes: column });
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Commands' }).fill('Add a note');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Read me');
  const note = await page.locator('.react-flow__node-note').boundingBox();
  for (const { id } of column) {
    const face = await app.part(id).boundingBox();
    expect(note !== null && face !== null && (note.y >= face.y + face.height || note.y + note.height <= face.y), id).toBe(true);
  }
});
