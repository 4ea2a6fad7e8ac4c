import { z } from 'zod';
import { FIELD_NAMES } from '../../data/values';
import { MAX_DURATION_SECONDS, requestShape } from '../../model/faultSchema';
import type { RequestByHand } from '../../parts/contract';
import type { NodeSetup } from '../../parts/context';
import { APPEND, CAS, DELETE, INCREMENT, READ, REMOVE, WRITE } from '../../toolkit/operations';
import { secondsToNs } from '../../kernel/units';

const MOST_ENTRIES = 100_000;
/** What a write of a script changes when it does not say. */
const USUAL_FIELD = FIELD_NAMES.indexOf('city');
/** What a read of a script asks for when it does not say. */
const READ_FIELD = FIELD_NAMES.indexOf('followers');

/** What a client can ask for. Scripts, and requests that are sent by hand, have the names of these. */
export const CLIENT_OPERATIONS = [READ, WRITE, CAS, APPEND, REMOVE, INCREMENT, DELETE] as const;

/** Requests in order. One with a time is sent then; the others take the place of what would have been drawn. */
export const scriptSchema = z
  .array(
    z.strictObject({
      ...requestShape,
      op: z.enum(CLIENT_OPERATIONS.map(({ name }) => name)).optional(),
      atSeconds: z.number().min(0).max(MAX_DURATION_SECONDS).optional(),
    }),
  )
  .max(MOST_ENTRIES);

/** A request of a script, ready to be sent. */
export interface ScriptedRequest {
  readonly op: number;
  /** -1: there is no such key. */
  readonly key: number;
  readonly field: number;
  /** What it writes; undefined: whatever writes usually do. */
  readonly value: string | number | undefined;
  /** What a compare-and-set expects; undefined: it is none. */
  readonly expected: string | number | null | undefined;
}

/** A script, ready to be followed. */
export interface Script {
  /** Requests without a time, in order. */
  readonly inTurn: readonly ScriptedRequest[];
  /** Requests with a time, by time. */
  readonly timed: readonly (ScriptedRequest & { readonly atNs: number })[];
}

/** Makes a request of what a person has written. */
export function scripted(setup: NodeSetup, { key, op, field, value, expected }: RequestByHand): ScriptedRequest {
  const word = op ?? (value === undefined ? READ.name : WRITE.name);
  const operation = CLIENT_OPERATIONS.find(({ name }) => name === word);
  if (operation === undefined) throw new Error(`a client does not know how to ${word}: the file is checked before`);
  const isWrite = operation !== READ;
  return {
    op: operation.code,
    key: setup.keys.indexOf(key),
    field: field === undefined ? (isWrite ? USUAL_FIELD : READ_FIELD) : FIELD_NAMES.indexOf(field),
    value: isWrite && operation !== DELETE ? value : undefined,
    expected: operation === CAS ? (expected ?? null) : undefined,
  };
}

/** Makes a script ready; entries about keys that do not exist are left out. */
export function scriptOf(setup: NodeSetup, entries: z.infer<typeof scriptSchema>): Script {
  const known = entries.map((entry) => ({ ...scripted(setup, entry), atSeconds: entry.atSeconds })).filter(({ key }) => key >= 0);
  return {
    inTurn: known.filter(({ atSeconds }) => atSeconds === undefined),
    timed: known
      .flatMap(({ atSeconds, ...request }) => (atSeconds === undefined ? [] : [{ ...request, atNs: secondsToNs(atSeconds) }]))
      .sort((a, b) => a.atNs - b.atNs),
  };
}
