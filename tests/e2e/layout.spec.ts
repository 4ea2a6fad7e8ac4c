import type { Page } from '@playwright/test';
import { expect, part, test } from './app';

/** The board as it is seen: its share of the window, and the smallest text on a part, CSS pixels. */
async function boardOf(page: Page): Promise<{ share: number; smallestTextPx: number; zoom: number }> {
  return page.evaluate(() => {
    const stage = document.querySelector('.stage')?.getBoundingClientRect() ?? new DOMRect();
    const view = document.querySelector('.react-flow__viewport');
    const zoom = view === null ? 0 : new DOMMatrix(getComputedStyle(view).transform).a;
    const texts = [...document.querySelectorAll('.react-flow__node-part *')].filter(
      (element) =>
        element.getBoundingClientRect().width > 0 &&
        [...element.childNodes].some((child) => child.nodeType === 3 && child.textContent !== ''),
    );
    return {
      share: (stage.width * stage.height) / (window.innerWidth * window.innerHeight),
      smallestTextPx: Math.min(...texts.map((text) => Number.parseFloat(getComputedStyle(text).fontSize) * zoom)),
      zoom,
    };
  });
}

/** The board once it stays as it is: what comes over it (the verdict, the small map) may fit it anew a moment later. */
async function settledBoardOf(page: Page): ReturnType<typeof boardOf> {
  const zooms: number[] = [];
  const isSettled = async (): Promise<boolean> => {
    zooms.push((await boardOf(page)).zoom);
    const last = zooms.slice(-3);
    return last.length === 3 && last.every((zoom) => zoom === last[0]);
  };
  await expect.poll(isSettled, { intervals: [300] }).toBe(true);
  return boardOf(page);
}

test('on a small laptop the board has most of the window and can be read; what is folded away comes back, and is remembered', async ({
  app,
}) => {
  await app.setViewportSize({ width: 1366, height: 768 });
  await app.reload();
  await expect(app.locator('.face[data-status="up"]').first()).toBeVisible();
  const first = await settledBoardOf(app);
  expect(first.share).toBeGreaterThan(0.6);
  expect(first.smallestTextPx).toBeGreaterThan(11);

  // More room: everything is shown larger, as long as no hand has moved the view.
  await app.getByRole('tab', { name: 'Charts' }).click();
  await expect(app.getByRole('tabpanel', { name: 'Charts' })).toBeVisible();
  await expect.poll(async () => (await boardOf(app)).zoom).toBeLessThan(first.zoom);
  // A click on the board moves nothing.
  await app.locator('.react-flow__pane').click({ position: { x: 12, y: 120 } });
  await part(app, 'C1').focus();
  await app.keyboard.press('Control+j');
  await expect.poll(async () => (await boardOf(app)).zoom).toBeCloseTo(first.zoom);
  await app.keyboard.press('Shift+S');
  await expect(app.getByRole('tabpanel', { name: 'Results' })).toBeHidden();
  await app.keyboard.press('Shift+P');
  await expect(app.getByRole('searchbox', { name: 'Search parts' })).toBeVisible();

  await app.reload();
  await expect(app.getByRole('searchbox', { name: 'Search parts' })).toBeVisible();
  // The run that comes with the first example brings up its results.
  await expect(app.locator('.face[data-status="up"]').first()).toBeVisible();
  await expect(app.locator('.side-body')).toHaveCount(0);
  await app.getByRole('tab', { name: 'Scenario' }).click();
  await expect(app.getByRole('tabpanel', { name: 'Scenario' })).toBeVisible();

  // A hand has moved the view: it stays as it is.
  const fitted = await settledBoardOf(app);
  await app.getByRole('button', { name: 'Zoom in' }).click();
  await expect.poll(async () => (await boardOf(app)).zoom).toBeCloseTo(fitted.zoom * 1.2);
  const { zoom } = await boardOf(app);
  await app.getByRole('button', { name: 'Fold away' }).first().click();
  await expect(app.getByRole('searchbox', { name: 'Search parts' })).toBeHidden();
  expect((await boardOf(app)).zoom).toBeCloseTo(zoom);
});

