import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { GROUP_COLOURS, kindGroups, kindNames } from '../../sim/index';

const read = (path: string): string => readFileSync(resolve(import.meta.dirname, path), 'utf8');

it('every colour that a group can have has a value in every theme, and kinds have theirs by their group alone', () => {
  const styles = read('partEntry.css');
  const tokens = read('../ui/tokens.css');
  const themes = tokens.split('--group-blue:').length - 1;
  expect(themes).toBeGreaterThan(1);
  for (const colour of GROUP_COLOURS) {
    expect(styles).toContain(`[data-group='${colour}'] {\n  --group: var(--group-${colour});`);
    expect(tokens.split(`--group-${colour}:`).length - 1, colour).toBe(themes);
  }
  for (const kind of kindNames) expect(styles).not.toContain(`part-${kind}`);
});

it('groups stand in the palette in the order in which the kinds first name them, each with a colour of its own', () => {
  expect(kindGroups.map(({ title }) => title)).toEqual(['Traffic', 'Routing', 'Resilience', 'Compute', 'Storage', 'Networks']);
  expect(new Set(kindGroups.map(({ colour }) => colour)).size).toBe(kindGroups.length);
});
