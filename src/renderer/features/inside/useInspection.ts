import { useEffect, useRef, useState } from 'react';
import type { NodeInspection } from '../../../sim/index';
import { useServices } from '../../workbench/context';

/** How soon the next look follows the last while the run plays, and while it stands. */
const PLAYING_MS = 300;
const STANDING_MS = 30;

/** The insides of some parts at one moment of a run, in the order asked for. */
export interface Inspections {
  readonly runId: string;
  readonly atNs: number;
  readonly insides: readonly NodeInspection[];
  /** Why there is nothing to see. */
  readonly message: string | null;
}

/**
 * The insides of parts at the playhead: at once when it is moved, a few times a second while the run plays. There is never more
 * than one look under way; the last answer stays until the next is there.
 */
export function useInspection(runId: string | null, nodes: readonly string[]): Inspections | null {
  const { api, playback } = useServices();
  const [inspections, setInspections] = useState<Inspections | null>(null);
  const names = nodes.join('\n');
  const isInspecting = useRef(false);
  useEffect(() => {
    if (runId === null || names === '') {
      setInspections(null);
      return undefined;
    }
    let isOver = false;
    let timer: number | null = null;
    let seenNs = -1;
    const plan = (): void => {
      if (!isOver) timer ??= window.setTimeout(() => void inspect(), playback.store.getState().playing ? PLAYING_MS : STANDING_MS);
    };
    const inspect = async (): Promise<void> => {
      timer = null;
      const atNs = Math.floor(playback.store.getState().playheadNs) + 1;
      if (isOver || atNs === seenNs) return;
      if (isInspecting.current) {
        plan();
        return;
      }
      isInspecting.current = true;
      const answers = await Promise.all(names.split('\n').map((node) => api.runInspect({ runId, atNs, node }))).finally(() => {
        isInspecting.current = false;
      });
      if (isOver) return;
      seenNs = atNs;
      const failed = answers.find((answer) => !answer.ok);
      setInspections({
        runId,
        atNs,
        insides: answers.flatMap((answer) => (answer.ok ? [answer.value] : [])),
        message: failed === undefined || failed.ok ? null : failed.failure.message,
      });
      plan();
    };
    const stop = playback.store.subscribe((state, before) => {
      if (state.playheadNs !== before.playheadNs) plan();
    });
    void inspect();
    return () => {
      isOver = true;
      stop();
      if (timer !== null) window.clearTimeout(timer);
    };
  }, [runId, names, api, playback]);
  return inspections !== null && inspections.runId === runId ? inspections : null;
}
