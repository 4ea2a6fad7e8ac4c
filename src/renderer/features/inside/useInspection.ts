import { useEffect, useRef, useState } from 'react';
import type { NodeInspection } from '../../../sim/index';
import { useServices } from '../../workbench/context';

/** How soon the next look follows the last while the run plays, and while it stands. */
const PLAYING_MS = 300;
const STANDING_MS = 30;

/** The insides of some parts at one moment of a run, in the order asked for. */
export interface Looks {
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
export function useInspection(runId: string | null, nodes: readonly string[]): Looks | null {
  const { api, playback } = useServices();
  const [looks, setLooks] = useState<Looks | null>(null);
  const names = nodes.join('\n');
  const isLooking = useRef(false);
  useEffect(() => {
    if (runId === null || names === '') {
      setLooks(null);
      return undefined;
    }
    let isOver = false;
    let timer: number | null = null;
    let seenNs = -1;
    const plan = (): void => {
      if (!isOver) timer ??= window.setTimeout(() => void look(), playback.store.getState().playing ? PLAYING_MS : STANDING_MS);
    };
    const look = async (): Promise<void> => {
      timer = null;
      const atNs = Math.floor(playback.store.getState().playheadNs) + 1;
      if (isOver || atNs === seenNs) return;
      if (isLooking.current) {
        plan();
        return;
      }
      isLooking.current = true;
      const answers = await Promise.all(names.split('\n').map((node) => api.runInspect({ runId, atNs, node }))).finally(() => {
        isLooking.current = false;
      });
      if (isOver) return;
      seenNs = atNs;
      const failed = answers.find((answer) => !answer.ok);
      setLooks({
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
    void look();
    return () => {
      isOver = true;
      stop();
      if (timer !== null) window.clearTimeout(timer);
    };
  }, [runId, names, api, playback]);
  return looks !== null && looks.runId === runId ? looks : null;
}
