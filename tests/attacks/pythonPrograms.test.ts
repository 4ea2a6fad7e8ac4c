import { describe, expect, it } from 'vitest';
import { preparePrograms } from '../../src/programs/index';
import type { Program, ProgramAnswer } from '../../src/sim/index';

const program = async (code: string): Promise<Program> =>
  (await preparePrograms({ programs: { P1: { language: 'python', code } } })).get('P1') as Program;

/** Calls a program whose `choose` does something when it is told to, and then makes sure that nothing of it is left. */
async function attacked(body: string, before = ''): Promise<ProgramAnswer> {
  const lines = body.split('\n').map((line) => `        ${line}`);
  const runs = await program(`${before}\ndef choose(bad, state):\n    if bad:\n${lines.join('\n')}\n    return 1`);
  const answer = runs.call('choose', '[true,{}]', 1);
  expect(runs.call('choose', '[true,{}]', 1)).toEqual(answer);
  expect(runs.call('choose', '[false,{}]', 1)).toMatchObject({ ok: true, value: 1 });
  return answer;
}

describe('a program in Python that would not end is stopped, at the same place every time', () => {
  it.each<readonly [title: string, word: string, body: string, before: string]>([
    ['an endless loop', 'work', 'while True: pass', ''],
    [
      'an endless loop that catches everything',
      'work',
      'while True:\n    try:\n        while True: pass\n    except BaseException: pass',
      '',
    ],
    ['an endless generator', 'work', 'sum(iter(int, 1))', ''],
    ['an endless iterator in C', 'work', 'collections.deque(itertools.repeat(1), maxlen=1)', 'import collections, itertools'],
    ['a recursion', 'deeply', 'f = lambda: f() + 1\nf()', ''],
    ['a recursion without a limit', '', 'sys.setrecursionlimit(10**9)\nf = lambda: f() + 1\nf()', 'import sys'],
    ['a recursion through C', 'deeply', 'class A:\n    def __eq__(self, other): return A() == other\nA() == A()', ''],
    ['a deep list', 'deeply', 'x = []\nfor i in range(50000): x = [x]\nrepr(x)', ''],
    ['all the memory, in pieces', 'memory', 'x = []\nwhile True: x.append("x" * 100000)', ''],
    ['all the memory, at once', 'memory', 'return len("x" * 10**9)', ''],
    ['all the memory, in tiny things', 'work', 'x = []\nwhile True: x.append([])', ''],
    ['a huge power', 'work', '7 ** 10**7', ''],
    ['a huge product', 'work', 'x = 3\nwhile True: x = x * x', ''],
    ['digits of a huge number', '', 'return len(str(7 ** 300000))', ''],
    ['a search that tries everything', 'work', 're.match("(a+)+$", "a" * 60 + "b")', 'import re'],
    ['a sort of very many', 'memory', 'sorted(range(10**6), key=lambda x: -x)', ''],
    [
      'a long search in a long text',
      'work',
      '("a" * 10**6).count("a" * 1000 + "b")\nwhile True: ("ab" * 10**6).find("ba" * 1000 + "c")',
      '',
    ],
    ['a long repetition of a format', '', 'return len("%1000000000d" % 1)', ''],
    ['a class that builds itself', '', 'x = type("X", (), {})\nwhile True: x = type("X", (x,), {})', ''],
    ['a finaliser that comes back', 'deeply', 'class A:\n    def __del__(self): A()\nA()\nwhile True: pass', ''],
    ['an exception that grows', '', 'def f(e):\n    try: raise e\n    except Exception as x: f(ValueError(x))\nf(ValueError())', ''],
  ])('%s', async (_title, word, body, before) => {
    const answer = await attacked(body, before);
    expect(answer.ok).toBe(false);
    if (!answer.ok) expect(answer.problem.message).toContain(word);
  });

  it('and its loading is no way around that', async () => {
    for (const code of ['while True: pass', '('.repeat(5000), '-'.repeat(40_000) + '1', 'x = "x" * 10**9', 'def f(: pass', '\u0000'])
      expect((await program(code)).call('choose', '[]', 1)).toMatchObject({ ok: false });
  });
});

describe('a program in Python finds no way out, and none to another call', () => {
  it.each<readonly [title: string, body: string, before: string]>([
    ['the host through js', 'import js\nreturn js.eval("7")', ''],
    ['the host through pyodide', 'import pyodide_js\nreturn 7', ''],
    ['the host through its core', 'import _pyodide_core\nreturn 7', ''],
    ['packages', 'import micropip\nreturn 7', ''],
    ['foreign functions', 'import ctypes\nreturn 7', ''],
    ['files through builtins', 'return len(open("/lib/python314.zip", "rb").read())', ''],
    ['files through what was imported', 'return len(sys.modules["posix"].listdir("/"))', 'import sys'],
    ['files through io', 'return len(sys.modules["_io"].open_code("/lib/python314.zip").read())', 'import sys'],
    ['the machine', 'sys.modules["posix"].system("true")\nreturn sys.modules["posix"].open("/x", 65)', 'import sys'],
    ['the clock', 'return sys.modules["time"].time()', 'import sys'],
    ['chance from outside', 'return random.SystemRandom().random()', 'import random'],
    [
      'the real import through frames',
      'f = sys._getframe()\nwhile f.f_back: f = f.f_back\nreturn f.f_globals["harness"]("x")',
      'import sys',
    ],
    ['an import by its loader', 'sys.modules["importlib._bootstrap"]._gcd_import("socket")', 'import sys'],
    ['threads', 'sys.modules["_thread"].start_new_thread(print, ())\nreturn 7', 'import sys'],
    ['an exit', 'raise SystemExit(3)', ''],
    ['an exit of the machine', 'sys.modules["posix"]._exit(3)', 'import sys'],
    ['an abort', 'sys.modules["posix"].abort()', 'import sys'],
    ['waiting', 'sys.modules["time"].sleep(1000)', 'import sys'],
  ])('%s', async (_title, body, before) => expect((await attacked(body, before)).ok).toBe(false));

  it.each<readonly [title: string, body: string, before: string]>([
    ['builtins', '__builtins__.len = lambda x: 9\nreturn len([])', ''],
    ['types of the language by its garbage', 'return len(object.__subclasses__()) and 9', ''],
    ['code of its own functions', 'choose.__code__ = (lambda bad, state: 5).__code__\nreturn 9', ''],
    ['what all programs share', 'sys.modules.clear()\nsys.meta_path.clear()\nreturn 9', 'import sys'],
    [
      'what the sandbox calls',
      'sys.modules["_json"].make_encoder = None\nsys.modules["_json"].encode_basestring_ascii = None\nreturn 9',
      'import sys',
    ],
    ['a trace function', 'sys.settrace(lambda *a: None)\nsys.setprofile(lambda *a: None)\nreturn 9', 'import sys'],
    ['the switch of its limits', 'sys.setswitchinterval(1e9)\nreturn 9', 'import sys'],
  ])('and what it changes is whole again: %s', async (_title, body, before) =>
    expect(await attacked(body, before)).toMatchObject({ ok: true, value: 9 }),
  );
});
