import { z } from 'zod';
import {
  ENGINE_VERSION,
  parseDocument,
  parseScenarioValue,
  serializeScenario,
  type Fault,
  type LoadFailure,
  type RunSummary,
  type Scenario,
} from '../sim/index';
import { entryOf } from './entry';
import type { Lesson } from './parseLesson';

const SCORE_FORMAT = 1;
const MOST_SEED = 4_294_967_295;

const scoreSchema = z.strictObject({
  faultboardScore: z.literal(SCORE_FORMAT),
  /** Only the same engine gives the same run. */
  engineVersion: z.string().max(40),
  /** The id of the lesson that it was reached in; none: the scenario's own checks count. */
  lesson: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,39}$/)
    .optional(),
  seed: z.int().min(0).max(MOST_SEED),
  scenario: z.record(z.string(), z.unknown()),
  /** What was done by hand during the run. */
  interventions: z.array(z.record(z.string(), z.unknown())).max(10_000),
  traceHash: z.string().max(64),
  checks: z.array(z.strictObject({ id: z.string().max(60), ok: z.boolean() })).max(1000),
});

/** What somebody says of a run: the board, the luck and the hand that gave it, and what came of it. Running it again proves it. */
export type Score = z.infer<typeof scoreSchema>;

/** A run to write a score of. */
export interface ScoredRun {
  readonly lesson: string | null;
  readonly scenario: Scenario;
  readonly interventions: readonly Fault[];
  readonly summary: Pick<RunSummary, 'seed' | 'traceHash' | 'checks'>;
}

/** The score of a run as the text of a file. */
export function scoreText({ lesson, scenario, interventions, summary }: ScoredRun): string {
  const score = {
    faultboardScore: SCORE_FORMAT,
    engineVersion: ENGINE_VERSION,
    ...(lesson === null ? {} : { lesson }),
    seed: summary.seed,
    // As its file would be, with the versions of all that is in it.
    scenario: JSON.parse(serializeScenario(scenario)) as unknown,
    interventions,
    traceHash: summary.traceHash,
    checks: summary.checks.map(({ id, ok }) => ({ id, ok })),
  };
  return `${JSON.stringify(score, null, 2)}\n`;
}

/** Reads a score file. Any text gives a score or a named failure, never an exception. */
export function parseScore(
  text: string,
): { readonly ok: true; readonly value: Score } | { readonly ok: false; readonly failure: LoadFailure } {
  return parseDocument(text, scoreSchema, 'score');
}

/**
 * What a score says was run, or why that can be no run. In a lesson, of the board count the parts and wires, as of a hand-in; all else is
 * the lesson's.
 */
export function runOfScore(
  score: Score,
  lesson: Lesson | null,
): { readonly ok: true; readonly scenario: Scenario } | { readonly ok: false; readonly message: string } {
  if (score.engineVersion !== ENGINE_VERSION) {
    const made = `It was made with engine ${score.engineVersion}, and this is engine ${ENGINE_VERSION}`;
    return { ok: false, message: `${made}; only the same engine gives the same run.` };
  }
  const own = parseScenarioValue(score.scenario);
  if (!own.ok) return { ok: false, message: own.failure.message };
  const entry = lesson === null ? { ok: true as const, scenario: own.scenario } : entryOf(lesson, own.scenario, true);
  if (!entry.ok) return { ok: false, message: entry.broken.map(({ message }) => message).join(' ') };
  const whole = parseScenarioValue({ ...entry.scenario, seed: score.seed, faults: [...entry.scenario.faults, ...score.interventions] });
  return whole.ok ? whole : { ok: false, message: whole.failure.message };
}
