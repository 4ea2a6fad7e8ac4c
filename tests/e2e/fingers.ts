import type { CDPSession, Locator, Page } from '@playwright/test';
import { middleOf, part, viewStands } from './app';

/** A place of the window, CSS pixels. */
export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** Longer than any browser takes to tell a long press from a tap. */
const LONG_PRESS_MS = 900;
const STEPS = 8;

/** A hand on a touch screen: the browser is given touches, as the screen would, and makes of them what it makes of them. No mouse. */
export class Fingers {
  private constructor(
    readonly page: Page,
    private readonly session: CDPSession,
  ) {}

  static async on(page: Page): Promise<Fingers> {
    return new Fingers(page, await page.context().newCDPSession(page));
  }

  part(id: string): Locator {
    return part(this.page, id);
  }

  wire(from: string, to: string): Locator {
    return this.page.getByRole('group', { name: new RegExp(`^Wire from ${from} to ${to}\\b`) });
  }

  field(name: string): Locator {
    return this.page.locator('.side').getByLabel(name, { exact: true });
  }

  /** Where fingers lie, by their place in the list. */
  private async lie(type: 'touchStart' | 'touchMove' | 'touchEnd', ...spots: readonly Spot[]): Promise<void> {
    const touchPoints = spots.map(({ x, y }, id) => ({ x: Math.round(x), y: Math.round(y), id }));
    await this.session.send('Input.dispatchTouchEvent', { type, touchPoints });
  }

  put(...spots: readonly Spot[]): Promise<void> {
    return this.lie('touchStart', ...spots);
  }

  move(...spots: readonly Spot[]): Promise<void> {
    return this.lie('touchMove', ...spots);
  }

  /** Lifts all fingers. */
  lift(): Promise<void> {
    return this.lie('touchEnd');
  }

  /** Lifts one finger of several, by its place in the list; the others stay. */
  async raise(id: number, { x, y }: Spot): Promise<void> {
    await this.session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [{ x: Math.round(x), y: Math.round(y), id }] });
  }

  /** The system takes the fingers away, as for a gesture of its own. */
  async takeAway(): Promise<void> {
    await this.session.send('Input.dispatchTouchEvent', { type: 'touchCancel', touchPoints: [] });
  }

  /** Presses on a place of the window and lets go. */
  async tapAt(at: Spot): Promise<void> {
    await this.put(at);
    await this.lift();
  }

  async longPress(at: Spot): Promise<void> {
    await this.put(at);
    await this.page.waitForTimeout(LONG_PRESS_MS);
    await this.lift();
  }

  /** One finger goes from one place to another; `meanwhile` runs before it is lifted. */
  async drag(from: Spot, to: Spot, meanwhile?: () => Promise<void>): Promise<void> {
    await this.put(from);
    for (let step = 1; step <= STEPS; step++) await this.move(between(from, to, step / STEPS));
    await meanwhile?.();
    await this.lift();
  }

  /** Two fingers side by side go apart, or together. */
  async pinch(middle: Spot, fromPx: number, toPx: number): Promise<void> {
    const pair = (apart: number): [Spot, Spot] => [
      { x: middle.x - apart / 2, y: middle.y },
      { x: middle.x + apart / 2, y: middle.y },
    ];
    const [first] = pair(fromPx);
    await this.put(first);
    await this.put(...pair(fromPx));
    for (let step = 1; step <= STEPS; step++) await this.move(...pair(fromPx + ((toPx - fromPx) * step) / STEPS));
    await this.lift();
  }

  /** Chooses from the menus along the top. */
  async menu(group: string, item: string | RegExp): Promise<void> {
    await this.page.getByRole('button', { name: group, exact: true }).tap();
    await this.page.getByRole('menu', { name: group }).getByRole('menuitem', { name: item }).tap();
  }

  /** Opens the menu of a part by a long press and chooses from it. */
  async menuOf(id: string, item: string | RegExp): Promise<void> {
    await this.longPress(await middleOf(this.part(id)));
    await this.page.getByRole('menuitem', { name: item, exact: true }).tap();
  }

  entry(kind: string): Locator {
    return this.page.locator(`.palette-entry[data-kind="${kind}"]`);
  }

  /** Takes a part from a list to a place of the window. */
  async take(kind: string, to: Spot): Promise<void> {
    await this.entry(kind).scrollIntoViewIfNeeded();
    await this.drag(await middleOf(this.entry(kind)), to);
  }

  /** A place of the board, counted from its middle. */
  async spot(dx: number, dy: number): Promise<Spot> {
    const middle = await middleOf(this.page.getByRole('main', { name: 'Board' }));
    return { x: middle.x + dx, y: middle.y + dy };
  }

  port(id: string, side: 'left' | 'right'): Promise<Spot> {
    return middleOf(this.part(id).locator(`.react-flow__handle-${side}`));
  }

  /** The middle of a wire, in the window. */
  onWire(from: string, to: string): Promise<Spot> {
    return this.wire(from, to)
      .locator('.wire-line')
      .evaluate((line) => {
        const path = line as SVGPathElement;
        const at = path.getPointAtLength(path.getTotalLength() / 2).matrixTransform(path.getScreenCTM() ?? undefined);
        return { x: at.x, y: at.y };
      });
  }

  /** How the board is moved and zoomed, once it stands still. */
  async view(): Promise<{ readonly x: number; readonly y: number; readonly zoom: number }> {
    await viewStands(this.page);
    return this.page.locator('.react-flow__viewport').evaluate((element) => {
      const { a, e, f } = new DOMMatrix(getComputedStyle(element).transform);
      return { x: e, y: f, zoom: a };
    });
  }

  async showAll(): Promise<void> {
    await this.page.getByRole('button', { name: 'Show everything' }).tap();
    await this.view();
  }
}

/** A place on the way from one to another. */
function between(from: Spot, to: Spot, share: number): Spot {
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}
