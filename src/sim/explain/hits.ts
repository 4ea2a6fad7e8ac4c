import { describe } from '../kernel/distribution';
import { kindOf } from '../kinds/index';
import type { DistributionSpec } from '../model/distributionSchema';
import { fieldMeta } from '../model/fieldMeta';
import type { TimedAction } from '../run/actions';
import type { Effect } from '../run/effects';
import type { TraceIndex } from '../trace/types';
import type { Explainable } from './types';

/** Something that a fault did to one part or wire at one moment. */
export interface Hit {
  readonly atNs: number;
  /** When it is over by itself, ns; Infinity: only when somebody mends it, or never. */
  readonly untilNs: number;
  readonly effect: Effect;
  readonly action: TimedAction;
}

const MENDING: ReadonlySet<Effect['type']> = new Set(['restart', 'resume', 'heal', 'promote']);
const WIRE_EFFECTS: ReadonlySet<Effect['type']> = new Set(['cut', 'slow-wire', 'lossy', 'duplicate', 'reorder', 'corrupt', 'drop']);

/** Everything that faults did in a run, in order of time; what only mends is left out. */
export function hitsOf({ actions }: Pick<Explainable, 'actions'>): Hit[] {
  const sets = actions.filter(({ fault }) => fault.type === 'set');
  const ends = new Map(actions.filter((action) => action.ends).map((action) => [`${action.order} ${action.turn}`, action.atNs]));
  return actions
    .filter((action) => !action.ends)
    .flatMap((action) =>
      action.effects
        .filter(({ type, value }) => !MENDING.has(type) && !(type === 'slow' && value === 1))
        .map((effect) => ({
          atNs: action.atNs,
          untilNs: ends.get(`${action.order} ${action.turn}`) ?? replacedNs(action, sets),
          effect,
          action,
        })),
    );
}

/** When a changed field was changed again, ns. */
function replacedNs({ fault, atNs }: TimedAction, sets: readonly TimedAction[]): number {
  if (fault.type !== 'set') return Infinity;
  return (
    sets.find(
      (later) => later.atNs > atNs && later.fault.type === 'set' && later.fault.node === fault.node && later.fault.param === fault.param,
    )?.atNs ?? Infinity
  );
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
      : ` for ${Number(((hit.untilNs - hit.atNs) / 1e9).toFixed(4))} s`;
  const occasion = OCCASIONS[fault.type] ?? '';
  const what = WIRE_EFFECTS.has(effect.type) ? wireText(index, effect) : partText(effect, changeText(index, fault));
  return `${occasion}${what}${lasts}`;
}

/** What a fault is called that hits more than it names. */
const OCCASIONS: Readonly<Record<string, string>> = {
  chaos: 'chaos struck: ',
  zone: 'a zone was lost: ',
  'rolling-restart': 'a rolling restart came by: ',
  isolate: 'a partition began: ',
  flap: 'a loose wire: ',
};

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
      return `the clock of ${target} went wrong`;
    case 'set':
      return `${target} was changed: ${change}`;
    default:
      return `${target} was hit (${type})`;
  }
}

function wireText({ nodes, links }: TraceIndex, { type, target, value }: Effect): string {
  const link = links.find(({ id }) => id === target);
  const wire = link === undefined ? `the wire ${target}` : `the wire between ${nodes[link.from].id} and ${nodes[link.to].id}`;
  switch (type) {
    case 'cut':
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
