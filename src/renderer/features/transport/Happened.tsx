import { useMemo, type ReactElement } from 'react';
import { lastEventNs, whatHappened } from '../../../sim/index';
import { actionsOf } from '../../playback/index';
import { useCurrentRun, useDocument, usePlayback, usePlayhead, useServices } from '../../workbench/context';
import { strings } from './strings';
import css from './transport.module.css';
import { Tip } from '../../ui/Tip';

/** While time stands still: what the last event was, in one sentence. Leads to the log. */
export function Happened(): ReactElement | null {
  const isStill = usePlayback((state) => !state.playing && state.currentRunId !== null);
  return isStill ? <Sentence /> : null;
}

function Sentence(): ReactElement | null {
  const { window } = useServices();
  const sentences = useSentences();
  if (sentences.length === 0) return null;
  const [first, ...more] = sentences;
  return (
    <div className={css.happened}>
      <Tip text={`${sentences.join('\n')}\n${strings.happenedHelp}`}>
        <button type="button" onClick={() => window.showPanel('log')}>
          <span role="status">{first}</span>
          {more.length > 0 && <small>{strings.alsoHappened({ count: more.length })}</small>}
        </button>
      </Tip>
    </div>
  );
}

function useSentences(): readonly string[] {
  const report = useCurrentRun()?.report ?? null;
  const traceWindow = usePlayback((state) => state.window);
  const nodes = useDocument((state) => state.scenario.nodes);
  const playheadNs = usePlayhead(20);
  const atNs = traceWindow === null ? null : lastEventNs(traceWindow, playheadNs);
  return useMemo(() => {
    if (report === null || traceWindow === null || atNs === null) return [];
    const { index } = report;
    const nameOf = (node: number): string => {
      const { id } = index.nodes[node];
      return nodes.find((part) => part.id === id)?.label ?? id;
    };
    return whatHappened({ index, window: traceWindow, atNs, actions: actionsOf(report), nameOf });
  }, [report, traceWindow, atNs, nodes]);
}
