import type { Fault, Hold } from '../../../sim/index';

/** On which side of what keeps members apart a part stands. */
export interface Side {
  /** E.g. A: one letter for each side there is. */
  readonly letter: string;
  /** Its group in each of the partitions that last; 0: it is in none and reaches everybody. */
  readonly groups: readonly number[];
  /** What people call it; undefined: by its letter. */
  readonly name?: string | undefined;
}

type Group = Extract<Fault, { readonly type: 'partition' }>['groups'][number];

/** More sides than these share the last letter. */
const LETTERS = 'ABCDEFGH';

type Member = { readonly id: string; readonly zone?: string | undefined };

/**
 * The sides on which members stand by what lasts at a moment; empty: nothing keeps any two apart. `called`: the name of a group of a
 * partition, if people gave it one.
 */
export function sidesOf(
  holds: readonly Hold[],
  faults: readonly Fault[],
  members: readonly Member[],
  called: (group: Group) => string | undefined = ({ name }) => name,
): ReadonlyMap<string, Side> {
  const splits = holds.flatMap((hold) => (hold.type === 'apart' && faults[hold.order] !== undefined ? [faults[hold.order]] : []));
  const sides = new Map<string, Side>();
  if (splits.length === 0) return sides;
  const letters = new Map<string, string>();
  for (const member of members) {
    const groups = splits.map((fault) => groupIn(fault, member));
    const sign = groups.join(' ');
    const letter = letters.get(sign) ?? LETTERS[Math.min(letters.size, LETTERS.length - 1)];
    letters.set(sign, letter);
    const names = splits.flatMap((fault, i) =>
      fault.type === 'partition' && groups[i] > 0 ? (called(fault.groups[groups[i] - 1]) ?? []) : [],
    );
    sides.set(member.id, { letter, groups, ...(names.length === 0 ? {} : { name: names.join(', ') }) });
  }
  return letters.size > 1 ? sides : new Map();
}

function groupIn(fault: Fault, { id, zone }: Member): number {
  switch (fault.type) {
    case 'partition':
      return fault.groups.findIndex(({ nodes }) => nodes.includes(id)) + 1;
    case 'isolate':
      if (fault.nodes.includes(id)) return 1;
      return fault.others === undefined || fault.others.includes(id) ? 2 : 0;
    case 'zone':
      return zone === fault.zone ? 1 : 2;
    default:
      return 0;
  }
}

/** Whether something keeps two parts apart, in one direction at least. */
export function areApart(one: Side | undefined, other: Side | undefined): boolean {
  if (one === undefined || other === undefined) return false;
  return one.groups.some((group, i) => group !== 0 && other.groups[i] !== 0 && group !== other.groups[i]);
}
