import { openScenarioFile } from '../main/services/scenarioFiles';
import { parseScenario, type Scenario } from '../sim/index';
import type { Io } from './io';

/** A scenario, or one line about why there is none. */
export type Input = { readonly ok: true; readonly scenario: Scenario } | { readonly ok: false; readonly message: string };

const LARGEST_INPUT_BYTES = 64_000_000;

/** What a file is called in messages; `-` is standard input. */
export function inputName(file: string): string {
  return file === '-' ? 'standard input' : file;
}

/** Reads a scenario from a file, or from standard input when the file is `-`. */
export async function readInput(file: string, io: Io): Promise<Input> {
  const text = await readText(file, io);
  if (!text.ok) return text;
  const parsed = parseScenario(text.text);
  return parsed.ok ? parsed : { ok: false, message: told(file, parsed.failure) };
}

function told(file: string, failure: { readonly name: string; readonly path: string; readonly message: string }): string {
  const place = failure.path === '' ? '' : ` at ${failure.path}`;
  return `${inputName(file)}: ${failure.message} [${failure.name}${place}]`;
}

async function readText(
  file: string,
  io: Io,
): Promise<{ readonly ok: true; readonly text: string } | { readonly ok: false; readonly message: string }> {
  if (file !== '-') {
    const opened = await openScenarioFile(file);
    return opened.ok ? { ok: true, text: opened.value.text } : { ok: false, message: told(file, { ...opened.failure, path: '' }) };
  }
  const bytes = await io.stdin();
  if (bytes.length > LARGEST_INPUT_BYTES)
    return {
      ok: false,
      message: told(file, { name: 'too-large', path: '', message: 'It is larger than 64 MB, which is no scenario; send a scenario file.' }),
    };
  try {
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { ok: false, message: told(file, { name: 'not-text', path: '', message: 'It is not text in UTF-8; send a scenario file.' }) };
  }
}
