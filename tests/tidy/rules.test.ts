import { describe, expect, it } from 'vitest';
import { conversions } from './conversions';
import { dataRoom } from './dataRoom';
import { determinism } from './determinism';
import { projectOf, shown, type Rule } from './files';
import { barrels, deadFiles, ENTRIES, unregisteredKinds } from './imports';
import { circles, windowRooms } from './rooms';
import { bannedSyntax, leftovers, longFiles, longFunctions, longLines } from './style';
import { numberInputs } from './numberInputs';
import { closedLists } from './operations';
import { unusedTexts } from './strings';
import { featureStyles, quickStyles } from './styles';
import { units } from './units';
import { deadEntries, unusedExports } from './unused';

/** What a rule says about files given by path. */
function says(rule: Rule, texts: Readonly<Record<string, string>>): string[] {
  return rule(projectOf(texts)).map(shown);
}

/** What a rule says about one line of the simulator. */
function saysOfSim(line: string): string[] {
  return says(determinism, { 'src/sim/kernel/x.ts': `const before = 0;\n${line}\n` });
}

const lines = (count: number, line = '  work();'): string => Array.from({ length: count }, () => line).join('\n');

describe('determinism of the simulator', () => {
  it.each([
    ['const a = Math.random();', "src/sim/kernel/x.ts:2: Math.random is banned, use the node's random stream (context.random)"],
    ['const a = Date.now();', 'src/sim/kernel/x.ts:2: Date.now is banned, use the simulated clock (nowNs)'],
    ['const a = new Date();', 'src/sim/kernel/x.ts:2: new Date is banned, use the simulated clock (nowNs)'],
    ['const a = performance.now();', 'src/sim/kernel/x.ts:2: performance.now is banned, use the simulated clock (nowNs)'],
    ['const a = 2 ** 3;', 'src/sim/kernel/x.ts:2: ** is banned, use multiplication, or src/sim/kernel/exactMath'],
    ['const { log } = Math;', 'src/sim/kernel/x.ts:2: Math as a value is banned, use the exact functions by name, such as Math.floor'],
    ["const a = Math['sin'](1);", 'src/sim/kernel/x.ts:2: Math as a value is banned, use the exact functions by name, such as Math.floor'],
    [
      "const a = 'b'.localeCompare('c');",
      'src/sim/kernel/x.ts:2: localeCompare is banned, use a comparison of code units or plain formatting, which are the same on every machine',
    ],
  ])('refuses %s', (line, message) => {
    expect(saysOfSim(line)).toEqual([message]);
  });

  it.each(['log', 'exp', 'pow', 'sin', 'cos', 'tan', 'log2', 'cbrt', 'hypot', 'atan2', 'expm1'])(
    'refuses Math.%s, which engines compute differently',
    (name) => {
      expect(saysOfSim(`const a = Math.${name}(1, 2);`)).toEqual([
        `src/sim/kernel/x.ts:2: Math.${name} is banned, use src/sim/kernel/exactMath`,
      ]);
    },
  );

  it('refuses **= as it refuses **', () => {
    expect(saysOfSim('let a = 2; a **= 2;')).toHaveLength(1);
  });

  it('allows exact arithmetic, own names, and tests that use the real thing as an oracle', () => {
    expect(saysOfSim('const a = Math.floor(Math.sqrt(2)) + { Date: 1 }.Date;')).toEqual([]);
    expect(says(determinism, { 'src/sim/kernel/x.test.ts': 'Math.log(2);', 'src/renderer/x.ts': 'Math.log(Date.now());' })).toEqual([]);
  });
});

