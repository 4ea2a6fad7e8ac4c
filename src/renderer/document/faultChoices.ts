import { kindOf, NodeStatus, placeNames, type Fault } from '../../sim/index';
import { networksOf, sharedNetwork, splitAmong } from './networks';
import { stepNames } from './strings';
import { strings } from './strings';

type WithoutIdAndTime<F> = F extends unknown ? Omit<F, 'id' | 'atSeconds'> : never;
/** A fault without id and time. */
export type NewFault = WithoutIdAndTime<Fault>;

/** What a fault hits. */
export type FaultTarget =
  | { readonly type: 'node'; readonly id: string }
  | { readonly type: 'link'; readonly id: string }
  | { readonly type: 'group'; readonly id: string };

/** One thing that can be done to a part or a wire. */
export interface FaultChoice {
  readonly id: string;
  readonly label: string;
  readonly fault: NewFault;
  /** Whether it can end by itself after a while. */
  readonly canLast: boolean;
}

const SLOW_FACTORS = [2, 5, 10] as const;

/** What can be done to a part of a kind, in the order of its menu. */
export function partFaults(id: string, kind: string): FaultChoice[] {
  const choices: FaultChoice[] = [
    { id: 'crash', label: strings.crash, fault: { type: 'crash', node: id }, canLast: true },
    { id: 'restart', label: strings.restart, fault: { type: 'restart', node: id }, canLast: false },
    { id: 'pause', label: strings.pause, fault: { type: 'pause', node: id }, canLast: true },
    { id: 'resume', label: strings.resume, fault: { type: 'resume', node: id }, canLast: false },
    ...SLOW_FACTORS.map((factor): FaultChoice => ({
      id: `slow${factor}`,
      label: strings.slowBy(factor),
      fault: { type: 'slow', node: id, factor },
      canLast: true,
    })),
    { id: 'normal', label: strings.normalSpeed, fault: { type: 'slow', node: id, factor: 1 }, canLast: false },
  ];
  choices.push({ id: 'steal', label: strings.stealCpu, fault: { type: 'steal', node: id, percent: 80 }, canLast: true });
  if (kindOf(kind)?.descriptor.hasDisk === true) {
    choices.push(
      { id: 'diskFull', label: strings.fillItsDisk, fault: { type: 'disk-full', node: id }, canLast: true },
      { id: 'crashDisk', label: strings.crashAndLoseDisk, fault: { type: 'crash', node: id, loses: 'disk' }, canLast: true },
    );
  }
  choices.push({
    id: 'clock',
    label: strings.clockAhead,
    fault: { type: 'clock', node: id, skewMs: 10_000, driftPercent: 10 },
    canLast: true,
  });
  if (kindOf(kind)?.behavior.onPromote !== undefined)
    choices.push({ id: 'promote', label: strings.promoteToPrimary, fault: { type: 'promote', node: id }, canLast: false });
  return choices;
}

/** What can be done to a wire, in the order of its menu. */
export function wireFaults(id: string, from: string, to: string): FaultChoice[] {
  return [
    { id: 'cut', label: strings.cut, fault: { type: 'cut', link: id }, canLast: true },
    { id: 'cutForward', label: strings.cutOneWay(from, to), fault: { type: 'cut', link: id, direction: 'forward' }, canLast: true },
    { id: 'cutBackward', label: strings.cutOneWay(to, from), fault: { type: 'cut', link: id, direction: 'backward' }, canLast: true },
    { id: 'flap', label: strings.flap, fault: { type: 'flap', link: id, everySeconds: 3, downSeconds: 1 }, canLast: true },
    { id: 'slowWire', label: strings.slowBy(10), fault: { type: 'slow-wire', link: id, factor: 10 }, canLast: true },
    { id: 'lossy', label: strings.loseSome, fault: { type: 'lossy', link: id, percent: 20 }, canLast: true },
    { id: 'duplicate', label: strings.deliverTwice, fault: { type: 'duplicate', link: id, percent: 20 }, canLast: true },
    { id: 'reorder', label: strings.reorder, fault: { type: 'reorder', link: id, percent: 20 }, canLast: true },
    { id: 'corrupt', label: strings.damageSome, fault: { type: 'corrupt', link: id, percent: 20 }, canLast: true },
    { id: 'drop', label: strings.dropNext, fault: { type: 'drop', link: id }, canLast: false },
    { id: 'heal', label: strings.heal, fault: { type: 'heal', link: id }, canLast: false },
  ];
}

