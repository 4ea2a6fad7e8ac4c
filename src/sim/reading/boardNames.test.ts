import { expect, it } from 'vitest';
import { describeFault } from '../model/faultInfo';
import type { Fault } from '../model/faultSchema';
import { placeNames } from './boardNames';

it('a field that a fault changes is called what its form calls it, and what is not known by its name in the file', () => {
  const names = placeNames({ nodes: [{ id: 'W1', kind: 'worker', label: 'Касса' }], links: [] });
  const told = (param: string): string =>
    describeFault({ id: 'F1', type: 'set', node: 'W1', param, value: 1, atSeconds: 1 } as unknown as Fault, names);
  expect([told('concurrency'), told('queueLimit'), told('never')]).toEqual([
    'Change a setting: Касса, Slots = 1',
    'Change a setting: Касса, Queue limit = 1 request',
    'Change a setting: Касса, never = 1',
  ]);
});
