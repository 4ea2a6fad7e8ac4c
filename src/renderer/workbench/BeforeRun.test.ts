import { describe, expect, it } from 'vitest';
import { strings } from './strings';
import { untilFigures } from './BeforeRun';

describe('a panel without figures', () => {
  it('says how to get some, that they are being computed, or why there will be none', () => {
    const failure = { name: 'simulator-failure', path: '', message: 'The run stopped at 3 s: a call was freed twice.' };
    expect(untilFigures(undefined)).toBe(strings.noRun);
    expect(untilFigures({ phase: 'cancelled', failure: null })).toBe(strings.noRun);
    expect(untilFigures({ phase: 'running', failure: null })).toContain(strings.computing);
    expect(untilFigures({ phase: 'failed', failure })).toBe(failure.message);
  });
});
