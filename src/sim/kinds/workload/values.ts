/** What is known of the values that were broadcast: one place each, by value. Times in ns; -1: never. */
export interface BroadcastValues {
  /** When it was acknowledged, or first read, whichever was first. */
  knownNs: Float64Array;
  acknowledged: Uint8Array;
  /** When the last reads were begun that had it, and that did not. */
  presentNs: Float64Array;
  absentNs: Float64Array;
  /** Nodes whose final read did not have it. */
  missing: Int32Array;
  count: number;
  duplicated: number;
}

const FIRST_ROOM = 16;

/** No values. */
export function noValues(): BroadcastValues {
  return {
    knownNs: new Float64Array(FIRST_ROOM).fill(-1),
    acknowledged: new Uint8Array(FIRST_ROOM),
    presentNs: new Float64Array(FIRST_ROOM).fill(-1),
    absentNs: new Float64Array(FIRST_ROOM).fill(-1),
    missing: new Int32Array(FIRST_ROOM),
    count: 0,
    duplicated: 0,
  };
}

/** The next value to be broadcast. */
export function nextValue(values: BroadcastValues): number {
  if (values.count === values.acknowledged.length) enlarge(values);
  return values.count++;
}

/** Somebody has promised to keep a value. */
export function acknowledge(values: BroadcastValues, value: number, atNs: number): void {
  values.acknowledged[value] = 1;
  if (values.knownNs[value] < 0) values.knownNs[value] = atNs;
}

/** Takes in what a read gave that was begun at `beganNs` and ends now. False: there are things in it that nobody has broadcast. */
export function takeRead(values: BroadcastValues, read: readonly unknown[], beganNs: number, nowNs: number, isFinal: boolean): boolean {
  const has = new Uint8Array(values.count);
  let isSound = true;
  for (const value of read) {
    if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value >= values.count) isSound = false;
    else if (has[value] === 1) values.duplicated++;
    else {
      has[value] = 1;
      if (values.knownNs[value] < 0) values.knownNs[value] = nowNs;
    }
  }
  for (let value = 0; value < values.count; value++) {
    const column = has[value] === 1 ? values.presentNs : values.absentNs;
    column[value] = Math.max(column[value], beganNs);
    if (isFinal && has[value] === 0) values.missing[value]++;
  }
  return isSound;
}

/** Acknowledged values that a final read did not have. */
export function lostValues({ acknowledged, missing, count }: BroadcastValues): number {
  let lost = 0;
  for (let value = 0; value < count; value++) if (acknowledged[value] === 1 && missing[value] > 0) lost++;
  return lost;
}

/**
 * How long it took each value, once it was known, until no read that began later missed it: ascending, ns. Values that a later read than
 * all those which had them missed are not stable, and left out (Jepsen's set-full).
 */
export function stableLatenciesNs({ knownNs, presentNs, absentNs, count }: BroadcastValues): Float64Array {
  const stable: number[] = [];
  for (let value = 0; value < count; value++) {
    if (knownNs[value] < 0 || presentNs[value] < absentNs[value] || presentNs[value] < 0) continue;
    stable.push(Math.max(0, absentNs[value] - knownNs[value]));
  }
  return Float64Array.from(stable).sort();
}

/** The quantile of ascending values as Jepsen takes it; null: there are none. */
export function quantileOf(sorted: Float64Array, share: number): number | null {
  return sorted.length === 0 ? null : sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

function enlarge(values: BroadcastValues): void {
  const room = values.acknowledged.length * 2;
  const longer = (column: Float64Array): Float64Array => {
    const next = new Float64Array(room).fill(-1);
    next.set(column);
    return next;
  };
  values.knownNs = longer(values.knownNs);
  values.presentNs = longer(values.presentNs);
  values.absentNs = longer(values.absentNs);
  const flags = new Uint8Array(room);
  flags.set(values.acknowledged);
  values.acknowledged = flags;
  const missing = new Int32Array(room);
  missing.set(values.missing);
  values.missing = missing;
}
