import { exportEndingOf } from '../../contract/index';
import type { Services } from './workbenchApi';
import { strings } from './strings';

/** Something to be given out of the app: its name with the ending, its content, and what it is to a browser. */
export interface ExportedFile {
  readonly name: string;
  readonly content: string | Uint8Array<ArrayBuffer>;
  readonly mediaType: string;
}

/** Puts a file where the user says (desktop app) or into the browser's downloads, and says what happened. The only way out. */
export async function exportFile({ api, document, window, toasts }: Services, { name, content, mediaType }: ExportedFile): Promise<void> {
  if (window.store.getState().shell?.nativeDialogs !== true) {
    download(name, new Blob([content], { type: mediaType }));
    toasts.show({ kind: 'done', message: strings.downloaded(name) });
    return;
  }
  const path = await api.chooseSave({ suggestedName: name });
  if (path === null) return;
  const isText = typeof content === 'string';
  const written = await api.exportFile({
    path,
    text: isText ? content : base64(content),
    base64: !isText,
    ending: exportEndingOf(name) ?? '',
    replace: false,
  });
  if (written.ok) toasts.show({ kind: 'done', message: strings.exported(written.value.path) });
  else document.actions.setFailure(written.failure);
}

/** A name that every file system takes. */
export function plainName(name: string): string {
  const plain = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return plain === '' ? 'run' : plain;
}

/** Gives a file to the browser's downloads. */
export function download(name: string, blob: Blob): void {
  const link = window.document.createElement('a');
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
