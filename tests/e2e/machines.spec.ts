import { expect, type Locator } from '@playwright/test';
import { emptyScenario } from '../../src/sim/index';
import { test, type CanvasApp } from './canvasApp';

/** A workload that sends fifty echoes in five seconds, and a node without a program. */
const echo = {
  ...emptyScenario('Echo'),
  durationSeconds: 8,
  nodes: [
    {
      id: 'WL1',
      kind: 'workload',
      x: 0,
      y: 0,
      params: { workload: 'echo', arrivals: 'constant', ratePerSecond: 10, operationLimit: 50 },
    },
    { id: 'PN1', kind: 'program-node', x: 304, y: 160, params: {} },
    { id: 'N1', kind: 'network', x: 640, y: 0, params: {} },
  ],
  links: [
    { id: 'L1', from: 'WL1', to: 'N1' },
    { id: 'L2', from: 'PN1', to: 'N1' },
  ],
  faults: [{ id: 'F1', type: 'crash', node: 'PN1', atSeconds: 3, forSeconds: 1 }],
};

test('a node is programmed: words are offered, mistakes told at once, and its variables go back with the playhead', async ({ app }) => {
  const { page } = app;
  await app.open(echo);
  await app.part('PN1').click();
  await page.getByRole('button', { name: 'Write a program' }).click();
  const code = page.getByRole('textbox', { name: 'Program P1' });
  await expect(code).toContainText('node.reply(msg');
  const trial = page.getByTestId('program-trial');
  await expect(trial).toContainText('It starts without an error.');

  // What stands behind "node." is offered while it is written.
  await code.click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('node.ev');
  await expect(page.getByRole('option', { name: /^every/ })).toBeVisible();
  // The list takes a key only once it has stood for a moment, so that nobody accepts a word by mistake.
  await page.waitForTimeout(300);
  await page.keyboard.press('Enter');
  await page.keyboard.insertText('(1000, () => node.log("answered", answred));');
  await expect(trial).toContainText('It starts without an error.');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('region', { name: 'Programs that failed' })).toContainText(/'answred' is not defined/);

  await page.getByRole('tab', { name: 'Part', exact: true }).click();
  await app.part('PN1').click();
  await code.click();
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(
    "let answered = 0;\nnode.on('echo', (msg) => {\n  answered++;\n  node.reply(msg, { type: 'echo_ok', echo: msg.body.echo });\n});\nnode.every(1000, () => node.log('answered', answered));",
  );
  await expect(trial).toContainText('It starts without an error.');
  await app.runAndPause();
  // The run of before is on screen until the new one begins, which brings its results up.
  await expect(page.getByRole('tab', { name: 'Results' })).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByText('Run 2', { exact: true })).toBeVisible();
  // The end is where the run has come to: again, until that is its last moment.
  await expect(async () => {
    await page.keyboard.press('End');
    await expect(page.getByTestId('clock')).toHaveText('8.000 / 8 s', { timeout: 1000 });
  }).toPass();
  await app.part('PN1').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Look inside' }).click();
  const answered = page
    .getByRole('region', { name: 'Variables' })
    .getByRole('row', { name: /^answered/ })
    .getByRole('cell')
    .last();
  // It crashed at 3 s and was back at 4 s: what it had counted until then is gone.
  await expect(answered).toHaveText(/^1\d$/);
  await app.part('PN1').focus();
  await page.keyboard.press('Home');
  await expect(answered).toHaveText('0');
  await page.getByRole('tab', { name: 'Log' }).click();
  // On a tab the key leads to the last one.
  await app.part('PN1').focus();
  await page.keyboard.press('End');
  await expect(page.getByText('PN1: answered 19')).toBeVisible();

  await stopAtHandler(app, answered);
  await stopAtLine(app, answered, '3', /^Stopped: PN1 reaches line 3: msg = \{.*\}?/);
});

const COUNTING = `answered = 0

@node.on("echo")
def echo(msg):
    global answered
    answered += 1
    node.reply(msg, {"type": "echo_ok", "echo": msg["body"]["echo"]})
`;

