import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { trackedProject } from './files';

/** Given things, the folder where somebody would look for each by its name, and what does it there. */
const PLACES: readonly (readonly [thing: string, folder: string, doneBy: string])[] = [
  ['events wait for their time', 'src/sim/kernel', 'EventQueue'],
  ['a call is sent over a wire', 'src/sim/network', 'Calls'],
  ['what a worker does with a request', 'src/sim/kinds/worker', 'worker'],
  ['a range around a figure', 'src/sim/stats', 'studentQuantile'],
  ['a run for ShiViz', 'src/exports', 'shivizExporter'],
  ['a file is written without ever being half there', 'src/main/services', 'writeAtomically'],
  ['the menu of the desktop', 'src/main/electron', 'menuTemplate'],
  ['keys give commands', 'src/renderer/workbench', 'listenToKeys'],
  ['a short message over the board', 'src/renderer/workbench', 'createToasts'],
  ['a plural', 'src/renderer/messages', 'message'],
  ['undo', 'src/renderer/document', 'createDocument'],
  ['the playhead moves', 'src/renderer/playback', 'createPlayback'],
  ['what a part shows on its face', 'src/renderer/board/faces', 'faceView'],
  ['messages run along the wires', 'src/renderer/board/traffic', 'TrafficLayer'],
  ['what the menu of a part offers', 'src/renderer/board/menus', 'partMenu'],
  ['a file is chosen', 'src/renderer/features/files', 'OpenDialog'],
  ['the schedule of faults', 'src/renderer/features/faults', 'FaultTimeline'],
  ['a part is found by its name', 'src/renderer/features/navigation', 'FindDialog'],
  ['why a request failed', 'src/renderer/features/why', 'WhyPanel'],
  ['how a number is typed', 'src/renderer/ui', 'NumberField'],
];

const project = trackedProject(resolve(import.meta.dirname, '../..'));

test.each(PLACES)('%s: %s', (_thing, folder, doneBy) => {
  const declared = new RegExp(`export (async )?(function|const|class) ${doneBy}\\b`);
  const found = [...project.values()].filter(({ path, text }) => path.startsWith('src/') && declared.test(text)).map(({ path }) => path);
  expect(found, doneBy).toHaveLength(1);
  expect(found[0].startsWith(`${folder}/`), `${doneBy} in ${found[0]}`).toBe(true);
});

test('they are twenty', () => {
  expect(PLACES).toHaveLength(20);
});
