import { describe, expect, it } from 'vitest';
import { chooseMode, MOST_MARKS, type TrafficFacts } from './mode';

const calm: TrafficFacts = { crowded: false, marks: 10, fits: true, playing: true, reducedMotion: false, before: 'marks', wanted: 'auto' };

describe('marks or flows', () => {
  it('draws every message while there are few', () => {
    expect(chooseMode(calm)).toBe('marks');
    expect(chooseMode({ ...calm, marks: MOST_MARKS })).toBe('marks');
  });

  it('draws flows when there are many, when they do not fit, or when the window holds only some of them', () => {
    expect(chooseMode({ ...calm, marks: MOST_MARKS + 1 })).toBe('flows');
    expect(chooseMode({ ...calm, fits: false })).toBe('flows');
    expect(chooseMode({ ...calm, crowded: true })).toBe('flows');
  });

  it('does not flicker around the limit', () => {
    expect(chooseMode({ ...calm, marks: 1800, before: 'flows' })).toBe('flows');
    expect(chooseMode({ ...calm, marks: 1800, before: 'marks' })).toBe('marks');
    expect(chooseMode({ ...calm, marks: 1200, before: 'flows' })).toBe('marks');
  });

  it('does what was asked for, as long as there is room', () => {
    expect(chooseMode({ ...calm, crowded: true, marks: 20_000, wanted: 'marks' })).toBe('marks');
    expect(chooseMode({ ...calm, fits: false, wanted: 'marks' })).toBe('flows');
    expect(chooseMode({ ...calm, wanted: 'flows' })).toBe('flows');
  });

  it('keeps still for those who asked for it, but shows single messages once paused', () => {
    expect(chooseMode({ ...calm, reducedMotion: true })).toBe('flows');
    expect(chooseMode({ ...calm, reducedMotion: true, playing: false, before: 'flows' })).toBe('marks');
  });
});
