import { beforeEach, describe, expect, it } from 'vitest';
import { emptyScenario, serializeScenario, type Scenario } from '../../sim/index';
import { suggestedFileName, createFiles, type Conflict, type ConflictAnswer, type Files, type UnsavedAnswer } from './files';
import { isUnsaved } from './saved';
import { createDocument, type DocumentModel } from './store';
import { TestDisk } from './testDisk';
import { part } from './testEdits';

const shop: Scenario = {
  ...emptyScenario('A small shop'),
  nodes: [part('C1'), part('W1', 240)],
  links: [{ id: 'L1', from: 'C1', to: 'W1' }],
};

/** What files of an older version begin with here. */
const OLDER = ' ';

let disk: TestDisk;
let document: DocumentModel;
let files: Files;
let asked: Conflict[];
let isGone: boolean;
let downloaded: string[];
let answers: { unsaved: UnsavedAnswer; conflict: ConflictAnswer; open: string | null; save: string | null };

beforeEach(() => {
  disk = new TestDisk();
  disk.write('/docs/shop.json', serializeScenario(shop));
  document = createDocument(() => 0);
  asked = [];
  isGone = false;
  downloaded = [];
  answers = { unsaved: 'stay', conflict: 'stay', open: '/docs/shop.json', save: '/docs/new.json' };
  files = createFiles({
    api: disk.api,
    document,
    questions: {
      unsaved: async () => answers.unsaved,
      conflict: async (conflict) => {
        asked.push(conflict);
        return answers.conflict;
      },
      chooseOpen: async () => answers.open,
      chooseSave: async () => answers.save,
    },
    onShown: () => undefined,
    onSaved: () => undefined,
    isShellGone: () => isGone,
    download: (name, text) => downloaded.push(`${name}: ${text.length > 0}`),
    isOlder: (text) => text.startsWith(OLDER),
    recoveryId: 'mine',
    shellGone: 'Faultboard was stopped.',
    takeDiskLabel: 'Take the version on disk',
  });
});

const names = (): string[] => document.store.getState().scenario.nodes.map((node) => node.id);
const failure = (): string | undefined => document.store.getState().failure?.message;
const unsaved = (): boolean => isUnsaved(document.store.getState());

describe('opening', () => {
  it('shows what is in the file, with nothing to undo and nothing unsaved', async () => {
    await files.open();
    expect(names()).toEqual(['C1', 'W1']);
    expect(document.store.getState()).toMatchObject({ past: [], file: { path: '/docs/shop.json', name: 'shop.json' } });
    expect(unsaved()).toBe(false);
  });

  it('leaves everything as it was when the file is broken or gone, and says why', async () => {
    await files.open();
    disk.write('/docs/bad.json', '{"format": 1');
    await files.openPath('/docs/bad.json');
    expect(failure()).toMatch(/^bad\.json was not opened\. /);
    await files.openPath('/docs/none.json');
    expect(failure()).toBe('There is no file /docs/none.json.');
    expect(names()).toEqual(['C1', 'W1']);
  });

  it('asks before unsaved work goes: stay keeps it, discard lets it go, save writes it first', async () => {
    await files.open();
    document.actions.addPart('worker');
    await files.newFile();
    expect(names()).toEqual(['C1', 'W1', 'W2']);
    answers.unsaved = 'save';
    await files.newFile();
    expect(names()).toEqual([]);
    expect(disk.text('/docs/shop.json')).toContain('"W2"');
    document.actions.addPart('worker');
    answers.save = null;
    await files.openPath('/docs/shop.json');
    expect(names()).toEqual(['W1']);
    answers.unsaved = 'discard';
    await files.openPath('/docs/shop.json');
    expect(names()).toEqual(['C1', 'W1', 'W2']);
  });

  it('gives an example and a dropped file no place on disk, so that saving never overwrites them', async () => {
    disk.write('examples/one.json', serializeScenario(shop));
    await files.openExample('one');
    expect(document.store.getState().file).toMatchObject({ path: null, stamp: null });
    expect(suggestedFileName(document.store.getState())).toBe('a-small-shop.faultboard');
    await files.openText('dropped.json', serializeScenario({ ...shop, name: '\u00dcbung 3' }));
    expect(document.store.getState().file).toMatchObject({ path: null, name: 'dropped.json' });
    expect(suggestedFileName(document.store.getState())).toBe('\u00fcbung-3.faultboard');
  });
});

