import { neighbours, networkSalt, type Scenario, type ScenarioNode } from '../../../sim/index';
import { topologyOf } from '../../document/index';
import { faceMiddle } from '../geometry/face';

type Placed = Pick<ScenarioNode, 'x' | 'y'>;

/** A pair of neighbours, by place in the list of members. */
export type Chord = readonly [number, number];

/** More lines than these would be a grey disc; then only those of single members are drawn. */
export const MOST_CHORDS = 1300;

/** Who is next to whom: all pairs, or only those of some members where all would be too many. */
export interface Chords {
  readonly pairs: readonly Chord[];
  readonly isWhole: boolean;
}

/**
 * Pairs of neighbours among the members of a network, as its topology has them in runs with the scenario's seed. Wires drawn by hand are
 * on the board already. `only`: places whose pairs are drawn where all would be too many.
 */
export function chordsOf(
  network: Pick<ScenarioNode, 'id' | 'params'>,
  members: number,
  { seed }: Pick<Scenario, 'seed'>,
  only: readonly number[],
): Chords {
  const topology = topologyOf(network);
  if (topology === 'drawn' || members < 2) return { pairs: [], isWhole: true };
  if (topology === 'all') {
    const isWhole = (members * (members - 1)) / 2 <= MOST_CHORDS;
    const from = isWhole ? Array.from({ length: members }, (_, i) => i) : only;
    return { isWhole, pairs: pairsFrom(from, () => Array.from({ length: members }, (_, i) => i)) };
  }
  const lists = neighbours(topology, members, Number(network.params.degree ?? 4), networkSalt(network.id, seed), []) ?? [];
  const isWhole = lists.reduce((sum, list) => sum + list.length, 0) / 2 <= MOST_CHORDS;
  return { isWhole, pairs: pairsFrom(isWhole ? lists.keys() : only, (i) => lists[i]) };
}

/** Every pair once. */
function pairsFrom(from: Iterable<number>, neighboursOf: (place: number) => Iterable<number>): Chord[] {
  const seen = new Set<number>();
  const pairs: Chord[] = [];
  for (const i of from) {
    seen.add(i);
    for (const j of neighboursOf(i)) if (!seen.has(j)) pairs.push([i, j]);
  }
  return pairs;
}

/** Lines from face to face, as the data of one path. */
export function chordPath(pairs: readonly Chord[], members: readonly Placed[]): string {
  return pairs
    .map(([i, j]) => {
      const [p, q] = [faceMiddle(members[i]), faceMiddle(members[j])];
      return `M${p.x} ${p.y}L${q.x} ${q.y}`;
    })
    .join('');
}

/** Lines from a network to its members, in place of more pairs than could be told apart: each reaches all others through it. */
export function spokesPath(hub: Placed, members: readonly Placed[]): string {
  return chordPath(
    members.map((_, i): Chord => [0, i + 1]),
    [hub, ...members],
  );
}
