import { useCallback, useSyncExternalStore } from 'react';
import type { StoreApi } from 'zustand/vanilla';
import type { Highlight } from '../playback/index';
import type { BoardState } from './boardState';
import { useBoard } from './context';

/** What is shown on one part or wire besides the document: being hovered, refused, cut, part of a story. */
export interface Marks {
  readonly ui: BoardState;
  readonly highlight: Highlight;
}

/**
 * Tells single parts and wires when something is marked on them. There may be 500 parts and 1,000 wires: were each to look at every change
 * by itself, moving the pointer over a few wires would cost more than drawing them.
 */
export class MarkWatch {
  private readonly listeners = new Map<string, Set<() => void>>();
  private readonly versions = new Map<string, number>();
  private count = 0;

  constructor(
    private readonly ui: StoreApi<BoardState>,
    private readonly highlight: StoreApi<Highlight>,
  ) {}

  /** Follows what is marked. Returns how to stop. */
  start(): () => void {
    const stops = [
      this.ui.subscribe((now, before) => this.notify(marked(now, before))),
      this.highlight.subscribe((now, before) => this.notify(highlighted(now, before))),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }

  /** Calls back when something changes on this part or wire. Returns how to stop. */
  watch(id: string, listener: () => void): () => void {
    const known = this.listeners.get(id) ?? new Set();
    this.listeners.set(id, known.add(listener));
    return () => {
      known.delete(listener);
      if (known.size === 0 && this.listeners.get(id) === known) this.listeners.delete(id);
    };
  }

  /** A number that changes with what is marked on this part or wire. */
  version(id: string): number {
    return this.versions.get(id) ?? 0;
  }

  private notify(ids: readonly string[]): void {
    this.count++;
    for (const id of new Set(ids)) {
      this.versions.set(id, this.count);
      for (const listener of this.listeners.get(id) ?? []) listener();
    }
  }
}

/** Parts and wires whose marks differ between two states of the canvas. */
export function marked(now: BoardState, before: BoardState): string[] {
  const ids: (string | null)[] = [];
  if (now.hoveredLink !== before.hoveredLink) ids.push(now.hoveredLink, before.hoveredLink);
  if (now.naming !== before.naming) ids.push(now.naming, before.naming);
  if (now.dropLink !== before.dropLink) ids.push(now.dropLink, before.dropLink);
  if (now.wiringOver !== before.wiringOver) ids.push(now.wiringOver, before.wiringOver);
  if (now.wiring !== before.wiring) ids.push(...(now.wiring?.refused.keys() ?? []), ...(before.wiring?.refused.keys() ?? []));
  if (now.cuts !== before.cuts) ids.push(...now.cuts.keys(), ...before.cuts.keys());
  if (now.sides !== before.sides) ids.push(...now.sides.keys(), ...before.sides.keys());
  if (now.troubles !== before.troubles) ids.push(...now.troubles.keys(), ...before.troubles.keys());
  if (now.troubleSorts !== before.troubleSorts) ids.push(...now.troubleSorts.keys(), ...before.troubleSorts.keys());
  return ids.filter((id) => id !== null);
}

function highlighted(now: Highlight, before: Highlight): string[] {
  const ids: string[] = [];
  for (const { path, message } of [now, before]) {
    if (now.path !== before.path && path !== null) ids.push(...path.nodes, ...path.links);
    if (now.message !== before.message && message !== null) ids.push(message.link);
  }
  return ids;
}

/** What is marked on a part or wire; renders again only when that changes. */
export function useMarks(id: string): Marks {
  const { ui, marks, playback } = useBoard();
  useSyncExternalStore(
    useCallback((listener) => marks.watch(id, listener), [marks, id]),
    () => marks.version(id),
  );
  return { ui: ui.getState(), highlight: playback.highlight.getState() };
}
