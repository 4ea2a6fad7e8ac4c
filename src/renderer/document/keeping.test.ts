import { beforeEach, expect, it } from 'vitest';
import { keepWork, type Keeping } from './keeping';
import { textOf, unsavedFile } from './saved';
import { createDocument, type DocumentModel } from './store';
import { TestDisk } from './testDisk';

let disk: TestDisk;
let document: DocumentModel;
let keeping: Keeping;
let waiting: { ms: number; work: () => void }[];

beforeEach(() => {
  disk = new TestDisk();
  document = createDocument(() => 0);
  waiting = [];
  keeping = keepWork({
    api: disk.api,
    document,
    recoveryId: 'mine',
    after: (ms, work) => {
      const entry = { ms, work };
      waiting.push(entry);
      return () => void (waiting = waiting.filter((other) => other !== entry));
    },
  });
});

/** Lets the time pass that the timer was asked for. */
async function later(): Promise<void> {
  for (const { work } of waiting) work();
  await new Promise((done) => setTimeout(done));
}

const kept = (): string | undefined => disk.recoveries.get('mine');

it('keeps a change within a second, even while others follow', async () => {
  document.actions.addPart('worker');
  document.actions.addPart('worker');
  expect(waiting).toHaveLength(1);
  expect(waiting[0].ms).toBeLessThan(1000);
  await later();
  expect(kept()).toContain('"W2"');
  document.actions.addPart('worker');
  await later();
  expect(kept()).toContain('"W3"');
});

it('tells the shell at once when there begins to be something to lose, and once', () => {
  expect(disk.reported).toEqual([{ title: 'Untitled', unsaved: false }]);
  document.actions.addPart('worker');
  document.actions.addPart('worker');
  document.actions.jump(-2);
  expect(disk.reported.slice(1)).toEqual([
    { title: 'Untitled', unsaved: true },
    { title: 'Untitled', unsaved: false },
  ]);
});

it('drops what was kept once it is saved', async () => {
  document.actions.addPart('worker');
  await later();
  document.actions.saved({ ...unsavedFile('a.json'), path: '/a.json', savedText: textOf(document.store.getState().scenario) });
  await later();
  expect(kept()).toBeUndefined();
});

it('keeps what is waiting when the page goes', async () => {
  document.actions.addPart('worker');
  keeping.now();
  await new Promise((done) => setTimeout(done));
  expect(kept()).toContain('"W1"');
  expect(waiting).toEqual([]);
});

it('tells that unsaved work could not be kept, but not in place of what went wrong with something the user did', async () => {
  disk.recoveriesFail = true;
  document.actions.addPart('worker');
  await later();
  expect(document.store.getState().failure?.name).toBe('disk-full');
  const own = { name: 'not-allowed', path: '', message: 'The file may not be written here.' };
  document.actions.addPart('worker');
  document.actions.setFailure(own);
  await later();
  expect(document.store.getState().failure).toBe(own);
});
