import { describeFault, FAULT_INFO, placeNames, timedActions, worldOf, type Fault, type Scenario, NS_PER_SECOND } from '../../../sim/index';

/** One fault as the time line draws it. Shares run from 0 at the start of the run to 1 at its end. */
export interface FaultBar {
  readonly id: string;
  readonly text: string;
  readonly from: number;
  readonly to: number;
  /** It has no end of its own: something must mend it, or the run is over. */
  readonly isOpen: boolean;
  /** It happens at one moment. */
  readonly isMoment: boolean;
  readonly mends: boolean;
  /** Where its turns begin, for faults that repeat themselves. */
  readonly turns: readonly number[];
}

const MOST_TURNS_DRAWN = 200;
const STEPS_IN_A_RUN = 500;

/** The faults of a scenario as bars, in the order of the document. */
export function barsOf(scenario: Scenario): FaultBar[] {
  const { durationSeconds, faults } = scenario;
  const share = (seconds: number): number => Math.min(1, seconds / durationSeconds);
  const turns = faults.map((): number[] => []);
  const repeating = faults.filter(repeats);
  for (const action of repeating.length === 0 ? [] : timedActions(faults, worldOf(scenario))) {
    if (!action.ends && repeats(action.fault) && turns[action.order].length < MOST_TURNS_DRAWN)
      turns[action.order].push(share(action.atNs / NS_PER_SECOND));
  }
  return faults.map((fault, i) => {
    const { canLast, mends } = FAULT_INFO[fault.type];
    const lasts = lengthSeconds(fault);
    const isMoment = !canLast && fault.type !== 'rolling-restart';
    return {
      id: fault.id,
      text: describeFault(fault, placeNames(scenario)),
      from: share(fault.atSeconds),
      to: isMoment ? share(fault.atSeconds) : lasts === null ? 1 : share(fault.atSeconds + lasts),
      isOpen: !isMoment && lasts === null,
      isMoment,
      mends,
      turns: turns[i],
    };
  });
}

function repeats(fault: Fault): boolean {
  return 'everySeconds' in fault;
}

/** How long a fault lasts, s; null: it has no end of its own, or happens at one moment. */
export function lengthSeconds(fault: Fault): number | null {
  if (fault.type === 'rolling-restart') return (fault.nodes.length - 1) * fault.everySeconds + fault.downSeconds;
  return 'forSeconds' in fault && fault.forSeconds !== undefined ? fault.forSeconds : null;
}

/** The grid on which faults are dragged, s: a power of ten, so that numbers stay short. */
export function stepSeconds(durationSeconds: number): number {
  return 10 ** Math.floor(Math.log10(durationSeconds / STEPS_IN_A_RUN) + 1e-9);
}

/** A moment on the grid, within the run. */
function onGrid(seconds: number, durationSeconds: number): number {
  const step = stepSeconds(durationSeconds);
  const rounded = Math.round(seconds / step) * step;
  return Number(Math.max(0, Math.min(durationSeconds, rounded)).toFixed(6));
}

/** The fault at another moment, on the grid and within the run. */
export function movedBy(fault: Fault, bySeconds: number, durationSeconds: number): Fault {
  return { ...fault, atSeconds: onGrid(fault.atSeconds + bySeconds, durationSeconds) };
}

/** The fault made longer or shorter; one without an end gets one, reckoned from the end of the run. Unchanged when it cannot last. */
export function resizedBy(fault: Fault, bySeconds: number, durationSeconds: number): Fault {
  if (!FAULT_INFO[fault.type].canLast) return fault;
  const before = lengthSeconds(fault) ?? durationSeconds - fault.atSeconds;
  return { ...fault, forSeconds: onGrid(before + bySeconds, durationSeconds) } as Fault;
}

/**
 * What a key does to a fault on the time line: arrows move it (Shift: ten steps), with Alt they make it longer or shorter. Null: nothing.
 */
export function nudged(
  fault: Fault,
  event: { readonly key: string; readonly shiftKey: boolean; readonly altKey: boolean },
  durationSeconds: number,
): Fault | null {
  const step = stepSeconds(durationSeconds) * (event.shiftKey ? 10 : 1);
  const tenth = durationSeconds / 10;
  const bys: Readonly<Record<string, number>> = {
    ArrowLeft: -step,
    ArrowDown: -step,
    ArrowRight: step,
    ArrowUp: step,
    PageUp: tenth,
    PageDown: -tenth,
    Home: -durationSeconds,
    End: durationSeconds,
  };
  const by = bys[event.key];
  if (by === undefined) return null;
  return event.altKey ? resizedBy(fault, by, durationSeconds) : movedBy(fault, by, durationSeconds);
}

/** Moments to write under the time line, s: five to ten round ones. */
export function ticksOf(durationSeconds: number): number[] {
  const raw = durationSeconds / 10;
  const power = 10 ** Math.floor(Math.log10(raw) + 1e-9);
  const step = [1, 2, 5, 10].map((times) => times * power).find((candidate) => candidate >= raw * 0.999) ?? raw;
  return Array.from({ length: Math.floor(durationSeconds / step + 1e-9) + 1 }, (_, i) => Number((i * step).toFixed(6)));
}

/** Where a fault is, in words: "at 12 s, for 5 s". */
export function whenText(fault: Fault): string {
  const lasts = lengthSeconds(fault);
  return `at ${fault.atSeconds} s${lasts === null ? '' : `, for ${Number(lasts.toFixed(3))} s`}`;
}
