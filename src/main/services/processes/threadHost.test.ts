import { once } from 'node:events';
import { MessageChannel, Worker } from 'node:worker_threads';
import { afterAll, describe, expect, it } from 'vitest';
import { WORD_BYTES } from './protocol';
import { ThreadHost } from './threadHost';

/** Says something every 2 ms, whatever it is asked, and ends after 4 seconds. */
const TALKER = `
const { workerData: { port, words } } = require('node:worker_threads');
const told = new Int32Array(words);
const tell = (type, text) => {
  port.postMessage({ process: 1, type, text, bytes: 5 });
  Atomics.add(told, 0, 1);
  Atomics.notify(told, 0);
};
setInterval(() => tell('line', 'again'), 2);
setTimeout(() => tell('end', 'it ended'), 4000);`;

const workers: Worker[] = [];
afterAll(async () => {
  for (const worker of workers) await worker.terminate();
});

describe('the thread of a run', () => {
  it('does not listen for ever to a process that is never quiet', async () => {
    const { port1, port2 } = new MessageChannel();
    const words = new SharedArrayBuffer(WORD_BYTES);
    const talker = new Worker(TALKER, { eval: true, workerData: { port: port1, words }, transferList: [port1] });
    workers.push(talker);
    await once(talker, 'online');
    const host = ThreadHost.over({ port: port2, words });
    host.start('n1', { path: '/talker', args: [] });
    const news = host.news('n1', { realNs: null, patienceMs: 2_000, quietMs: 200, talkMs: 100, isAnswer: () => false });
    expect(news.length).toBeGreaterThan(0);
    expect(news.every(({ type }) => type === 'line')).toBe(true);
  });
});
