import { createContext, useContext, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import type { DocumentState } from '../document/index';
import type { PlaybackState, RunSession } from '../playback/index';
import type { Services, WindowState } from './workbenchApi';

/** Gives the services to the window. */
export const ServicesContext = createContext<Services | null>(null);

/** The services of the window around. Throws outside of one. */
export function useServices(): Services {
  const services = useContext(ServicesContext);
  if (services === null) throw new Error('a piece of the window was used outside of it');
  return services;
}

/** A part of the document's state. */
export function useDocument<T>(selector: (state: DocumentState) => T): T {
  return useStore(useServices().document.store, useShallow(selector));
}

/** A part of playback's state; for the playhead itself use usePlayhead, which is not called at every frame. */
export function usePlayback<T>(selector: (state: PlaybackState) => T): T {
  return useStore(useServices().playback.store, useShallow(selector));
}

/** A part of the window's state. */
export function useWindow<T>(selector: (state: WindowState) => T): T {
  return useStore(useServices().window.store, useShallow(selector));
}

/** The run on screen. */
export function useCurrentRun(): RunSession | undefined {
  return useStore(useServices().playback.store, (state) => state.runs.find((run) => run.runId === state.currentRunId));
}

/** The playhead in ns, at most `timesASecond` new values a second. */
export function usePlayhead(timesASecond: number): number {
  const { store } = useServices().playback;
  const [playheadNs, setPlayheadNs] = useState(store.getState().playheadNs);
  useEffect(() => {
    let timer: number | null = null;
    const show = (): void => {
      timer = null;
      setPlayheadNs(store.getState().playheadNs);
    };
    const stop = store.subscribe((state, before) => {
      if (state.playheadNs === before.playheadNs && state.window === before.window) return;
      timer ??= window.setTimeout(show, 1000 / timesASecond);
    });
    show();
    return () => {
      stop();
      if (timer !== null) window.clearTimeout(timer);
    };
  }, [store, timesASecond]);
  return playheadNs;
}
