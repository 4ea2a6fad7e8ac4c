import type { MachineOutput, MachineVariable, NodeBody, ReachedLine } from '../sim/index';

/** A mistake as a harness tells it. */
export interface HarnessMistake {
  readonly name: string;
  readonly message: string;
  /** JavaScript's stack, or the number of the line. */
  readonly place: string;
  readonly sort: string;
}

/** What the lines of a harness say. */
export interface HarnessOutput {
  readonly outputs: readonly MachineOutput[];
  readonly reached: readonly ReachedLine[];
  /** The first mistake; null: none. */
  readonly mistake: HarnessMistake | null;
}

/** Reads the lines of a harness: each a letter for what it is, and parts between tabs. Throws where they are none. */
export function readHarnessOutput(lines: string): HarnessOutput {
  const outputs: MachineOutput[] = [];
  const reached: ReachedLine[] = [];
  let mistake: HarnessMistake | null = null;
  for (const line of lines.split('\n')) {
    if (line === '') continue;
    const parts = line.slice(1).split('\t');
    if (line[0] === 'p') mistake ??= mistakeIn(parts);
    else if (line[0] === 'b') reached.push({ line: Number(parts[0]), variables: JSON.parse(parts[1]) as string });
    else outputs.push(outputIn(line[0], parts));
  }
  return { outputs, reached, mistake };
}

/** Of a program that could not be started, what it has printed: nothing else that it wanted done is done. */
export function linesOf(outputs: readonly MachineOutput[]): readonly MachineOutput[] {
  return outputs.filter(({ type }) => type === 'log');
}

/** Reads the variables that a harness tells. */
export function readVariables(lines: string): MachineVariable[] {
  return lines
    .split('\n')
    .filter((line) => line.startsWith('v'))
    .map((line) => {
      const [name, value] = line.slice(1).split('\t');
      return { name: JSON.parse(name) as string, value: JSON.parse(value) as string };
    });
}

function mistakeIn(parts: readonly string[]): HarnessMistake {
  const [name, message, place, sort] = parts.map((part) => String(JSON.parse(part)));
  return { name, message, place, sort };
}

function outputIn(letter: string, [first, second, third]: readonly string[]): MachineOutput {
  switch (letter) {
    case 's':
      return { type: 'send', dest: JSON.parse(first) as string, answers: Number(second), body: JSON.parse(third) as NodeBody };
    case 't':
      return { type: 'timer', timer: Number(first), delayMs: Number(second) };
    case 'c':
      return { type: 'cancel', timer: Number(first) };
    case 'l':
      return { type: 'log', text: JSON.parse(first) as string };
    case 'k':
      return { type: 'store', name: JSON.parse(first) as string, json: second === '' ? null : second };
    default:
      throw new Error('a line that no harness writes');
  }
}
