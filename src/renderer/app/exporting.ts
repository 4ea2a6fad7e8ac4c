import type { RunReport } from '../../contract/index';
import { shivizLog } from '../../exports/shiviz';
import type { TraceWindow } from '../../sim/index';
import { strings } from '../ui/strings';
import { api, documentModel } from './model';
import { announce, uiStore } from './uiStore';

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

/** Exports a text under a name made of the run's scenario. */
export async function exportText(name: string, text: string): Promise<void> {
  await exportFile(name, text, name.endsWith('.svg') ? 'image/svg+xml' : 'text/plain');
}

/** Exports the messages of a stretch as a log for ShiViz. */
export async function exportShiviz(report: RunReport, stretch: { readonly detail: { readonly window: TraceWindow } } | null): Promise<void> {
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
