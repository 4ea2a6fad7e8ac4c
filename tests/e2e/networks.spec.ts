import type { Locator, Page } from '@playwright/test';
import { emptyScenario } from '../../src/sim/index';
import { expect, middleOf, pullWire } from './app';
import { test, type CanvasApp } from './canvasApp';
import { Hands } from './hands';

/** A client that writes six times at the beginning, and a network without members. */
const beginning = {
  ...emptyScenario('Five peers'),
  durationSeconds: 60,
  nodes: [
    { id: 'C1', kind: 'client', x: -400, y: 0, params: { arrivals: 'constant', ratePerSecond: 1, writePercent: 100, requestLimit: 6 } },
    { id: 'N1', kind: 'network', x: 0, y: 0, params: {} },
  ],
  checks: [{ id: 'same', title: 'All peers know the same', type: 'convergence', network: 'N1', leastEvidence: 6 }],
};

/** Puts the playhead at a moment of the run, to within half a second. */
async function goTo(page: Page, seconds: number): Promise<void> {
  const time = page.getByRole('slider', { name: 'Time' });
  const box = (await time.boundingBox()) ?? { width: 0, height: 0 };
  await time.click({ position: { x: (box.width * seconds) / beginning.durationSeconds, y: box.height / 2 } });
  await expect.poll(async () => Math.abs(Number(await time.getAttribute('aria-valuenow')) - seconds)).toBeLessThan(0.5);
}

/** Goes to the next message of the diagram: the first key may come before the messages of this moment are there. */
async function chooseMessage(page: Page, foot: Locator): Promise<void> {
  await expect(async () => {
    await page.keyboard.press('ArrowRight');
    await expect(foot).toContainText(/ from G\d to G\d .*sent at/, { timeout: 1000 });
  }).toPass();
}

/** A right click on the chord between two neighbours of the ring disturbs that pair. */
async function cutOnChord(app: CanvasApp, page: Page): Promise<void> {
  const [one, next] = [await middleOf(app.part('G1')), await middleOf(app.part('G2'))];
  await page.mouse.click((one.x + next.x) / 2, (one.y + next.y) / 2, { button: 'right' });
  await page.getByRole('menu', { name: 'Between G1 and G2' }).getByRole('menuitem', { name: 'Cut G1 \u2192 G2 only' }).click();
  await expect(page.locator('[data-pair][data-cut="forward"]')).toHaveCount(1);
}

test('five peers dropped into a network are split by lasso: their check turns red and green again, and a message is followed', async ({
  app,
  page,
}) => {
  await app.open(beginning);
  const hands = new Hands(page, '');
  const frame = page.locator('.frame');
  const surface = (await page.locator('.canvas-surface').boundingBox()) ?? { x: 0, y: 0 };
  for (let peers = 0; peers < 5; peers++) {
    await hands.showAll();
    const box = (await frame.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
    await app.dropPart('gossip', { x: box.x - surface.x + box.width / 2, y: box.y - surface.y + box.height / 2 });
  }
  await expect(page.locator('.frame-title')).toHaveText('N1: 5 members inside');
  await hands.showAll();
  await pullWire(page, 'C1', 'G1');
  await app.runAndPause();

  await page.getByRole('tab', { name: 'Results' }).click();
  const check = page.getByRole('region', { name: 'Checks' });
  const here = check.locator('.results-check-so-far');
  await expect(check).toContainText('\u2713 All peers know the same. All 5 members of N1 that are up know the same values.');
  // The first value reaches all in some rounds; a moment after it was written only one knows it.
  await goTo(page, 1.5);
  await expect(here).toHaveAttribute('data-verdict', 'unmet');

  // They stand in a ring: a lasso around the two on the left.
  const [first, last] = [await app.part('G5').boundingBox(), await app.part('G4').boundingBox()];
  if (first === null || last === null) throw new Error('the peers are not on the screen');
  await page.keyboard.down('Shift');
  await app.drag({ x: first.x - 30, y: first.y + 4 }, { x: last.x + last.width / 2, y: last.y + last.height / 2 });
  await page.keyboard.up('Shift');
  await expect(page.locator('.react-flow__node.selected')).toHaveCount(2);
  await page.keyboard.press('x');
  await expect(page.locator('.face[data-side="B"]')).toHaveCount(2);
  await expect(page.locator('.frame-title')).toHaveText('N1: 5 members inside, split: A 3, B 2');
  await page.getByRole('tab', { name: 'Results' }).click();
  await expect(check).toContainText(/\u2717 All peers know the same\. 2 of 5 members of N1 know something different from G1\./);
  await goTo(page, 30);
  await expect(here).toHaveAttribute('data-verdict', 'unmet');
  await page.keyboard.press('Shift+X');
  await expect(check).toContainText('\u2713 All peers know the same. All 5 members');
  await goTo(page, 29);
  await expect(here).toHaveAttribute('data-verdict', 'unmet');
  await goTo(page, 55);
  await expect(here).toHaveAttribute('data-verdict', 'met');

  await cutOnChord(app, page);
  await goTo(page, 31);
  await page.keyboard.press('Shift+T');
  await page.getByRole('application', { name: 'Space-time diagram' }).focus();
  const foot = page.getByRole('region', { name: 'Chosen message' });
  await chooseMessage(page, foot);
  const sent = /sent at ([\d.]+) s/.exec((await foot.textContent()) ?? '')?.[1];
  await page.keyboard.press('Enter');
  await expect(page.getByRole('slider', { name: 'Time' })).toHaveAttribute('aria-valuenow', new RegExp(`^${Number(sent)}`));

  await page.getByRole('tab', { name: 'Log' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: ' sent "push" to ' })).toHaveCount(0);
  await page.getByRole('checkbox', { name: 'Messages between members' }).check();
  await page.getByRole('searchbox', { name: 'Filter the log' }).fill('"push" to G3');
  await page
    .getByRole('list', { name: 'Log' })
    .getByRole('button', { name: / sent "push" to G3: / })
    .first()
    .click();
  await expect(page.locator('.traffic-card').filter({ hasText: 'Says' })).toContainText(/Type\s*push.*To\s*G3/);
});
