import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll } from 'vitest';
import type { Io } from '../../src/cli/io';
import { main } from '../../src/cli/main';
import { createRun, parseScenario, type Run, type Scenario } from '../../src/sim/index';
import { noAssociation } from '../support/noAssociation';

/** What a command left behind. */
export interface Done {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

const scenarios = resolve(import.meta.dirname, '../../scenarios');

/** The file of a shipped scenario. */
export function shipped(name: string): string {
  return join(scenarios, `${name}.json`);
}

/** Carries out a command line in this process. */
export async function faultboard(argv: readonly string[], io: Partial<Io> = {}): Promise<Done> {
  let out = '';
  let err = '';
  const code = await main(argv, {
    out: (text) => void (out += text),
    err: (text) => void (err += text),
    stdin: () => Promise.resolve(new Uint8Array()),
    isInteractive: false,
    association: noAssociation,
    ...io,
  });
  return { code, out, err };
}

/** A shipped scenario. */
export function scenarioOf(name: string): Scenario {
  const parsed = parseScenario(readFileSync(shipped(name), 'utf8'));
  if (!parsed.ok) throw new Error(parsed.failure.message);
  return parsed.scenario;
}

/** A run that is over. */
export function whole(scenario: Scenario, seed?: number): Run {
  const run = createRun(scenario, { seed });
  while (!run.advance({ maxEvents: 1_000_000 }));
  return run;
}

/** A folder of this test file's own. */
export const scratch = mkdtempSync(join(tmpdir(), 'faultboard-cli-'));
afterAll(() => rmSync(scratch, { recursive: true }));

/** A file of this test's own, with something changed. */
export function written(name: string, text: string | Uint8Array): string {
  const path = join(scratch, name);
  writeFileSync(path, text);
  return path;
}

/** The lines of an output. */
export function lines(text: string): string[] {
  return text.trimEnd().split('\n');
}
