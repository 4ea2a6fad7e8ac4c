import { afterEach, expect, it, vi } from 'vitest';
import { readClipboard, writeClipboard } from './clipboardText';

function clipboard(readText: () => Promise<string>, writeText: (text: string) => Promise<void>): void {
  vi.stubGlobal('navigator', { clipboard: { readText, writeText } });
}

afterEach(() => {
  vi.unstubAllGlobals();
  window.localStorage.clear();
});

it('copies and pastes without the permission for the clipboard, and where there is none', async () => {
  const denied = async (): Promise<never> => Promise.reject(new DOMException('denied', 'NotAllowedError'));
  clipboard(denied, denied);
  await writeClipboard('{"two":"parts"}');
  expect(await readClipboard()).toBe('{"two":"parts"}');
  vi.stubGlobal('navigator', {});
  await writeClipboard('{"one":"part"}');
  expect(await readClipboard()).toBe('{"one":"part"}');
});

it('takes what lies on the clipboard when it may: what was copied elsewhere later counts', async () => {
  let text = '';
  clipboard(
    async () => text,
    async (written) => void (text = written),
  );
  await writeClipboard('parts');
  text = 'from elsewhere';
  expect(await readClipboard()).toBe('from elsewhere');
});
