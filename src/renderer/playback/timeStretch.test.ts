import { describe, expect, it } from 'vitest';
import { clampView, panView, ticksOf, viewAround, zoomView } from './timeStretch';

const END = 60e9;

describe('what is seen of a run', () => {
  it('zooms around a moment that stays where it is', () => {
    const before = { fromNs: 10e9, toNs: 20e9 };
    const after = zoomView(before, 12e9, 0.5, END);
    expect(after).toEqual({ fromNs: 11e9, toNs: 16e9 });
    expect((12e9 - after.fromNs) / (after.toNs - after.fromNs)).toBe((12e9 - before.fromNs) / (before.toNs - before.fromNs));
  });

  it('never leaves the run, however it is moved or zoomed', () => {
    expect(panView({ fromNs: 50e9, toNs: 58e9 }, 10e9, END)).toEqual({ fromNs: 52e9, toNs: 60e9 });
    expect(panView({ fromNs: 1e9, toNs: 3e9 }, -5e9, END)).toEqual({ fromNs: 0, toNs: 2e9 });
    expect(zoomView({ fromNs: 10e9, toNs: 50e9 }, 30e9, 100, END)).toEqual({ fromNs: 0, toNs: END });
    expect(clampView({ fromNs: 5e9, toNs: 5e9 }, END)).toEqual({ fromNs: 5e9, toNs: 5e9 + 100 });
  });

  it('begins with some dozens of messages around the playhead', () => {
    const view = viewAround(30e9, 60, 6000, END);
    expect(view.toNs - view.fromNs).toBe(0.6e9);
    expect(view.fromNs).toBeLessThan(30e9);
    expect(view.toNs).toBeGreaterThan(30e9);
  });

  it('writes round moments with as many digits as they need', () => {
    expect(ticksOf({ fromNs: 0, toNs: 60e9 }, 600, 90).map(({ text }) => text)).toEqual([
      '0 s',
      '10 s',
      '20 s',
      '30 s',
      '40 s',
      '50 s',
      '60 s',
    ]);
    expect(ticksOf({ fromNs: 25.0301e9, toNs: 25.0361e9 }, 600, 90).map(({ text }) => text)).toEqual([
      '25.031 s',
      '25.032 s',
      '25.033 s',
      '25.034 s',
      '25.035 s',
      '25.036 s',
    ]);
    expect(ticksOf({ fromNs: 0, toNs: 1000 }, 600, 90).length).toBeLessThan(8);
  });
});
