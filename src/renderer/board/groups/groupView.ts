import { STATUS_NAMES } from '../../../sim/index';
import { mainCounterOf, type FaceMoment } from '../faces/faceView';
import { rateFigure } from '../faces/figure';
import { strings } from '../strings';

/** States of parts, the worst first; what is switched off on purpose is none of them. */
const WORST_FIRST = ['down', 'paused', 'fault', 'starting'] as const;

/** What a folded group says of its parts while they run. */
export interface GroupView {
  /** Their summed rate, e.g. "54", and what it is of, e.g. "/s"; null: they count nothing in common. */
  readonly figure: { readonly value: string; readonly unit: string } | null;
  /** Slots taken and requests waiting, summed; '': they have neither. */
  readonly facts: string;
  /** The worst state of any of them. */
  readonly state: (typeof WORST_FIRST)[number] | 'warning' | 'up';
  /** That state in words, with how many are in it; '' while all is well. */
  readonly stateText: string;
}

/** The summed figures of parts and their worst state; null: none is in the run on screen. */
export function groupView(parts: readonly FaceMoment[]): GroupView | null {
  if (parts.length === 0) return null;
  const states = parts.map(stateOf);
  const worst = WORST_FIRST.find((state) => states.includes(state));
  const warned = parts.filter(({ load }) => load.level !== 'calm');
  const warning = warned.find(({ load }) => load.level === 'alarm') ?? warned.at(0);
  const count = worst === undefined ? warned.length : states.filter((state) => state === worst).length;
  const text = worst ?? warning?.load.text ?? '';
  return {
    figure: figureOf(parts),
    facts: factsOf(parts),
    state: worst ?? (warning === undefined ? 'up' : 'warning'),
    stateText: text === '' ? '' : strings.groupState(count, parts.length, text),
  };
}

function stateOf({ moment, trouble = '' }: FaceMoment): string {
  const status = STATUS_NAMES[moment.status];
  return status === 'up' && trouble !== '' ? 'fault' : status;
}

/** Rates of one thing only are summed: heartbeats and requests have no sum that means anything. */
function figureOf(parts: readonly FaceMoment[]): GroupView['figure'] {
  const counted = parts.filter(({ ratePerSecond }) => ratePerSecond !== undefined);
  const whats = new Set(counted.map(({ node }) => mainCounterOf(node)?.what ?? ''));
  if (whats.size !== 1) return null;
  const [what] = whats;
  const sum = counted.reduce((total, { ratePerSecond = 0 }) => total + ratePerSecond, 0);
  return { value: rateFigure(sum), unit: what === '' ? '/s' : `/s ${what}` };
}

function factsOf(parts: readonly FaceMoment[]): string {
  const sum = (of: (part: FaceMoment) => number): number => parts.reduce((total, part) => total + of(part), 0);
  const slots = sum(({ node }) => node.capacity);
  const waiting = sum(({ moment }) => moment.queue);
  const busy =
    slots > 0
      ? strings.groupBusy(
          sum(({ moment }) => moment.busy),
          slots,
        )
      : '';
  return [busy, waiting > 0 ? strings.groupWaiting(waiting) : ''].filter((text) => text !== '').join(', ');
}
