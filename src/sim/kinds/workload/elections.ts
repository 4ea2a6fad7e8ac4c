/** One round of questions: every node is asked who leads. */
interface Round {
  readonly beganNs: number;
  /** Nodes that have neither answered nor been given up yet. */
  left: number;
  /** Whom each node that answered named; null: nobody. By index. */
  readonly named: Record<string, string | null>;
}

/** What is known of who leads, by rounds of questions in their order. */
export interface Elections {
  readonly rounds: Record<string, Round>;
  /** The round that begins next, and the one that is judged next. */
  next: number;
  judged: number;
  /** Since when the nodes have not agreed, ns; -1: they do. */
  apartNs: number;
  longestNs: number;
  /** Whether it was said already that they have been apart for too long. */
  isTold: boolean;
}

/** No question has been asked. */
export function noElections(): Elections {
  return { rounds: {}, next: 0, judged: 0, apartNs: -1, longestNs: 0, isTold: false };
}

/** After a crash of who asks: rounds that were under way are given up. */
export function roundsGivenUp(before: Elections): Elections {
  return { ...before, rounds: {}, judged: before.next };
}

/** Begins a round in which so many nodes are asked; its number. */
export function beginRound(elections: Elections, nodes: number, nowNs: number): number {
  elections.rounds[elections.next] = { beganNs: nowNs, left: nodes, named: {} };
  return elections.next++;
}

/** A node has named its leader; undefined: it did not answer. */
export function takeName(elections: Elections, round: number, node: number, leader: string | null | undefined): void {
  if (!Object.hasOwn(elections.rounds, round)) return;
  const asked = elections.rounds[round];
  asked.left--;
  if (leader !== undefined) asked.named[node] = leader;
}

/**
 * Judges the rounds that are over, in their order. Who answered is up, and the highest of them has to be named by all. `highest`: the nodes
 * from the lowest to the highest, by index. Gives in words why, when the nodes have been apart for longer than `mostNs` for the first time.
 */
export function judgeRounds(elections: Elections, highest: readonly number[], ids: readonly string[], mostNs: number): string | null {
  let fault: string | null = null;
  for (; Object.hasOwn(elections.rounds, elections.judged); elections.judged++) {
    const round = elections.rounds[elections.judged];
    if (round.left > 0) break;
    delete elections.rounds[elections.judged];
    const best = highest.findLast((node) => Object.hasOwn(round.named, node));
    // Nobody answered: nothing can be said.
    if (best === undefined) continue;
    const other = highest.find((node) => Object.hasOwn(round.named, node) && round.named[node] !== ids[best]);
    if (other !== undefined && elections.apartNs < 0) elections.apartNs = round.beganNs;
    if (elections.apartNs >= 0) elections.longestNs = Math.max(elections.longestNs, round.beganNs - elections.apartNs);
    if (other !== undefined && !elections.isTold && round.beganNs - elections.apartNs > mostNs) {
      elections.isTold = true;
      fault ??= `${ids[other]} says that ${round.named[other] ?? 'nobody'} leads, though ${ids[best]} is up`;
    }
    if (other === undefined) Object.assign(elections, { apartNs: -1, isTold: false });
  }
  return fault;
}
