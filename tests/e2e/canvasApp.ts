import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { test as base, type Locator, type Page } from '@playwright/test';
import { emptyScenario } from '../../src/sim/index';
import { middleOf, part, viewStands } from './app';

/** A point of the window, CSS pixels. */
export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** The app with an empty canvas, and hands that drag, drop and wire. */
export class CanvasApp {
  constructor(
    readonly page: Page,
    private readonly host: CanvasHost,
  ) {}

  /** Opens the app on a scenario file with this in it; on an empty one without. */
  async open(scenario: object = emptyScenario()): Promise<void> {
    await this.page.goto(await this.host.start(scenario));
    await this.page.locator('.react-flow__node, .welcome-empty').first().waitFor();
    // The view is fitted once the parts are there; until then nothing stands where it will be clicked.
    await viewStands(this.page);
  }

  /** What the shell has printed where it was started, once that has something like this in it. */
  printed(wanted: RegExp): Promise<RegExpExecArray> {
    return this.host.printed(wanted);
  }

  part(id: string): Locator {
    return part(this.page, id);
  }

  parts(): Locator {
    return this.page.locator('.react-flow__node-part');
  }

  wire(name: string | RegExp): Locator {
    return this.page.getByRole('group', { name });
  }

  wires(): Locator {
    return this.page.locator('.react-flow__edge');
  }

  /** Drags a kind from the palette to a place of the canvas, counted from its corner. */
  async dropPart(kind: string, at: Spot): Promise<void> {
    await this.page.locator(`.palette-entry[data-kind="${kind}"]`).dragTo(this.page.locator('.canvas-surface'), { targetPosition: at });
  }

  async port(id: string, side: 'source' | 'target'): Promise<Spot> {
    return middleOf(this.part(id).locator(`.react-flow__handle.${side}`));
  }

  /** The middle of a wire, in the window. */
  async onWire(linkId: string): Promise<Spot> {
    return this.page.locator(`.react-flow__edge[data-id="${linkId}"] .wire-line`).evaluate((line) => {
      const path = line as SVGPathElement;
      const at = path.getPointAtLength(path.getTotalLength() / 2).matrixTransform(path.getScreenCTM() ?? undefined);
      return { x: at.x, y: at.y };
    });
  }

  /** Presses, moves and lets go; `meanwhile` runs before letting go. */
  async drag(from: Spot, to: Spot, meanwhile?: () => Promise<void>): Promise<void> {
    await this.page.mouse.move(from.x, from.y);
    await this.page.mouse.down();
    await this.page.mouse.move(to.x, to.y, { steps: 8 });
    await meanwhile?.();
    await this.page.mouse.up();
  }

  async undo(): Promise<void> {
    await this.page.getByRole('button', { name: 'Undo' }).click();
  }

  /** Runs the scenario and pauses it; the run's first picture is there. */
  async runAndPause(): Promise<void> {
    await this.page.keyboard.press('Control+Enter');
    await this.page.locator('.face:not([data-status="design"])').first().waitFor();
    await this.page.getByRole('button', { name: 'Pause' }).click();
    // A button would keep Home and End for itself.
    await this.parts().first().focus();
  }
}

class CanvasHost {
  private process: ChildProcess | null = null;
  private readonly folder = mkdtempSync(join(tmpdir(), 'faultboard-canvas-'));
  private output = '';

  async start(scenario: object): Promise<string> {
    const file = join(this.folder, 'canvas.json');
    writeFileSync(file, JSON.stringify(scenario));
    const main = resolve(import.meta.dirname, '../../out/host/index.js');
    const started = spawn(process.execPath, [main, '--no-open', '--data', this.folder, '--documents', this.folder, file]);
    this.process = started;
    return new Promise((found, failed) => {
      started.once('exit', (code) => failed(new Error(`the browser shell ended with ${code}; is it built?`)));
      started.stdout.on('data', (chunk: Buffer) => {
        this.output += chunk.toString();
        const address = /http:\/\/\S+/.exec(chunk.toString())?.[0];
        if (address !== undefined) found(address);
      });
    });
  }

  async printed(wanted: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const found = wanted.exec(this.output);
      if (found !== null) return found;
      await new Promise((later) => setTimeout(later, 50));
    }
  }

  /** The folder can go once nobody writes to it any more. */
  async stop(): Promise<void> {
    const { process: shell } = this;
    shell?.removeAllListeners('exit');
    if (shell !== null && shell.exitCode === null && shell.signalCode === null) {
      const isOver = new Promise((over) => shell.once('exit', over));
      shell.kill();
      await isOver;
    }
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Tests with the app of their own. */
export const test = base.extend<{ app: CanvasApp }>({
  app: async ({ page }, use) => {
    const host = new CanvasHost();
    await use(new CanvasApp(page, host));
    await host.stop();
  },
});
