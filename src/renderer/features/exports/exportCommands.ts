import { isScenarioName } from '../../../contract/index';
import { fromSharedText, isSharedText, toSharedText } from '../../document/index';
import { serializeScenario } from '../../../sim/index';
import { strings } from '../../workbench/strings';
import type { Command, CommandContext } from '../../workbench/commandTypes';
import { curvesAsCsv, figuresAsJson, partsAsCsv } from '../../../exports/figures';
import { files } from '../files/files';
import { api, documentModel, playbackModel } from '../../workbench/model';
import { boardAsPng, boardAsSvg } from './pictures';
import { fileQuestions } from '../files/questions';
import { announce, openDialog } from '../../workbench/windowState';

const hasParts = (c: CommandContext): boolean => c.document.scenario.nodes.length > 0;
const hasRun = (c: CommandContext): boolean => c.playback.runs.some((run) => run.runId === c.playback.currentRunId && run.report !== null);

const withoutEnding = (name: string): string => (isScenarioName(name) ? name.replace(/\.[^.]+$/, '') : name);

/** Asks where, and writes it there; what goes wrong is told in the banner. `base64`: the text stands for bytes. */
async function exportAs(ending: string, make: () => string | Promise<string>, base64 = false): Promise<void> {
  const path = await fileQuestions.chooseSave(withoutEnding(files.suggestedName()) + ending);
  if (path === null) return;
  const written = await api.exportFile({ path, text: await make(), base64 });
  if (written.ok) announce(strings.exported(written.value.path));
  else documentModel.actions.setFailure(written.failure);
}

function currentReport() {
  const { runs, currentRunId } = playbackModel.store.getState();
  const report = runs.find((run) => run.runId === currentRunId)?.report;
  if (!report) throw new Error('figures were asked for without a run');
  return report;
}

async function copyText(): Promise<void> {
  const text = await toSharedText(documentModel.store.getState().scenario);
  await navigator.clipboard.writeText(text);
  announce(strings.sharedCopied(text.length));
}

/** Opens the scenario behind a pasted text in place of the one on screen, after the usual question; returns whether the text was good. */
export async function openPasted(text: string): Promise<boolean> {
  const read = await fromSharedText(text);
  if (read.ok) await files.openText(read.scenario.name, serializeScenario(read.scenario));
  else documentModel.actions.setFailure(read.failure);
  return read.ok;
}

/** A shared text that was pasted onto the board: opened as a scenario. False: it is something else. */
export async function pastedShared(text: string): Promise<boolean> {
  if (!isSharedText(text)) return false;
  await openPasted(text);
  return true;
}

/** Commands that give something out of the app, and take it in again. */
export const exportCommands: readonly Command[] = [
  { id: 'file.copyText', label: 'Copy the scenario as text', group: 'File', line: true, run: () => void copyText() },
  { id: 'file.openText', label: 'Open pasted text...', group: 'File', run: () => openDialog({ type: 'openText' }) },
  {
    id: 'file.exportPng',
    label: 'Export the board as PNG...',
    group: 'File',
    line: true,
    enabled: hasParts,
    run: () => void exportAs('.png', boardAsPng, true),
  },
  {
    id: 'file.exportSvg',
    label: 'Export the board as SVG...',
    group: 'File',
    enabled: hasParts,
    run: () => void exportAs('.svg', boardAsSvg),
  },
  {
    id: 'file.exportJson',
    label: 'Export the figures as JSON...',
    group: 'File',
    line: true,
    enabled: hasRun,
    run: () => void exportAs('-figures.json', () => figuresAsJson(currentReport().summary)),
  },
  {
    id: 'file.exportCsv',
    label: 'Export the figures of the parts as CSV...',
    group: 'File',
    enabled: hasRun,
    run: () => void exportAs('-parts.csv', () => partsAsCsv(currentReport().summary)),
  },
  {
    id: 'file.exportCurves',
    label: 'Export the curves as CSV...',
    group: 'File',
    enabled: hasRun,
    run: () => void exportAs('-curves.csv', () => curvesAsCsv(currentReport())),
  },
];