/** What can be done to several parts at once, in the order of their menu; nothing for fewer than two. */
export function groupFaults(nodes: readonly string[]): FaultChoice[] {
  if (nodes.length < 2) return [];
  const list = [...nodes];
  const count = stepNames.theseParts({ count: nodes.length });
  return [
    { id: 'isolate', label: strings.isolate(count), fault: { type: 'isolate', nodes: list }, canLast: true },
    { id: 'isolateIn', label: strings.isolateIn(count), fault: { type: 'isolate', nodes: list, direction: 'in' }, canLast: true },
    {
      id: 'isolateOut',
      label: strings.isolateOut(count),
      fault: { type: 'isolate', nodes: list, direction: 'out' },
      canLast: true,
    },
    {
      id: 'rolling',
      label: strings.rollingRestart(count),
      fault: { type: 'rolling-restart', nodes: list, everySeconds: 3, downSeconds: 1 },
      canLast: false,
    },
    {
      id: 'chaos',
      label: strings.chaos(count),
      fault: { type: 'chaos', nodes: list, does: 'crash', everySeconds: 10, downSeconds: 5 },
      canLast: true,
    },
  ];
}

/** What can be done to chosen members of networks: split them from the others, and disturb what two of them send each other. */
export function memberFaults(nodes: readonly string[], board: Targets): FaultChoice[] {
  const networks = networksOf(board);
  const all = splitAmong(board, nodes, networks);
  const chosen = all.filter((id) => nodes.includes(id));
  const others = all.filter((id) => !nodes.includes(id));
  const isMember = (id: string): boolean => networks.some(({ members }) => members.includes(id));
  if (chosen.length === 0 || !chosen.every(isMember)) return [];
  const choices: FaultChoice[] = [];
  if (others.length > 0)
    choices.push({
      id: 'split',
      label: chosen.length === 1 ? strings.splitIt : strings.splitThese,
      fault: {
        type: 'partition',
        groups: [
          { name: groupName(chosen, board), nodes: chosen },
          { name: groupName(others, board), nodes: others },
        ],
      },
      canLast: true,
    });
  if (chosen.length === 2 && sharedNetwork(board, chosen) !== null)
    choices.push(...pairFaults(chosen[0], chosen[1], placeNames(board).part));
  choices.push({ id: 'healAll', label: strings.healAll, fault: { type: 'heal-all' }, canLast: false });
  return choices;
}

function pairFaults(from: string, to: string, called: (id: string) => string): FaultChoice[] {
  const pair = { from, to } as const;
  return [
    { id: 'cutPair', label: strings.cutPair, fault: { ...pair, type: 'lane', does: 'cut' }, canLast: true },
    {
      id: 'cutPairForward',
      label: strings.cutOneWay(called(from), called(to)),
      fault: { ...pair, type: 'lane', does: 'cut', direction: 'forward' },
      canLast: true,
    },
    {
      id: 'cutPairBackward',
      label: strings.cutOneWay(called(to), called(from)),
      fault: { ...pair, type: 'lane', does: 'cut', direction: 'backward' },
      canLast: true,
    },
    {
      id: 'flapPair',
      label: strings.flapPair,
      fault: { ...pair, type: 'flap-lane', everySeconds: 3, downSeconds: 1 },
      canLast: true,
    },
    { id: 'slowPair', label: strings.slowPair, fault: { ...pair, type: 'lane', does: 'slow', factor: 10 }, canLast: true },
    { id: 'lossyPair', label: strings.losePair, fault: { ...pair, type: 'lane', does: 'lossy', percent: 20 }, canLast: true },
  ];
}

