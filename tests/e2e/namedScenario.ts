const LABELS = [
  'Клиент у кассы',
  'Балансировщик',
  'Работник 🛠️',
  'עובד שני',
  'Ένας εργάτης',
  'База данных со счетами, заказами и всем, что ещё к ним хранят',
  'Копия 🐢',
  'مراقب',
  'Сеть сплетен',
  'Сплетник раз',
  'Сплетник два',
  'Сплетник три',
  'Гость',
];

const PARTS: readonly (readonly [id: string, kind: string, x: number, y: number, params?: object])[] = [
  ['xqclient', 'client', 0, 200, { ratePerSecond: 40, writePercent: 30, timeoutMs: 300, keyCount: 20 }],
  ['xqbalancer', 'load-balancer', 300, 200],
  ['xqworker', 'worker', 600, 0, { concurrency: 1, serviceTimeMs: { type: 'exponential', meanMs: 40 } }],
  ['xqsecond', 'worker', 600, 200],
  ['xqthird', 'worker', 600, 400, { concurrency: 1 }],
  ['xqdb', 'database', 900, 200],
  ['xqcopy', 'replica', 1200, 200],
  ['xqmonitor', 'failover-monitor', 1200, 400],
  ['xqnet', 'network', 0, 700],
  ['xqga', 'gossip', 300, 700],
  ['xqgb', 'gossip', 600, 700],
  ['xqgc', 'gossip', 900, 700],
  ['xqguest', 'client', -300, 700, { ratePerSecond: 5, writePercent: 50 }],
];

const WIRES = [
  'xqclient xqbalancer',
  'xqbalancer xqworker',
  'xqbalancer xqsecond',
  'xqbalancer xqthird',
  'xqworker xqdb',
  'xqsecond xqdb',
  'xqthird xqdb',
  'xqdb xqcopy',
  'xqmonitor xqdb',
  'xqmonitor xqcopy',
  'xqguest xqga',
];

/** Faults that name parts and wires in every way there is. */
const FAULTS: readonly object[] = [
  { type: 'crash', node: 'xqsecond', atSeconds: 2, forSeconds: 1 },
  { type: 'set', node: 'xqworker', param: 'concurrency', value: 2, atSeconds: 8 },
  { type: 'send', node: 'xqclient', key: 'peter', op: 'read', atSeconds: 1 },
  { type: 'cut', link: 'xqwirec', atSeconds: 4, forSeconds: 1, direction: 'forward' },
  { type: 'lossy', link: 'xqwirea', percent: 5, atSeconds: 3, forSeconds: 2 },
  { type: 'isolate', nodes: ['xqworker'], others: ['xqdb'], atSeconds: 5, forSeconds: 1 },
  {
    type: 'partition',
    groups: [
      { name: 'left', nodes: ['xqga'] },
      { name: 'right', nodes: ['xqgb', 'xqgc'] },
    ],
    atSeconds: 5,
    forSeconds: 1,
  },
  { type: 'lane', from: 'xqga', to: 'xqgb', does: 'cut', atSeconds: 6, forSeconds: 1 },
  { type: 'rolling-restart', nodes: ['xqworker', 'xqsecond', 'xqthird'], everySeconds: 1, downSeconds: 0.3, atSeconds: 7 },
  { type: 'chaos', does: 'crash', nodes: ['xqthird', 'xqworker'], everySeconds: 2, downSeconds: 0.3, atSeconds: 6, forSeconds: 2 },
];

/** A board whose parts are called something in many scripts, and whose ids (`xq` and letters) nobody should ever read. */
export function namedScenario(): {
  readonly nodes: readonly { readonly id: string; readonly label?: string }[];
  readonly [field: string]: unknown;
} {
  return {
    format: 2,
    kinds: {},
    name: 'Имена',
    seed: 5,
    durationSeconds: 10,
    nodes: PARTS.map(([id, kind, x, y, params = {}], i) => ({
      id,
      kind,
      label: LABELS[i],
      x,
      y,
      params,
      ...(kind === 'gossip' ? { network: 'xqnet' } : {}),
    })),
    links: WIRES.map((wire, i) => {
      const [from, to] = wire.split(' ');
      return { id: `xqwire${String.fromCharCode(97 + i)}`, from, to };
    }),
    faults: FAULTS.map((fault, i) => ({ ...fault, id: `xqf${String.fromCharCode(97 + i)}` })),
    checks: [
      { id: 'xqfast', metric: 'latencyP99Ms', node: 'xqworker', atMost: 1 },
      { id: 'xqfew', metric: 'errorPercent', atMost: 0 },
      { id: 'xqsame', type: 'convergence', network: 'xqnet' },
      { id: 'xqqueue', metric: 'gaugeMax', node: 'xqdb', gauge: 'busy', atMost: 0 },
    ],
    breakpoints: [
      { id: 'xqba', type: 'event', event: 'crash', node: 'xqsecond' },
      { id: 'xqbb', type: 'metric', metric: 'queue', node: 'xqworker', crosses: 'above', value: 2 },
      { id: 'xqbc', type: 'check', check: 'xqfew' },
    ],
  };
}