describe('saving', () => {
  it('asks for a place once and writes there from then on', async () => {
    document.actions.addPart('client');
    expect(await files.save()).toBe(true);
    document.actions.addPart('worker');
    answers.save = '/docs/other.json';
    expect(await files.save()).toBe(true);
    expect(disk.text('/docs/new.json')).toContain('"W1"');
    expect(disk.files.has('/docs/other.json')).toBe(false);
    expect(unsaved()).toBe(false);
  });

  it('asks when another program changed the file; overwriting, another name and giving up lose nothing', async () => {
    await files.open();
    document.actions.addPart('worker');
    const theirs = serializeScenario({ ...shop, seed: 99 });
    disk.write('/docs/shop.json', theirs);
    expect(await files.save()).toBe(false);
    expect(asked).toMatchObject([{ reason: 'changed', choices: ['saveAs', 'overwrite', 'takeDisk', 'stay'] }]);
    expect(disk.text('/docs/shop.json')).toBe(theirs);
    expect(names()).toContain('W2');
    answers.conflict = 'saveAs';
    expect(await files.save()).toBe(true);
    expect(disk.text('/docs/shop.json')).toBe(theirs);
    expect(disk.text('/docs/new.json')).toContain('"W2"');
  });

  it('takes over the version on disk as a step that can be undone', async () => {
    await files.open();
    document.actions.addPart('worker');
    disk.write('/docs/shop.json', serializeScenario({ ...shop, seed: 99 }));
    answers.conflict = 'takeDisk';
    await files.save();
    expect(document.store.getState().scenario.seed).toBe(99);
    expect(unsaved()).toBe(false);
    document.actions.undo();
    expect(names()).toContain('W2');
    expect(unsaved()).toBe(true);
  });

  it('offers another name for a read-only file before it tries, and when the disk says no', async () => {
    disk.write('/docs/shop.json', serializeScenario(shop), true);
    await files.open();
    answers.conflict = 'saveAs';
    expect(await files.save()).toBe(true);
    expect(asked).toMatchObject([{ reason: 'readOnly', name: 'shop.json', choices: ['saveAs', 'stay'] }]);
    const kept = disk.files.get('/docs/new.json');
    if (kept !== undefined) kept.readOnly = true;
    document.actions.addPart('worker');
    answers = { ...answers, conflict: 'stay' };
    expect(await files.save()).toBe(false);
    expect(asked[1]).toMatchObject({ reason: 'readOnly', name: 'new.json' });
    expect(unsaved()).toBe(true);
  });

  it('tells of any other trouble in a sentence and keeps the work', async () => {
    await files.open();
    document.actions.addPart('worker');
    disk.isFull = true;
    expect(await files.save()).toBe(false);
    expect(failure()).toBe('The disk is full.');
    expect(unsaved()).toBe(true);
  });
});

