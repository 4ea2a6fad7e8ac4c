import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { withMarks } from './javascriptLines';

/** What runs in which order, as a program that pushes to `out` and the lines that it reaches say. */
function order(source: string): unknown[] {
  const lines = source.split('\n').map((_, i) => i + 1);
  const out: unknown[] = [];
  const mark = (line: number): unknown => out.push(line);
  runInNewContext(withMarks(source, lines, 'mark$'), { out, mark$: mark });
  return out;
}

/** The variables that a line knows. */
function known(source: string, line: number): string[] {
  const found = /mark\$\(\d+,\[(.*?)\]\)[;,]/.exec(withMarks(source, [line], 'mark$'));
  return found === null ? ['no mark'] : [...found[1].matchAll(/\["([^"]+)",/g)].map(([, name]) => name);
}

describe('marks in a program', () => {
  it.each([
    [
      'statements, with and without their semicolons',
      'let a = 1\nout.push("a")\n;[1].forEach(() => out.push("b"));',
      [1, 2, 'a', 3, 3, 'b'],
    ],
    [
      'bodies without braces',
      'if (true)\n  out.push("a")\nelse\n  out.push("b")\nfor (const k of [1, 2])\n  out.push(k)',
      [1, 2, 'a', 5, 6, 1, 6, 2],
    ],
    [
      'what is chosen among',
      'switch (2) {\n  case 1:\n    out.push("a")\n  case 2:\n    out.push("b")\n  default:\n    out.push("c")\n}',
      [1, 5, 'b', 7, 'c'],
    ],
    ['arrow functions that give something', 'const f = (x) =>\n  x + 1,\n  g = x => ({ x });\nout.push(f(1), g(2).x)', [1, 4, 2, 3, 2, 2]],
    [
      'functions within functions on one line',
      'const f = () => { out.push("in"); return () => out.push("deep"); };\nf()()',
      [1, 2, 1, 'in', 1, 'deep'],
    ],
    [
      'names for loops, and loops that are checked at the end',
      'outer: for (;;) {\n  do out.push("a")\n  while (false)\n  break outer\n}',
      [1, 2, 'a', 4],
    ],
    [
      'methods and blocks of classes',
      'class A {\n  static { out.push("s") }\n  m() {\n    out.push("m") } }\nnew A().m()',
      [1, 2, 's', 5, 4, 'm'],
    ],
    ['what may fail', 'try {\n  nothing()\n} catch {\n  out.push("c")\n} finally {\n  out.push("f")\n}', [1, 2, 4, 'c', 6, 'f']],
  ])('stand before %s', (_what, source, expected) => {
    // A statement that is one function's and the first of another's on a line is told of for both.
    expect(order(source)).toEqual(expected);
  });

  it('know the variables of their function that they can see', () => {
    const source = `let top = 1;
function f({ a, b: [c = 2] }, ...rest) {
  const d = (inner) => inner;
  for (const k of rest) {
    let e = k;
    out.push(e);
  }
  { let hidden = 1; }
  try { f() } catch (error) {
    out.push(error);
  }
  return d;
}
class K { m(z) {
  return z; } }
`;
    expect(known(source, 6)).toEqual(['a', 'c', 'rest', 'd', 'k', 'e']);
    expect(known(source, 10)).toEqual(['a', 'c', 'rest', 'd', 'error']);
    expect(known(source, 12)).toEqual(['a', 'c', 'rest', 'd']);
    expect(known(source, 15)).toEqual(['z']);
    expect(known(source, 14)).toEqual(['top']);
    expect(known(source, 16)).toEqual(['no mark']);
  });

  it('keep lines where they are, and leave alone what cannot be read', () => {
    const source = 'let a = 1;\r\nlet b = `x\n${a}`;\nif (a) b = 2; else b = 3;\n';
    expect(withMarks(source, [1, 2, 3, 4], 'mark$').split('\n').length).toBe(source.split('\n').length);
    expect(withMarks(source, [], 'mark$')).toBe(source);
    expect(() => withMarks('let = ) {{{ =>', [1], 'mark$')).not.toThrow();
  });
});
