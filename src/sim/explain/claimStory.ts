import { calledBy } from '../trace/names';
import { agreementFault, sourceOrderFault } from '../checkers/order';
import { seenBySinks, type StreamsSeen } from '../checkers/seen';
import type { HistoryRow } from '../history/history';
import { operationsOf } from '../history/operations';
import { judgeRegisters } from '../checkers/registers';
import { isRegisterClaim, type ClaimCheck, type RegisterClaim } from '../model/scenario';
import { senderAndReceiver } from '../trace/lanes';
import { hitsOf } from './hits';
import { told } from './causes';
import { missSteps } from './lostStory';
import type { Explainable, ExplainedStep } from './types';
import { listText, many, secondsText, step } from './words';

const PIECE_ROWS = 150_000;
/** So many members are named, each with what it knows. */
const MOST_MEMBERS = 3;

/** What led to a claim that did not hold: sentences in order of time, without the verdict. Empty: there is nothing to tell. */
export function claimSteps(run: Explainable, check: ClaimCheck): readonly ExplainedStep[] {
  if (check.type === 'says') return [];
  if (check.type === 'convergence') return convergenceSteps(run, check.network);
  return isRegisterClaim(check.claim) ? registerSteps(run, check.claim) : orderSteps(run, check.claim);
}

/** An event of a stream by the part that made it and its number there. */
interface EventName {
  readonly source: string;
  readonly number: number;
}

function orderSteps(run: Explainable, claim: 'sourceOrder' | 'sinkAgreement'): ExplainedStep[] {
  const rows = run.history();
  const streams = seenBySinks(rows);
  const fault = claim === 'sourceOrder' ? sourceOrderFault(streams.seen) : agreementFault(streams.seen, streams.sources);
  if (fault === null) return [];
  const [first, second] = [fault.first, fault.second].map((event) => nameOf(streams, event));
  const steps = [madeStep(run, rows, second), takenStep(run, rows, streams.nodes[fault.sink], first, '')];
  if (claim === 'sourceOrder') {
    const isTwice = first.number === second.number;
    steps.push(takenStep(run, rows, streams.nodes[fault.sink], second, isTwice ? 'a second time' : 'only then'));
  } else {
    steps.push(takenStep(run, rows, streams.nodes[fault.sink], second, 'after that'));
    steps.push(takenStep(run, rows, streams.nodes[fault.other], second, ''));
    steps.push(takenStep(run, rows, streams.nodes[fault.other], first, 'after that'));
  }
  const found = steps.filter((entry) => entry !== null);
  const cause = faultBefore(run, found);
  return cause === null ? found : [cause, ...found];
}

function nameOf({ sourceIds }: StreamsSeen, { source, number }: { readonly source: number; readonly number: number }): EventName {
  return { source: sourceIds[source], number };
}

function madeStep(run: Explainable, rows: readonly HistoryRow[], { source, number }: EventName): ExplainedStep | null {
  const node = run.index.nodes.findIndex(({ id }) => id === source);
  const row = rows.find((each) => each.type === 'ok' && each.operation === 'emit' && each.node === node && each.value === number);
  return row === undefined ? null : step('cause', row.atNs, `${source} made event ${number}.`, node);
}

/** When a sink took an event, and which message made it do so. An event that comes twice is told of by its last time. */
function takenStep(run: Explainable, rows: readonly HistoryRow[], sink: number, event: EventName, when: string): ExplainedStep | null {
  const isIt = ({ type, operation, node, value }: HistoryRow): boolean =>
    type === 'ok' && operation === 'take' && node === sink && JSON.stringify(value) === JSON.stringify([event.source, event.number]);
  const row = when === 'a second time' ? rows.findLast(isIt) : rows.find(isIt);
  if (row === undefined) return null;
  const id = calledBy(run.index.nodes[sink]);
  const message = messageTo(run, sink, row.atNs);
  const took = `${id} took event ${event.number} of ${event.source}${when === '' ? '' : ` ${when}`}`;
  if (message === null) return step('break', row.atNs, `${took}, when its turn had come.`, sink);
  const sender = calledBy(run.index.nodes[message.from]);
  const brought = `as message ${message.id} from ${sender} came in, sent at ${secondsText(message.sentNs)}`;
  return step('break', row.atNs, `${took}, ${brought}.`, sink, message.id);
}

