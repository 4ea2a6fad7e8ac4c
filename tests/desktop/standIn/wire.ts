/** A message that the main process asks of whoever holds its window. */
export interface WindowOptions {
  readonly preload: string;
  readonly width: number;
  readonly height: number;
}

/** A request of the page as the main process gets it. */
export interface PageRequest {
  readonly method: string;
  readonly url: string;
}

/** What the main process makes of it. */
export type PageResponse =
  | { readonly cancelled: true }
  | { readonly cancelled: false; readonly status: number; readonly headers: Record<string, string>; readonly body: Uint8Array };

/** A call of the page. */
export interface PageCall {
  readonly channel: string;
  readonly args: readonly unknown[];
  readonly frameUrl: string;
}

/** An event of the window or its page. */
export interface PageEvent {
  readonly name: string;
  readonly args: readonly unknown[];
}

/** A key that the page has left alone. */
export interface KeyPress {
  readonly key: string;
  readonly control: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
}

/** What a person answers to the dialogs of the system that come next, in order; without an answer a dialog is cancelled. */
export interface DialogAnswers {
  readonly buttons?: readonly number[];
  readonly opened?: readonly string[];
  readonly saved?: readonly string[];
}

/** The file that tells what other programs were asked to show. */
export const SHOWN_FILES = 'shown.jsonl';

/** The file that the dialogs are written to, the first one first. */
export const SHOWN_DIALOGS = 'dialogs.jsonl';

/** A dialog of the system that was shown. */
export interface ShownDialog {
  readonly kind: 'message' | 'open' | 'save' | 'error';
  readonly message: string;
  readonly options: unknown;
}
