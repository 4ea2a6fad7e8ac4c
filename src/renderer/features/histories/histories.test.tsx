import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { testRun } from '../../../exports/testRun';
import type { HistoryRow } from '../../../sim/index';
import type { RunSession } from '../../playback/index';
import { inWindow, testServices } from '../../workbench/testWindow';
import { entriesOf, filtered, sentenceOf, type Entry } from './entries';
import { HistoryPanel } from './HistoryPanel';
import { stretchOf, wantedEnd } from './historyState';
import { entryAt, lanesOf, LABEL_PX, RULER_PX, xOf, type LanesView } from './lanes';
import { neighbour } from './OperationTimeline';

afterEach(cleanup);

const index = { nodes: [{ id: 'C1' }, { id: 'C2' }], keys: { type: 'list', keys: ['anna', 'bert'] } } as unknown as Parameters<
  typeof entriesOf
>[1];
const S = 1e9;

function row(type: HistoryRow['type'], id: number, atNs: number, change: Partial<HistoryRow> = {}): HistoryRow {
  return { type, node: 0, operation: 'write', key: 1, field: -1, value: null, atNs, id, ...change };
}

/** C1 writes bert, reads it while it writes again without an answer, and fails once; C2 says something to all. */
const story: readonly HistoryRow[] = [
  row('invoke', 2, 1 * S, { value: 'Rome' }),
  row('ok', 2, 2 * S, { value: 'Rome' }),
  row('invoke', 4, 3 * S, { value: 'Oslo' }),
  row('invoke', 6, 4 * S, { operation: 'read' }),
  row('ok', 6, 5 * S, { operation: 'read', value: 'Rome' }),
  row('info', 4, 6 * S),
  row('invoke', 8, 7 * S, { operation: 'read' }),
  row('fail', 8, 8 * S, { operation: 'read' }),
  row('invoke', 9, 9 * S, { node: 1, operation: 'broadcast', key: -1, value: [1, 2] }),
];
const entries = entriesOf(story, index);

describe('the history of operations', () => {
  it('says of each operation what was asked, what came back, and how sure that is', () => {
    expect(entries.map(sentenceOf)).toEqual([
      'C1 (process 0) asked for write bert Rome at 1.0000 s; it was done at 2.0000 s.',
      'C1 (process 0) asked for write bert Oslo at 3.0000 s; nobody knows whether it happened.',
      'C1 (process 1) asked for read bert at 4.0000 s; it got Rome at 5.0000 s.',
      'C1 (process 1) asked for read bert at 7.0000 s; it failed at 8.0000 s and certainly did not happen.',
      'C2 (process 2) asked for broadcast [1,2] at 9.0000 s; it had not ended when the run did.',
    ]);
  });

  it('is filtered by any text in it and by the outcome', () => {
    const names = (list: readonly Entry[]): number[] => list.map((entry) => entries.indexOf(entry));
    expect(names(filtered(entries, 'rome', null))).toEqual([0, 2]);
    expect(names(filtered(entries, ' BERT', 'info'))).toEqual([1]);
    expect(names(filtered(entries, 'C2', null))).toEqual([4]);
  });

  it('has a row for each process, in which an operation is found by its place and its neighbours by keys', () => {
    const lanes = lanesOf(entries);
    expect(lanes.map(({ title, entries: own }) => [title, own.length])).toEqual([
      ['C1 \u00b7 0', 2],
      ['C1 \u00b7 1', 2],
      ['C2 \u00b7 2', 1],
    ]);
    const seen: LanesView = {
      lanes,
      view: { fromNs: 0, toNs: 10 * S },
      endNs: 10 * S,
      widthPx: LABEL_PX + 1000,
      heightPx: RULER_PX + 90,
      scrollPx: 0,
    };
    expect(entryAt(seen, xOf(seen, 1.5 * S), RULER_PX + 10, 3)).toBe(entries[0]);
    // Nobody knows when it ended, so it lasts.
    expect(entryAt(seen, xOf(seen, 9.5 * S), RULER_PX + 10, 3)).toBe(entries[1]);
    expect(entryAt(seen, xOf(seen, 5.5 * S), RULER_PX + 40, 3)).toBeNull();
    expect(neighbour(lanes, null, 0, 1)).toBe(entries[0]);
    expect(neighbour(lanes, entries[0], 0, 1)).toBe(entries[1]);
    expect(neighbour(lanes, entries[0], 1, 0)).toBe(entries[2]);
    expect(neighbour(lanes, entries[4], 1, 0)).toBe(entries[4]);
  });

  it('of a long run is fetched around the playhead, and again only when that leaves it', () => {
    expect(wantedEnd(null, 0, 100)).toBe(101);
    const whole = stretchOf(story, story.length, 101, 100);
    expect([whole.isWhole, wantedEnd(whole, 7, 100)]).toEqual([true, null]);
    const cut = stretchOf([row('invoke', 2, 60)], 500, 101, 100);
    expect([cut.isWhole, wantedEnd(cut, 80, 100), wantedEnd(cut, 10, 100)]).toEqual([false, null, 31]);
  });
});

describe('the panel', () => {
  it('shows a row an operation; keys move the playhead to its beginning', async () => {
    const run = testRun();
    const report = { runId: 'r', index: run.index, summary: run.summary(), series: run.series(), endNs: run.reachedNs, faults: [] };
    const rows = run.history();
    const services = testServices({
      runHistory: ({ atNs }) => Promise.resolve({ ok: true, value: { rows: rows.filter((each) => each.atNs < atNs), total: rows.length } }),
    });
    const seek = vi.spyOn(services.playback.actions, 'seek').mockImplementation(() => undefined);
    services.playback.store.setState({ runs: [{ runId: 'r', report } as unknown as RunSession], currentRunId: 'r' });
    render(inWindow(services, <HistoryPanel />));
    const grid = await screen.findByRole('grid');
    const expected = entriesOf(rows, run.index);
    expect(grid.getAttribute('aria-rowcount')).toBe(String(expected.length + 1));
    fireEvent.keyDown(grid, { key: 'Home' });
    expect(seek).toHaveBeenLastCalledWith(expected[0].invokeNs);
    await waitFor(() => expect(screen.getByRole('status').textContent).toBe(sentenceOf(expected[0])));
    fireEvent.keyDown(grid, { key: 'ArrowDown' });
    expect(seek).toHaveBeenLastCalledWith(expected[1].invokeNs);
    fireEvent.keyDown(grid, { key: 'Enter', shiftKey: true });
    expect(seek).toHaveBeenLastCalledWith(expected[1].completeNs);
  });
});
