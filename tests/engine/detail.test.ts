import { describe, expect, it } from 'vitest';
import { createRun, detailHash, type Run, type TraceWindow } from '../../src/sim/index';
import { programsOf } from '../support/programs';
import { build, scenariosWithoutPython, shippedScenarios } from '../support/scenarios';

function finish(run: Run): Run {
  while (!run.advance({ maxEvents: 1_000_000 }));
  return run;
}

const [, fiveWorkers] = shippedScenarios().find(([name]) => name === 'five-workers') ?? [];
if (fiveWorkers === undefined) throw new Error('five-workers is missing');
const scenario = fiveWorkers;
const MOST_ROWS = 10_000_000;

type Columns = Readonly<Record<string, unknown>>;
const columnsOf = (table: unknown): [string, Float64Array | Int32Array | Uint8Array][] =>
  Object.entries(table as Columns).flatMap(([name, column]) => (ArrayBuffer.isView(column) ? [[name, column as Float64Array]] : []));
const bytesOf = (table: unknown): number => columnsOf(table).reduce((sum, [, column]) => sum + column.byteLength, 0);

describe('full detail of a window', () => {
  const run = finish(createRun(scenario, { checkpointEveryEvents: 500 }));
  const window = run.window(10e9, 20e9, MOST_ROWS);

  it('costs as many bytes as are stated: 45 a message, 16 a change, 25 a log line, 8 an event', () => {
    expect([window.messages.count, window.changes.count, window.log.count].every((count) => count > 500)).toBe(true);
    expect(bytesOf(window.messages) / window.messages.count).toBe(45);
    expect(bytesOf(window.changes) / window.changes.count).toBe(16);
    expect(bytesOf(window.log) / window.log.count).toBe(25);
    expect(window.eventNs.byteLength / window.eventNs.length).toBe(8);
    const all = bytesOf(window.messages) + bytesOf(window.changes) + bytesOf(window.log) + window.eventNs.byteLength;
    expect(all / window.eventNs.length).toBeGreaterThan(55);
    expect(all / window.eventNs.length).toBeLessThan(75);
  });

  it('lies in arrays of its own that can be handed to another thread', () => {
    const copy = run.window(10e9, 20e9, MOST_ROWS);
    const buffers = [copy.messages, copy.changes, copy.log].flatMap((table) =>
      columnsOf(table).map(([, column]) => column.buffer as ArrayBuffer),
    );
    expect(new Set(buffers).size).toBe(buffers.length);
    expect(detailHash(structuredClone(copy, { transfer: [...buffers, copy.eventNs.buffer as ArrayBuffer] }))).toBe(detailHash(window));
    expect(buffers.every((buffer) => buffer.byteLength === 0)).toBe(true);
  });

  it('has a hash that any change of any column of any table changes', () => {
    const hash = detailHash(window);
    let columns = 0;
    for (const table of ['messages', 'changes', 'log'] as const) {
      for (const [name, column] of columnsOf(window[table])) {
        const changed = column.slice();
        changed[changed.length - 1] += 1;
        expect(detailHash({ ...window, [table]: { ...window[table], [name]: changed } }), `${table}.${name}`).not.toBe(hash);
        columns++;
      }
    }
    expect(columns).toBe(13 + 3 + 6);
    const later = window.eventNs.slice();
    later[3] += 1;
    expect(detailHash({ ...window, eventNs: later })).not.toBe(hash);
  });

  it('numbers messages in the order in which they left, copies and lost ones too, wherever a window begins', () => {
    const lossy = build({
      durationSeconds: 20,
      nodes: [
        { id: 'C1', kind: 'client', params: { ratePerSecond: 50, timeoutMs: 100 } },
        { id: 'W1', kind: 'worker' },
      ],
      links: [
        { from: 'C1', to: 'W1', latency: { type: 'exponential', meanMs: 40 }, network: { duplicatePercent: 20, lossBackPercent: 10 } },
      ],
    });
    const made = finish(createRun(lossy, { checkpointEveryEvents: 200 }));
    const whole = made.window(0, made.endNs + 1, MOST_ROWS).messages;
    expect(whole.count).toBeGreaterThan(2000);
    expect([...whole.id]).toEqual(Array.from({ length: whole.count }, (_, row) => row + 1));
    const part = made.window(10e9, 15e9, MOST_ROWS).messages;
    expect(part.sentNs[0]).toBeLessThan(10e9);
    expect(part.id.every((id, row) => whole.sentNs[id - 1] === part.sentNs[row] && whole.request[id - 1] === part.request[row])).toBe(true);
  });

  it.each(scenariosWithoutPython())(
    '%s: is the same from whichever checkpoint it is computed, with recording and without, and in another run',
    (_name, shipped) => {
      const [dense, sparse] = [200, 0].map((checkpointEveryEvents) =>
        finish(createRun(shipped, { checkpointEveryEvents, ...programsOf(shipped) })),
      );
      const [fromNs, toNs] = [0.3 * dense.reachedNs, 0.5 * dense.reachedNs].map(Math.floor);
      const at = (made: Run): TraceWindow => made.window(fromNs, toNs, MOST_ROWS);
      const hash = detailHash(at(dense));
      expect(detailHash(at(sparse))).toBe(hash);
      expect(detailHash(at(finish(dense.branch(Math.floor(0.4 * dense.reachedNs), []))))).toBe(hash);
      expect(dense.summary().traceHash).toBe(sparse.summary().traceHash);
    },
  );
});
