import { test as base, expect, type Locator, type Page } from '@playwright/test';
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

/** A running browser shell with folders of its own. */
export interface Shell {
  readonly url: string;
  readonly documents: string;
  /** Ends the process without a word, as a crash would. */
  kill(): void;
  /** Ends it and waits until it is over, so that nobody writes to its folder any more. */
  stop(): Promise<void>;
}

/**
 * Starts the browser shell; `folder` keeps the user's data, so that a second start finds what a first one left. `nodeOptions` for Node
 * itself.
 */
export function startShell(folder: string, nodeOptions = ''): Promise<Shell & { process: ChildProcess }> {
  const documents = join(folder, 'documents');
  return serve(documents, ['--data', join(folder, 'data'), '--documents', documents], {
    NODE_OPTIONS: nodeOptions,
    XDG_DATA_HOME: join(folder, 'xdg-data'),
    XDG_CONFIG_HOME: join(folder, 'xdg-config'),
  });
}

/** Starts the browser shell as somebody with this home folder would: it finds its own folders there. */
export function startShellIn(home: string): Promise<Shell & { process: ChildProcess }> {
  return serve(join(home, 'Faultboard'), [], { HOME: home });
}

async function serve(
  documents: string,
  folders: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Shell & { process: ChildProcess }> {
  const child = spawn(process.execPath, [join(root, 'out/host/index.js'), '--no-open', ...folders], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  });
  const url = await new Promise<string>((found, failed) => {
    child.stdout.on('data', (data: Buffer) => {
      const match = /http:\S+/.exec(data.toString());
      if (match !== null) found(match[0]);
    });
    child.on('exit', () => failed(new Error('the browser shell ended')));
  });
  const isOver = new Promise<void>((over) => child.once('exit', () => over()));
  const kill = (): void => void child.kill('SIGKILL');
  return {
    url,
    documents,
    process: child,
    kill,
    stop: () => {
      kill();
      return isOver;
    },
  };
}

/** Tests that get a folder, a shell and a page that shows the first start. Any error on the page fails the test. */
export const test = base.extend<{ folder: string; shell: Shell; app: Page }>({
  // Playwright wants a pattern there, even an empty one.
  folder: async ({ browserName }, use) => {
    const folder = mkdtempSync(join(tmpdir(), `faultboard-${browserName}-`));
    await use(folder);
    rmSync(folder, { recursive: true, force: true });
  },
  shell: async ({ folder }, use) => {
    const shell = await startShell(folder);
    await use(shell);
    await shell.stop();
  },
  app: async ({ page, shell }, use) => {
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    await page.goto(shell.url);
    await expect(page.getByTestId('trace-hash')).toBeVisible();
    await use(page);
    expect(errors).toEqual([]);
  },
});

export { expect };

/** The face of a part. */
export function part(page: Page, id: string): Locator {
  return page.locator(`.react-flow__node[data-id="${id}"]`);
}

/** The dialog that is open: a list or a form, or a question that must be answered. */
export function dialogBox(page: Page): Locator {
  return page.getByRole('dialog').or(page.getByRole('alertdialog'));
}

/** Middle of an element on the screen. */
export async function middleOf(locator: Locator): Promise<{ x: number; y: number }> {
  const box = await locator.boundingBox();
  if (box === null) throw new Error('the element is not on the screen');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Waits until the view of the board stands still: what is clicked while it moves is not where it was aimed at. */
export async function viewStands(page: Page): Promise<void> {
  const view = page.locator('.canvas-surface:not([data-opening]) .react-flow__viewport');
  const read = (): Promise<string> => view.evaluate((element) => getComputedStyle(element).transform);
  let last: string | null = null;
  await expect
    .poll(
      async () => {
        const before = last;
        last = await read();
        return before === last;
      },
      { intervals: [80] },
    )
    .toBe(true);
}

/** Drags from one place to another as a hand does, in several moves. */
export async function drag(page: Page, from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 });
  await page.mouse.move(to.x, to.y, { steps: 6 });
  await page.mouse.up();
}

/** Pulls a wire from one part's output to another part's input. */
export async function pullWire(page: Page, from: string, to: string): Promise<void> {
  await drag(
    page,
    await middleOf(part(page, from).locator('.react-flow__handle-right')),
    await middleOf(part(page, to).locator('.react-flow__handle-left')),
  );
}

/** Opens the first example with a crash of W3 from 25 to 40 seconds on its schedule, and runs it. */
export async function runWithCrash(page: Page, shell: Shell): Promise<void> {
  const scenario = JSON.parse(await readFile('scenarios/five-workers.json', 'utf8')) as object;
  const faults = [{ id: 'F1', atSeconds: 25, type: 'crash', node: 'W3', forSeconds: 15 }];
  await mkdir(shell.documents, { recursive: true });
  await writeFile(join(shell.documents, 'crash.json'), JSON.stringify({ ...scenario, faults }));
  await command(page, 'Open...');
  await page.getByRole('button', { name: 'crash.json' }).click();
  await expect(page.getByTestId('file-name')).toHaveText('crash.json');
  await page.keyboard.press('Control+Enter');
  await showResults(page);
  await expect(page.getByTestId('steady-message')).toContainText('Faults act during this run');
}

/** Gives a command by its name, through the list of all commands. */
export async function command(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Commands' }).fill(name);
  await page.keyboard.press('Enter');
}

/** Brings up the results, without moving the focus when they are there already. */
async function showResults(page: Page): Promise<void> {
  const tab = page.getByRole('tab', { name: 'Results' });
  if ((await tab.getAttribute('aria-selected')) !== 'true') await tab.click();
}

/** The trace hash of the run on screen. */
export async function traceHash(page: Page): Promise<string> {
  await showResults(page);
  return (await page.getByTestId('trace-hash').textContent()) ?? '';
}

/** A figure of the results, as a number. */
export async function result(page: Page, name: string): Promise<number> {
  await showResults(page);
  const text = await page
    .locator('.figures')
    .first()
    .getByRole('row', { name: new RegExp(`^${name} `) })
    .locator('td')
    .first()
    .textContent();
  return Number((text ?? '').replace(/[^0-9.]/g, ''));
}
