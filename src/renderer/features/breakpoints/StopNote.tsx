import type { ReactElement } from 'react';
import { usePlayback } from '../../workbench/context';
import { strings } from './strings';

/** Which breakpoint stopped playback, and why; what a search for one came to. Gone as soon as the playhead moves on. */
export function StopNote(): ReactElement | null {
  const stop = usePlayback((state) => (state.stop?.runId === state.currentRunId ? state.stop : null));
  const isHere = usePlayback(
    (state) =>
      !state.playing &&
      (state.stop === null || state.stop.hit === null || state.stop.hit === 'searching' || state.stop.hit.atNs === state.playheadNs),
  );
  if (stop === null || !isHere) return null;
  if (stop.hit === 'searching')
    return (
      <span className="stop-note" role="status">
        {strings.searching}
      </span>
    );
  if (stop.hit === null)
    return (
      <span className="stop-note" role="status">
        {stop.direction === -1 ? strings.noneBehind : strings.noneAhead}
      </span>
    );
  return (
    <span className="stop-note is-stopped" role="status">
      <strong>{strings.stopped}</strong> {stop.hit.text}
    </span>
  );
}
