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

it('aligns in a row or a column where the parts stand on average', () => {
  expect(align([at('a', 0, 0), at('b', 300, 48)], 'row')).toEqual([at('a', 0, 24), at('b', 300, 24)]);
  expect(align([at('a', 0, 0), at('b', 48, 300)], 'column')).toEqual([at('a', 24, 0), at('b', 24, 300)]);
});

it('spaces parts out evenly between the outermost, and apart when they cover each other', () => {
  expect(distribute([at('c', 800, 3), at('a', 0, 1), at('b', 100, 2)], 'row')).toEqual([at('a', 0, 1), at('b', 400, 2), at('c', 800, 3)]);
  expect(distribute([at('a', 5, 0), at('b', 5, 0), at('c', 5, 0)], 'column').map((move) => move.y)).toEqual([0, 112, 224]);
});
