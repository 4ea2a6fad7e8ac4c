import { describe, expect, it } from 'vitest';
import { MessageType } from '../../../sim/index';
import { samplePolyline } from '../geometry/polyline';
import { wireCurve } from '../geometry/wireCurve';
import { createMarkBuffer, hitMark, placeMarks, type Flash, type MarkScene } from './marks';
import { indexRows } from './rows';
import { LOST_SHAPE } from './shapes';
import { messageColumns, type TestMessage } from './testMessages';

const wire = samplePolyline(wireCurve({ x: 0, y: 100 }, { x: 200, y: 100 }));

function scene(messages: readonly TestMessage[], playheadNs: number, changes: Partial<MarkScene> = {}): MarkScene {
  return {
    index: indexRows(messageColumns(messages)),
    playheadNs,
    shortNs: 5,
    flashNs: 20,
    mostRows: 1000,
    line: (link) => (link === 0 ? wire : null),
    isUnheard: () => false,
    zoom: 1,
    offsetX: 0,
    offsetY: 0,
    width: 1000,
    height: 1000,
    ...changes,
  };
}

function place(messages: readonly TestMessage[], playheadNs: number, changes: Partial<MarkScene> = {}, capacity = 100) {
  const marks = createMarkBuffer(capacity);
  const flashes = new Map<number, Flash>();
  const fits = placeMarks(scene(messages, playheadNs, changes), marks, flashes);
  return { marks, flashes: [...flashes.values()], fits };
}

describe('placing marks', () => {
  it('makes a cross of a message near a part that will not hear of it', () => {
    const message = { sentNs: 1000, arriveNs: 1100 };
    const shapeAt = (ns: number): number => place([message], ns, { isUnheard: () => true }).marks.shape[0];
    expect([shapeAt(1050), shapeAt(1090)]).toEqual([MessageType.request, LOST_SHAPE]);
  });

  it('puts a request as far along its wire as its flight has gone', () => {
    const { marks } = place([{ sentNs: 1000, arriveNs: 1100 }], 1025);
    expect(marks.count).toBe(1);
    expect(marks.x[0]).toBeCloseTo(50, 0);
    expect(marks.y[0]).toBeCloseTo(100, -1);
    expect(marks.shape[0]).toBe(MessageType.request);
  });

  it('lets replies run backwards', () => {
    const { marks } = place([{ sentNs: 1000, arriveNs: 1100, forward: 0, type: MessageType.reply }], 1025);
    expect(marks.x[0]).toBeCloseTo(150, 0);
    expect(marks.shape[0]).toBe(MessageType.reply);
  });

  it('keeps to one side of the wire on the way there and to the other on the way back', () => {
    const { marks } = place(
      [
        { sentNs: 0, arriveNs: 100 },
        { sentNs: 0, arriveNs: 100, forward: 0 },
      ],
      50,
    );
    const [there, back] = marks.row[0] === 0 ? [marks.y[0], marks.y[1]] : [marks.y[1], marks.y[0]];
    expect(there).toBeGreaterThan(100);
    expect(back).toBeLessThan(100);
  });

  it('follows the viewport and leaves out what is off screen', () => {
    const message = { sentNs: 0, arriveNs: 100 };
    const zoomed = place([message], 50, { zoom: 2, offsetX: 10, offsetY: -30 }).marks;
    expect([Math.round(zoomed.x[0]), Math.round(zoomed.y[0])]).toEqual([210, 177]);
    expect(place([message], 50, { offsetX: -500 }).marks.count).toBe(0);
  });

  it('shows nothing before departure, after arrival or on a wire that is not there', () => {
    expect(place([{ sentNs: 1000, arriveNs: 1100 }], 999).marks.count).toBe(0);
    expect(place([{ sentNs: 1000, arriveNs: 1100 }], 1101).marks.count).toBe(0);
    expect(place([{ sentNs: 1000, arriveNs: 1100, link: 3 }], 1050).marks.count).toBe(0);
  });

  it('stops a lost message halfway, turns it into a cross and fades it', () => {
    const lost = [{ sentNs: 0, arriveNs: 100, lost: 1 }];
    const early = place(lost, 25).marks;
    expect(early.shape[0]).toBe(MessageType.request);
    const late = place(lost, 90).marks;
    expect(late.shape[0]).toBe(LOST_SHAPE);
    expect(late.x[0]).toBeCloseTo(100, 0);
    expect(late.alpha[0]).toBeCloseTo(0.2, 5);
    expect(late.alpha[0]).toBeLessThan(early.alpha[0]);
  });

  it('lights up the wire of a message without latency, and lets the light fade', () => {
    const message = { sentNs: 1000, arriveNs: 1000 };
    expect(place([message], 1000).flashes).toEqual([{ link: 0, forward: true, shape: 0, fading: 0 }]);
    expect(place([message], 1010).flashes[0].fading).toBeCloseTo(0.5, 5);
    expect(place([message], 1021).flashes).toEqual([]);
    expect(place([message], 1010).marks.x[0]).toBeCloseTo(100, 0);
    expect(place([message], 1021).marks.count).toBe(0);
  });

  it('lights a busy wire once for each direction and type, by its latest message', () => {
    const { flashes } = place(
      [
        { sentNs: 1000, arriveNs: 1001 },
        { sentNs: 1005, arriveNs: 1005 },
        { sentNs: 1006, arriveNs: 1006, forward: 0, type: MessageType.reply },
      ],
      1010,
    );
    expect(flashes.length).toBe(2);
    expect(flashes.find((flash) => flash.forward)?.fading).toBeCloseTo(0.25, 5);
  });

  it('says so when there are more marks than it can show', () => {
    const many = Array.from({ length: 12 }, (_, i) => ({ sentNs: i, arriveNs: 100 }));
    expect(place(many, 50, {}, 12).fits).toBe(true);
    expect(place(many, 50, {}, 11).fits).toBe(false);
    expect(place(many, 50, { mostRows: 11 }).fits).toBe(false);
  });
});

describe('clicking a mark', () => {
  const { marks } = place(
    [
      { sentNs: 0, arriveNs: 100 },
      { sentNs: 20, arriveNs: 120 },
    ],
    50,
  );

  it('takes the nearest within reach', () => {
    expect(hitMark(marks, 97, 103, () => 8)).toBe(0);
    expect(hitMark(marks, 62, 100, () => 8)).toBe(1);
  });

  it('takes none when nothing is near', () => {
    expect(hitMark(marks, 97, 130, () => 8)).toBe(-1);
  });
});
