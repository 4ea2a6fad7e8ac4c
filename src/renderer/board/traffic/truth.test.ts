import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createRun, linkEnds, parseScenario, type Run, type Scenario, type TraceWindow } from '../../../sim/index';
import { inPort, outPort } from '../geometry/face';
import { pointAlong, samplePolyline, type Polyline } from '../geometry/polyline';
import { wireCurve } from '../geometry/wireCurve';
import { createMarkBuffer, placeMarks, type Flash } from './marks';
import { indexRows } from './rows';
import { LOST_SHAPE } from './shapes';
import { slowingAt } from './slowed';

const NS_PER_SECOND = 1e9;
const MOMENTS = 40;
/** So much is everything moved to the right and down, so that no part stands off screen. */
const FAR_IN_PX = 4096;
/** Beside the middle of the wire runs the lane of each direction. */
const LANE = 4;

interface Played {
  readonly scenario: Scenario;
  readonly run: Run;
}

function played(name: string, seconds: number): Played {
  const parsed = parseScenario(readFileSync(`scenarios/${name}.json`, 'utf8'));
  if (!parsed.ok) throw new Error(parsed.failure.message);
  const scenario = {
    ...parsed.scenario,
    durationSeconds: seconds,
    faults: (parsed.scenario.faults ?? []).filter((fault) => fault.atSeconds < seconds),
  };
  const run = createRun(scenario);
  while (!run.advance({ maxEvents: 1_000_000 }));
  return { scenario, run };
}

/** The wires as they lie on the board, by their number in the trace. */
function linesOf({ scenario, run }: Played): (link: number, lanes: TraceWindow['lanes']) => Polyline | null {
  const places = new Map(scenario.nodes.map((node) => [node.id, node]));
  const made = new Map<number, Polyline | null>();
  return (link, lanes) => {
    const known = made.get(link);
    if (known !== undefined) return known;
    const [from, to] = linkEnds(run.index, lanes, link);
    const [start, end] = [places.get(run.index.nodes[from].id), places.get(run.index.nodes[to].id)];
    const line = start === undefined || end === undefined ? null : samplePolyline(wireCurve(outPort(start), inPort(end)));
    made.set(link, line);
    return line;
  };
}

/** What the trace says is under way at a moment: which wire, what kind, and how far, independent of how marks are made. */
function underWay({ messages }: TraceWindow, atNs: number): { readonly row: number; readonly gone: number }[] {
  const rows: { readonly row: number; readonly gone: number }[] = [];
  for (let row = 0; row < messages.count; row++) {
    const [sentNs, arriveNs] = [messages.sentNs[row], messages.arriveNs[row]];
    if (sentNs <= atNs && atNs < arriveNs) rows.push({ row, gone: (atNs - sentNs) / (arriveNs - sentNs) });
  }
  return rows;
}

describe('a paused picture', () => {
  it.each([
    ['five-workers', 30],
    ['retry-storm', 20],
    ['message-queue', 20],
    ['gossip', 10],
    ['fallacy-2-latency', 20],
  ])('of %s shows at random moments the very messages that are under way: wire, kind and place', (name, seconds) => {
    const playedRun = played(name, seconds);
    const { run } = playedRun;
    const lineOf = linesOf(playedRun);
    const marks = createMarkBuffer(20_000);
    const all = run.window(0, run.reachedNs + 1, 1_000_000).messages;
    const point = [0, 0];
    let seed = 12_345;
    const random = (): number => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
    let compared = 0;
    for (let i = 0; i < MOMENTS; i++) {
      // Every other moment lies within a flight: where little is said, the board would be empty at most others.
      const aimed = Math.floor(random() * all.count);
      const within = all.sentNs[aimed] + random() * (all.arriveNs[aimed] - all.sentNs[aimed]);
      const atNs = Math.floor(i % 2 === 0 ? random() * run.reachedNs : Math.min(within, run.reachedNs - 1));
      const trace = run.window(Math.max(0, atNs - NS_PER_SECOND), atNs + 1, 1_000_000);
      const flashes = new Map<number, Flash>();
      const fits = placeMarks(
        {
          index: indexRows(trace.messages, trace.lanes),
          playheadNs: atNs,
          ...slowingAt(false, 1),
          mostRows: Infinity,
          line: (link) => lineOf(link, trace.lanes),
          isUnheard: () => false,
          zoom: 1,
          offsetX: FAR_IN_PX,
          offsetY: FAR_IN_PX,
          width: 1e9,
          height: 1e9,
        },
        marks,
        flashes,
      );
      const expected = new Map(underWay(trace, atNs).map((each) => [each.row, each.gone]));
      expect([fits, flashes.size, [...marks.row.subarray(0, marks.count)].sort((p, q) => p - q)]).toEqual([
        true,
        0,
        [...expected.keys()].filter((row) => lineOf(trace.messages.link[row], trace.lanes) !== null).sort((p, q) => p - q),
      ]);
      for (let mark = 0; mark < marks.count; mark++) {
        const row = marks.row[mark];
        const { messages } = trace;
        const gone = expected.get(row) ?? Number.NaN;
        const isLost = messages.lost[row] === 1;
        const share = isLost ? Math.min(gone, 0.5) : gone;
        const line = lineOf(messages.link[row], trace.lanes);
        if (line === null) throw new Error('a mark without a wire');
        pointAlong(line, messages.forward[row] === 1 ? share : 1 - share, point, 0);
        expect(Math.hypot(marks.x[mark] - FAR_IN_PX - point[0], marks.y[mark] - FAR_IN_PX - point[1])).toBeLessThanOrEqual(LANE);
        expect(marks.shape[mark]).toBe(isLost && gone >= 0.5 ? LOST_SHAPE : messages.type[row]);
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(0);
  });

  it('is not slowed down for the eye, as a moving one is', () => {
    expect(slowingAt(false, 100)).toEqual({ shortNs: 0, flashNs: 0 });
    expect(slowingAt(true, 1).shortNs).toBeGreaterThan(0);
  });
});
