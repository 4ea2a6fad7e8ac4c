import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import type { DocumentState } from '../document/index';
import type { PlaybackState, RunSession } from '../playback/index';
import { documentModel, playbackModel } from './model';
import { uiStore, type UiState } from './windowState';

/** A part of the document's state. */
export function useDocument<T>(selector: (state: DocumentState) => T): T {
  return useStore(documentModel.store, useShallow(selector));
}

/** A part of playback's state; for the playhead itself use usePlayhead, which is not called at every frame. */
export function usePlayback<T>(selector: (state: PlaybackState) => T): T {
  return useStore(playbackModel.store, useShallow(selector));
}

/** A part of the window's state. */
export function useUi<T>(selector: (state: UiState) => T): T {
  return useStore(uiStore, useShallow(selector));
}

/** The run on screen. */
export function useCurrentRun(): RunSession | undefined {
  return useStore(playbackModel.store, (state) => state.runs.find((run) => run.runId === state.currentRunId));
}

/** The playhead in ns, at most `timesASecond` new values a second. */
export function usePlayhead(timesASecond: number): number {
  const [playheadNs, setPlayheadNs] = useState(playbackModel.store.getState().playheadNs);
  useEffect(() => {
    let timer: number | null = null;
    const show = (): void => {
      timer = null;
      setPlayheadNs(playbackModel.store.getState().playheadNs);
    };
    const stop = playbackModel.store.subscribe((state, before) => {
      if (state.playheadNs === before.playheadNs && state.window === before.window) return;
      timer ??= window.setTimeout(show, 1000 / timesASecond);
    });
    show();
    return () => {
      stop();
      if (timer !== null) window.clearTimeout(timer);
    };
  }, [timesASecond]);
  return playheadNs;
}
