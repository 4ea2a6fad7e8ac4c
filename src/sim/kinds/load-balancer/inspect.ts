import { ringPosition } from '../../toolkit/placement/hashRing';
import { durationText } from '../../trace/durationText';
import type { Cell, InspectSection, RingSection } from '../../trace/inspection';
import { Standing, type BalancerNode, type OwnChoice } from './state';

const HASH_SPACE = 4294967296;
/** Of more keys, the first so many are shown on the circle. */
const MOST_ON_CIRCLE = 1000;
/** Characters of the state of a program. */
const MOST_SHOWN = 500;

/** A column of the balancer's view; it is shown only where the fields of the balancer make it mean something. */
interface Column {
  readonly title: string;
  readonly isUsed: boolean;
  readonly cell: (target: number) => Cell;
}

/** What a balancer believes of its targets, and, where it chooses by consistent hash, the circle that it chooses on. */
export function inspectBalancer(node: BalancerNode): InspectSection[] {
  const { setup, derived } = node;
  const columns = columnsOf(node).filter(({ isUsed }) => isUsed);
  const rows = setup.out.map((out, target): Cell[] => [out.nodeId, ...columns.map(({ cell }) => cell(target))]);
  const view: InspectSection = {
    type: 'table',
    title: 'Its view of its targets',
    columns: ['target', ...columns.map(({ title }) => title)],
    rows,
    total: rows.length,
  };
  return [view, ...(derived.ring === null ? [] : [circle(node)]), ...(node.state.own === null ? [] : [inspectOwn(node.state.own)])];
}

/** What the learner's program has done so far, and what it keeps. */
function inspectOwn(own: OwnChoice): InspectSection {
  const facts: [string, Cell][] = [
    ['asked', own.requests],
    ['failed', own.failures],
    ['its state', own.keeps.length > MOST_SHOWN ? `${own.keeps.slice(0, MOST_SHOWN)}\u2026` : own.keeps],
  ];
  if (own.failures > 0) facts.push(['last problem', own.lastProblem]);
  return { type: 'facts', title: 'Its program', facts };
}

function columnsOf(node: BalancerNode): Column[] {
  const { params, derived, state } = node;
  const nowNs = node.now();
  const usesWeights = ['weighted', 'least-connections', 'two-choices', 'own'].includes(params.strategy) && derived.weights !== null;
  const inFuture = (atNs: number): Cell => (atNs > nowNs ? durationText(atNs - nowNs) : null);
  return [
    { title: 'health', isUsed: true, cell: (t) => healthOf(state, t, nowNs) },
    { title: 'open', isUsed: true, cell: (t) => state.open[t] },
    { title: 'failures in a row', isUsed: params.stopAfterFailures > 0, cell: (t) => state.failures[t] },
    {
      title: 'left alone for',
      isUsed: params.stopAfterFailures > 0 || derived.judgeEveryNs > 0,
      cell: (t) => inFuture(state.outUntilNs[t]),
    },
    {
      title: 'answers in (EWMA)',
      isUsed: params.strategy === 'least-response-time' || params.strategy === 'own',
      cell: (t) => (state.respondedNs[t] === 0 ? null : durationText(state.responseNs[t])),
    },
    { title: 'weight', isUsed: usesWeights, cell: (t) => derived.weights?.[t] ?? 1 },
    { title: 'credit', isUsed: params.strategy === 'weighted', cell: (t) => Number(state.credit[t].toFixed(3)) },
    {
      title: 'slow start',
      isUsed: derived.slowStartNs > 0,
      cell: (t) =>
        state.startedNs[t] === 0 ? null : `${Math.min(100, Math.floor(((nowNs - state.startedNs[t]) * 100) / derived.slowStartNs))} %`,
    },
    {
      title: 'contrary checks',
      isUsed: derived.checkEveryNs > 0,
      cell: (t) => `${state.contrary[t]} of ${state.unhealthy[t] === 1 ? params.healthyAfter : params.unhealthyAfter}`,
    },
    { title: 'failed since judged', isUsed: derived.judgeEveryNs > 0, cell: (t) => `${state.judgedFailures[t]} of ${state.judged[t]}` },
    { title: 'times thrown out', isUsed: derived.judgeEveryNs > 0, cell: (t) => state.ejections[t] },
    { title: 'zone', isUsed: derived.local !== null, cell: (t) => (derived.local?.[t] === 1 ? 'its own' : 'another') },
    {
      title: 'sessions',
      isUsed: params.stickyBy !== 'off',
      cell: (t) => state.sessions.reduce((count, target) => count + (target === t ? 1 : 0), 0),
    },
  ];
}

function healthOf(state: BalancerNode['state'], target: number, nowNs: number): string {
  if (state.standing[target] === Standing.off) return 'switched off';
  if (state.standing[target] === Standing.starting) return 'starting';
  if (state.unlisted[target] === 1) return 'not listed';
  if (state.unhealthy[target] === 1) return 'fails its checks';
  if (state.outUntilNs[target] > nowNs) return state.ejections[target] > 0 ? 'thrown out' : 'avoided';
  if (state.outUntilNs[target] > 0) return 'tried again';
  return state.startedNs[target] > 0 ? 'slow start' : 'well';
}

/** Every point of the targets on the circle, and the keys with the target at or after them. */
function circle({ setup, derived, params }: BalancerNode): RingSection {
  const { ring } = derived;
  const space = setup.keys;
  if (ring === null) throw new Error('a circle without points');
  const owner = (position: number): string => setup.out[ring.owners[position]].nodeId;
  const points = Array.from(ring.places, (place, position) => ({ at: place / HASH_SPACE, owner: owner(position) }));
  const byKey = params.hashBy === 'key';
  const keys = byKey
    ? Array.from({ length: Math.min(space.count, MOST_ON_CIRCLE) }, (_, key) => ({
        at: space.hashOf(key) / HASH_SPACE,
        key: space.nameOf(key),
        owner: owner(ringPosition(ring, space.hashOf(key))),
      }))
    : [];
  return { type: 'ring', title: 'The circle of consistent hashing', points, keys };
}
