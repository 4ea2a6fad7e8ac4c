/**
 * Programs whose work is done by one native function after the other: long searches, comparisons, copies, sorts and conversions, each in a
 * shape that repeats it. Drawn by a generator of their own, so that number n is the same program everywhere.
 */
const COUNTS = ['1e3', '3e4', '2e5', '1e6', '2e6', '4e6', '2**31', '2**53'];
const TEXTS = [
  '"a".repeat(N)',
  '"ab".repeat(N)',
  '"\\u0041\\u030a".repeat(N)',
  '"\\ud83d\\ude00".repeat(N)',
  '"1".repeat(N)',
  '"[".repeat(N)',
  '"(".repeat(N)',
  '" ".repeat(N)',
  '"a".padStart(N, "xyz")',
  'Array(Math.min(N, 9e4)).fill("ab").join(",")',
  'JSON.stringify(Array(Math.min(N, 9e4)).fill(0))',
];
const ON_TEXTS = [
  't.indexOf(t.slice(1) + "!")',
  't.indexOf(t.slice(0, t.length / 2) + "b")',
  't.lastIndexOf("b" + t.slice(0, t.length / 2))',
  't.includes(u + "!")',
  't.split("").length',
  't.split(t.slice(0, 9)).length',
  't.replaceAll("a", "bbbbbbbb").length',
  't.replace(/(a+)+$/, "")',
  't.match(/(?<=a*)b/)',
  't.search(/(a|aa)+c/)',
  't.normalize("NFKD").length',
  't.localeCompare(u)',
  't.toUpperCase().toLowerCase().length',
  't.trim().length',
  't.concat(t, t).length',
  't === u',
  't < u + "a"',
  '[...t].length',
  'Array.from(t).length',
  'parseFloat(t)',
  'parseInt(t, 36)',
  'Number(t)',
  'new RegExp(t)',
  'JSON.parse(t)',
  'eval(t)',
  'Function(t)',
  'encodeURIComponent(t).length',
  'decodeURIComponent(t).length',
  'escape(t).length',
  '({ [t]: 1 })[u]',
  'Symbol.for(t).description.length',
  't.codePointAt(t.length - 1)',
  't.at(-1)',
  't.padEnd(N, u).length',
  '(t + u + t).length',
  'new Map([[t, 1]]).get(u)',
  't.isWellFormed?.()',
  'Object.keys(Object(t)).length',
];
const WITHOUT_TEXTS = [
  'String.raw({ raw: { length: N } })',
  '[].concat({ length: N, [Symbol.isConcatSpreadable]: true }).length',
  'Iterator.from([1, 2, 3]).drop(N).next()',
  '(function* () { for (;;) yield 1; })().drop(N).next()',
  'new Uint8Array(N).fill(7).indexOf(9)',
  'new Float64Array(Math.min(N, 4e5)).sort().length',
  'new Uint8Array(N).toString().length',
  'Array.from({ length: N }).length',
  'Array(Math.min(N, 9e4)).fill(0).sort(() => 1).length',
  'Array(Math.min(N, 9e4)).fill(0).sort((a, b) => { Math.sin(a); return -1; }).length',
  'Array.prototype.indexOf.call({ length: N }, 1)',
  'Array.prototype.join.call(new Proxy([], { get: (o, k) => (k === "length" ? N : 1) }), "")',
  'Reflect.ownKeys(Object.fromEntries(Array(9e3).fill(0).map((_, i) => [i, i]))).length',
  'JSON.stringify(Array(Math.min(N, 9e4)).fill({ a: [1, 2] })).length',
  '[Array(300).fill(Array(300).fill([1]))].flat(Infinity).length',
  'Math.max(...Array(Math.min(N, 9e4)).fill(1))',
  'String.fromCharCode(...Array(Math.min(N, 9e4)).fill(65)).length',
  'Object.assign({}, Array(Math.min(N, 9e4)).fill(1))',
  'new Set(Array(Math.min(N, 9e4)).keys()).size',
  'Reflect.apply(Math.max, null, { length: N })',
  'new ArrayBuffer(N).slice(1).byteLength',
  'structure(12)',
  'Array(N).join("x").length',
  'Number.MAX_VALUE.toString(2).length + (1e21).toFixed(100)',
  '"x".at({ valueOf() { for (;;); } })',
  '[3, 1, 2].toSorted((a, b) => { throw a; })',
];
/** What repeats it. `E`: the expression. */
const SHAPES = [
  'return E;',
  'for (;;) E;',
  'for (;;) { try { E; } catch { r.x = 1; } }',
  'for (let i = 0; i < 1e9; i++) { try { E; } catch (e) { r.last = e; } }',
  'const f = (n) => { try { E; } catch {} return n > 0 ? f(n - 1) + f(n - 1) : 0; }; return f(99);',
  'r.toJSON = () => E; return 0;',
  'return { valueOf: () => E } + 1;',
  '[3, 2, 1].sort(() => { try { E; } catch {} return 1; }); return 0;',
  'const g = { get a() { return E; } }; for (;;) g.a;',
  'throw { message: E };',
  'new Proxy({}, { has: () => E }) && "a" in new Proxy({}, { has: () => { for (;;) try { E; } catch {} } });',
  'finally_: try { E; } finally { for (;;) { try { E; } catch {} } }',
  'return [...(function* () { for (;;) yield E; })()].length;',
];
const HELPERS = 'const structure = (n) => (n === 0 ? [] : [structure(n - 1), structure(n - 1)]);';

/** The program with a number: JavaScript with a function `choose`. */
export function nativeLoop(number: number): string {
  let state = (number * 2_654_435_761 + 12_345) >>> 0;
  const pick = (list: readonly string[]): string => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return list[Math.floor((state / 4_294_967_296) * list.length)];
  };
  const count = pick(COUNTS);
  const isText = pick(['text', 'text', 'other']) === 'text';
  const what = isText ? pick(ON_TEXTS) : pick(WITHOUT_TEXTS);
  const texts = isText ? `const t = ${pick(TEXTS)}, u = ${pick(TEXTS)};` : '';
  const body = pick(SHAPES).replaceAll('E', `(${what})`);
  return `${HELPERS}\nfunction choose(r) {\n${texts}\n${body}\n}`.replaceAll(/\bN\b/g, count);
}
