import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { ExportedRun } from '../exporter';
import { testRun, wholeWindow } from '../testRun';
import { replayData } from './data';
import { replayPage } from './html';
import { longestOf, ReplayState } from './state';
import { REPLAY_GAUGES } from './types';

const run = testRun();
const exported: ExportedRun = {
  index: run.index,
  summary: run.summary(),
  series: run.series(),
  endNs: run.reachedNs,
  faults: run.faults,
  places: [{ id: 'W2', x: 700, y: 300 }],
};
const data = replayData(exported, wholeWindow(run));

describe('the state of a replay', () => {
  it('is that of the run at any moment, forwards and backwards', () => {
    const state = new ReplayState(data);
    for (const share of [0.1, 0.5, 0.9, 0.3, 1, 0]) {
      const atNs = Math.floor(run.reachedNs * share);
      state.moveTo(atNs);
      const { gauges } = run.moment(atNs + 1);
      run.index.nodes.forEach(({ gaugeBase }, node) =>
        expect([...state.figures.subarray(node * REPLAY_GAUGES.length, (node + 1) * REPLAY_GAUGES.length)]).toEqual([
          ...gauges.subarray(gaugeBase, gaugeBase + REPLAY_GAUGES.length),
        ]),
      );
    }
  });

  it('has exactly the messages under way', () => {
    const state = new ReplayState(data);
    state.moveTo(1_234_567_890);
    const rows: number[] = [];
    state.underWay(longestOf(data), 0, (row, share) => {
      rows.push(row);
      expect(share).toBeGreaterThanOrEqual(0);
      expect(share).toBeLessThanOrEqual(1);
    });
    const { messages } = data;
    const wanted = messages.sentNs
      .map((_, row) => row)
      .filter((row) => messages.sentNs[row] <= state.atNs && messages.arriveNs[row] >= state.atNs);
    expect(rows.sort((p, q) => p - q)).toEqual(wanted);
  });

  it('shows fast messages for as long as it is told to, from the same beginning', () => {
    const state = new ReplayState(data);
    const { messages } = data;
    state.moveTo(messages.sentNs[10] + 50e6);
    const shares = new Map<number, number>();
    state.underWay(longestOf(data), 100e6, (row, share) => shares.set(row, share));
    expect(messages.arriveNs[10]).toBeLessThan(state.atNs);
    expect(shares.get(10)).toBe(0.5);
  });

  it('puts parts where the board has them', () => {
    expect(data.nodes[3]).toMatchObject({ id: 'W2', title: 'Worker', x: 700, y: 300 });
    expect(data.isWhole).toBe(true);
  });
});

describe('the page', () => {
  const page = replayPage(exported, wholeWindow(run));

  it('allows its own script by its hash and asks for nothing else', () => {
    const policy = /Content-Security-Policy" content="([^"]+)"/.exec(page)?.[1] ?? '';
    const scripts = [...page.matchAll(/<script>([\s\S]*?)<\/script>/g)].map((match) => match[1]);
    expect(scripts).toHaveLength(1);
    expect(policy).toBe(
      `default-src 'none'; script-src 'sha256-${createHash('sha256').update(scripts[0]).digest('base64')}'; ` +
        `base-uri 'none'; form-action 'none'`,
    );
    expect(page).not.toMatch(/(src|href)=|import\(|@import/);
    expect(page).not.toMatch(/fetch\(|XMLHttpRequest|WebSocket/);
  });

  it('holds its data as text that cannot end the element it stands in', () => {
    const json = /<script type="application\/json" id="replay">([\s\S]*?)<\/script>/.exec(page)?.[1] ?? '';
    expect(json).not.toContain('<');
    expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify(data)));
    expect(page).toContain('<title>A small &lt;system> &amp; "more": replay</title>');
  });
});
