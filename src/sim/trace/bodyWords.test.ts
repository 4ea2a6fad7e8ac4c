import { describe, expect, it } from 'vitest';
import type { MessageBody } from '../network/messages';
import { plainWords } from './bodyWords';

describe('what a message says, in words', () => {
  it('has its fields as names and values, without the type, which stands beside it', () => {
    expect(plainWords({ type: 'broadcast', message: 3, msg_id: 12 })).toBe('message 3, msg_id 12');
    expect(plainWords({ type: 'topology', topology: { n1: ['n2', 'n3'], n2: [] } })).toBe('topology (n1 [n2, n3], n2 [])');
    expect(plainWords({ type: 'read_ok', messages: [1, 2, 3] })).toBe('messages [1, 2, 3]');
    expect(plainWords({ type: 7, isNew: true, last: null })).toBe('type 7, isNew yes, last nothing');
  });

  it('has lists, single values and nothing at all', () => {
    expect(plainWords([3, 7])).toBe('3, 7');
    expect(plainWords('hello there')).toBe('hello there');
    const empty: MessageBody[] = [{}, { type: 'ping' }, [], null];
    expect(empty.map(plainWords)).toEqual(['nothing', 'nothing', 'nothing', 'nothing']);
  });

  it('puts texts in quotation marks that would be taken for more than one', () => {
    expect(plainWords({ echo: 'one, two' })).toBe('echo "one, two"');
    expect(plainWords({ echo: '' })).toBe('echo ""');
  });
});
