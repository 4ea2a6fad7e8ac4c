import { describe, expect, it } from 'vitest';
import type { RunReport } from '../../../contract/index';
import { gossipRun, testRun, wholeWindow } from '../../../exports/testRun';
import { MessageType } from '../../../sim/index';
import { indexRows } from '../../board/traffic/rows';
import { bandsOf } from './bands';
import { messagesIn } from './detail';
import { drawDiagram, LABEL_PX, MOST_ARROWS, nsAt, pickRow, rowMiddles, segmentOf, visibleRows, xOf, type Diagram } from './diagram';
import { svgPen } from './pen';
import { messagesOfRun } from './networkAmounts';
import { orderRows } from './rows';

const run = testRun(4);
const report: RunReport = {
  runId: 'run-1',
  index: run.index,
  summary: run.summary(),
  series: run.series(),
  endNs: run.reachedNs,
  faults: run.faults,
};
const window = wholeWindow(run);
const ids = (order: readonly number[]): string[] => order.map((node) => report.index.nodes[node].id);
const nowhere = (): undefined => undefined;

function diagram(more: Partial<Diagram> = {}): Diagram {
  return {
    report,
    order: orderRows(report.index, 'flow', nowhere),
    bands: bandsOf(report),
    view: { fromNs: 0, toNs: 1e9 },
    widthPx: 800,
    heightPx: 300,
    scrollPx: 0,
    detail: indexRows(window.messages),
    isUnheard: () => false,
    playheadNs: 5e8,
    hoveredId: 0,
    selectedId: 0,
    request: 0,
    cone: null,
    colors: {
      background: '#fff',
      line: '#ccc',
      text: '#000',
      soft: '#555',
      accent: '#0aa',
      bad: '#c00',
      slow: '#b50',
      paused: '#50c',
      marks: ['#00f', '#0a0', '#850', '#851', '#f00', '#70a', '#f01'],
    },
    ...more,
  };
}

describe('rows of the diagram', () => {
  it('follow the flow of requests, the names, or the board, and never change by themselves', () => {
    expect(ids(orderRows(report.index, 'flow', nowhere))).toEqual(['C1', 'LB1', 'W1', 'W2', 'DB1']);
    expect(ids(orderRows(report.index, 'name', nowhere))).toEqual(['C1', 'DB1', 'LB1', 'W1', 'W2']);
    const places: Record<string, { x: number; y: number }> = { W2: { x: 0, y: -5 }, DB1: { x: 0, y: 9 } };
    expect(ids(orderRows(report.index, 'board', (id) => places[id]))).toEqual(['W2', 'C1', 'LB1', 'W1', 'DB1']);
  });
});

describe('bands', () => {
  it('show a crash from its exact beginning to its exact end', () => {
    expect(bandsOf(report)).toEqual([{ fromNs: 2e9, toNs: 2.8e9, node: 3, link: -1, what: 'down' }]);
  });
});

describe('the picture', () => {
  it('finds the message under a point, and none where there is none', () => {
    const drawn = diagram();
    const rows = visibleRows(drawn) ?? [];
    expect(rows.length).toBeGreaterThan(50);
    const middles = rowMiddles(drawn);
    const row = rows[20];
    const [x1, y1, x2, y2] = segmentOf(drawn, drawn.detail ?? indexRows(window.messages), middles, row);
    const found = pickRow(drawn, (x1 + x2) / 2, (y1 + y2) / 2, 7);
    expect(segmentOf(drawn, drawn.detail ?? indexRows(window.messages), middles, found).length).toBe(4);
    expect(pickRow(drawn, LABEL_PX - 10, 100, 7)).toBe(-1);
    expect(nsAt(drawn, xOf(drawn, 123_456_789))).toBeCloseTo(123_456_789, 0);
  });

  it('is drawn with an arrow a message while they can be told apart', () => {
    const pen = svgPen(800, 300, 'A <test>');
    expect(drawDiagram(pen, diagram())).toBe(true);
    const svg = new DOMParser().parseFromString(pen.document(), 'image/svg+xml');
    expect(svg.querySelector('parsererror')).toBeNull();
    expect(svg.querySelector('title')?.textContent).toBe('A <test>');
    const drawn = [...svg.querySelectorAll('path[fill="none"]')]
      .filter((path) => path.getAttribute('stroke') === '#00f')
      .flatMap((path) => path.getAttribute('d')?.match(/M/g) ?? []);
    const { messages } = window;
    const requests = [...messages.sentNs.keys()].filter((row) => messages.type[row] === MessageType.request && messages.sentNs[row] <= 1e9);
    expect(drawn).toHaveLength(requests.length);
    expect([...svg.querySelectorAll('text')].map((text) => text.textContent)).toEqual(
      expect.arrayContaining(['C1', 'LB1', 'W1', 'W2', 'DB1']),
    );
  });

  it('shows amounts, and no single arrow, where details are not to be had', () => {
    const pen = svgPen(800, 300, 'amounts');
    expect(drawDiagram(pen, diagram({ detail: null, view: { fromNs: 0, toNs: report.endNs } }))).toBe(false);
    const svg = pen.document();
    expect(svg.match(/fill="#00f"/g)?.length).toBeGreaterThan(100);
    expect(svg).not.toContain('stroke="#00f"');
    expect(MOST_ARROWS).toBeLessThan(10_000);
  });
});

describe('how much there is to see', () => {
  it('is known from the curves before anything is fetched', () => {
    const sent = report.summary.links.reduce((sum, link) => sum + link.sent, 0);
    expect(messagesIn(report, { fromNs: 0, toNs: report.endNs })).toBeCloseTo(sent, 0);
    expect(messagesIn(report, { fromNs: 1e9, toNs: 1.5e9 })).toBeGreaterThan(10);
  });
});

describe('messages between members of a network', () => {
  const gossip = gossipRun();
  const told: RunReport = {
    runId: 'run-2',
    index: gossip.index,
    summary: gossip.summary(),
    series: gossip.series(),
    endNs: gossip.reachedNs,
    faults: gossip.faults,
  };
  const all = wholeWindow(gossip);
  const { messages, lanes } = all;

  it('are counted, and drawn from row to row of the members', () => {
    const betweenMembers = messages.type.filter((type) => type === MessageType.message).length;
    expect(betweenMembers).toBeGreaterThan(50);
    expect(messagesOfRun(told)).toBe(messages.count);
    expect(messagesIn(told, { fromNs: 0, toNs: told.endNs })).toBeGreaterThan(messages.count * 0.9);
    const rows = indexRows(messages, lanes);
    const drawn = diagram({
      report: told,
      order: told.index.nodes.map((_, i) => i),
      bands: [],
      view: { fromNs: 0, toNs: told.endNs },
      detail: rows,
    });
    const middles = rowMiddles(drawn);
    const members = Array.from(middles.subarray(1, 5));
    for (let row = 0; row < messages.count; row++) {
      if (messages.type[row] !== MessageType.message) continue;
      const [, y1, , y2] = segmentOf(drawn, rows, middles, row);
      expect(members).toContain(y1);
      if (messages.lost[row] === 0) expect(members.filter((y) => y !== y1)).toContain(y2);
    }
    expect(drawDiagram(svgPen(800, 300, 'gossip'), drawn)).toBe(true);
  });
});