describe('dead files', () => {
  const entries = Object.fromEntries(ENTRIES.map((path) => [path, '']));

  it('finds a file that nothing imports, and islands that only import each other', () => {
    const found = says(deadFiles, { ...entries, 'src/sim/a.ts': "import './b';", 'src/sim/b.ts': "import './a';" });
    expect(found).toEqual([
      'src/sim/a.ts:1: a file that no program imports is banned, use it from a program, or delete it',
      'src/sim/b.ts:1: a file that no program imports is banned, use it from a program, or delete it',
    ]);
  });

  it('finds a file that only its own tests keep alive, unless it is a helper of tests by name', () => {
    const found = says(deadFiles, {
      ...entries,
      'src/sim/kit.ts': '',
      'src/sim/testKit.ts': '',
      'src/sim/a.test.ts': "import './kit'; import './testKit';",
    });
    expect(found).toEqual([
      'src/sim/kit.ts:1: a file that no program imports is banned, use it from a program, or delete it (only tests use it; what helps tests is called test...)',
    ]);
  });

  it('follows imports, types, re-exports, lazy imports, worker addresses, pages and style sheets', () => {
    const found = says(deadFiles, {
      ...entries,
      'src/cli/index.ts':
        "import type { A } from './a'; export { b } from './b'; void import('./c'); new Worker(new URL('./d.ts', import.meta.url));",
      'src/cli/a.ts': '',
      'src/cli/b.ts': '',
      'src/cli/c/index.ts': '',
      'src/cli/d.ts': '',
      'src/renderer/index.html': '<script type="module" src="./main.tsx"></script>',
      'src/renderer/main.tsx': "import './look.css';",
      'src/renderer/look.css': '@import "./more.css";\n.a { background: url(./grain.svg); }',
      'src/renderer/more.css': '',
      'src/renderer/grain.svg': '',
    });
    expect(found).toEqual([]);
  });

  it('finds scripts and test tools that nothing uses, and a missing entry', () => {
    const { [ENTRIES[0]]: _gone, ...rest } = entries;
    const found = says(deadFiles, {
      ...rest,
      'package.json': '"start": "node scripts/start.mjs"',
      'scripts/start.mjs': '',
      'scripts/old.mjs': '',
      'tests/helper.ts': '',
    });
    expect(found.map((line) => line.split(':')[0]).sort()).toEqual(['scripts/old.mjs', ENTRIES[0], 'tests/helper.ts']);
  });
});

describe('the registry of kinds', () => {
  it('misses a folder that is not imported, and leaves helper files alone', () => {
    const found = says(unregisteredKinds, {
      'src/sim/kinds/index.ts': "import { worker } from './worker/kind';",
      'src/sim/kinds/worker/kind.ts': '',
      'src/sim/kinds/cache/kind.ts': '',
      'src/sim/kinds/define.ts': '',
    });
    expect(found).toEqual([
      'src/sim/kinds/cache/kind.ts:1: a kind that is not registered is banned, use a line for it in src/sim/kinds/index.ts',
    ]);
  });
});

describe('barrels', () => {
  it('refuses files of re-exports and export *, except in a door', () => {
    const text = "export { a } from './a';\nexport type { B } from './b';\n";
    expect(says(barrels, { 'src/sim/model/all.ts': text })).toEqual([
      "src/sim/model/all.ts:1: a barrel is banned, use an import from the file itself, or the room's index.ts",
    ]);
    expect(says(barrels, { 'src/sim/model/index.ts': "export * from './a';\nexport const c = 1;\n" })).toHaveLength(1);
    expect(says(barrels, { 'src/sim/index.ts': text, 'src/sim/a.ts': "export { a } from './b';\nexport const c = 1;\n" })).toEqual([]);
  });
});

describe('length', () => {
  it('refuses a function of 71 lines, whatever its form, and allows 70', () => {
    for (const head of ['function f() {', 'const f = () => {', 'class A { f() {']) {
      const tail = head.startsWith('class') ? '}}' : '}';
      expect(says(longFunctions, { 'scripts/a.mjs': `${head}\n${lines(69)}\n${tail}` })).toEqual([
        'scripts/a.mjs:1: a function of 71 lines is banned, use functions of at most 70',
      ]);
      expect(says(longFunctions, { 'src/a.ts': `${head}\n${lines(68)}\n${tail}` })).toEqual([]);
    }
  });

  it('does not count the frame around tests, but counts each test', () => {
    expect(says(longFunctions, { 'src/a.test.ts': `describe('x', () => {\n${lines(100)}\n});` })).toEqual([]);
    expect(says(longFunctions, { 'tests/e2e/a.spec.ts': `test.describe('x', () => {\n${lines(100)}\n});` })).toEqual([]);
    expect(says(longFunctions, { 'src/a.test.ts': `it('x', () => {\n${lines(100)}\n});` })).toHaveLength(1);
  });

  it('refuses files of 401 lines and leaves data alone', () => {
    const long = lines(401, 'a();');
    expect(says(longFiles, { 'src/a.ts': long })).toEqual([
      'src/a.ts:401: a file of 401 lines is banned, use files of at most 400, one idea each',
    ]);
    expect(
      says(longFiles, {
        'src/a.ts': `${lines(400, 'a();')}\n`,
        'src/sim/data/words.ts': long,
        'tests/golden.json': long,
        'docs/guide.md': long,
      }),
    ).toEqual([]);
  });
});

