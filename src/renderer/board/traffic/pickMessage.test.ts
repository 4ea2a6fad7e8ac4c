import { describe, expect, it } from 'vitest';
import { Fate, MessageType, type TraceIndex } from '../../../sim/index';
import { messageFacts, pickMessage } from './pickMessage';
import { messageColumns } from './testMessages';

const node = (id: string): TraceIndex['nodes'][number] => ({
  id,
  kind: 'worker',
  gaugeBase: 0,
  gauges: [],
  capacity: 0,
  queueLimit: 0,
  storesKeys: false,
});
const index: TraceIndex = { nodes: [node('C1'), node('W1')], links: [{ id: 'L1', from: 0, to: 1, role: 'request' }], gaugeCount: 0 };

const rows = messageColumns([
  { sentNs: 1.5e9, arriveNs: 1.502e9, request: 1234, key: 0 },
  { sentNs: 2e9, arriveNs: 2.01e9, forward: 0, type: MessageType.error, fate: Fate.queueFull },
  { sentNs: 3e9, arriveNs: 3.001e9, lost: 1 },
  { sentNs: 4e9, arriveNs: 4.01e9, link: 1, forward: 0, type: MessageType.message, key: 1 },
]);
const messages = { messages: rows, lanes: Int32Array.of(2, 0, 1), messageTypes: ['push', 'pull'], bodies: { 4: '[[7,1,2]]' } };

describe('the card of a message', () => {
  it('says what it is, whose, for which key, and when', () => {
    const { title, facts } = messageFacts(pickMessage(messages, 0, { runId: 'r1', index }, 5, 6, false));
    expect(title).toBe('Request');
    expect(facts).toEqual([
      ['From', 'C1'],
      ['To', 'W1'],
      ['Request', 'no. 1,234'],
      ['Key', 'alexandra'],
      ['Sent', '1.500000 s'],
      ['Arrives', '1.502000 s (2 ms)'],
    ]);
  });

  it('names sender and receiver the way the message goes, and explains a failure', () => {
    const { title, facts } = messageFacts(pickMessage(messages, 1, { runId: 'r1', index }, 0, 0, false));
    expect(title).toBe('Error reply');
    expect(facts.slice(0, 2)).toEqual([
      ['From', 'W1'],
      ['To', 'C1'],
    ]);
    expect(facts.at(-1)).toEqual(['Fate', 'Queue full. The part had no room left in its queue and turned the request away.']);
  });

  it('says of a lost message when it was due', () => {
    const { facts } = messageFacts(pickMessage(messages, 2, { runId: 'r1', index }, 0, 0, false));
    expect(facts.slice(-2)).toEqual([
      ['Was due', '3.001000 s'],
      ['Fate', 'Lost on the way'],
    ]);
  });

  it('says of one that came to a part that was down that nobody there learnt of it', () => {
    const { facts } = messageFacts(pickMessage(messages, 3, { runId: 'r1', index }, 0, 0, true));
    expect(facts.slice(-2)).toEqual([
      ['Arrives', '4.010000 s (10 ms)'],
      ['Fate', 'It came, but C1 was down: nobody there learnt of it.'],
    ]);
  });

  it('between members of a network says its type and both members, and no key of the data', () => {
    const picked = pickMessage(messages, 3, { runId: 'r1', index }, 0, 0, false);
    expect(picked).toMatchObject({ from: 'W1', to: 'C1', said: 'pull', key: '' });
    const { title, facts } = messageFacts({ ...picked, belongsTo: 3 });
    expect(title).toBe('Message');
    expect(facts.slice(0, 5)).toEqual([
      ['Type', 'pull'],
      ['From', 'W1'],
      ['To', 'C1'],
      ['Answers', 'message 3'],
      ['Message', 'no. 4'],
    ]);
    expect(facts).toContainEqual(['Says', '[[7,1,2]]']);
  });
});
