import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { KIND_GROUPS, kindNames, kindOf } from '../../sim/index';

const read = (path: string): string => readFileSync(resolve(import.meta.dirname, path), 'utf8');

it('every group has a colour, in every theme, and so has every kind of part by its group alone', () => {
  const styles = read('partEntry.css');
  const tokens = read('../ui/tokens.css');
  const themes = tokens.split('--group-traffic:').length - 1;
  expect(themes).toBeGreaterThan(1);
  for (const group of KIND_GROUPS) {
    expect(styles).toContain(`[data-group='${group}'] {\n  --group: var(--group-${group.toLowerCase()});`);
    expect(tokens.split(`--group-${group.toLowerCase()}:`).length - 1, group).toBe(themes);
  }
  for (const kind of kindNames) {
    expect(KIND_GROUPS).toContain(kindOf(kind)?.descriptor.group);
    expect(styles).not.toContain(`part-${kind}`);
  }
});
