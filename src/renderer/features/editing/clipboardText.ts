const KEPT = 'faultboard-clip';
let kept = '';

/** What was copied here last, also in another window of the app. */
function keptText(): string {
  try {
    return window.localStorage.getItem(KEPT) ?? kept;
  } catch {
    return kept;
  }
}

/** Puts a text on the clipboard. Without the permission it is kept for this app alone, so that copying never fails. */
export async function writeClipboard(text: string): Promise<void> {
  kept = text;
  try {
    window.localStorage.setItem(KEPT, text);
  } catch {
    // Full or forbidden: this window still has it.
  }
  await navigator.clipboard?.writeText(text).catch(() => undefined);
}

/** The text on the clipboard; what was copied in this app last where the clipboard may not be read or holds no text. */
export async function readClipboard(): Promise<string> {
  const text = await navigator.clipboard?.readText().catch(() => '');
  return text === undefined || text === '' ? keptText() : text;
}