describe('long lines', () => {
  it('are those over 140 columns', () => {
    const file = `const a = 0;\n// ${'a'.repeat(138)}\n// ${'a'.repeat(137)}\n`;
    expect(says(longLines, { 'src/sim/x.ts': file })).toEqual(['src/sim/x.ts:2: a line of 141 columns is banned, use at most 140']);
  });
});

describe('leftovers', () => {
  it.each(['TO' + 'DO', 'FIX' + 'ME', 'X' + 'XX'])('refuses %s in any file', (word) => {
    expect(says(leftovers, { 'docs/a.md': `fine\n${word}: later` })).toEqual([
      `docs/a.md:2: ${word} is banned, use a finished piece, or an entry in the list of what is planned`,
    ]);
  });

  it('refuses silenced type errors, and no innocent words', () => {
    expect(says(leftovers, { 'src/a.ts': `// @ts-${'ignore'}\nconst todos = 'mastodon';` })).toEqual([
      `src/a.ts:1: @ts-${'ignore'} is banned, use a type that is true`,
    ]);
  });
});

describe('syntax', () => {
  it('refuses any, in every place a type can be', () => {
    const found = says(bannedSyntax, { 'src/a.ts': 'let a: any;\nconst b = 1 as any;\ntype C = Record<string, any[]>;\nconst any = 1;\n' });
    expect(found.map((line) => line.slice(0, 18))).toEqual(['src/a.ts:1: any is', 'src/a.ts:2: any is', 'src/a.ts:3: any is']);
  });

  it('refuses default exports except where a tool demands them', () => {
    expect(says(bannedSyntax, { 'src/a.ts': 'export default 1;', 'vite.config.ts': 'export default {};' })).toEqual([
      'src/a.ts:1: a default export is banned, use a named export',
    ]);
  });

  it('refuses tests that run alone or are left out; the shell that is not there may be gated', () => {
    const words = ['only', 'skip'];
    for (const word of words) expect(says(bannedSyntax, { 'src/a.test.ts': `it.${word}('x', () => {});` })).toHaveLength(1);
    expect(says(bannedSyntax, { 'tests/e2e/a.spec.ts': `test.${words[0]}('x', () => {});` })).toHaveLength(1);
    expect(
      says(bannedSyntax, { 'tests/e2e/a.spec.ts': `test.${words[1]}(binary === null, 'no Electron here');`, 'src/a.ts': 'scan.skip(1);' }),
    ).toEqual([]);
  });
});

describe('units', () => {
  it('refuses bare quantities in types and in schemas', () => {
    const found = says(units, {
      'src/a.ts':
        'interface A {\n  readonly latency: number;\n  rate?: number | null;\n  queueDelay: number;\n}\nconst s = z.object({\n  timeout: z.number().min(0).default(1),\n  size: z.int(),\n});',
    });
    expect(found).toEqual([
      'src/a.ts:2: the quantity "latency" without its unit is banned, use latencyMs',
      'src/a.ts:3: the quantity "rate" without its unit is banned, use ratePerSecond',
      'src/a.ts:4: the quantity "queueDelay" without its unit is banned, use a unit in the name, such as queueDelayMs',
      'src/a.ts:7: the quantity "timeout" without its unit is banned, use timeoutMs',
      'src/a.ts:8: the quantity "size" without its unit is banned, use sizeBytes (or sizePx, or a count)',
    ]);
  });

  it('allows names with a unit, and quantities that are not plain numbers', () => {
    expect(
      says(units, {
        'src/a.ts':
          'interface A { latencyMs: number; latency: Distribution; timeout: string }\nconst s = z.object({ delay: distributionSchema, intervalMs: z.number() });',
      }),
    ).toEqual([]);
  });
});

