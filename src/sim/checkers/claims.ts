import type { HistoryRow } from '../history/history';
import type { ClaimCheck } from '../model/scenario';
import type { CheckResult } from '../trace/types';
import { USUAL_EVIDENCE } from './evidence';
import { agreementFault, sourceOrderFault, type OrderFault, type Seen } from './order';

/** A member of a network that says what it knows as one number. */
export interface KnowingMember {
  readonly id: string;
  readonly isUp: boolean;
  readonly view: number;
  /** How many values it knows. */
  readonly known: number;
}

/** What checks that are no figures are judged by. */
export interface ClaimView {
  readonly rows: () => readonly HistoryRow[];
  /** Ids of the parts. */
  readonly names: (node: number) => string;
  /** Members of a network by its id. */
  readonly members: (network: string) => readonly KnowingMember[];
}

/** What there is to judge claims by where there are only figures: nothing. */
export const NO_CLAIMS: ClaimView = { rows: () => [], names: () => '', members: () => [] };

interface Verdict {
  readonly title: string;
  readonly evidence: number;
  readonly of: string;
  /** What is wrong; null: nothing. */
  readonly fault: string | null;
  /** What is right, when nothing is wrong. */
  readonly met: string;
}

/**
 * Judges a check that claims something of the whole run so far. What speaks against it turns it red at once; too little for it is no
 * evidence.
 */
export function judgeClaim(check: ClaimCheck, view: ClaimView): CheckResult {
  const found = check.type === 'convergence' ? convergence(check.network, view) : order(check.claim, view);
  const leastEvidence = check.leastEvidence ?? USUAL_EVIDENCE;
  const common = { id: check.id, title: check.title ?? found.title, evidence: found.evidence, leastEvidence };
  if (found.fault !== null) return { ...common, ok: false, verdict: 'unmet', message: found.fault };
  if (found.evidence >= leastEvidence) return { ...common, ok: true, verdict: 'met', message: found.met };
  const message = `No evidence: this check needs at least ${leastEvidence} ${found.of}, and there were ${found.evidence}.`;
  return { ...common, ok: false, verdict: 'no-evidence', message };
}

/** All members that are up must have the same view. */
function convergence(network: string, { members }: ClaimView): Verdict {
  const up = members(network).filter(({ isUp }) => isUp);
  const others = up.filter(({ view }) => view !== up[0].view);
  return {
    title: `Convergence of ${network}`,
    // One member alone agrees with itself: that says nothing.
    evidence: up.length < 2 ? 0 : Math.max(...up.map(({ known }) => known)),
    of: 'values that members know',
    fault: others.length === 0 ? null : `${others.length} of ${up.length} members of ${network} know something else than ${up[0].id}.`,
    met: `All ${up.length} members of ${network} that are up know the same.`,
  };
}

function order(claim: 'sourceOrder' | 'sinkAgreement', view: ClaimView): Verdict {
  const sinks = new Map<number, Seen[number][]>();
  const sources: string[] = [];
  for (const { type, operation, node, value } of view.rows()) {
    if (type !== 'ok' || operation !== 'take') continue;
    const [source, number] = value as readonly [string, number];
    if (!sources.includes(source)) sources.push(source);
    const list = sinks.get(node) ?? [];
    sinks.set(node, list);
    list.push({ source: sources.indexOf(source), number });
  }
  const seen = [...sinks.values()];
  const nodes = [...sinks.keys()];
  const word = ({ source, number }: Seen[number]): string => `event ${number} of ${sources[source]}`;
  const sink = (place: number): string => view.names(nodes[place]);
  if (claim === 'sourceOrder') {
    const told = ({ sink: place, first, second }: OrderFault): string => `${sink(place)} took ${word(second)} after ${word(first)}.`;
    const fault = sourceOrderFault(seen);
    const evidence = seen.reduce((sum, list) => sum + list.length, 0);
    const met = `Every sink took the events of each source in their order: ${evidence} in all.`;
    return { title: 'The order of each source', evidence, of: 'events that sinks took', fault: fault && told(fault), met };
  }
  // Of a source that one of two sinks has not seen there is nothing to compare, so those it has seen stand for those it follows.
  const fault = agreementFault(
    seen,
    seen.map((list) => new Set(list.map(({ source }) => source))),
  );
  const told = ({ sink: place, other, first, second }: OrderFault): string =>
    `${sink(place)} took ${word(first)} before ${word(second)}, ${sink(other)} the other way round.`;
  const evidence = sharedBy(seen);
  const met = `All sinks took the ${evidence} events that they share in one order.`;
  return { title: 'Agreement of the sinks', evidence, of: 'events that several sinks took', fault: fault && told(fault), met };
}

/** How many events at least two sinks have taken. */
function sharedBy(seen: readonly Seen[]): number {
  const takers = new Map<string, number>();
  for (const list of seen) {
    for (const name of new Set(list.map(({ source, number }) => `${source} ${number}`))) takers.set(name, (takers.get(name) ?? 0) + 1);
  }
  return [...takers.values()].filter((count) => count > 1).length;
}
