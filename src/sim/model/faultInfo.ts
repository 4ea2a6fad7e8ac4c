import type { Fault, FaultType } from './faultSchema';
import { ID_NAMES, type PlaceNames } from './placeNames';
import { settingText } from './settingText';

/** What a kind of fault is called and does, in plain words. */
export interface FaultInfo {
  readonly title: string;
  /** One sentence for a learner. */
  readonly help: string;
  /** What it is done to. */
  readonly hits: 'part' | 'wire' | 'pair' | 'group' | 'zone' | 'everything';
  /** Whether it can end by itself after a while. */
  readonly canLast: boolean;
  /** It puts right what another has broken. */
  readonly mends: boolean;
  /** It neither breaks nor mends anything by itself: a request is sent, a setting changes. */
  readonly isNeutral: boolean;
}

const info = (hits: FaultInfo['hits'], title: string, help: string, canLast = true, mends = false, isNeutral = false): FaultInfo => ({
  title,
  help,
  hits,
  canLast,
  mends,
  isNeutral,
});

/** Every kind of fault. */
export const FAULT_INFO: Readonly<Record<FaultType, FaultInfo>> = {
  crash: info('part', 'Crash', 'It stops at once: what it held in memory is gone, and whoever waits for it sees the connection break.'),
  restart: info('part', 'Restart', 'A part that is down comes up again.', false, true),
  pause: info(
    'part',
    'Pause',
    'It stands still and answers nothing, but forgets nothing (a long garbage collection, a stopped virtual machine).',
  ),
  resume: info('part', 'Resume', 'A paused part goes on where it stopped.', false, true),
  slow: info('part', 'Slow down', 'A gray failure: it still answers, only slower, so nobody takes it for broken.'),
  steal: info('part', 'Steal CPU', 'A noisy neighbour on the same machine takes a share of the processor.'),
  'disk-full': info('part', 'Fill the disk', 'Reads go on, but every write is refused.'),
  clock: info(
    'part',
    'Wrong clock',
    'Its clock is off (skew) or runs too fast or too slow (drift): timeouts and expiry times go wrong with it.',
  ),
  promote: info('part', 'Promote', 'A replica becomes the primary.', false, false, true),
  set: info('part', 'Change a setting', 'A field of the part gets another value while it runs.', false, false, true),
  send: info(
    'part',
    'Send a request',
    'A client sends one request now: you choose the key, read or write, and the value.',
    false,
    false,
    true,
  ),
  cut: info('wire', 'Cut', 'Nothing gets through, both ways or one way; nobody is told.'),
  heal: info('wire', 'Heal', 'The wire works normally again: no fault cuts it, delays it or loses its messages.', false, true),
  flap: info('wire', 'Flap', 'The wire is cut and healed again and again.'),
  'slow-wire': info('wire', 'Slow wire', 'Everything on the wire takes longer.'),
  lossy: info('wire', 'Lose messages', 'A share of the messages vanishes.'),
  duplicate: info('wire', 'Deliver twice', 'A share of the messages arrives a second time.'),
  reorder: info('wire', 'Mix up the order', 'A share of the messages is held back and overtaken.'),
  corrupt: info('wire', 'Damage messages', 'A share of the messages arrives damaged and is thrown away.'),
  drop: info('wire', 'Drop the next message', 'The next message each way vanishes, and only that one.', false),
  isolate: info('group', 'Partition', 'A group of parts can no longer reach the others.'),
  partition: info('group', 'Split into groups', 'Members of different groups cannot reach each other; inside a group everything works.'),
  lane: info('pair', 'Disturb a pair', 'What two members of a network send each other is cut, late, lost, doubled, mixed up or damaged.'),
  'flap-lane': info('pair', 'Flap a pair', 'Two members of a network lose touch with each other again and again.'),
  'heal-all': info(
    'everything',
    'Heal the whole network',
    'Ends every cut, partition, loss and delay that faults have caused.',
    false,
    true,
  ),
  zone: info('zone', 'Lose a zone', 'Every part of a zone crashes, or the zone is cut off.'),
  chaos: info('everything', 'Chaos', 'At intervals, something drawn from the seed is broken, as by a chaos monkey.'),
  'rolling-restart': info('group', 'Rolling restart', 'One part after the other is restarted, as in a deployment.', false),
};

