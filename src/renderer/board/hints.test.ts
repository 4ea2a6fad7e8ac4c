import { expect, it } from 'vitest';
import { build } from '../../../tests/support/scenarios';
import { hintsOf } from './hints';

it('a part that nothing reaches has a hint, one that is wired has none, and the same scenario is looked at once', () => {
  const scenario = build({
    nodes: [
      { id: 'C1', kind: 'client' },
      { id: 'W1', kind: 'worker' },
      { id: 'W2', kind: 'worker' },
    ],
    links: [{ from: 'C1', to: 'W1' }],
    durationSeconds: 10,
  });
  expect([...hintsOf(scenario).keys()]).toEqual(['W2']);
  expect(hintsOf(scenario).get('W2')).toContain('W2');
  expect(hintsOf(scenario)).toBe(hintsOf(scenario));
});
