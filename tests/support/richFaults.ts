import { FAULT_INFO, kindOf, linkNetworkSchema, FALLACIES, type FaultType } from '../../src/sim/index';
import { fieldsOfSchema, randomField } from './randomParams';
import type { Dice } from './randomScenario';

/** What faults may name. */
export interface Board {
  readonly nodes: readonly { readonly id: string; readonly kind: string; readonly zone?: string }[];
  readonly links: readonly { readonly id: string }[];
}

/** Zones that random boards have. */
export const ZONES = ['east', 'west', 'north'] as const;
/** Every type of fault but those between two members of a network, which not all boards have. */
const FAULT_TYPES = (Object.keys(FAULT_INFO) as FaultType[]).filter((type) => type !== 'lane' && type !== 'flap-lane');

const seconds = (dice: Dice, most: number): number => dice.below(most * 1000) / 1000;
const some = (dice: Dice, board: Board): string[] => {
  const chosen = board.nodes.filter(() => dice.chance(40)).map((node) => node.id);
  return chosen.length > 0 ? chosen : [board.nodes[0].id];
};
const maybe = (dice: Dice, percent: number, fields: object): object => (dice.chance(percent) ? fields : {});

/** A fault of a type at random, without id; null when there is nothing it could hit. */
export function randomFault(dice: Dice, type: FaultType, board: Board): object | null {
  const { hits, canLast } = FAULT_INFO[type];
  const timed = { type, atSeconds: seconds(dice, 5), ...(canLast ? maybe(dice, 70, { forSeconds: seconds(dice, 2) }) : {}) };
  const extra = details(dice, type, board);
  if (extra === null) return null;
  if (hits === 'part') return { ...timed, node: dice.of(board.nodes).id, ...extra };
  return hits === 'wire' ? { ...timed, link: dice.of(board.links).id, ...extra } : { ...timed, ...extra };
}

function requestByHand(dice: Dice, board: Board): object | null {
  const clients = board.nodes.filter((node) => node.kind === 'client');
  if (clients.length === 0) return null;
  return {
    node: dice.of(clients).id,
    key: dice.of(['alexandra', 'peter', 'mary']),
    ...maybe(dice, 50, { field: dice.of(['city', 'followers']) }),
    ...maybe(dice, 50, { value: dice.of(['Lisbon', 'Kyoto', 42]) }),
  };
}

function details(dice: Dice, type: FaultType, board: Board): object | null {
  switch (type) {
    case 'crash':
      return { ...maybe(dice, 30, { silent: true }), ...maybe(dice, 50, { loses: dice.of(['nothing', 'memory', 'disk']) }) };
    case 'slow':
    case 'slow-wire':
      return { factor: dice.of([0.5, 1, 3, 40]) };
    case 'steal':
      return { percent: dice.below(100) };
    case 'lossy':
    case 'duplicate':
    case 'reorder':
    case 'corrupt':
      return { percent: dice.below(101) };
    case 'clock':
      return { ...maybe(dice, 60, { skewMs: dice.below(20_000) - 10_000 }), ...maybe(dice, 60, { driftPercent: dice.below(150) - 50 }) };
    case 'cut':
      return maybe(dice, 50, { direction: dice.of(['both', 'forward', 'backward']) });
    case 'drop':
      return { ...maybe(dice, 50, { count: 1 + dice.below(20) }), ...maybe(dice, 50, { direction: dice.of(['forward', 'backward']) }) };
    case 'flap':
      return { everySeconds: 0.05 + seconds(dice, 1), downSeconds: seconds(dice, 1) };
    case 'isolate':
      return {
        nodes: some(dice, board),
        ...maybe(dice, 30, { others: some(dice, board) }),
        ...maybe(dice, 50, { direction: dice.of(['in', 'out', 'both']) }),
      };
    case 'partition': {
      const sides = board.nodes.map(() => dice.below(3));
      const groups = [0, 1].map((side) => ({ nodes: board.nodes.filter((_, i) => sides[i] === side).map(({ id }) => id) }));
      return groups.some(({ nodes }) => nodes.length === 0) ? null : { groups };
    }
    case 'zone': {
      const zones = board.nodes.flatMap((node) => node.zone ?? []);
      return zones.length === 0 ? null : { zone: dice.of(zones), ...maybe(dice, 50, { how: dice.of(['crash', 'cut']) }) };
    }
    case 'chaos':
      return {
        everySeconds: 0.05 + seconds(dice, 2),
        ...maybe(dice, 70, { downSeconds: seconds(dice, 1) }),
        ...maybe(dice, 50, { irregular: true }),
        ...maybe(dice, 70, { does: dice.of(['crash', 'pause', 'slow', 'cut', 'lossy', 'anything']) }),
        ...maybe(dice, 40, { nodes: some(dice, board) }),
      };
    case 'rolling-restart':
      return { nodes: some(dice, board), everySeconds: 0.1 + seconds(dice, 1), downSeconds: seconds(dice, 1) };
    case 'promote': {
      const able = board.nodes.filter((node) => kindOf(node.kind)?.behavior.onPromote !== undefined);
      return able.length === 0 ? null : { node: dice.of(able).id };
    }
    case 'send':
      return requestByHand(dice, board);
    case 'set': {
      const able = board.nodes.filter((node) => node.kind === 'worker' || node.kind === 'database');
      return able.length === 0
        ? null
        : {
            node: dice.of(able).id,
            ...dice.of([
              { param: 'concurrency', value: 1 + dice.below(6) },
              { param: 'queueLimit', value: dice.below(20) },
            ]),
          };
    }
    default:
      return {};
  }
}

/** A few faults of any type, numbered. */
export function randomFaults(dice: Dice, board: Board, most: number): object[] {
  const faults = Array.from({ length: dice.below(most + 1) }, () => randomFault(dice, dice.of(FAULT_TYPES), board)).filter(
    (fault) => fault !== null,
  );
  return faults.map((fault, i) => ({ id: `FR${i + 1}`, ...fault }));
}

/** Some of what a wire may have beyond latency and loss. */
export function randomNetwork(dice: Dice): object {
  const fields = fieldsOfSchema(linkNetworkSchema).filter(() => dice.chance(30));
  const modest: Readonly<Record<string, number>> = {
    bandwidthMbps: 1 + dice.below(50),
    requestKB: dice.below(20),
    replyKB: dice.below(100),
    idleSeconds: dice.below(3),
    connectionMs: dice.below(100),
    perMessageMs: dice.below(4),
  };
  return Object.fromEntries(
    fields.map(([name, facts]) => [name, modest[name] ?? (facts.unit === '%' ? dice.below(40) : randomField(dice, name, facts))]),
  );
}

/** Some of the eight fallacies. */
export function randomFallacies(dice: Dice): string[] {
  return FALLACIES.filter(() => dice.chance(40)).map(({ name }) => name);
}
