import { expect, middleOf } from './app';
import type { Fingers } from './fingers';

/** Something a learner does with a tablet, and how it shows that it is done. */
export interface TouchTask {
  readonly name: string;
  readonly byTouch: (fingers: Fingers) => Promise<void>;
  readonly done: (fingers: Fingers) => Promise<void>;
}

const clock = ({ page }: Fingers) => page.getByTestId('clock');
const undo = ({ page }: Fingers) => page.getByRole('button', { name: 'Undo' });

/** Each goes on from what the one before has left. */
export const buildingByTouch: readonly TouchTask[] = [
  {
    name: 'open an example',
    byTouch: async (fingers) => {
      await fingers.menu('File', /^Examples/);
      const gallery = fingers.page.getByRole('dialog', { name: 'Lessons and examples' });
      await gallery.locator('[data-example="single-server"]').getByRole('button').first().tap();
    },
    done: async (fingers) => {
      await expect(fingers.part('W1')).toBeVisible();
      await expect(fingers.part('LB1')).toHaveCount(0);
    },
  },
  {
    name: 'begin anew and take a client from the strip to the board',
    byTouch: async (fingers) => {
      await fingers.menu('File', /^New/);
      await expect(fingers.page.getByText('An empty board')).toBeVisible();
      await fingers.take('client', await fingers.spot(-260, -60));
    },
    done: async (fingers) => {
      await expect(fingers.part('C1')).toBeVisible();
      // It lies where the finger let go of it.
      const [at, wanted] = [await middleOf(fingers.part('C1')), await fingers.spot(-260, -60)];
      expect(Math.hypot(at.x - wanted.x, at.y - wanted.y)).toBeLessThan(30);
    },
  },
  {
    name: 'look through the unfolded list and take a worker from it',
    byTouch: async (fingers) => {
      const { page } = fingers;
      await page
        .locator('.at-left')
        .getByRole('button', { name: /^Unfold|parts/i })
        .first()
        .tap();
      await expect(page.getByRole('searchbox', { name: 'Search parts' })).toBeVisible();
      const list = page.locator('.palette-list');
      const at = await middleOf(list);
      await fingers.drag(at, { x: at.x, y: at.y - 200 });
      await expect.poll(() => list.evaluate((element) => element.scrollTop)).toBeGreaterThan(50);
      await expect(page.locator('.react-flow__node-part')).toHaveCount(1);
      await fingers.take('worker', await fingers.spot(160, -60));
    },
    done: async (fingers) => {
      await expect(fingers.part('W1')).toBeVisible();
      await expect(fingers.page.locator('.part-ghost')).toHaveCount(0);
      await fingers.page.locator('.at-left').getByRole('button', { name: 'Fold away' }).tap();
    },
  },
  {
    name: 'wire the two, while another finger comes down on the board and goes',
    byTouch: async (fingers) => {
      const before = await fingers.view();
      const [from, to, palm] = [await fingers.port('C1', 'right'), await fingers.port('W1', 'left'), await fingers.spot(0, 160)];
      const middle = { x: (from.x + to.x) / 2, y: from.y - 20 };
      await fingers.put(from);
      await fingers.move(middle);
      await fingers.put(middle, palm);
      await fingers.move(middle, { x: palm.x + 80, y: palm.y });
      await fingers.raise(1, { x: palm.x + 80, y: palm.y });
      await fingers.put(middle, palm);
      await fingers.move(to, palm);
      await fingers.raise(0, to);
      // The finger that drew the wire is gone: the other one does nothing any more.
      await fingers.lift();
      expect(await fingers.view()).toEqual(before);
    },
    done: async (fingers) => {
      await expect(fingers.wire('C1', 'W1')).toHaveCount(1);
      await expect(fingers.page.getByRole('menu')).toHaveCount(0);
    },
  },
  {
    name: 'put a load balancer into the wire',
    byTouch: async (fingers) => fingers.take('load-balancer', await fingers.onWire('C1', 'W1')),
    done: async (fingers) => {
      await expect(fingers.wire('C1', 'LB1')).toHaveCount(1);
      await expect(fingers.wire('LB1', 'W1')).toHaveCount(1);
    },
  },
  {
    name: 'move the board with one finger and zoom with two, on parts, too',
    byTouch: async (fingers) => {
      await fingers.showAll();
      const before = await fingers.view();
      const from = await fingers.spot(180, -220);
      await fingers.drag(from, { x: from.x + 90, y: from.y - 40 });
      const moved = await fingers.view();
      expect([Math.round(moved.x - before.x), Math.round(moved.y - before.y)]).toEqual([90, -40]);
      await fingers.pinch(await fingers.spot(180, -220), 100, 260);
      const zoomed = await fingers.view();
      expect(zoomed.zoom).toBeGreaterThan(moved.zoom * 1.5);
      // Both fingers lie on one part: it stays where it is.
      await fingers.pinch(await middleOf(fingers.part('LB1')), 90, 45);
      expect((await fingers.view()).zoom).toBeLessThan(zoomed.zoom * 0.8);
      await fingers.showAll();
    },
    done: async (fingers) => {
      await expect(fingers.part('W1')).toBeInViewport();
      await expect(fingers.page.locator('.react-flow__node-part')).toHaveCount(3);
      // Swiping does not lead back to the page before.
      await expect(fingers.page.locator('html')).toHaveCSS('overscroll-behavior-x', 'none');
    },
  },
  {
    name: 'choose a part and move it, while another finger comes down; take it back',
    byTouch: async (fingers) => {
      await fingers.part('W1').tap();
      await expect(fingers.page.getByRole('heading', { name: /Worker/ }).first()).toBeVisible();
      const view = await fingers.view();
      const from = await middleOf(fingers.part('W1'));
      const to = { x: from.x - 40, y: from.y + 100 };
      await fingers.put(from);
      await fingers.move({ x: from.x, y: from.y + 40 });
      await fingers.put({ x: from.x, y: from.y + 40 }, await fingers.spot(180, -220));
      await fingers.move(to, await fingers.spot(220, -220));
      await fingers.raise(1, await fingers.spot(220, -220));
      await fingers.lift();
      await expect.poll(async () => (await middleOf(fingers.part('W1'))).y).toBeGreaterThan(from.y + 50);
      expect(await fingers.view()).toEqual(view);
      await undo(fingers).tap();
      await expect.poll(async () => (await middleOf(fingers.part('W1'))).y).toBeCloseTo(from.y, 0);
      // The next drag begins where the part is.
      await fingers.drag(from, { x: from.x, y: from.y + 60 });
    },
    done: async (fingers) => {
      await expect(fingers.page.getByRole('button', { name: 'Redo' })).toBeDisabled();
      await expect(fingers.part('W1')).toHaveClass(/selected/);
    },
  },
  {
    name: 'make a second worker by a long press, with the wires of the first',
    byTouch: async (fingers) => {
      await fingers.menuOf('W1', 'Duplicate with wires');
      await expect(fingers.part('W2')).toBeVisible();
    },
    done: (fingers) => expect(fingers.wire('LB1', 'W2')).toHaveCount(1),
  },
  {
    name: 'name a part where it stands, by a double tap',
    byTouch: async (fingers) => {
      const at = await middleOf(fingers.part('C1').locator('.face-id'));
      await fingers.tapAt(at);
      await fingers.tapAt(at);
      await fingers.page.getByRole('textbox', { name: 'Name of C1' }).fill('Пользователи');
      await fingers.tapAt(await fingers.spot(180, -220));
    },
    done: (fingers) => expect(fingers.part('C1').locator('.face-id')).toHaveText('Пользователи'),
  },
  {
    name: 'wire two parts by the menu of one, and take that back',
    byTouch: async (fingers) => {
      await fingers.menuOf('C1', 'Wire to...');
      await fingers.page.getByRole('menuitem', { name: 'W2, worker' }).tap();
      await expect(fingers.wire('Пользователи', 'W2')).toHaveCount(1);
      await undo(fingers).tap();
    },
    done: (fingers) => expect(fingers.wire('Пользователи', 'W2')).toHaveCount(0),
  },
  {
    name: 'choose all parts by the menu of the board, make them a group, and take that back',
    byTouch: async (fingers) => {
      await fingers.longPress(await fingers.spot(180, -220));
      await fingers.page.getByRole('menuitem', { name: 'Select everything' }).tap();
      await expect(fingers.page.locator('.react-flow__node-part.selected')).toHaveCount(4);
      await fingers.menu('Edit', /^Group the selected parts/);
      await expect(fingers.page.getByRole('group', { name: 'Group Group 1, 4 parts' })).toHaveCount(1);
      await undo(fingers).tap();
    },
    done: (fingers) => expect(fingers.page.getByRole('group', { name: 'Group Group 1, 4 parts' })).toHaveCount(0),
  },
  {
    name: 'set the slots of a worker, by slider and by number',
    byTouch: async (fingers) => {
      await fingers.part('W1').tap();
      const slider = fingers.page.locator('.side .slider').first();
      await slider.scrollIntoViewIfNeeded();
      const thumb = await middleOf(slider.locator('.slider-thumb'));
      const before = await fingers.field('Slots').inputValue();
      await fingers.drag(thumb, { x: thumb.x + 60, y: thumb.y });
      await expect(fingers.field('Slots')).not.toHaveValue(before);
      await fingers.field('Slots').tap();
      await fingers.field('Slots').fill('3');
    },
    done: (fingers) => expect(fingers.part('W1')).toContainText('3 slots'),
  },
];

