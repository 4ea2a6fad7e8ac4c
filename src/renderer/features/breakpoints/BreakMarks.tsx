import type { ReactElement } from 'react';
import type { RunReport } from '../../../contract/index';
import { useDocument, usePlayback } from '../../workbench/context';
import { NS_PER_SECOND } from '../../../sim/index';
import css from './breakpoints.module.css';

/** Moments that playback stops at, and the one it stands at, on the time line. */
export function BreakMarks({ report: { runId, endNs } }: { readonly report: RunReport }): ReactElement {
  const breakpoints = useDocument((state) => state.scenario.breakpoints) ?? [];
  const stop = usePlayback((state) => state.stop);
  const hitNs = stop?.runId === runId && stop.hit !== null && stop.hit !== 'searching' ? stop.hit.atNs : null;
  const times = breakpoints.flatMap((breakpoint) =>
    breakpoint.type === 'time' && breakpoint.off !== true ? [breakpoint.atSeconds * NS_PER_SECOND] : [],
  );
  return (
    <>
      {[...times, ...(hitNs === null || times.includes(hitNs) ? [] : [hitNs])]
        .filter((atNs) => atNs <= endNs)
        .map((atNs) => (
          <span key={atNs} className={css.breakMark} aria-hidden="true" style={{ left: `${(atNs / endNs) * 100}%` }} />
        ))}
    </>
  );
}