test('the same in Python: written, run, crashed, its variables before and after, stopped at a handler and on a line', async ({ app }) => {
  // Python takes seconds to begin.
  test.slow();
  const { page } = app;
  await app.open(echo);
  await app.part('PN1').click();
  await page.getByRole('button', { name: 'Write a program' }).click();
  await page.getByRole('combobox', { name: 'Language' }).selectOption('python');
  const code = page.getByRole('textbox', { name: 'Program P1' });
  await expect(code).toContainText('@node.on');
  await code.click();
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(COUNTING);
  const trial = page.getByTestId('program-trial');
  await expect(trial).toContainText('It starts without an error.', { timeout: 60_000 });
  await app.runAndPause();
  await expect(async () => {
    await page.keyboard.press('End');
    await expect(page.getByTestId('clock')).toHaveText('8.000 / 8 s', { timeout: 1000 });
  }).toPass({ timeout: 60_000 });
  await app.part('PN1').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Look inside' }).click();
  const answered = page
    .getByRole('region', { name: 'Variables' })
    .getByRole('row', { name: /^answered/ })
    .getByRole('cell')
    .last();
  await expect(answered).toHaveText(/^1\d$/);
  await app.part('PN1').focus();
  await page.keyboard.press('Home');
  await expect(answered).toHaveText('0');
  await stopAtHandler(app, answered);
  await stopAtLine(app, answered, '7', /^Stopped: PN1 reaches line 7: msg = \{/);
});

/** Playback stops where the handler is given a message; what the program knew before it stands one event back, the next handler one key on. */
async function stopAtHandler(app: CanvasApp, answered: Locator): Promise<void> {
  const { page } = app;
  await app.part('PN1').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Stop the run here when...' }).click();
  const panel = page.getByRole('dialog', { name: 'Breakpoints' });
  await panel.getByLabel('Stop at').selectOption('event');
  await panel.getByLabel('What happens').selectOption('handler');
  await panel.getByLabel('Message type').fill('echo');
  await page.keyboard.press('Enter');
  await expect(panel.getByRole('checkbox', { name: 'On: On the handler of echo at PN1' })).toBeChecked();
  await page.keyboard.press('Escape');
  await page.getByRole('tab', { name: /^Inside/ }).click();
  await app.part('PN1').focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('b');
  const note = page.locator('.breakpoints-stop-note');
  await expect(note).toContainText(/^Stopped: PN1 is given echo from WL1: \{.*"echo":/);
  await expect(answered).toHaveText('1');
  await expect(async () => {
    await page.keyboard.press(',');
    await expect(answered).toHaveText('0', { timeout: 1000 });
  }).toPass();
  await page.keyboard.press('b');
  await expect(answered).toHaveText('1');
  await page.keyboard.press('b');
  await expect(answered).toHaveText('2');
  await page.keyboard.press('Shift+B');
  await expect(answered).toHaveText('1');
}

/** The list of breakpoints has one more, on a line; with the others off playback stops there, with the variables at that moment. */
async function stopAtLine(app: CanvasApp, answered: Locator, line: string, text: RegExp): Promise<void> {
  const { page } = app;
  await app.part('PN1').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Stop the run here when...' }).click();
  const panel = page.getByRole('dialog', { name: 'Breakpoints' });
  await panel.getByRole('checkbox', { name: 'On: On the handler of echo at PN1' }).uncheck();
  await panel.getByLabel('Stop at').selectOption('event');
  await panel.getByLabel('What happens').selectOption('line');
  await panel.getByLabel('Line', { exact: true }).fill(line);
  await page.keyboard.press('Enter');
  await expect(panel.getByRole('checkbox', { name: `On: On line ${line} of the program of PN1` })).toBeChecked();
  await page.keyboard.press('Escape');
  await app.part('PN1').focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('b');
  await expect(page.locator('.breakpoints-stop-note')).toContainText(text);
  await expect(answered).toHaveText('1');
  await page.keyboard.press('b');
  await expect(answered).toHaveText('2');
  await page.keyboard.press('Shift+B');
  await expect(answered).toHaveText('1');
}
