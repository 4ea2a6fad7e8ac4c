import { expect, type Locator, type Page } from '@playwright/test';
import { drag, middleOf, part, viewStands } from './app';

/** How somebody gets along with the editor: only with the mouse (and typing into fields), or only with the keyboard. */
export class Hands {
  constructor(
    readonly page: Page,
    /** Where the shell keeps its scenarios. */
    readonly documents: string,
  ) {}

  part(id: string): Locator {
    return part(this.page, id);
  }

  parts(): Locator {
    return this.page.locator('.react-flow__node-part');
  }

  wires(): Locator {
    return this.page.locator('.react-flow__edge');
  }

  wire(from: string, to: string): Locator {
    return this.page.getByRole('group', { name: new RegExp(`^Wire from ${from} to ${to}\\b`) });
  }

  field(name: string): Locator {
    return this.page.locator('.side').getByLabel(name, { exact: true });
  }

  /** Chooses from the menus along the top. */
  async menu(group: string, item: string | RegExp): Promise<void> {
    await this.page.getByRole('button', { name: group, exact: true }).click();
    await this.page.getByRole('menu', { name: group }).getByRole('menuitem', { name: item }).click();
  }

  /** Shows the whole board, and waits until the view stands still: what is clicked while it moves is not where it was aimed at. */
  async showAll(): Promise<void> {
    await this.page.getByRole('button', { name: 'Show everything' }).click();
    await viewStands(this.page);
  }

  /** Presses keys one after the other. */
  async keys(...names: readonly string[]): Promise<void> {
    for (const name of names) await this.page.keyboard.press(name);
  }

  /** Types into the list that is open and takes what is called that. */
  async choose(text: string): Promise<void> {
    await this.page.getByRole('dialog').getByRole('combobox').waitFor();
    await this.page.keyboard.type(text);
    await this.page.keyboard.press('Enter');
  }

  /** Gives a command through the list of all commands. */
  async command(name: string): Promise<void> {
    await this.keys('Control+k');
    await this.choose(name);
  }

  /** Finds a part by its name with the keyboard: it is selected, and has the focus. */
  async find(id: string): Promise<void> {
    await this.keys('Control+f');
    await this.choose(id);
    await expect(this.part(id)).toBeFocused();
  }

  /** Drops a part from the list at a place of the window. */
  async drop(kind: string, to: { readonly x: number; readonly y: number }): Promise<void> {
    const board = await this.page.locator('.canvas-surface').boundingBox();
    await this.page
      .locator(`.palette-entry[data-kind="${kind}"]`)
      .dragTo(this.page.locator('.canvas-surface'), { targetPosition: { x: to.x - (board?.x ?? 0), y: to.y - (board?.y ?? 0) } });
  }

  /** A place of the board, counted from its middle. */
  async spot(dx: number, dy: number): Promise<{ x: number; y: number }> {
    const middle = await middleOf(this.page.getByRole('main', { name: 'Board' }));
    return { x: middle.x + dx, y: middle.y + dy };
  }

  async pull(from: string, to: string): Promise<void> {
    await drag(
      this.page,
      await middleOf(this.part(from).locator('.react-flow__handle-right')),
      await middleOf(this.part(to).locator('.react-flow__handle-left')),
    );
  }

  /** The middle of a wire, in the window. */
  async onWire(from: string, to: string): Promise<{ x: number; y: number }> {
    return this.wire(from, to)
      .locator('.wire-line')
      .evaluate((line) => {
        const path = line as SVGPathElement;
        const at = path.getPointAtLength(path.getTotalLength() / 2).matrixTransform(path.getScreenCTM() ?? undefined);
        return { x: at.x, y: at.y };
      });
  }

  /** Clicks on nothing: the focus is on no field, and nothing is selected. */
  async clickBoard(): Promise<void> {
    const at = await this.spot(-300, 190);
    await this.page.mouse.click(at.x, at.y);
  }
}

/** Something a newcomer wants done, the two ways to do it, and how it shows that it is done. */
export interface Task {
  readonly name: string;
  readonly mouse: (hands: Hands) => Promise<void>;
  readonly keyboard: (hands: Hands) => Promise<void>;
  readonly done: (hands: Hands) => Promise<void>;
}
