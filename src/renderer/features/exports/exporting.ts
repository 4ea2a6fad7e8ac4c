import type { RunReport } from '../../../contract/index';
import { EXPORT_FORMS, exportRun } from '../../../exports/forms';
import { shivizLog } from '../../../exports/shiviz';
import type { TraceWindow } from '../../../sim/index';
import { strings } from '../../workbench/strings';
import { api, documentModel, playbackModel } from '../../workbench/model';
import { announce, uiStore } from '../../workbench/windowState';

/** Puts a text or bytes into a file: in the desktop app where the user says, in the browser into its downloads. Tells what happened. */
export async function exportFile(name: string, content: string | Uint8Array<ArrayBuffer>, mediaType = 'text/plain'): Promise<void> {
  if (uiStore.getState().shell?.nativeDialogs !== true) {
    download(name, new Blob([content], { type: mediaType }));
    announce(strings.exported(name));
    return;
  }
  const path = await api.chooseSave({ suggestedName: name });
  if (path === null) return;
  const isText = typeof content === 'string';
  const written = await api.exportFile({ path, text: isText ? content : base64(content), base64: !isText });
  if (written.ok) announce(strings.exported(written.value.path));
  else documentModel.actions.setFailure(written.failure);
}

/** Writes the run on screen in a form of EXPORT_FORMS. */
export async function exportCurrentRun(name: string): Promise<void> {
  const { currentRunId, runs, playheadNs } = playbackModel.store.getState();
  const report = runs.find((run) => run.runId === currentRunId)?.report;
  if (!report) return;
  const form = EXPORT_FORMS[name];
  announce(strings.exporting(form.title));
  const pieces: string[] = [];
  try {
    for await (const text of exportRun(
      form,
      { ...report, places: documentModel.store.getState().scenario.nodes },
      async (fromNs, toNs, maxRows) => {
        const answer = await api.runWindow({ runId: report.runId, fromNs, toNs, maxRows });
        if (!answer.ok) throw new Error(answer.failure.message);
        return answer.value;
      },
      isShort(report) ? 0 : Math.floor(playheadNs),
    )) {
      pieces.push(text);
    }
  } catch (error) {
    documentModel.actions.setFailure({
      name: 'export-failed',
      path: '',
      message: strings.notExported(error instanceof Error ? error.message : String(error)),
    });
    return;
  }
  await exportFile(`${plainName(report.summary.scenario)}.${form.extension}`, pieces.join(''), form.mediaType);
}

/** Whether a run is short enough to be shown whole in one page. */
function isShort({ summary }: RunReport): boolean {
  return summary.events < 60_000;
}

/** A name that every file system takes. */
export function plainName(name: string): string {
  const plain = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return plain === '' ? 'run' : plain;
}

/** Exports a text under a name made of the run's scenario. */
export async function exportText(name: string, text: string): Promise<void> {
  await exportFile(name, text, name.endsWith('.svg') ? 'image/svg+xml' : 'text/plain');
}

/** Exports the messages of a stretch as a log for ShiViz. */
export async function exportShiviz(
  report: RunReport,
  stretch: { readonly detail: { readonly window: TraceWindow } } | null,
): Promise<void> {
  if (stretch === null) {
    documentModel.actions.setFailure({ name: 'too-many-messages', path: '', message: strings.tooManyForLog });
    return;
  }
  await exportFile('space-time.shiviz.log', shivizLog(report.index, stretch.detail.window));
}

function download(name: string, blob: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The browser reads the blob after this turn.
  window.setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

function base64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 32_768) text += String.fromCharCode(...bytes.subarray(at, at + 32_768));
  return btoa(text);
}
