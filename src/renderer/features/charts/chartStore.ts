import { createStore, type StoreApi } from 'zustand/vanilla';
import { perWindow } from '../../workbench/workbenchApi';
import type { ChartData } from './chartData';

/** A chart that stays where it is, whatever is selected or run. */
export interface Pin {
  /** Name of the chart (`ChartData.name`). */
  readonly name: string;
  /** The parts that it showed when it was pinned. */
  readonly parts: readonly string[];
  /** How it looked then, and in which run: a later run is drawn over it. */
  readonly runId: string;
  readonly runName: string;
  readonly chart: ChartData;
}

/** What all charts share. */
export interface ChartState {
  /** The stretch in view, seconds; null: the whole run. */
  readonly zoom: { readonly from: number; readonly to: number } | null;
  /** Where the pointer is over one of the charts, seconds; null: nowhere. */
  readonly pointed: number | null;
  readonly pins: readonly Pin[];
}

/** A store of charts; it outlives runs. */
export const createChartStore = (): StoreApi<ChartState> => createStore<ChartState>(() => ({ zoom: null, pointed: null, pins: [] }));

/** The store of this window's charts. What was pinned and zoomed to is about a document, and goes with it. */
export const chartsOf = perWindow(({ document }) => {
  const store = createChartStore();
  document.store.subscribe((state, before) => {
    const isOpened = state.file !== before.file && state.revision !== before.revision && state.past.length === 0;
    if (isOpened) store.setState({ zoom: null, pointed: null, pins: [] });
  });
  return store;
});

/** Shows a stretch in all charts, within the run and not empty; null: the whole run. */
export function zoomTo(store: StoreApi<ChartState>, from: number, to: number, endSeconds: number): void {
  const low = Math.max(0, Math.min(from, to));
  const high = Math.min(endSeconds, Math.max(from, to));
  const isWhole = low <= 0 && high >= endSeconds;
  store.setState({ zoom: isWhole || high <= low ? null : { from: low, to: high } });
}

/** The stretch in view of a run: what is zoomed to, where the run is as long as that. */
export function stretchInView(zoom: ChartState['zoom'], endSeconds: number): { readonly from: number; readonly to: number } {
  return zoom === null || zoom.from >= endSeconds ? { from: 0, to: endSeconds } : { from: zoom.from, to: Math.min(zoom.to, endSeconds) };
}

/** Pins a chart, or lets it go. */
export function togglePin(store: StoreApi<ChartState>, pin: Pin): void {
  store.setState(({ pins }) => {
    const isPinned = pins.some((other) => isSamePin(other, pin));
    return { pins: isPinned ? pins.filter((other) => !isSamePin(other, pin)) : [...pins, pin] };
  });
}

/** Whether two pins hold the same chart of the same parts. */
export function isSamePin(p: Pick<Pin, 'name' | 'parts'>, q: Pick<Pin, 'name' | 'parts'>): boolean {
  return p.name === q.name && p.parts.join('\n') === q.parts.join('\n');
}
