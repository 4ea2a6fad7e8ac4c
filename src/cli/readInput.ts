import { decodeText, readRegularText } from '../main/services/readFile';
import { readScript } from '../asPython/readScript';
import type { ScriptProblem } from '../asPython/script';
import { toScenario } from '../asPython/toScenario';
import { parseScenario, type Scenario } from '../sim/index';
import { cleanName } from './clean';
import type { Door } from './io';

/** A scenario, or one line about why there is none. */
export type Input = { readonly ok: true; readonly scenario: Scenario } | { readonly ok: false; readonly message: string };

const LARGEST_INPUT_BYTES = 64_000_000;

/** What a file is called in messages; `-` is standard input. */
export function inputName(file: string): string {
  return file === '-' ? 'standard input' : cleanName(file);
}

/** Whether a file is a script in Python, by its name. */
export function isScript(file: string): boolean {
  return file.toLowerCase().endsWith('.py');
}

/**
 * Reads a scenario from a file, or from standard input when the file is `-`. Of a script in Python it is the board of the first run that it
 * asks for.
 */
export async function readInput(file: string, io: Door): Promise<Input> {
  const text = await readText(file, io);
  if (!text.ok) return text;
  if (isScript(file)) return scenarioOfScript(file, text.text);
  const parsed = parseScenario(text.text);
  return parsed.ok ? parsed : { ok: false, message: problemText(file, parsed.failure) };
}

function problemText(file: string, failure: { readonly name: string; readonly path: string; readonly message: string }): string {
  const place = failure.path === '' ? '' : ` at ${failure.path}`;
  return `${inputName(file)}: ${failure.message} [${failure.name}${place}]`;
}

async function scenarioOfScript(file: string, text: string): Promise<Input> {
  const { ask, problem } = (await readScript(text))([]);
  if (problem !== null) return { ok: false, message: scriptProblem(file, problem) };
  if (ask === null || ask.type === 'lookup') return { ok: false, message: scriptProblem(file, NO_SIMULATION) };
  const built = toScenario(ask.board);
  return built.ok ? built : { ok: false, message: scriptProblem(file, built.problem) };
}

/** Of a script that makes nothing to run. */
export const NO_SIMULATION: ScriptProblem = {
  message: 'it makes no Simulation; end it with sim = Simulation(w) and sim.run()',
  line: null,
};

/** What is wrong with a script, with its file and its line. */
export function scriptProblem(file: string, { message, line }: ScriptProblem): string {
  return `${inputName(file)}${line === null ? '' : `, line ${line}`}: ${message}.`.replace(/([.?!])\.$/, '$1');
}

/** The text of a file, or of standard input when it is `-`. */
export async function readText(
  file: string,
  io: Door,
): Promise<{ readonly ok: true; readonly text: string } | { readonly ok: false; readonly message: string }> {
  if (file !== '-') {
    const opened = await readRegularText(file, LARGEST_INPUT_BYTES);
    return opened.ok ? { ok: true, text: opened.value.text } : { ok: false, message: problemText(file, { ...opened.failure, path: '' }) };
  }
  const refused = (name: string, message: string): { readonly ok: false; readonly message: string } => ({
    ok: false,
    message: problemText(file, { name, path: '', message }),
  });
  let bytes;
  try {
    bytes = await io.stdin(LARGEST_INPUT_BYTES);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    if (code === 'EISDIR') return refused('is-a-folder', 'It is a folder; send a scenario file.');
    return refused('not-readable', `It cannot be read (${code}); send a scenario file.`);
  }
  if (bytes === null) return refused('too-large', 'It is larger than 64 MB, which is too large for a scenario; send a scenario file.');
  const text = decodeText(bytes);
  return text === null ? refused('not-text', 'It is not text in UTF-8; send a scenario file.') : { ok: true, text };
}
