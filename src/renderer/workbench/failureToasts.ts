import { withNames } from '../document/index';
import type { Services } from './workbenchApi';

/** A message that stands as long as something is so. */
interface Standing {
  readonly id: string;
  readonly kind: 'info' | 'problem';
  /** The sentence; null: it is not so. */
  readonly text: () => string | null;
  /** The user has read it. */
  readonly dismiss: () => void;
}

/** Shows what went wrong with the document or a run, and what else is to be known of runs, for as long as it is so. Returns how to stop. */
export function showFailures({ document, playback, toasts }: Services): () => void {
  const named = (text: string | null): string | null => (text === null ? null : withNames(text, document.store.getState().scenario));
  const standing: readonly Standing[] = [
    {
      id: 'document-failure',
      kind: 'problem',
      text: () => document.store.getState().failure?.message ?? null,
      dismiss: () => document.actions.setFailure(null),
    },
    {
      id: 'run-failure',
      kind: 'problem',
      text: () => named(playback.store.getState().failure?.message ?? null),
      dismiss: () => playback.actions.clearFailure(),
    },
    { id: 'run-notice', kind: 'info', text: () => named(playback.store.getState().notice), dismiss: () => playback.actions.clearFailure() },
  ];
  const told = new Map<string, string | null>();
  const update = (): void => {
    for (const { id, kind, text, dismiss } of standing) {
      const now = text();
      if (now === (told.get(id) ?? null)) continue;
      told.set(id, now);
      if (now === null) toasts.close(id);
      else toasts.show({ id, kind, message: now, stays: true, onGone: dismiss });
    }
  };
  const stops = [document.store.subscribe(update), playback.store.subscribe(update)];
  update();
  return () => {
    for (const stop of stops) stop();
  };
}
