import { drawZipf, zipfTable, type AliasTable } from '../../kernel/distribution';
import type { NodeSetup } from '../../parts/context';
import type { ClientParams } from './kind';
import type { ClientNode } from './requests';

/** How a client chooses the key of a request. */
export interface KeyChoice {
  readonly stream: number;
  /** Of the first so many keys. */
  readonly count: number;
  /** Zipf only. */
  readonly popularity: AliasTable | null;
  /** Celebrities only: how many there are, and the share of requests that is about them. */
  readonly celebrities: number;
  readonly celebrityShare: number;
}

let lastTable: { readonly count: number; readonly exponent: number; readonly table: AliasTable } | null = null;

/**
 * The table of a popularity; the last one is kept, because that of a million keys takes a while and is asked for at each change of a field.
 */
function tableFor(count: number, exponent: number): AliasTable {
  if (lastTable?.count !== count || lastTable.exponent !== exponent) lastTable = { count, exponent, table: zipfTable(count, exponent) };
  return lastTable.table;
}

/** What follows from the fields about keys. */
export function keyChoice(setup: NodeSetup, params: ClientParams): KeyChoice {
  const count = Math.min(params.keyCount, setup.keys.count);
  return {
    stream: setup.stream('keys'),
    count,
    popularity: params.keys === 'zipf' ? tableFor(count, params.zipfExponent) : null,
    celebrities: Math.min(params.celebrities, count),
    celebrityShare: params.celebrityPercent / 100,
  };
}

/** The key of the next request that no script gives. */
export function nextKey(node: ClientNode): number {
  const { derived, params, state, streams } = node;
  const { celebrities, celebrityShare, count, popularity, stream } = derived.keyChoice;
  if (popularity !== null) return drawZipf(popularity, streams, stream);
  switch (params.keys) {
    case 'sequential': {
      const key = state.nextKey % count;
      state.nextKey = key + 1;
      return key;
    }
    case 'celebrities':
      if (celebrities === count || streams.unit(stream) < celebrityShare) return streams.below(stream, celebrities);
      return celebrities + streams.below(stream, count - celebrities);
    default:
      return streams.below(stream, count);
  }
}
