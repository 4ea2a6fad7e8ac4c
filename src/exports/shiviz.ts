import type { TraceWindow } from '../sim/index';
import { causalEvents, visitVectorClocks } from './causality';
import type { ExportedRun, Exporter } from './exporter';
import { messageText } from './messageText';
import { isUnheard, type FaultedRun } from './unheard';
import { NS_PER_SECOND } from '../sim/index';

/** The regular expression that ShiViz takes by default; it reads two lines an event. */
export const SHIVIZ_EXPRESSION = '(?<event>.*)\\n(?<host>\\S*) (?<clock>{.*})';

/** The messages from a moment on as a log for ShiViz; one window, because clocks count from its beginning. */
export function shivizExporter(run: ExportedRun): Exporter {
  return { head: () => '', piece: (window) => shivizLog(run, window), foot: () => '' };
}

/**
 * The messages of a window as a log for ShiViz (bestchai.bitbucket.io/shiviz): first its regular expression, an empty line (one
 * execution), then
 * an event in two lines each, with vector clocks as JSON. As ShiViz wants it, each part counts its own events 1, 2, 3...
 */
export function shivizLog(run: FaultedRun, window: TraceWindow): string {
  const { index } = run;
  const isMissed = (row: number): boolean => isUnheard(run, window, row);
  const events = causalEvents(index, window, window.toNs, isMissed);
  const lines = [SHIVIZ_EXPRESSION, ''];
  visitVectorClocks(events, index.nodes.length, (i, clock) => {
    const parts: string[] = [];
    for (let node = 0; node < clock.length; node++)
      if (clock[node] > 0) parts.push(`${JSON.stringify(index.nodes[node].id)}:${clock[node]}`);
    const verb = events.isReceived[i] === 1 ? 'received' : 'sent';
    lines.push(
      `${verb} ${messageText(index, window, events.row[i], isMissed(events.row[i]))} at ${(events.atNs[i] / NS_PER_SECOND).toFixed(9)} s`,
      `${index.nodes[events.node[i]].id} {${parts.join(', ')}}`,
    );
    return true;
  });
  return `${lines.join('\n')}\n`;
}
