import { FIELD_NAMES } from '../data/values';
import type { HistoryRow } from '../history/history';
import { operationsOf } from '../history/operations';
import { isRegisterClaim, type ClaimCheck, type ConvergenceCheck, type RegisterClaim, type SaysCheck } from '../model/scenario';
import { judgeRegisters, type Miss } from './registers';
import type { CheckResult } from '../trace/types';
import { USUAL_EVIDENCE } from './evidence';
import { seenBySinks } from './seen';
import { agreementFault, sourceOrderFault, type OrderFault, type Seen } from './order';
import { NS_PER_SECOND } from '../kernel/units';

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
  /** Names of the keys. */
  readonly keyNames: (key: number) => string;
  /** The moment at which they are judged, ns. */
  readonly nowNs: number;
  /** Members of a network by its id, as they stand now, or just before a moment that has been. */
  readonly members: (network: string, atNs?: number) => readonly KnowingMember[];
  /** When a fault was last over or mended by now, ns; -1: none was. */
  readonly mendedNs: () => number;
}

/** What there is to judge claims by where there are only figures: nothing. */
export const NO_CLAIMS: ClaimView = {
  rows: () => [],
  names: () => '',
  keyNames: () => '',
  nowNs: 0,
  members: () => [],
  mendedNs: () => -1,
};

/** So many registers are named in a sentence. */
const MOST_NAMES = 12;

interface Verdict {
  readonly title: string;
  readonly evidence: number;
  readonly of: string;
  /** What is wrong; null: nothing. */
  readonly fault: string | null;
  /** What is right, when nothing is wrong. */
  readonly met: string;
  /** Why it is too early to say; left out: it is not. */
  readonly early?: string;
}

/**
 * Judges a check that claims something of the whole run so far. What speaks against it turns it red at once; too little for it is no
 * evidence.
 */
export function judgeClaim(check: ClaimCheck, view: ClaimView): CheckResult {
  const found = verdictOn(check, view);
  const leastEvidence = check.leastEvidence ?? USUAL_EVIDENCE;
  const common = { id: check.id, title: check.title ?? found.title, evidence: found.evidence, leastEvidence };
  if (found.early !== undefined) return { ...common, ok: false, verdict: 'no-evidence', message: found.early };
  if (found.fault !== null) return { ...common, ok: false, verdict: 'unmet', message: found.fault };
  if (found.evidence >= leastEvidence) return { ...common, ok: true, verdict: 'met', message: found.met };
  const message = `No evidence: this check needs at least ${leastEvidence} ${found.of}, and there were ${found.evidence}.`;
  return { ...common, ok: false, verdict: 'no-evidence', message };
}

function verdictOn(check: ClaimCheck, view: ClaimView): Verdict {
  if (check.type === 'convergence') return convergence(check, view);
  if (check.type === 'says') return said(check, view);
  return isRegisterClaim(check.claim) ? registers(check.claim, view) : order(check.claim, view);
}

/** What clients read must hold what was acknowledged to clients. */
function registers(claim: RegisterClaim, view: ClaimView): Verdict {
  const found = judgeRegisters(operationsOf(view.rows()));
  if (claim === 'acknowledgedWrites') {
    const [first] = found.lost;
    const others = found.lost.length > 1 ? `, and ${found.lost.length - 1} more: ${registersText(found.lost.slice(1), view)}` : '';
    return {
      title: 'Every acknowledged write is readable',
      evidence: found.looked,
      of: 'acknowledged writes that were read later',
      fault: first === undefined ? null : `Lost: ${missText(first, view)}${others}.`,
      met: `All ${found.looked} acknowledged writes that were read later are there, or were overwritten.`,
    };
  }
  const [stale] = found.stale;
  const [unfounded] = found.unfounded;
  const share = `${found.stale.length} of ${found.reads} reads were stale`;
  const odd =
    unfounded === undefined
      ? null
      : `A read at ${secondsText(unfounded.invokeNs)} s showed ${JSON.stringify(unfounded.got)}, which nobody has written.`;
  return {
    title: 'No read is stale',
    evidence: found.reads,
    of: 'reads',
    fault: stale === undefined ? odd : `${share}. The first: ${missText(stale, view)}.`,
    met: `None of ${found.reads} reads was stale.`,
  };
}

/** Where the writes of misses are missing, as in `peter.city`. */
function registersText(misses: readonly Miss[], { keyNames }: ClaimView): string {
  const names = [...new Set(misses.map(({ write: { key, field } }) => `${keyNames(key)}.${FIELD_NAMES[Math.max(0, field)]}`))];
  return `${names.slice(0, MOST_NAMES).join(', ')}${names.length > MOST_NAMES ? ` and ${names.length - MOST_NAMES} others` : ''}`;
}

