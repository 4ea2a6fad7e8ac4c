import { describe, expect, it } from 'vitest';
import type { FaultboardApi, RunReport } from '../../contract/index';
import { changesOf, createRun, LOG_VERBS, parseScenario, type Fault, type Run } from '../../sim/index';
import example from '../../../scenarios/single-server.json?raw';
import { gossipRun, wholeWindow } from '../../exports/testRun';
import { eventNumberAt, findInRun, findInWindow, quietUntil } from './search';
import { WindowCache } from './windows';

function runOf(changes: { seconds: number; faults?: readonly Fault[] }): {
  run: Run;
  report: RunReport;
  cache: WindowCache;
  asked: number[];
} {
  const parsed = parseScenario(example);
  if (!parsed.ok) throw new Error(parsed.failure.message);
  const run = createRun({ ...parsed.scenario, durationSeconds: changes.seconds, faults: [...(changes.faults ?? [])] });
  while (!run.advance({ maxEvents: 1_000_000 }));
  const report: RunReport = {
    runId: 'r',
    index: run.index,
    summary: run.summary(),
    series: run.series(),
    endNs: run.reachedNs,
    faults: run.faults,
  };
  const asked: number[] = [];
  const api = {
    runWindow: async ({ fromNs, toNs }: { fromNs: number; toNs: number }) => {
      asked.push(fromNs);
      // Few rows a window, so that looking further means fetching more.
      return { ok: true as const, value: run.window(fromNs, Math.min(toNs, fromNs + 2e9), 1e6) };
    },
  } as unknown as FaultboardApi;
  return { run, report, cache: new WindowCache(api, report), asked };
}

const anywhere = { what: 'event', node: -1 } as const;

describe('the event number', () => {
  it('is 0 before the first event, and counts up to the number of the whole run', () => {
    const { run } = runOf({ seconds: 20 });
    const window = run.window(0, run.reachedNs + 1, 1e7);
    expect(eventNumberAt(window, window.eventNs[0] - 1)).toBe(0);
    expect(eventNumberAt(window, window.eventNs[0])).toBe(1);
    expect(eventNumberAt(window, run.reachedNs)).toBe(run.events);
  });

  it('goes on over a window in which nothing happens, and is never below 0', () => {
    const { run } = runOf({ seconds: 20 });
    const { eventNs } = run.window(0, run.reachedNs + 1, 1e7);
    const quiet = run.window(eventNs[4] + 1, eventNs[5], 1e7);
    expect(quiet.eventNs.length).toBe(0);
    expect(eventNumberAt(quiet, eventNs[4] + 1)).toBe(5);
    expect(eventNumberAt(run.window(0, 1, 10), 0)).toBe(0);
    expect(eventNumberAt({ ...quiet, firstEvent: -1 }, 0)).toBe(0);
  });
});

describe('steps', () => {
  it('ten events forward and ten back lead to where they began, across windows', async () => {
    const { run, report, cache } = runOf({ seconds: 20 });
    const { eventNs } = run.window(0, run.reachedNs + 1, 1e7);
    const moments = [...new Set(eventNs)];
    const walk = async (at: number, direction: 1 | -1): Promise<number> => (await findInRun(cache, report, at, direction, anywhere)) ?? NaN;
    let at = moments[100];
    for (let i = 0; i < 10; i++) at = await walk(at, 1);
    expect(at).toBe(moments[110]);
    for (let i = 0; i < 10; i++) at = await walk(at, -1);
    expect(at).toBe(moments[100]);
    expect(await findInRun(cache, report, moments[0], -1, anywhere)).toBeNull();
  });

  it('at a part lead to what can be seen of that part: messages, figures and log lines, and nothing of others', () => {
    const { run, report } = runOf({ seconds: 10 });
    const window = run.window(0, run.reachedNs + 1, 1e7);
    const worker = report.index.nodes.findIndex((node) => node.id === 'W1');
    const { gaugeBase, gauges } = report.index.nodes[worker];
    const wanted = { what: 'event', node: worker } as const;
    const seen: number[] = [];
    for (let at = findInWindow(window, report.index, -1, 1, wanted); at !== null; at = findInWindow(window, report.index, at, 1, wanted))
      seen.push(at);
    const visible = new Set<number>();
    for (const { atNs, gauge } of changesOf(window)) if (gauge >= gaugeBase && gauge < gaugeBase + gauges.length) visible.add(atNs);
    expect(seen).toEqual(expect.arrayContaining([...visible]));
    const events = new Set(window.eventNs);
    expect(seen.every((at) => events.has(at))).toBe(true);
    const back: number[] = [];
    for (
      let at = findInWindow(window, report.index, run.reachedNs + 1, -1, wanted);
      at !== null;
      at = findInWindow(window, report.index, at, -1, wanted)
    )
      back.push(at);
    expect(back.reverse()).toEqual(seen);
  });

  it('to the next failure lead to a crash or a failed request, and nothing before it is fetched when the curves show none', async () => {
    const { run, report, cache, asked } = runOf({ seconds: 20, faults: [{ id: 'F1', atSeconds: 12, type: 'crash', node: 'W1' }] });
    const found = await findInRun(cache, report, 0, 1, { what: 'failure', node: -1 });
    const { log } = run.window(0, run.reachedNs + 1, 1e7);
    const first = [...log.atNs].find((_, row) => ['failed', 'rejected', 'crashed'].includes(LOG_VERBS[log.verb[row]]));
    expect(found).toBe(first);
    expect(found).toBe(12e9);
    expect(asked.length).toBeLessThanOrEqual(3);
    expect(quietUntil(report, 0, 1)).toBeGreaterThan(11e9);
    expect(await findInRun(cache, report, 12e9, -1, { what: 'failure', node: -1 })).toBeNull();
  });
});

describe('looking at a member of a network', () => {
  it('finds the messages that it gets from other members', () => {
    const run = gossipRun();
    const window = wholeWindow(run);
    const node = run.index.nodes.findIndex(({ id }) => id === 'G3');
    const found = findInWindow(window, run.index, 0, 1, { what: 'event', node });
    expect(found).toBeGreaterThan(0);
    expect([...window.messages.sentNs, ...window.messages.arriveNs, ...window.log.atNs, ...window.eventNs]).toContain(found);
  });
});