/** What a fault names: parts and wires, by id. */
export interface FaultTargets {
  readonly parts: readonly string[];
  readonly wires: readonly string[];
}

const NONE: readonly string[] = [];

/** The parts and wires that a fault names. */
export function faultTargets(fault: Fault): FaultTargets {
  if ('node' in fault) return { parts: [fault.node], wires: NONE };
  if ('link' in fault) return { parts: NONE, wires: [fault.link] };
  if ('groups' in fault) return { parts: fault.groups.flatMap(({ nodes }) => nodes), wires: NONE };
  if ('from' in fault) return { parts: [fault.from, fault.to], wires: NONE };
  const others = 'others' in fault ? (fault.others ?? NONE) : NONE;
  return 'nodes' in fault ? { parts: [...(fault.nodes ?? NONE), ...others], wires: NONE } : { parts: NONE, wires: NONE };
}

/** The same fault for a part with another id. */
export function faultRenamed(fault: Fault, from: string, to: string): Fault {
  const swap = (id: string): string => (id === from ? to : id);
  if ('node' in fault) return fault.node === from ? { ...fault, node: to } : fault;
  if (!faultTargets(fault).parts.includes(from)) return fault;
  if ('groups' in fault) return { ...fault, groups: fault.groups.map((group) => ({ ...group, nodes: group.nodes.map(swap) })) };
  if ('from' in fault) return { ...fault, from: swap(fault.from), to: swap(fault.to) };
  if (!('nodes' in fault)) return fault;
  const nodes = fault.nodes?.map(swap);
  return {
    ...fault,
    ...(nodes === undefined ? {} : { nodes }),
    ...('others' in fault && fault.others !== undefined ? { others: fault.others.map(swap) } : {}),
  } as Fault;
}

/** What is left of a fault once parts and wires are gone: itself, itself with fewer parts, or null. */
export function faultWithout(fault: Fault, isGone: (id: string) => boolean): Fault | null {
  if ('node' in fault) return isGone(fault.node) ? null : fault;
  if ('link' in fault) return isGone(fault.link) ? null : fault;
  if (!faultTargets(fault).parts.some(isGone)) return fault;
  if ('from' in fault) return null;
  if ('groups' in fault) {
    const groups = fault.groups
      .map((group) => ({ ...group, nodes: group.nodes.filter((id) => !isGone(id)) }))
      .filter((group) => group.nodes.length > 0);
    return groups.length < 2 ? null : { ...fault, groups };
  }
  if (!('nodes' in fault)) return fault;
  const nodes = fault.nodes?.filter((id) => !isGone(id));
  const others = 'others' in fault ? fault.others?.filter((id) => !isGone(id)) : undefined;
  if (nodes?.length === 0 || others?.length === 0) return null;
  return { ...fault, ...(nodes === undefined ? {} : { nodes }), ...(others === undefined ? {} : { others }) } as Fault;
}

/** What a fault is done to, in a few words: "W1", "wire L2", "W1, W2 and 3 more", "zone east"; by names where they are given. */
export function faultTargetText(fault: Fault, { part, wire }: PlaceNames = ID_NAMES): string {
  if ('node' in fault) return part(fault.node);
  if ('link' in fault) return `wire ${wire(fault.link)}`;
  if (fault.type === 'zone') return `zone ${fault.zone}`;
  if (fault.type === 'heal-all') return 'the network';
  if ('groups' in fault) return fault.groups.map((group, i) => group.name ?? `${group.nodes.length} in group ${i + 1}`).join(' | ');
  if ('from' in fault) return `${part(fault.from)} and ${part(fault.to)}`;
  const { nodes } = fault;
  if (nodes === undefined) return 'any part';
  return nodes.length <= 3 ? nodes.map(part).join(', ') : `${part(nodes[0])}, ${part(nodes[1])} and ${nodes.length - 2} more`;
}

