import { changed, type BoardChange, type Lesson } from '../../src/lessons/index';
import { serializeScenario, type Scenario } from '../../src/sim/index';

/** A hand-in: its file's text, the points that it must get, and what must be said of it. */
export interface HandIn {
  readonly name: string;
  readonly text: string;
  readonly points: number;
  readonly says: RegExp | null;
}

type Draft = Record<string, unknown> & { nodes: Record<string, unknown>[]; links: Record<string, unknown>[] };

const WORKER_IDS = ['W2', 'W3', 'W4', 'W5'];

function board(lesson: Lesson, change: BoardChange): Scenario {
  const made = changed(lesson.start, change, lesson, 'hand-in');
  if (!made.ok) throw new Error(`${made.failure.path}: ${made.failure.message}`);
  return made.value;
}

/** A hand-in made of the solution by changing its document, as somebody with a text editor would. */
function forged(lesson: Lesson, change: (draft: Draft) => void): string {
  const draft = JSON.parse(serializeScenario(lesson.solved)) as Draft;
  change(draft);
  return JSON.stringify(draft);
}

function worker(id: string): NonNullable<BoardChange['parts']>[number] {
  return { id, kind: 'worker', x: 608, y: 400, params: {} };
}

const wires = (ids: readonly string[]): NonNullable<BoardChange['wires']> =>
  ids.flatMap((id) => [
    { id: `A${id}`, from: 'LB1', to: id },
    { id: `B${id}`, from: id, to: 'DB1' },
  ]);

/** Twenty honest hand-ins for the lesson "five-workers", good ones and bad ones. */
export function honest(lesson: Lesson): HandIn[] {
  const made = (name: string, change: BoardChange, points: number, says: RegExp | null): HandIn => ({
    name,
    text: serializeScenario(board(lesson, change)),
    points,
    says,
  });
  const count = (n: number): string[] => Array.from({ length: n }, (_, i) => `W${i + 2}`);
  const workers = (n: number): BoardChange => ({ parts: count(n).map(worker), wires: wires(count(n)) });
  const good = [4, 5].flatMap((n) => [1, 2, 3, 4].map((seed) => ({ n, seed })));
  return [
    ...good.map(({ n, seed }): HandIn => ({
      name: `good-${n}-${seed}`,
      text: serializeScenario({ ...board(lesson, workers(n)), seed, name: `Group ${seed}`, description: 'ours' }),
      points: 4,
      says: null,
    })),
    made('reference', lesson.solution, 4, null),
    { name: 'pretty', text: JSON.stringify(lesson.solved, null, 4), points: 4, says: null },
    made('start', {}, 0, /Fewer than 1 in 100 fail: met in 0 of 2 runs/),
    made('two', workers(1), 0, /55 requests a second/),
    made('three', workers(2), 3, /within 500 ms: met in 0 of 2 runs/),
    made('seven', workers(6), 0, /There are 7 parts of the kind worker, but this lesson allows only 6/),
    made('not-wired', { parts: WORKER_IDS.map(worker) }, 0, /55 requests a second/),
    made(
      'no-database',
      { parts: WORKER_IDS.map(worker), wires: wires(WORKER_IDS).filter(({ to }) => to !== 'DB1') },
      3,
      /database sees every one/,
    ),
    made('around', { wires: [{ id: 'X1', from: 'LB1', to: 'DB1' }] }, 0, /without passing a worker/),
    made('no-client', { without: ['C1'] }, 0, /C1 is locked, and it is not on this board/),
    made(
      'more-slots',
      { set: [{ node: 'W1', param: 'concurrency', value: 50 }] },
      0,
      /W1: concurrency is fixed in this lesson; set it to 2/,
    ),
    made(
      'cache',
      { ...lesson.solution, parts: [...(lesson.solution.parts ?? []), { ...worker('K1'), kind: 'cache' }] },
      0,
      /K1 is a cache/,
    ),
  ];
}

/** Ten hand-ins whose authors want points for something else than a solution, or no points for anybody. */
export function hostile(lesson: Lesson): HandIn[] {
  const start = serializeScenario(lesson.start);
  const forge = (name: string, points: number, says: RegExp | null, change: (draft: Draft) => void): HandIn => ({
    name,
    text: forged(lesson, change),
    points,
    says,
  });
  const client = (draft: Draft): Record<string, unknown> => draft.nodes.find(({ id }) => id === 'C1')?.params as Record<string, unknown>;
  return [
    forge('loop', 0, /circle|cycle|round|itself/i, (draft) => void draft.links.push({ id: 'X1', from: 'W1', to: 'LB1' })),
    {
      name: 'own-checks',
      text: JSON.stringify({ ...lesson.start, seed: 1, checks: [{ id: 'goodput', metric: 'received', atLeast: 0, leastEvidence: 0 }] }),
      points: 0,
      says: /met in 0 of 2 runs/,
    },
    {
      name: 'short-and-lucky',
      text: JSON.stringify({
        ...lesson.start,
        seed: 42,
        durationSeconds: 0.01,
        solution: [{ node: 'C1', param: 'ratePerSecond', value: 1 }],
      }),
      points: 0,
      says: /met in 0 of 2 runs/,
    },
    forge(
      'no-traffic',
      0,
      /C1 is locked, and its ratePerSecond was changed; set it back to 60/,
      (draft) => void (client(draft).ratePerSecond = 1),
    ),
    forge('free-machines', 4, null, (draft) => {
      draft.prices = { perPartHour: 0, perSlotHour: 0 };
      for (const link of draft.links) Object.assign(link, { latency: { type: 'constant', valueMs: 0 }, lossPercent: 0 });
    }),
    { name: 'forged-result', text: JSON.stringify({ points: 4, of: 4, objectives: [], broken: [] }), points: 0, says: /format/ },
    forge('wrong-kinds', 0, /C1 is locked/, (draft) => {
      for (const node of draft.nodes) if (node.kind === 'client') Object.assign(node, { kind: 'worker', params: {} });
    }),
    { name: 'nested', text: '['.repeat(100_000), points: 0, says: /nests brackets/ },
    forge('bomb', 0, /There are \d+ of worker|allow/, (draft) => {
      for (let i = 0; i < 15_000; i++) draft.nodes.push({ id: `B${i}`, kind: 'worker', x: 0, y: 0, params: {} });
    }),
    {
      name: 'terminal',
      text: start.replace('"W1"', JSON.stringify('W1\u001b[2J\u001b[31mALL POINTS\u0007')),
      points: 0,
      says: /./,
    },
  ];
}