/** A run of it, what is done within it, and a lesson. */
export const usingByTouch: readonly TouchTask[] = [
  {
    name: 'run, pause and step',
    byTouch: async (fingers) => {
      const { page } = fingers;
      await page.getByRole('button', { name: 'Run', exact: true }).last().tap();
      await expect(clock(fingers)).toContainText('/ 60 s');
      await page.getByRole('button', { name: 'Pause', exact: true }).tap();
      const at = await clock(fingers).textContent();
      await page.getByRole('button', { name: 'Step forward' }).tap();
      await expect(clock(fingers)).not.toHaveText(at ?? '');
    },
    done: (fingers) => expect(fingers.page.getByRole('button', { name: 'Play', exact: true })).toBeVisible(),
  },
  {
    name: 'go through the run along the time line',
    byTouch: async (fingers) => {
      const time = await fingers.page.getByRole('slider', { name: 'Time' }).boundingBox();
      if (time === null) throw new Error('there is no time line');
      const y = time.y + time.height / 2;
      await fingers.drag({ x: time.x + 40, y }, { x: time.x + time.width - 2, y });
      await expect(clock(fingers)).toContainText(/^(59|60)/);
      await fingers.drag({ x: time.x + time.width - 10, y }, { x: time.x + time.width / 3, y });
    },
    done: (fingers) => expect(clock(fingers)).toContainText(/^(19|20|21)\./),
  },
  {
    name: 'crash a worker within the run',
    byTouch: (fingers) => fingers.menuOf('W2', 'Crash'),
    done: (fingers) => expect(fingers.part('W2')).toContainText('down'),
  },
  {
    name: 'delete a part, and take it back',
    byTouch: async (fingers) => {
      await fingers.page.getByRole('button', { name: 'Stop and go back to editing' }).tap();
      await fingers.menuOf('W2', 'Delete');
      await expect(fingers.part('W2')).toHaveCount(0);
      await undo(fingers).tap();
    },
    done: async (fingers) => {
      await expect(fingers.part('W2')).toBeVisible();
      await expect(fingers.wire('LB1', 'W2')).toHaveCount(1);
    },
  },
  {
    name: 'save it',
    byTouch: async ({ page }) => {
      await page.getByRole('button', { name: 'Save', exact: true }).tap();
      await page.getByLabel('File name').fill('by-touch');
      await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).tap();
    },
    done: async ({ page }) => {
      await expect(page.getByTestId('file-name')).toHaveText('by-touch.faultboard');
      await expect(page.locator('.unsaved')).toHaveCount(0);
    },
  },
  {
    name: 'open a lesson, take a hint, and follow its step onto the board',
    byTouch: async (fingers) => {
      const { page } = fingers;
      await fingers.menu('File', /^Lessons/);
      await page.getByRole('button', { name: 'Start: Version 2: five workers' }).tap();
      const lesson = page.getByRole('complementary', { name: 'Lesson' });
      await expect(lesson.getByRole('heading', { name: 'Version 2: five workers' })).toBeVisible();
      await lesson.getByRole('button', { name: 'Hint 1 of 3' }).tap();
      const entry = lesson.locator('.palette-entry[data-kind="worker"]');
      await entry.scrollIntoViewIfNeeded();
      await fingers.drag(await middleOf(entry), await fingers.spot(0, 180));
    },
    done: async (fingers) => {
      await expect(fingers.page.getByRole('button', { name: 'Hint 2 of 3' })).toBeVisible();
      await expect(fingers.page.locator('.react-flow__node-part[data-id^="W"]')).toHaveCount(2);
    },
  },
];
