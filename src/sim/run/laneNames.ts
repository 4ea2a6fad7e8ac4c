/** What stands for all networks together where a fault keeps groups of members apart. */
export const ALL_NETWORKS = '*';
/** Between the names of two members: no id holds it, so that a lane is never taken for a part or a wire. */
const BETWEEN = '~';

/** The name of a lane, by the ids of its ends in the order of the document. */
export function laneName(low: string, high: string): string {
  return `${low}${BETWEEN}${high}`;
}

export function isLaneName(target: string): boolean {
  return target.includes(BETWEEN);
}

/** The ids of a lane's ends; null: that is no lane. */
export function endsOfLane(target: string): readonly [string, string] | null {
  const [low, high] = target.split(BETWEEN);
  return high === undefined ? null : [low, high];
}