describe('the rooms of the window', () => {
  it('look down only, and features meet in document, playback and commands', () => {
    const found = says(windowRooms, {
      'src/renderer/main.tsx': "import { a } from './features/log/a'; import { w } from './workbench/w';",
      'src/renderer/features/index.ts': "import { a } from './log/a';",
      'src/renderer/features/log/a.ts': "import { w } from '../../workbench/w'; import { b } from '../why/b'; import { c } from './c';",
      'src/renderer/features/log/c.ts': '',
      'src/renderer/features/why/b.ts': '',
      'src/renderer/workbench/w.ts': "import { a } from '../features/log/a'; import { u } from '../ui/u';",
      'src/renderer/ui/u.ts': "import { d } from '../document/d';",
      'src/renderer/document/d.ts': '',
    });
    expect(found).toEqual([
      'src/renderer/features/log/a.ts:1: features (features/why/b.ts) in features is banned, use document, playback or a command: features meet there',
      'src/renderer/workbench/w.ts:1: features (features/log/a.ts) in workbench is banned, use a contribution, or a property',
      'src/renderer/ui/u.ts:1: document (document/d.ts) in ui is banned, use a contribution, or a property',
    ]);
  });

  it('and those of the simulator stand in no circle, however long', () => {
    const sim = {
      'src/sim/a/one.ts': "import { two } from '../b/two';",
      'src/sim/b/two.ts': "import { three } from '../c/three';",
      'src/sim/c/three.ts': '',
    };
    expect(says(circles, sim)).toEqual([]);
    expect(says(circles, { ...sim, 'src/sim/c/three.ts': "import { one } from '../a/other';", 'src/sim/a/other.ts': '' })).toEqual([
      'src/sim/a:1: the circle src/sim/a -> src/sim/b -> src/sim/c -> src/sim/a is banned, use arrows one way',
    ]);
  });
});

describe('the data room', () => {
  it('has two doors, and nobody else names what lies in it', () => {
    const room = { 'src/sim/data/profiles.ts': 'export const a = 1; // 1,000 profiles', 'src/sim/data/values.ts': 'export const b = 1;' };
    const through = (text: string): string[] => says(dataRoom, { ...room, 'src/sim/toolkit/store.ts': text });
    expect(through("import { b } from '../data/values';")).toEqual([]);
    expect(through("import { a } from '../data/profiles';")).toEqual([
      'src/sim/toolkit/store.ts:1: src/sim/data/profiles.ts is banned, use src/sim/data/keySpaces or src/sim/data/values',
    ]);
    expect(through("\nsay('the 1,000 shipped profiles');")).toEqual([
      'src/sim/toolkit/store.ts:2: naming the data set is banned, use SHIPPED_DATA of src/sim/data/values',
    ]);
  });
});

describe('operations', () => {
  it('are listed by those who own them, and by nobody else', () => {
    const words = "export const WORDS = ['read', 'write', 'cas'] as const;";
    const titles = "const titles = {\n  read: 'Read',\n  write: 'Write',\n  delete: 'Delete',\n};";
    expect(says(closedLists, { 'src/sim/kinds/client/script.ts': words, 'src/cli/a.ts': "op === 'read' || op === 'write'" })).toEqual([]);
    expect(says(closedLists, { 'src/sim/model/schema.ts': words, 'src/renderer/b.ts': `\n${titles}` })).toEqual([
      'src/sim/model/schema.ts:1: a list of operations is banned, use the operations of the kind',
      'src/renderer/b.ts:3: a list of operations is banned, use the operations of the kind',
    ]);
  });
});

describe('texts of the window', () => {
  it('are shown somewhere in their room, by name or by a name that is only known later', () => {
    const texts = "export const strings = { a: 'A', b: (n: number): string => `${n}`, kinds: { x: 'X' }, many: { y: 'Y' } } as const;";
    const panel = 'show(strings.a, strings.kinds[kind], strings.many);';
    expect(says(unusedTexts, { 'src/renderer/features/log/strings.ts': texts, 'src/renderer/features/log/Panel.ts': panel })).toEqual([
      'src/renderer/features/log/strings.ts:1: the text "b" that nobody shows is banned, use no such text',
    ]);
  });
});

describe('numbers that are typed', () => {
  it('are read by one rule', () => {
    const saysOf = (code: string): string[] => says(numberInputs, { 'src/renderer/features/log/Panel.tsx': code });
    expect(saysOf('const a = <input inputMode="decimal" onChange={(event) => set(Number(event.target.value))} />;')).toHaveLength(1);
    expect(saysOf('const a = <input inputMode="decimal" onChange={(event) => set(readNumber(event.target.value))} />;')).toEqual([]);
  });
});

