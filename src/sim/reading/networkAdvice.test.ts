import { describe, expect, it } from 'vitest';
import { adviseScenario, parseScenarioValue } from '../index';

/** Names of the notes on a scenario of these parts and wires. */
function notes(nodes: object[], links: [string, string][], faults: object[] = [], wire: object = {}): string[] {
  const parsed = parseScenarioValue({
    format: 1,
    kinds: {},
    name: 'Networks',
    seed: 1,
    durationSeconds: 1,
    nodes: nodes.map((node) => ({ x: 0, y: 0, params: {}, ...node })),
    links: links.map(([from, to], i) => ({ id: `L${i + 1}`, from, to, ...wire })),
    faults,
    checks: [],
  });
  if (!parsed.ok) throw new Error(parsed.failure.message);
  return adviseScenario(parsed.scenario)
    .filter(({ path }) => path !== '')
    .map(({ name, path }) => `${name} ${path}`);
}

const network = { id: 'N1', kind: 'network' };
const peers = ['G1', 'G2', 'G3'].map((id) => ({ id, kind: 'gossip' }));
const lane = { id: 'F1', type: 'lane', does: 'cut', from: 'G1', to: 'G2', atSeconds: 0 };

describe('notes on networks', () => {
  it('are none where all is wired, by wires or by standing in the frame', () => {
    expect(notes([network, peers[0], { ...peers[1], network: 'N1' }], [['G1', 'N1']], [lane])).toEqual([]);
  });

  it('name members without a network, networks that nobody or only one has joined, and faults between strangers', () => {
    expect(notes([network, ...peers], [], [lane])).toEqual([
      'network-without-members nodes[0]',
      'member-of-nothing nodes[1]',
      'member-of-nothing nodes[2]',
      'member-of-nothing nodes[3]',
      'lane-of-nobody faults[0]',
    ]);
    expect(notes([network, peers[0], peers[1]], [['G1', 'N1']])).toEqual([
      'network-without-members nodes[0]',
      'member-of-nothing nodes[2]',
    ]);
  });

  it('say that a wire drawn for a stream takes the place of the lane, unless it says how it is itself', () => {
    const [source, sink] = [
      { id: 'S1', kind: 'source', network: 'N1' },
      { id: 'K1', kind: 'sink', network: 'N1' },
    ];
    expect(notes([network, source, sink], [['S1', 'K1']])).toEqual(['wire-in-place-of-lane links[0]']);
    expect(notes([network, source, sink], [['S1', 'K1']], [], { latency: { type: 'constant', valueMs: 3 } })).toEqual([]);
    // Where they share no network there is no lane.
    expect(notes([network, source, { ...sink, network: undefined }], [['S1', 'K1']])).not.toContain('wire-in-place-of-lane links[0]');
  });
});
