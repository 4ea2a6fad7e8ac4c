/** Parts in a row of the grid. */
const COLUMNS = 25;

/**
 * A scenario of workers in a grid, each wired to some that follow: as many parts and wires as asked for, and no circle.
 * @param {number} parts @param {number} wires At most about five times as many as parts.
 */
export function bigScenario(parts, wires) {
  const nodes = Array.from({ length: parts }, (_none, i) => ({
    id: i === 0 ? 'C1' : `W${i}`,
    kind: i === 0 ? 'client' : 'worker',
    x: (i % COLUMNS) * 240,
    y: Math.floor(i / COLUMNS) * 136,
    params: {},
  }));
  /** @type {{ id: string, from: string, to: string }[]} */
  const links = [];
  for (const step of [1, COLUMNS, COLUMNS + 1, 2, COLUMNS * 2]) {
    for (let i = 0; i + step < parts && links.length < wires; i++)
      links.push({ id: `L${links.length + 1}`, from: nodes[i].id, to: nodes[i + step].id });
  }
  return {
    format: 1,
    kinds: { client: 1, worker: 1 },
    name: `${parts} parts`,
    seed: 1,
    durationSeconds: 10,
    nodes,
    links,
    faults: [],
    checks: [],
  };
}