describe('conversions of times', () => {
  const saysOf = (line: string): string[] => says(conversions, { 'src/sim/kernel/x.ts': line });

  it('refuses them by numbers, whichever way round', () => {
    expect(saysOf('const a = endNs / 1e9;')).toEqual([
      'src/sim/kernel/x.ts:1: "endNs / 1e9" is banned, use NS_PER_SECOND, secondsToNs and the like of src/sim/kernel/units.ts',
    ]);
    expect(saysOf('const a = 1_000_000 * serviceMs + 2;')).toHaveLength(1);
    expect(saysOf('const NS_PER_MS = 1e6;')).toHaveLength(1);
  });

  it('allows seconds as milliseconds, other amounts, and the place that knows', () => {
    expect(saysOf('const a = seconds * 1000 + messages / 1e6 + n * 60e9;')).toEqual([]);
    expect(says(conversions, { 'src/sim/kernel/units.ts': 'export const a = (ms: number) => ms * 1e6;' })).toEqual([]);
  });
});

describe('what nobody uses', () => {
  it('finds an export that only tests name, whatever it is', () => {
    const found = says(unusedExports, {
      'src/sim/a.ts': 'export const used = 1;\nexport function idle(): void {}\nexport type Word = string;',
      'src/sim/b.ts': "import { used } from './a'; used;",
      'src/sim/a.test.ts': "import { idle } from './a'; idle();",
    });
    expect(found).toEqual([
      'src/sim/a.ts:2: "idle", which nobody uses, is banned, use it, or delete it',
      'src/sim/a.ts:3: "Word", which nobody uses, is banned, use it, or delete it',
    ]);
  });

  it('finds fates and verbs that nobody sets', () => {
    const found = says(deadEntries, {
      'src/sim/network/fates.ts': 'export const Fate = { ok: 0, lost: 1, dull: 2 } as const;',
      'src/sim/trace/types.ts': "export const LOG_VERBS = ['read', 'loaded'] as const;",
      'src/sim/trace/logText.ts': "verb === 'loaded';",
      'src/sim/run/x.ts': "reply(Fate.ok); reply(Fate.lost); say('read');",
    });
    expect(found).toEqual([
      'src/sim/network/fates.ts:1: "dull" of Fate, which nobody sets, is banned, use it, or delete it',
      'src/sim/trace/types.ts:1: "loaded" of LOG_VERBS, which nobody sets, is banned, use it, or delete it',
    ]);
  });
});

describe('styles of features', () => {
  it('are a module, called by the feature', () => {
    expect(says(featureStyles, { 'src/renderer/features/log/log.css': '.log {}' })).toEqual([
      'src/renderer/features/log/log.css:1: a style sheet that all see is banned, use log.module.css',
    ]);
    expect(says(featureStyles, { 'src/renderer/board/wires/wire.css': '.wire {}' })).toEqual([
      'src/renderer/board/wires/wire.css:1: a style sheet that all see is banned, use wire.module.css',
    ]);
  });

  it('may be named from anywhere in their room, and nowhere else', () => {
    const sheet = { 'src/renderer/board/wires/wire.module.css': '.wire { color: red; }' };
    const named = "import css from '../wires/wire.module.css';\nconst a = css.wire;";
    expect(says(featureStyles, { ...sheet, 'src/renderer/board/nodes/Node.tsx': named })).toEqual([]);
    expect(says(featureStyles, { ...sheet, 'src/renderer/fields/wires/Node.tsx': named })).toHaveLength(1);
  });

  it('have a class for each that is named, and name each that is there', () => {
    const found = says(featureStyles, {
      'src/renderer/features/log/log.module.css': '.log-line { color: red; } .is-a :global(.hint), .idle { color: red; }',
      'src/renderer/features/log/Log.tsx': "import css from './log.module.css';\nconst a = [css.logLine, css[`is-${kind}`], css.gone];",
    });
    expect(found).toEqual([
      'src/renderer/features/log/log.module.css:1: the class "idle" that no element has is banned, use no such class',
      'src/renderer/features/log/log.module.css:1: the class "gone" that it does not have is banned, use one of its own',
    ]);
  });

  it('ask for no attribute within an element', () => {
    const sheet = '.a:has(.b) { color: red; }\n.stage:has([data-two]) > .c { color: red; }\n.d:has(> .e[data-f]) { color: red; }';
    expect(says(quickStyles, { 'src/renderer/ui/x.css': sheet })).toEqual([
      'src/renderer/ui/x.css:2: :has() with an attribute is banned, use a class, or an element before it (`[data-a] ~ .b`)',
      'src/renderer/ui/x.css:3: :has() with an attribute is banned, use a class, or an element before it (`[data-a] ~ .b`)',
    ]);
  });
});
