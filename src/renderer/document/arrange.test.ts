import { expect, it } from 'vitest';
import { align, distribute, layOut } from './arrange';
import { part } from './testEdits';

const at = (id: string, x: number, y: number): { id: string; x: number; y: number } => ({ id, x, y });

it('lays parts out in columns along the wires, none over another', () => {
  const nodes = ['C1', 'LB1', 'W1', 'W2', 'DB1'].map((id) => part(id));
  const links = [
    ['C1', 'LB1'],
    ['LB1', 'W1'],
    ['LB1', 'W2'],
    ['W1', 'DB1'],
    ['W2', 'DB1'],
  ].map(([from, to], i) => ({ id: `L${i}`, from, to }));
  const places = new Map(layOut({ nodes, links }).map((move) => [move.id, move]));
  const x = (id: string): number => places.get(id)?.x ?? Number.NaN;
  expect(x('C1')).toBeLessThan(x('LB1'));
  expect(x('LB1')).toBeLessThan(x('W1'));
  expect(x('W1')).toBe(x('W2'));
  expect(x('W2')).toBeLessThan(x('DB1'));
  expect(Math.abs((places.get('W1')?.y ?? 0) - (places.get('W2')?.y ?? 0))).toBeGreaterThanOrEqual(88);
});

it('keeps the order in which parts stood', () => {
  const nodes = [part('LB1'), ...['W1', 'W2', 'W3', 'W4'].map((id, i) => ({ ...part(id), y: [300, 0, 200, 100][i] }))];
  const links = nodes.slice(1).map(({ id }, i) => ({ id: `L${i}`, from: 'LB1', to: id }));
  const workers = layOut({ nodes, links }).filter((move) => move.id !== 'LB1');
  expect(workers.sort((a, b) => a.y - b.y).map((move) => move.id)).toEqual(['W2', 'W4', 'W3', 'W1']);
});

it('lays fifty alike out as a grid that a screen has room for, with what is behind them to the right', () => {
  const workers = Array.from({ length: 50 }, (_, i) => part(`W${i + 1}`));
  const nodes = [part('LB1'), ...workers, part('DB1')];
  const links = workers.flatMap(({ id }, i) => [
    { id: `A${i}`, from: 'LB1', to: id },
    { id: `B${i}`, from: id, to: 'DB1' },
  ]);
  const moves = layOut({ nodes, links });
  const x = moves.map((move) => move.x);
  const y = moves.map((move) => move.y);
  expect(Math.max(...y) - Math.min(...y)).toBeLessThan(1500);
  expect(Math.max(...x) - Math.min(...x)).toBeLessThan(2000);
  expect(new Set(moves.map((move) => `${move.x} ${move.y}`)).size).toBe(52);
  const store = moves.find((move) => move.id === 'DB1');
  expect(store?.x).toBe(Math.max(...x));
});

it('aligns in a row or a column where the parts stand on average', () => {
  expect(align([at('a', 0, 0), at('b', 300, 48)], 'row')).toEqual([at('a', 0, 24), at('b', 300, 24)]);
  expect(align([at('a', 0, 0), at('b', 48, 300)], 'column')).toEqual([at('a', 24, 0), at('b', 24, 300)]);
});

it('spaces parts out evenly between the outermost, and apart when they cover each other', () => {
  expect(distribute([at('c', 800, 3), at('a', 0, 1), at('b', 100, 2)], 'row')).toEqual([at('a', 0, 1), at('b', 400, 2), at('c', 800, 3)]);
  expect(distribute([at('a', 5, 0), at('b', 5, 0), at('c', 5, 0)], 'column').map((move) => move.y)).toEqual([0, 112, 224]);
});
