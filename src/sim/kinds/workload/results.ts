import type { FactsSection } from '../../trace/inspection';
import { NS_PER_MS } from '../../kernel/units';
import type { WorkloadNode, WorkloadState } from './state';
import { lostValues, quantileOf, stableLatenciesNs } from './values';

type Facts = FactsSection['facts'];

const STABLE = [0, 0.5, 0.95, 0.99, 1];

/** The results of a workload in the words of Maelstrom. `betweenNodes`: messages that the nodes have sent each other; null: not known. */
export function resultsOf({ state, params }: WorkloadNode, betweenNodes: number | null): Facts {
  const isWaiting = Object.keys(state.pending).length > 0;
  const isValid = state.fault === null && lostValues(state.values) === 0 && state.values.duplicated === 0;
  return [
    ['valid?', isValid ? (isWaiting ? 'true so far' : 'true') : 'false'],
    ...(state.fault === null ? [] : ([['first fault', state.fault]] as const)),
    ...counts(state, betweenNodes),
    ...(params.workload === 'broadcast' ? ofValues(state) : []),
    ...(params.workload === 'leader' ? ([['longest without one leader (ms)', state.elections.longestNs / NS_PER_MS]] as const) : []),
  ];
}

/** Operations, how they ended, and what they cost. */
function counts({ counts: { ok, fail, info }, pending }: WorkloadState, betweenNodes: number | null): Facts {
  const ended = ok + fail + info;
  const begun = ended + Object.keys(pending).length;
  return [
    ['count', begun],
    ['ok-count', ok],
    ['fail-count', fail],
    ['info-count', info],
    ['availability', ended === 0 ? null : ok / ended],
    ...(betweenNodes === null ? [] : ([['msgs-per-op', begun === 0 ? null : betweenNodes / begun]] as const)),
  ];
}

/** What became of the values that were broadcast. */
function ofValues({ values }: WorkloadState): Facts {
  const stable = stableLatenciesNs(values);
  const latency = (share: number): readonly [string, number | null] => {
    const ns = quantileOf(stable, share);
    return [`stable-latencies ${share} (ms)`, ns === null ? null : ns / NS_PER_MS];
  };
  return [
    ['attempt-count', values.count],
    ['stable-count', stable.length],
    ['stale-count', stable.filter((ns) => ns > 0).length],
    ['lost-count', lostValues(values)],
    ['duplicated-count', values.duplicated],
    ...STABLE.map(latency),
  ];
}
