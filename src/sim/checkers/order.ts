/** What a sink has seen: events in the order in which it took them, each as its source and its number there (from 1). */
export type Seen = readonly { readonly source: number; readonly number: number }[];

/** Two events that somebody saw in the wrong order. */
export interface OrderFault {
  /** The sink, and for a disagreement the other one; positions in the list given. */
  readonly sink: number;
  readonly other: number;
  readonly first: { readonly source: number; readonly number: number };
  readonly second: { readonly source: number; readonly number: number };
}

/**
 * Whether every sink sees the events of each source in the order in which that source made them, none of them twice. Returns the first
 * event that came too late (`second`), after a later or the same one (`first`); null: all is in order.
 */
export function sourceOrderFault(sinks: readonly Seen[]): OrderFault | null {
  for (const [sink, seen] of sinks.entries()) {
    const last = new Map<number, number>();
    for (const event of seen) {
      const before = last.get(event.source);
      if (before !== undefined && before >= event.number) {
        return { sink, other: -1, first: { source: event.source, number: before }, second: event };
      }
      last.set(event.source, event.number);
    }
  }
  return null;
}

/**
 * Whether all sinks that share sources agree on the order in which the streams of these are merged. Agreement of every set of sinks follows
 * from that of every pair, because a pair shares all that a set around it shares. Only events that both have seen are compared: what has
 * not come yet may still come in its place. Returns two events that one pair saw in different orders; null: all agree.
 */
export function agreementFault(sinks: readonly Seen[], sources: readonly ReadonlySet<number>[]): OrderFault | null {
  for (let sink = 0; sink < sinks.length; sink++) {
    for (let other = sink + 1; other < sinks.length; other++) {
      const shared = new Set([...sources[sink]].filter((source) => sources[other].has(source)));
      if (shared.size < 2) continue;
      const fault = disagreement(sinks[sink], sinks[other], shared);
      if (fault !== null) return { sink, other, ...fault };
    }
  }
  return null;
}

function disagreement(one: Seen, two: Seen, shared: ReadonlySet<number>): Pick<OrderFault, 'first' | 'second'> | null {
  const name = (event: Seen[number]): string => `${event.source} ${event.number}`;
  const places = new Map<string, number>();
  one.forEach((event, place) => {
    if (shared.has(event.source) && !places.has(name(event))) places.set(name(event), place);
  });
  let last = -1;
  for (const event of two) {
    const place = shared.has(event.source) ? places.get(name(event)) : undefined;
    if (place === undefined) continue;
    if (place < last) return { first: one[place], second: one[last] };
    last = place;
  }
  return null;
}