/** The message whose arrival at a part made it act at a moment; null: none, it had set itself a timer. */
function messageTo(
  run: Explainable,
  node: number,
  atNs: number,
): { readonly id: number; readonly from: number; readonly sentNs: number } | null {
  const window = run.window(atNs, atNs + 1, PIECE_ROWS);
  const { messages } = window;
  for (let row = 0; row < messages.count; row++) {
    if (messages.arriveNs[row] !== atNs || messages.lost[row] === 1) continue;
    const [from, to] = senderAndReceiver(run.index, window, row);
    if (to === node) return { id: messages.id[row], from, sentNs: messages.sentNs[row] };
  }
  return null;
}

/** What a fault did last before the end of a story to a part that it tells of, or to whoever sent to it. */
function faultBefore(run: Explainable, steps: readonly ExplainedStep[]): ExplainedStep | null {
  const { nodes, links } = run.index;
  const parts = new Set(steps.map(({ node }) => node));
  for (const link of links) if (parts.has(link.to)) parts.add(link.from);
  const ids = new Set([...parts].flatMap((node) => nodes[node]?.id ?? []));
  const lastNs = Math.max(...steps.map(({ atNs }) => atNs));
  const hit = hitsOf(run).findLast(({ atNs, effect }) => atNs <= lastNs && ids.has(effect.target));
  return hit === undefined ? null : told(run, hit, '');
}

/** The write that is missing, who acknowledged it, and why what was read in its place does not have it. */
function registerSteps(run: Explainable, claim: RegisterClaim): ExplainedStep[] {
  const { lost, stale } = judgeRegisters(operationsOf(run.history()));
  const [miss] = claim === 'acknowledgedWrites' ? lost : stale;
  return miss === undefined ? [] : missSteps(run, miss);
}

function convergenceSteps(run: Explainable, network: string): ExplainedStep[] {
  const { nodes } = run.index;
  const { gauges } = run.moment(run.reachedNs + 1);
  const at = (node: number, name: string): number => {
    const place = nodes[node].gauges.findIndex((gauge) => gauge.name === name);
    return place < 0 ? Number.NaN : gauges[nodes[node].gaugeBase + place];
  };
  const hub = nodes.findIndex(({ id }) => id === network);
  const joined = new Set(run.index.links.filter(({ to }) => to === hub).map(({ from }) => from));
  const members = nodes
    .map((_, node) => node)
    .filter((node) => (joined.has(node) || run.scenario.nodes[node].network === network) && !Number.isNaN(at(node, 'known')));
  if (members.length === 0) return [];
  const [reference] = members;
  const others = members.filter((node) => at(node, 'view') !== at(reference, 'view'));
  const knows = (node: number): string => `${calledBy(nodes[node])} knows ${many(at(node, 'known'), 'value')}`;
  const told = [reference, ...others.slice(0, MOST_MEMBERS)].map((node) =>
    step('effect', run.reachedNs, `${knows(node)}${node === reference ? '' : ', and not the same ones'}.`, node),
  );
  const apart = separation(run);
  return [...(apart === null ? [] : [apart]), ...told];
}

/** What kept members apart last: a partition, a cut between two of them, or one that was down. */
function separation(run: Explainable): ExplainedStep | null {
  const hit = hitsOf(run).findLast(({ effect: { type } }) => type === 'apart' || type === 'cut' || type === 'crash' || type === 'pause');
  if (hit === undefined) return null;
  const { fault } = hit.action;
  const until = hit.untilNs > run.reachedNs ? 'to the end' : `until ${secondsText(hit.untilNs)}`;
  if (hit.effect.type !== 'apart') return told(run, hit, '');
  const groups =
    'groups' in fault
      ? fault.groups.map((group) => listText(group.nodes))
      : 'nodes' in fault && fault.nodes !== undefined
        ? [listText(fault.nodes)]
        : [];
  const who =
    groups.length === 0 ? 'The network was split' : `${groups.join(', and ')} ${groups.length === 1 ? 'were cut off' : 'were kept apart'}`;
  return step('cause', hit.atNs, `${who} ${until}.`);
}
