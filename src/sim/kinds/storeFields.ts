import { REPLICATION_MODES } from '../toolkit/ackModes';
import { choice, count, duration, MANY, quantity } from './fields';
import { sheddingFields } from './sheddingFields';

const ACKNOWLEDGEMENTS = 'Acknowledgements of replicas';

/** When writes are acknowledged. `section`: where these fields lie, of a part that is not primary from the start. */
export function replicationFields(section?: string) {
  return {
    replication: choice(REPLICATION_MODES, 'async', {
      title: 'Replication',
      ...(section === undefined ? {} : { section, face: '{}' }),
      options: {
        async: 'Asynchronous: answer at once',
        'semi-sync': 'Semi-synchronous: wait for one replica',
        majority: 'Majority: wait until most have it',
        sync: 'Synchronous: wait for all replicas',
      },
      help:
        'How many replicas must have a write before it is answered. Most: more than half of the whole group, ' +
        'this part among them; so with two replicas one has to.',
    }),
    ackTimeoutMs: quantity(1, 3_600_000, 1000, {
      title: 'Wait for a replica',
      unit: 'ms',
      help:
        'Changes that a replica has not acknowledged after this time are taken for lost and sent again; it is out of touch ' +
        'until it answers.',
      usual: [10, 10_000],
      section: section ?? ACKNOWLEDGEMENTS,
      face: 'waits {} ms',
    }),
    onAckTimeout: choice(['fall-back', 'fail'], 'fall-back', {
      title: 'When it is over',
      options: { 'fall-back': 'Goes on without it', fail: 'Write fails' },
      help:
        'Go on: replicas that are out of touch are not waited for, as in MySQL, so a write may be on no replica. Fail: a write ' +
        'without its acknowledgements in this time is answered with an error; it may still take effect.',
      section: section ?? ACKNOWLEDGEMENTS,
      face: '{}',
      when: { field: 'replication', is: ['semi-sync', 'majority', 'sync'] },
    }),
  };
}

/** Fields of every part that keeps profiles and takes writes. */
export const storeFields = {
  concurrency: count(1, MANY, 1, { title: 'Connections served at once', help: 'Requests it works on at the same time.', usual: [1, 32] }),
  serviceTimeMs: duration({ type: 'exponential', meanMs: 5 }, { title: 'Service time', help: 'Time for one read or write.' }),
  queueLimit: count(0, MANY, 200, {
    title: 'Queue limit',
    unit: 'requests',
    help: 'When this many are waiting, the next one is turned away.',
    usual: [0, 500],
  }),
  ...replicationFields(),
  ...sheddingFields,
};

/** What the card of such a part says of its replicas. */
export const REPLICATION_CARD = [
  'A log of changes shipped to replicas in batches of up to 256, one at a time to each; a replica whose batch has no answer in time is ' +
    'out of touch, and tried again every 0.2 s',
  'A write that is answered at once, or when one replica, a majority of the group, or every replica has it; without that, after the ' +
    'wait, it is answered all the same, or fails with its outcome unknown',
];
