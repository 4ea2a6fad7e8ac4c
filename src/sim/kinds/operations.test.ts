import { describe, expect, it } from 'vitest';
import { defineOperation, isCommonOp, isControlOp, isRequestOp, isWriteOp } from '../network/operations';
import { READ, WRITE } from '../toolkit/operations';
import { kindNames, kinds } from './index';
import { knowsOperation, operationOf, operations, operationTitle } from './operations';

describe('operations', () => {
  it('each have one name and one number, which no order gives them', () => {
    expect(new Set(operations.map(({ name }) => name)).size).toBe(operations.length);
    expect(new Set(operations.map(({ code }) => code)).size).toBe(operations.length);
    for (const operation of operations) expect(operationOf(defineOperation(operation).code)).toEqual(operation);
  });

  it('say what the run asks of them', () => {
    expect([READ, WRITE].map(({ code }) => [isRequestOp(code), isCommonOp(code), isWriteOp(code), isControlOp(code)])).toEqual([
      [true, true, false, false],
      [true, true, true, false],
    ]);
    const swap = defineOperation({ name: 'compare and set', sort: 'request', isWrite: true, unknown: 'refused' });
    expect([isRequestOp(swap.code), isCommonOp(swap.code), isWriteOp(swap.code)]).toEqual([true, false, true]);
  });

  it('are called in lists what their owner says, by default their name', () => {
    expect(['cas', 'delete', 'tell the time'].map(operationTitle)).toEqual(['Compare and set', 'Delete', 'Tell the time']);
  });

  it('are known to whoever names them, and every request to who passes requests on', () => {
    const swap = defineOperation({ name: 'compare and set', sort: 'request', isWrite: true, unknown: 'refused' });
    const order = defineOperation({ name: 'order', sort: 'control', unknown: 'ok' });
    const knows = (code: number): string[] => kindNames.filter((name) => knowsOperation(kinds[name].descriptor, code));
    expect(knows(swap.code).sort()).toEqual(['circuit-breaker', 'load-balancer', 'queue', 'rate-limiter', 'shard-router', 'worker']);
    expect(knows(order.code)).toEqual([]);
    expect(() => operationOf(swap.code)).toThrow('belongs to no kind');
  });
});
