import { useEffect, useState } from 'react';
import { createStore } from 'zustand/vanilla';
import type { RunReport } from '../../../contract/index';
import type { HistoryRow } from '../../../sim/index';
import { usePlayhead, useServices } from '../../workbench/context';
import { perWindow } from '../../workbench/workbenchApi';
import type { Outcome } from './entries';

/** So many rows are fetched at once; of a longer history, those around the playhead. */
export const MOST_ROWS = 100_000;

/** How the history is looked at. */
export interface HistoryUi {
  readonly view: 'table' | 'timeline';
  readonly text: string;
  /** Null: any. */
  readonly outcome: Outcome | null;
  /** `Entry.name` of the operation that was chosen; null: none. */
  readonly chosen: string | null;
}

/** One for each window, so that it outlives the panel. */
export const historyUiOf = perWindow(() => createStore<HistoryUi>(() => ({ view: 'table', text: '', outcome: null, chosen: null })));

/** A stretch of a history. */
export interface LoadedHistory {
  readonly rows: readonly HistoryRow[];
  readonly isWhole: boolean;
  readonly fromNs: number;
  readonly toNs: number;
}

/** The history of a run, or of a long one what lies around the playhead; null while it is fetched; a sentence when it cannot be had. */
export function useHistory({ runId, endNs }: RunReport): LoadedHistory | string | null {
  const { api } = useServices();
  const [loaded, setLoaded] = useState<LoadedHistory | string | null>(null);
  const atNs = wantedEnd(loaded, usePlayhead(2), endNs);
  useEffect(() => {
    if (atNs === null) return undefined;
    let isWanted = true;
    void api.runHistory({ runId, atNs, maxRows: MOST_ROWS }).then((answer) => {
      if (!isWanted) return;
      setLoaded(answer.ok ? stretchOf(answer.value.rows, answer.value.total, atNs, endNs) : answer.failure.message);
    });
    return () => {
      isWanted = false;
    };
  }, [api, runId, atNs, endNs]);
  return loaded;
}

/** What was fetched up to a moment. */
export function stretchOf(rows: readonly HistoryRow[], total: number, atNs: number, endNs: number): LoadedHistory {
  const isCut = rows.length < total;
  return { rows, isWhole: !isCut && atNs > endNs, fromNs: isCut ? (rows[0]?.atNs ?? 0) : 0, toNs: atNs };
}

/** Up to where the history has to be fetched for the playhead to lie in it, ns; null: it does. */
export function wantedEnd(loaded: LoadedHistory | string | null, playheadNs: number, endNs: number): number | null {
  if (loaded === null) return endNs + 1;
  if (typeof loaded === 'string' || (playheadNs >= loaded.fromNs && playheadNs < loaded.toNs)) return null;
  const spanNs = loaded.toNs - loaded.fromNs;
  return Math.min(endNs + 1, Math.floor(playheadNs + spanNs / 2) + 1);
}