const MOST_NAME = 40;

/** A name for a side of a partition: its parts while they are few, e.g. `G1, G2`, else `G1 and 11 more`. */
function groupName(ids: readonly string[], board: Targets): string {
  const { part } = placeNames(board);
  const nodes = ids.map(part);
  const list = nodes.join(', ');
  const name = nodes.length <= 3 && list.length <= MOST_NAME ? list : `${nodes[0]} and ${nodes.length - 1} more`;
  return name.length <= MOST_NAME ? name : stepNames.parts({ count: nodes.length });
}

/** The name that somebody gave to a side of a partition; undefined: it has none, or the one that it was made with. */
export function givenName(
  { name, nodes }: { readonly name?: string | undefined; readonly nodes: readonly string[] },
  board: Targets,
): string | undefined {
  return name === groupName(nodes, board) ? undefined : name;
}

interface Named {
  readonly nodes: readonly { readonly id: string; readonly label?: string | undefined }[];
  readonly links: readonly { readonly id: string; readonly from: string; readonly to: string }[];
  readonly groups?: readonly { readonly id: string; readonly title: string }[] | undefined;
}

/** What a fault may be for: parts, wires and groups that are there. */
interface Targets {
  readonly nodes: readonly { id: string; kind: string; label?: string | undefined; network?: string | undefined }[];
  readonly links: readonly { id: string; from: string; to: string }[];
  readonly groups?: readonly { id: string; nodes: readonly string[] }[] | undefined;
}

/** What can be done to all parts of a group. */
export function faultsOfGroup(nodes: readonly string[], board: Targets): FaultChoice[] {
  return [...groupFaults(nodes), ...memberFaults(nodes, board)];
}

/** The choices for a target that is in the scenario, and for the parts selected with it; none when it is gone. */
export function faultsOf(target: FaultTarget, scenario: Targets, group: readonly string[] = []): FaultChoice[] {
  if (target.type === 'group')
    return faultsOfGroup(scenario.groups?.find((candidate) => candidate.id === target.id)?.nodes ?? [], scenario);
  if (target.type === 'node') {
    const node = scenario.nodes.find((candidate) => candidate.id === target.id);
    if (node === undefined) return [];
    // A part that is not among the selected ones is meant alone.
    const meant = group.includes(node.id) ? group : [node.id];
    return [...partFaults(node.id, node.kind), ...groupFaults(group), ...memberFaults(meant, scenario)];
  }
  const link = scenario.links.find((candidate) => candidate.id === target.id);
  const { part } = placeNames(scenario);
  return link === undefined ? [] : wireFaults(link.id, part(link.from), part(link.to));
}

/** What a target is called: a part by its label, a wire by its ends, a group by its title. */
export function targetName({ type, id }: FaultTarget, board: Named): string {
  const { part, wire } = placeNames(board);
  if (type === 'group') return board.groups?.find((group) => group.id === id)?.title ?? id;
  return type === 'node' ? part(id) : wire(id);
}

/** Whether a choice would change a part that is in this state now (a NodeStatus). */
export function changesPart(choiceId: string, status: number): boolean {
  const isDown = status === NodeStatus.down;
  switch (choiceId) {
    case 'restart':
      return isDown;
    case 'resume':
      return status === NodeStatus.paused;
    case 'pause':
      return !isDown && status !== NodeStatus.paused;
    case 'normal':
      return status === NodeStatus.slow;
    default:
      return !isDown;
  }
}

/** A choice as a fault of the scenario. `forSeconds` null: until something ends it. */
export function scheduled(choice: FaultChoice, id: string, atSeconds: number, forSeconds: number | null): Fault {
  return { ...choice.fault, id, atSeconds, ...(choice.canLast && forSeconds !== null ? { forSeconds } : {}) } as Fault;
}
