import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildWorker, type BuiltWorker } from '../shells/builtWorker';
import type { Fate } from './hostileNodes/hostile';
import { IN_JAVASCRIPT } from './hostileNodes/javascript';
import { IN_PYTHON } from './hostileNodes/python';
import type { Outcome } from './hostileNodes/thread';

let worker: BuiltWorker;
beforeAll(async () => {
  worker = await buildWorker('tests/attacks/hostileNodes/thread.ts');
}, 120_000);
afterAll(async () => worker.remove());

/** What comes of all programs of a language in a thread with a stack of so many megabytes. */
async function outcomesWith(language: 'javascript' | 'python', stackSizeMb: number): Promise<Outcome[]> {
  const thread = new Worker(worker.file, { workerData: { language }, resourceLimits: { stackSizeMb } });
  const [outcomes] = (await once(thread, 'message')) as [Outcome[]];
  await thread.terminate();
  return outcomes;
}

function fateOf({ steps }: Outcome): Fate {
  const problems = steps.flatMap((step) => step?.problem ?? []);
  if (problems.some(({ isRunaway }) => isRunaway)) return 'stopped';
  return problems.length > 0 ? 'mistake' : 'harmless';
}

describe.each([
  ['javascript', IN_JAVASCRIPT],
  ['python', IN_PYTHON],
] as const)('hostile programs in %s, as nodes', (language, programs) => {
  let small: Outcome[] = [];
  let large: Outcome[] = [];
  beforeAll(async () => {
    [small, large] = await Promise.all([outcomesWith(language, 1), outcomesWith(language, 64)]);
  }, 300_000);

  it('come to the same, to the unit of work, whatever the stack of the host, and a second time', () => {
    expect(small).toHaveLength(programs.length + 1);
    expect(large).toEqual(small);
  });

  it.each(programs.map(({ title, fate }, i) => [title, fate, i + 1] as const))(
    '%s: %s, and the other node notices nothing',
    (title, fate, i) => {
      const { steps, others } = small[i];
      expect(steps.some((step) => step?.problem?.message.includes('sandbox itself'))).toBe(fate === 'down');
      expect(others).toEqual(small[0].others);
      expect(JSON.stringify(steps)).not.toContain('"type":"forged"');
      if (fate !== 'harmless') expect(fateOf(small[i])).toBe(fate === 'down' ? 'stopped' : fate);
      if (/memory that catches once|in a promise|behind a promise|in a coroutine/.test(title))
        expect(steps.flatMap((step) => step?.problem?.message ?? [])).toContainEqual(expect.stringMatching(/MB of memory/));
    },
  );
});