test('at 200 % zoom everything can be reached', async ({ app }) => {
  await app.setViewportSize({ width: 683, height: 384 });
  await app.reload();
  await expect(app.locator('.transport-timeline canvas')).toBeVisible();
  // The names of the parts can be read, and nothing lies over any.
  await expect(app.locator('.face[data-status="up"]').first()).toBeVisible();
  const { zoom } = await settledBoardOf(app);
  const names = app.locator('.face-id');
  expect(zoom * (await names.first().evaluate((name) => Number.parseFloat(getComputedStyle(name).fontSize)))).toBeGreaterThan(11);
  for (const name of await names.all()) await name.click({ trial: true });
  await app.getByRole('tab', { name: 'Results' }).click();
  await expect(app.getByTestId('trace-hash')).toBeAttached();
  await app.getByTestId('trace-hash').scrollIntoViewIfNeeded();
  await expect(app.locator('.side')).toBeInViewport({ ratio: 1 });
  await app.locator('.side').getByRole('button', { name: 'Fold away' }).click();
  await app.getByRole('tab', { name: 'Log' }).click();
  await expect(app.locator('.log-lines')).toBeVisible();
  await app.keyboard.press('Control+j');
  for (const name of ['Pause', 'Step back', 'Fault', 'Undo']) {
    const box = await app
      .getByRole('button', { name, exact: true })
      .or(app.getByRole('button', { name: new RegExp(`^${name}`) }))
      .first()
      .boundingBox();
    expect(box, name).not.toBeNull();
    expect((box?.x ?? 0) + (box?.width ?? 0), name).toBeLessThanOrEqual(683);
    expect((box?.y ?? 0) + (box?.height ?? 0), name).toBeLessThanOrEqual(384);
  }
  await app.locator('.palette-entry').last().scrollIntoViewIfNeeded();
  await expect(app.locator('.palette-entry').last()).toBeInViewport();
  // Less zoom, and what there is room for comes back by itself: nothing of it was chosen, nor folded away for good.
  await app.setViewportSize({ width: 1366, height: 768 });
  await expect(app.locator('.side-body')).toBeVisible();
  await expect.poll(async () => (await boardOf(app)).zoom).toBeGreaterThan(zoom * 1.5);
  await app.setViewportSize({ width: 683, height: 384 });
  await expect(app.locator('.side-body')).toHaveCount(0);
});

test('a part is named where it stands: by F2 and by a double click, in any script; Escape leaves the name as it was', async ({ app }) => {
  await part(app, 'W2').click();
  await app.keyboard.press('F2');
  await app.keyboard.type('\u05DE\u05D0\u05D2\u05E8 \u{1F4E6}');
  await app.keyboard.press('Enter');
  await expect(part(app, 'W2').locator('.face-id')).toHaveText('\u05DE\u05D0\u05D2\u05E8 \u{1F4E6}');
  await expect(part(app, 'W2')).toBeFocused();
  await part(app, 'DB1').locator('.face-id').dblclick();
  await app.keyboard.type('never');
  await app.keyboard.press('Escape');
  await expect(part(app, 'DB1').locator('.face-id')).toHaveText('DB1');
  await app.keyboard.press('Control+z');
  await expect(part(app, 'W2').locator('.face-id')).toHaveText('W2');
});

test('a field changed within a run takes hold at the playhead at once; undo brings back the run of before', async ({ app }) => {
  await part(app, 'W2').click();
  await app.keyboard.press('Space');
  await expect(app.getByRole('button', { name: /^Play/ })).toBeVisible();
  const before = await app.getByTestId('clock').textContent();
  await app.locator('.side').getByLabel('Slots', { exact: true }).fill('1');
  await expect(app.getByText(/^It takes effect from/)).toBeVisible();
  await expect(app.getByRole('button', { name: /^Play/ })).toBeVisible();
  await app.getByRole('tab', { name: 'Results' }).click();
  await expect(app.locator('.runs-run-tree li')).toHaveCount(2);
  await expect(app.locator('.runs-run-tree li').nth(1)).toHaveClass(/is-current/);
  // The same field once more: its branch takes the place of the one before.
  await app.getByRole('tab', { name: 'Part', exact: true }).click();
  await app.locator('.side').getByLabel('Slots', { exact: true }).fill('3');
  await app.getByRole('tab', { name: 'Results' }).click();
  await expect(app.locator('.runs-run-tree li').nth(1)).toContainText('3');
  await expect(app.locator('.runs-run-tree li')).toHaveCount(2);
  await part(app, 'LB1').click();
  await app.keyboard.press('Control+z');
  await app.keyboard.press('Control+z');
  // The branch began a nanosecond after the playhead.
  await expect(app.getByTestId('clock')).toContainText((before ?? '').slice(0, 5));
  await app.getByRole('tab', { name: 'Results' }).click();
  await expect(app.locator('.runs-run-tree li').first()).toHaveClass(/is-current/);
});
