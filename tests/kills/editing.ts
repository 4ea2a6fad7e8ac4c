import { createHash } from 'node:crypto';
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { createAssociation } from '../../src/main/services/association/association';
import { createServices } from '../../src/main/services/services';
import { createDocument, keepWork, textOf, unsavedFile, type DocumentModel, type Edit } from '../../src/renderer/document/index';
import { emptyScenario } from '../../src/sim/index';

/*
 * Somebody who edits in a hurry, until the process is killed: the real document, the real keeping of unsaved work and the real files,
 * without a window. Two windows (pages of one shell) edit at once, each its own document and file. Says on standard output, at once, every
 * version that was on screen in a window and every one that was said to be safe.
 */
const [dataFolder, seed] = process.argv.slice(2);
const services = createServices({
  shell: 'browser',
  platform: process.platform,
  appVersion: '0',
  documentsFolder: dataFolder,
  userDataFolder: dataFolder,
  examplesFolder: dataFolder,
  workerFile: 'none',
  openAtStart: null,
  now: () => Date.now(),
  association: createAssociation({ platform: 'linux', home: dataFolder, env: {}, launch: [] }),
});
const versionOf = (text: string): string => createHash('sha1').update(text).digest('hex');

let state = Number(seed) >>> 0;
/** A whole number from 0 to below `n` (a linear congruential generator: the same seed edits the same). */
function random(n: number): number {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((state / 2 ** 32) * n);
}

/** One edit of some sort. */
function randomEdit({ store, actions }: DocumentModel, count: number): void {
  const { nodes, links } = store.getState().scenario;
  const some = nodes[random(nodes.length)]?.id;
  const other = nodes[random(nodes.length)]?.id;
  const edits: readonly (() => unknown)[] = [
    () => actions.addPart(['worker', 'client', 'load-balancer', 'database'][random(4)]),
    () => some !== undefined && other !== undefined && actions.connect(some, other),
    () => some !== undefined && actions.edit('Move', { type: 'moveNodes', moves: [{ id: some, x: random(2000), y: random(2000) }] }),
    () => actions.edit('Describe', { type: 'setScenario', changes: { description: `Words number ${count}` } } satisfies Edit),
    () => actions.edit('Seed', { type: 'setScenario', changes: { seed: count } }),
    () =>
      nodes.length > 12 &&
      some !== undefined &&
      actions.edit('Delete', { type: 'remove', nodes: [some], links: links.slice(0, 1).map((link) => link.id) }),
    () => actions.undo(),
    () => actions.redo(),
  ];
  edits[random(edits.length)]();
}

/** One window with somebody who edits in it. */
async function openWindow(id: string): Promise<void> {
  const { api } = services.openPage(() => undefined);
  const file = join(dataFolder, `${id}.json`);
  const document = createDocument(() => performance.now());
  const { store, actions } = document;
  const say = (what: 'shown' | 'kept' | 'saved', text: string): void =>
    void writeSync(1, `${id} ${what} ${versionOf(text)} ${Date.now()}\n`);
  await api.listFolder({ path: '' });

  async function save(): Promise<void> {
    const text = textOf(store.getState().scenario);
    const saved = await api.saveFile({ path: file, text, stamp: null });
    if (!saved.ok) throw new Error(saved.failure.message);
    say('saved', text);
    actions.saved({ path: file, name: `${id}.json`, stamp: saved.value.stamp, readOnly: false, savedText: text });
  }

  let before = '';
  function edit(count: number): void {
    randomEdit(document, count);
    const text = textOf(store.getState().scenario);
    if (text !== before) say('shown', text);
    before = text;
    if (random(40) === 0) void save();
    setTimeout(() => edit(count + 1), 2 + random(30));
  }

  actions.open(emptyScenario(`In a hurry, window ${id}`), unsavedFile('In a hurry'));
  keepWork({
    document,
    recoveryId: `hurry-${id}-${process.pid}`,
    api: {
      setDocumentState: api.setDocumentState,
      dropRecovery: api.dropRecovery,
      saveRecovery: async (work) => {
        const kept = await api.saveRecovery(work);
        if (kept.ok) say('kept', work.text);
        return kept;
      },
    },
    after: (ms, work) => {
      const timer = setTimeout(work, ms);
      return () => clearTimeout(timer);
    },
  });
  edit(0);
}

for (const id of ['one', 'two']) await openWindow(id);