/** A fault in a few words, without its time: "Slow down: W1, ×5", "Cut: wire L2, requests only"; by names where they are given. */
export function describeFault(fault: Fault, names: PlaceNames = ID_NAMES): string {
  const extra = extraText(fault, names);
  return `${FAULT_INFO[fault.type].title}: ${faultTargetText(fault, names)}${extra === '' ? '' : `, ${extra}`}`;
}

function extraText(fault: Fault, { part, field, unit }: PlaceNames): string {
  switch (fault.type) {
    case 'crash':
      return [
        fault.silent === true ? 'without a word' : '',
        fault.loses === 'disk' ? 'disk lost' : fault.loses === 'nothing' ? 'memory kept' : '',
      ]
        .filter((text) => text !== '')
        .join(', ');
    case 'slow':
    case 'slow-wire':
      return `\u00d7${fault.factor}`;
    case 'steal':
    case 'lossy':
    case 'duplicate':
    case 'reorder':
    case 'corrupt':
      return `${fault.percent} %`;
    case 'clock':
      return clockText(fault);
    case 'set':
      return settingText(fault.param, fault.value, field(fault.node, fault.param), unit?.(fault.node, fault.param));
    case 'send':
      return requestText(fault);
    case 'cut':
      return directionText(fault.direction);
    case 'lane':
      return laneText(fault);
    case 'flap':
    case 'flap-lane':
      return `${fault.downSeconds} s of every ${fault.everySeconds} s`;
    case 'drop':
      return fault.count === undefined || fault.count === 1 ? '' : `${fault.count} messages`;
    case 'isolate':
      return [
        fault.direction === 'in' ? 'nothing gets in' : fault.direction === 'out' ? 'nothing gets out' : '',
        fault.others === undefined ? '' : `only from ${fault.others.map(part).join(', ')}`,
      ]
        .filter((text) => text !== '')
        .join(', ');
    case 'zone':
      return fault.how === 'cut' ? 'cut off' : '';
    case 'chaos':
      return `${fault.does === 'lossy' ? 'lost messages' : (fault.does ?? 'crash')} every ${fault.everySeconds} s`;
    case 'rolling-restart':
      return `${fault.downSeconds} s each, every ${fault.everySeconds} s`;
    default:
      return '';
  }
}

const DOES = { cut: 'cut', slow: 'slow', lossy: 'loses', duplicate: 'doubles', reorder: 'mixes up', corrupt: 'damages' } as const;

function laneText({ does, direction, factor, percent }: Fault & { type: 'lane' }): string {
  const way = direction === 'forward' ? 'one way' : direction === 'backward' ? 'the other way' : '';
  const much = does === 'cut' ? way : does === 'slow' ? `\u00d7${factor ?? 10}` : `${percent ?? 50} %`;
  return much === '' ? DOES[does] : `${DOES[does]} ${much}`;
}

function directionText(direction: 'both' | 'forward' | 'backward' | undefined): string {
  return direction === 'forward' ? 'requests only' : direction === 'backward' ? 'replies only' : '';
}

/** A request in a few words: `read "peter"`, `write "peter" city = "Lisbon"`. */
function requestText({ key, op, field, value }: Fault & { type: 'send' }): string {
  const does = op ?? (value === undefined ? 'read' : 'write');
  return (
    `${does} ` +
    `${JSON.stringify(key)}${field === undefined ? '' : ` ${field}`}${value === undefined ? '' : ` = ${JSON.stringify(value)}`}`
  );
}

function clockText(fault: Fault & { type: 'clock' }): string {
  const skew = fault.skewMs === undefined || fault.skewMs === 0 ? '' : `${fault.skewMs > 0 ? '+' : ''}${fault.skewMs} ms`;
  const drift =
    fault.driftPercent === undefined || fault.driftPercent === 0 ? '' : `${fault.driftPercent > 0 ? '+' : ''}${fault.driftPercent} % fast`;
  return [skew, drift].filter((text) => text !== '').join(', ') || 'right again';
}