/** What a read should have shown, and what it showed. */
export function missText({ write, read }: Miss, { names }: Pick<ClaimView, 'names'>): string {
  const what = write.operation === 'delete' ? 'the deletion' : `${write.operation} ${JSON.stringify(write.asked)}`;
  const begun = `${what} by ${names(write.node)} was acknowledged at ${secondsText(write.completeNs)} s`;
  return `${begun}; ${names(read.node)} read ${JSON.stringify(read.got)} at ${secondsText(read.invokeNs)} s`;
}

/** A line must have been said, by a part or by anybody. */
function said({ text, node, times = 1 }: SaysCheck, view: ClaimView): Verdict {
  const lines = view.rows().filter(({ type, operation }) => type === 'ok' && operation === 'says');
  const ofNode = node === undefined ? lines : lines.filter((row) => view.names(row.node) === node);
  const count = ofNode.filter(({ value }) => value === text).length;
  const who = node ?? 'Nobody';
  const fault = `${who} ${node === undefined ? 'has' : 'has not'} said "${text}"${times > 1 ? ` ${times} times, but ${count}` : ''}.`;
  const early = count < times && ofNode.length === 0 ? { early: 'Nothing has been said yet.' } : {};
  return {
    ...early,
    title: `${node ?? 'Somebody'} says: ${text}`,
    evidence: Math.max(count >= times ? USUAL_EVIDENCE : 0, ofNode.length),
    of: 'lines that were said',
    fault: count >= times ? null : fault,
    met: `${node ?? 'A part'} has said it${count > 1 ? ` ${count} times` : ''}.`,
  };
}

/** All members that are up must have the same view: now, or as soon as a while has passed since anything changed last. */
function convergence({ network, withinSeconds }: ConvergenceCheck, view: ClaimView): Verdict {
  if (withinSeconds === undefined) return sameView(network, view.members(network));
  const changedNs = Math.max(0, view.mendedNs(), lastWriteNs(view.rows()));
  const dueNs = changedNs + withinSeconds * NS_PER_SECOND;
  const title = `Convergence of ${network} within ${withinSeconds} s`;
  const change = `the last change, at ${secondsText(changedNs)} s`;
  if (view.nowNs >= dueNs) {
    const found = sameView(network, view.members(network, dueNs));
    const fault = found.fault === null ? null : `${withinSeconds} s after ${change}: ${found.fault}`;
    return { ...found, title, fault };
  }
  const found = sameView(network, view.members(network));
  if (found.fault === null) return { ...found, title };
  return { ...found, title, early: `${found.fault} They have ${withinSeconds} s from ${change}, and it is ${secondsText(view.nowNs)} s.` };
}

function secondsText(ns: number): string {
  return String(Number((ns / NS_PER_SECOND).toFixed(3)));
}

/** When a client was last told that something was written, or may have been, ns; -1: never. */
function lastWriteNs(rows: readonly HistoryRow[]): number {
  // Whatever is asked of a key and is no read changes it: adding to a list or a counter, and deleting, too.
  const last = rows.findLast(({ type, operation, key }) => operation !== 'read' && key >= 0 && (type === 'ok' || type === 'info'));
  return last === undefined ? -1 : last.atNs;
}

function sameView(network: string, members: readonly KnowingMember[]): Verdict {
  const up = members.filter(({ isUp }) => isUp);
  const others = up.filter(({ view }) => view !== up[0].view);
  return {
    title: `Convergence of ${network}`,
    // One member alone agrees with itself: that says nothing.
    evidence: up.length < 2 ? 0 : Math.max(...up.map(({ known }) => known)),
    of: 'values that members know',
    fault: others.length === 0 ? null : `${others.length} of ${up.length} members of ${network} know something different from ${up[0].id}.`,
    met: `All ${up.length} members of ${network} that are up know the same values.`,
  };
}

function order(claim: 'sourceOrder' | 'sinkAgreement', view: ClaimView): Verdict {
  const { seen, nodes, sourceIds, sources } = seenBySinks(view.rows());
  const word = ({ source, number }: Seen[number]): string => `event ${number} of ${sourceIds[source]}`;
  const sink = (place: number): string => view.names(nodes[place]);
  if (claim === 'sourceOrder') {
    const told = ({ sink: place, first, second }: OrderFault): string => `${sink(place)} took ${word(second)} after ${word(first)}.`;
    const fault = sourceOrderFault(seen);
    const evidence = seen.reduce((sum, list) => sum + list.length, 0);
    const met = `Every sink took the events of each source in their order: ${evidence} in all.`;
    return { title: 'The order of each source', evidence, of: 'events that sinks took', fault: fault && told(fault), met };
  }
  const fault = agreementFault(seen, sources);
  const told = ({ sink: place, other, first, second }: OrderFault): string =>
    `${sink(place)} took ${word(first)} before ${word(second)}, ${sink(other)} the other way round.`;
  const evidence = sharedBy(seen);
  const met = `All sinks took the ${evidence} events that they share in the same order.`;
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
