import type { ReactElement } from 'react';
import { usePlayback } from '../../workbench/context';
import { strings } from './strings';
import { useNames } from '../../workbench/partNames';
import css from './breakpoints.module.css';

/** Which breakpoint stopped playback, and why; what a search for one came to. Gone as soon as the playhead moves on. */
export function StopNote(): ReactElement | null {
  const stop = usePlayback((state) => (state.stop?.runId === state.currentRunId ? state.stop : null));
  const named = useNames();
  const isHere = usePlayback(
    (state) =>
      !state.playing &&
      (state.stop === null || state.stop.hit === null || state.stop.hit === 'searching' || state.stop.hit.atNs === state.playheadNs),
  );
  if (stop === null || !isHere) return null;
  if (stop.hit === 'searching')
    return (
      <span className={css.stopNote} role="status">
        {strings.searching}
      </span>
    );
  if (stop.hit === null)
    return (
      <span className={css.stopNote} role="status">
        {stop.direction === -1 ? strings.noneBehind : strings.noneAhead}
      </span>
    );
  return (
    <span className={`${css.stopNote} ${css.isStopped}`} role="status">
      <strong>{strings.stopped}</strong> {named(stop.hit.text)}
    </span>
  );
}