describe('a file of an older version', () => {
  const older = `${OLDER}${serializeScenario(shop)}`;

  it('is written anew only after a word, once', async () => {
    disk.write('/docs/shop.json', older);
    await files.open();
    document.actions.addPart('worker');
    expect(await files.save()).toBe(false);
    expect(asked).toEqual([{ reason: 'older', name: 'shop.json', choices: ['renew', 'saveAs', 'stay'] }]);
    expect(disk.text('/docs/shop.json')).toBe(older);
    answers.conflict = 'renew';
    expect(await files.save()).toBe(true);
    document.actions.addPart('worker');
    expect(await files.save()).toBe(true);
    expect(asked).toHaveLength(2);
    expect(disk.text('/docs/shop.json')).toContain('"W3"');
  });

  it('stays as it is when a copy is saved, and another file is asked nothing', async () => {
    disk.write('/docs/shop.json', older);
    await files.open();
    document.actions.addPart('worker');
    answers.conflict = 'saveAs';
    expect(await files.save()).toBe(true);
    document.actions.addPart('worker');
    expect(await files.save()).toBe(true);
    expect(asked).toHaveLength(1);
    expect(disk.text('/docs/shop.json')).toBe(older);
    expect(disk.text('/docs/new.json')).toContain('"W3"');
  });

  it('is asked about when its work was recovered, and when it came to the disk meanwhile', async () => {
    disk.write('/docs/shop.json', older);
    await files.recover({ id: 'old', name: 'shop.json', path: '/docs/shop.json', savedAtMs: 0, text: serializeScenario(shop) });
    expect(await files.save()).toBe(false);
    expect(asked).toMatchObject([{ reason: 'older' }]);
    disk.write('/docs/other.json', serializeScenario(shop));
    await files.openPath('/docs/other.json');
    disk.write('/docs/other.json', older);
    answers.conflict = 'takeDisk';
    await files.save();
    answers.conflict = 'stay';
    expect(await files.save()).toBe(false);
    expect(asked.map(({ reason }) => reason)).toEqual(['older', 'changed', 'older']);
  });
});

describe('a file that changes while it is open', () => {
  it('is noticed once for each change', async () => {
    await files.open();
    await files.checkDisk();
    expect(asked).toEqual([]);
    disk.write('/docs/shop.json', serializeScenario({ ...shop, seed: 5 }));
    await files.checkDisk();
    await files.checkDisk();
    expect(asked).toHaveLength(1);
    answers.conflict = 'takeDisk';
    disk.write('/docs/shop.json', serializeScenario({ ...shop, seed: 6 }));
    await files.checkDisk();
    expect(document.store.getState().scenario.seed).toBe(6);
    disk.files.delete('/docs/shop.json');
    await files.checkDisk();
    expect(failure()).toMatch(/moved or deleted by another program/);
  });
});

describe('while the shell is gone', () => {
  it('saving says so at once, and offers a download', async () => {
    await files.open();
    isGone = true;
    answers = { ...answers, conflict: 'download' };
    expect(await files.save()).toBe(false);
    expect(await files.saveAs()).toBe(false);
    expect(asked.map(({ reason, choices }) => [reason, choices])).toEqual([
      ['shellGone', ['download', 'stay']],
      ['shellGone', ['download', 'stay']],
    ]);
    expect(downloaded).toEqual(['shop.json: true', 'shop.json: true']);
  });
});

describe('recovered work', () => {
  it('is not dropped when it could not be kept as this window\u2019s own', async () => {
    disk.recoveries.set('old', '');
    disk.recoveriesFail = true;
    expect(await files.recover({ id: 'old', name: 'shop.json', path: null, savedAtMs: 0, text: serializeScenario(shop) })).toBe(true);
    expect([...disk.recoveries.keys()]).toEqual(['old']);
    expect(failure()).toContain('The disk is full.');
  });

  const recovery = { id: 'old', name: 'shop.json', path: '/docs/shop.json', savedAtMs: 0 };

  it('comes back as unsaved, under its file, and saving over the file asks first', async () => {
    disk.recoveries.set('old', '');
    expect(await files.recover({ ...recovery, text: serializeScenario({ ...shop, seed: 7 }) })).toBe(true);
    expect(document.store.getState()).toMatchObject({ scenario: { seed: 7 }, file: { path: '/docs/shop.json' } });
    expect(unsaved()).toBe(true);
    expect([...disk.recoveries.keys()]).toEqual(['mine']);
    answers.conflict = 'overwrite';
    expect(await files.save()).toBe(true);
    expect(asked).toMatchObject([{ reason: 'recovered' }]);
    expect(disk.text('/docs/shop.json')).toContain('"seed": 7');
  });

  it('stays where it is kept when it cannot be shown', async () => {
    disk.recoveries.set('old', '');
    expect(await files.recover({ ...recovery, text: '{' })).toBe(false);
    expect(failure()).toMatch(/^shop\.json was not recovered\. /);
    expect(disk.recoveries.size).toBe(1);
  });
});
