import { describe, expect, it } from 'vitest';
import { beginRound, judgeRounds, noElections, takeName } from './elections';

const IDS = ['N1', 'N2', 'N3'];
const NODES = [0, 1, 2];
const SECOND = 1e9;

/** Asks all nodes at a moment; what each says: a name, null for nobody, undefined where it does not answer. */
function asked(elections: ReturnType<typeof noElections>, atSeconds: number, named: readonly (string | null | undefined)[]): string | null {
  const round = beginRound(elections, NODES.length, atSeconds * SECOND);
  named.forEach((name, node) => takeName(elections, round, node, name));
  return judgeRounds(elections, NODES, IDS, 2 * SECOND);
}

describe('rounds of questions for the leader', () => {
  it('all that answer must name the highest of them; how long they do not is measured, and too long is said once', () => {
    const elections = noElections();
    expect(asked(elections, 1, ['N3', 'N3', 'N3'])).toBeNull();
    expect(elections.longestNs).toBe(0);
    // N3 is dead, and only N2 has noticed.
    expect(asked(elections, 2, ['N3', 'N2', undefined])).toBeNull();
    expect(asked(elections, 4, ['N3', 'N2', undefined])).toBeNull();
    expect(asked(elections, 5, ['N3', 'N2', undefined])).toBe('N1 says that N3 leads, though N2 is up');
    expect(asked(elections, 6, ['N3', 'N2', undefined])).toBeNull();
    expect(asked(elections, 7, ['N2', 'N2', undefined])).toBeNull();
    expect(elections.longestNs).toBe(5 * SECOND);
    // It is back, and a lower one leads.
    expect(asked(elections, 8, ['N2', 'N2', 'N2'])).toBeNull();
    expect(asked(elections, 12, ['N2', null, 'N3'])).toBe('N1 says that N2 leads, though N3 is up');
  });

  it('a round that is still under way keeps later ones from being judged before it', () => {
    const elections = noElections();
    const first = beginRound(elections, 3, SECOND);
    takeName(elections, first, 0, 'N2');
    takeName(elections, first, 1, 'N2');
    expect(asked(elections, 3, ['N3', 'N3', 'N3'])).toBeNull();
    expect(elections.longestNs).toBe(0);
    // Its third node does not answer: all that did named the highest of them.
    takeName(elections, first, 2, undefined);
    expect(judgeRounds(elections, NODES, IDS, 2 * SECOND)).toBeNull();
    expect([elections.longestNs, elections.judged]).toEqual([0, 2]);
  });

  it('where nobody answers nothing is said', () => {
    const elections = noElections();
    expect(asked(elections, 1, [undefined, undefined, undefined])).toBeNull();
    expect(elections.apartNs).toBe(-1);
  });
});
