import { describe, expect, it } from 'vitest';
import { projectOf, shown, type Rule } from './files';
import { kindsByName } from './kindNames';

function says(rule: Rule, texts: Readonly<Record<string, string>>): string[] {
  return rule(projectOf(texts)).map(shown);
}

describe('names of kinds', () => {
  const kinds = { 'src/sim/kinds/cache/kind.ts': '', 'src/sim/kinds/queue/kind.ts': '', 'src/sim/kinds/index.ts': '' };
  const banned = 'a kind by its name is banned, use what its descriptor says';

  it.each([
    "const a = node.kind === 'cache';",
    "const a = nodeKind !== 'queue';",
    "const a = 'cache' === kind;",
    "const a = kindOf('cache');",
    "const a = { ...defaultParams('queue') };",
    'const a = kinds.cache;',
    "const STORES: ReadonlySet<string> = new Set(['cache', 'other']);",
  ])('are refused in %s', (line) => {
    expect(says(kindsByName, { ...kinds, 'src/renderer/a.ts': `\n${line}` })).toEqual([`src/renderer/a.ts:2: ${banned}`]);
    expect(says(kindsByName, { ...kinds, 'src/sim/kinds/queue/behavior.ts': line, 'src/renderer/a.test.ts': line })).toEqual([]);
  });

  it('are refused as imports and as groups, and words that only look like them are not', () => {
    const imported = {
      'src/sim/run/a.ts': "import { A } from '../kinds/cache/kind';",
      'src/sim/run/b.ts': "descriptor.group.title === 'X'",
    };
    expect(says(kindsByName, { ...kinds, ...imported })).toHaveLength(2);
    const words = "const a = phase.kind === 'toast'; const queue = gauge === 'queue'; for (const { kind } of kinds.values()) kindOf(kind);";
    expect(says(kindsByName, { ...kinds, 'src/renderer/a.ts': words })).toEqual([]);
  });
});
