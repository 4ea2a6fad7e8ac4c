import { describe } from '../kernel/distribution';
import { kindOf } from '../kinds/index';
import type { DistributionSpec } from '../model/distributionSchema';
import { fieldMeta } from '../model/fieldMeta';
import type { TimedAction } from '../run/actions';
import type { Effect } from '../run/effects';
import { holdSpans } from '../run/holdSpans';
import { endsOfLane } from '../run/laneNames';
import { calledBy } from '../trace/names';
import type { TraceIndex } from '../trace/types';
import type { Explainable } from './types';
import { NS_PER_MS, NS_PER_SECOND } from '../kernel/units';
import { lengthText, listText } from './words';

/** Something that a fault did to one part or wire at one moment. */
export interface Hit {
  readonly atNs: number;
  /** When it was over, by itself or because somebody mended it, ns; Infinity: it lasted. */
  readonly untilNs: number;
  readonly effect: Effect;
  readonly action: TimedAction;
}

const MENDING: ReadonlySet<Effect['type']> = new Set(['restart', 'resume', 'heal', 'promote']);
const WIRE_EFFECTS: ReadonlySet<Effect['type']> = new Set(['cut', 'slow-wire', 'lossy', 'duplicate', 'reorder', 'corrupt', 'drop']);

/** Everything that faults did in a run, in order of time, and how long it lasted; what only mends is left out. */
export function hitsOf({ actions }: Pick<Explainable, 'actions'>): Hit[] {
  return holdSpans(actions)
    .filter(({ effect: { type } }) => !MENDING.has(type))
    .map(({ fromNs, untilNs, effect, action }) => ({ atNs: fromNs, untilNs, effect, action }));
}

/** A field and its value as the settings of the part show them, e.g. `its "Errors" were set to 100 %`. */
function changeText(index: TraceIndex, fault: TimedAction['fault']): string {
  if (fault.type !== 'set') return '';
  const { title, unit, options } = fieldMeta(
    kindOf(index.nodes.find(({ id }) => id === fault.node)?.kind ?? '')?.descriptor.fields,
    fault.param,
  );
  const { value } = fault;
  const option = options?.[String(value)];
  const text =
    typeof value === 'object' && value !== null && 'type' in value ? describe(value as DistributionSpec) : (option ?? String(value));
  return `\u0022${title ?? fault.param}\u0022 was set to ${text}${unit !== undefined && typeof value === 'number' ? ` ${unit}` : ''}`;
}

/** What a hit did, in words, e.g. `W2 crashed for 1 s`. */
export function hitText(index: TraceIndex, hit: Hit): string {
  const {
    effect,
    action: { fault },
  } = hit;
  const lasts =
    hit.untilNs === Infinity || effect.type === 'set' || effect.type === 'drop'
      ? ''
      : ` for ${Number(((hit.untilNs - hit.atNs) / NS_PER_SECOND).toFixed(4))} s`;
  const occasion = OCCASIONS[fault.type] ?? '';
  if (effect.type === 'apart') return `${apartText(fault)}${lasts}`;
  const what = WIRE_EFFECTS.has(effect.type)
    ? wireText(index, effect)
    : partText(effect, fault.type === 'clock' ? clockText(fault) : changeText(index, fault));
  return `${occasion}${what}${lasts}`;
}

/** What a fault is called that hits more than it names. */
const OCCASIONS: Readonly<Record<string, string>> = {
  chaos: 'chaos struck: ',
  zone: 'a zone was lost: ',
  'rolling-restart': 'a rolling restart: ',
  isolate: 'a partition began: ',
  flap: 'a loose wire: ',
};

/** How wrong a clock is, e.g. `was 2 s slow, and ran 1 % fast`. */
function clockText({ skewMs = 0, driftPercent = 0 }: { readonly skewMs?: number; readonly driftPercent?: number }): string {
  const side = (amount: number): string => (amount < 0 ? 'slow' : 'fast');
  const texts = [
    ...(skewMs === 0 ? [] : [`was ${lengthText(Math.abs(skewMs) * NS_PER_MS)} ${side(skewMs)}`]),
    ...(driftPercent === 0 ? [] : [`ran ${Math.abs(driftPercent)} % ${driftPercent < 0 ? 'too slowly' : 'too fast'}`]),
  ];
  return texts.length === 0 ? 'was set' : texts.join(' and ');
}

/** Who is kept from whom in networks, where the fault says so. */
function apartText(fault: TimedAction['fault']): string {
  const groups =
    'groups' in fault ? fault.groups.map(({ nodes }) => nodes) : 'nodes' in fault && fault.nodes !== undefined ? [fault.nodes] : [];
  const [first, ...others] = groups.filter((nodes) => nodes.length > 0);
  if (first === undefined) return 'the network was split';
  const rest = others.length === 0 ? 'the others' : others.map((nodes) => listText(nodes)).join(', and from ');
  return `${listText(first)} ${first.length === 1 ? 'was' : 'were'} cut off from ${rest}`;
}

function partText({ type, target, value }: Effect, change: string): string {
  switch (type) {
    case 'crash':
      return `${target} crashed`;
    case 'pause':
      return `${target} was paused`;
    case 'slow':
      return `${target} was made ${value} times slower`;
    case 'steal':
      return `a neighbour took ${value} % of the processor of ${target}`;
    case 'disk-full':
      return `the disk of ${target} was full`;
    case 'clock':
      return `the clock of ${target} ${change}`;
    case 'set':
      return `${target} was changed: ${change}`;
    default:
      return `${target} was hit (${type})`;
  }
}

function wireText({ nodes, links }: TraceIndex, { type, target, value }: Effect): string {
  const link = links.find(({ id }) => id === target);
  const ends = (endsOfLane(target) ?? []).map((id) => nodes.find((node) => node.id === id)).map((node) => (node ? calledBy(node) : ''));
  const wire =
    link !== undefined
      ? `the wire between ${calledBy(nodes[link.from])} and ${calledBy(nodes[link.to])}`
      : ends.length === 2
        ? `the lane between ${ends[0]} and ${ends[1]}`
        : `the wire ${target}`;
  switch (type) {
    case 'cut':
      if (ends.length === 2 && value !== 3)
        return `the lane from ${value === 1 ? ends.join(' to ') : ends.toReversed().join(' to ')} was cut`;
      return `${wire} was cut${value === 3 ? '' : ' in one direction'}`;
    case 'slow-wire':
      return `${wire} became ${value} times slower`;
    case 'lossy':
      return `${wire} lost ${value} % of its messages`;
    case 'corrupt':
      return `${wire} damaged ${value} % of its messages`;
    case 'drop':
      return `the next message on ${wire} was dropped`;
    default:
      return `${wire} was troubled (${type})`;
  }
}
