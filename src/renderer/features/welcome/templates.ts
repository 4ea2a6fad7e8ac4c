import { defaultParams, emptyScenario, type Scenario } from '../../../sim/index';
import { strings } from './strings';

/** A board to begin with. */
export interface Template {
  readonly id: string;
  readonly name: string;
  readonly scenario: Scenario;
}

type Placed = readonly [id: string, kind: string, x: number, y: number, params?: Readonly<Record<string, unknown>>];

const STEP_X = 260;
const STEP_Y = 140;

/** Boards that run at once and leave something to improve. */
export function templates(): readonly Template[] {
  const ten = { ratePerSecond: 10 };
  return [
    template(
      'server',
      strings.templates.server,
      [
        ['C1', 'client', 0, 0, ten],
        ['W1', 'worker', 1, 0],
      ],
      ['C1 W1'],
    ),
    template(
      'workers',
      strings.templates.workers,
      [
        ['C1', 'client', 0, 0, ten],
        ['LB1', 'load-balancer', 1, 0],
        ['W1', 'worker', 2, -1],
        ['W2', 'worker', 2, 0],
        ['W3', 'worker', 2, 1],
        ['DB1', 'database', 3, 0],
      ],
      ['C1 LB1', 'LB1 W1', 'LB1 W2', 'LB1 W3', 'W1 DB1', 'W2 DB1', 'W3 DB1'],
    ),
    template(
      'cache',
      strings.templates.cache,
      [
        ['C1', 'client', 0, 0, ten],
        ['CA1', 'cache', 1, 0],
        ['DB1', 'database', 2, 0],
      ],
      ['C1 CA1', 'CA1 DB1'],
    ),
  ];
}

function template(id: string, name: string, parts: readonly Placed[], wires: readonly string[]): Template {
  const nodes = parts.map(([part, kind, x, y, params]) => ({
    id: part,
    kind,
    x: x * STEP_X,
    y: y * STEP_Y,
    params: { ...defaultParams(kind), ...params } as Scenario['nodes'][number]['params'],
  }));
  const links = wires.map((wire, i) => {
    const [from, to] = wire.split(' ');
    return { id: `L${i + 1}`, from, to, latency: { type: 'constant' as const, valueMs: 2 } };
  });
  return { id, name, scenario: { ...emptyScenario(name), nodes, links } };
}
