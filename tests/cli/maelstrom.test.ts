import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { written } from './faultboard';

/** The folder of github.com/jepsen-io/maelstrom: `FAULTBOARD_MAELSTROM=DIR npx vitest run --project suites tests/cli/maelstrom.test.ts`. */
const folder = process.env.FAULTBOARD_MAELSTROM ?? '';
const why = folder === '' ? ' (skipped: FAULTBOARD_MAELSTROM names no folder of jepsen-io/maelstrom)' : '';
const root = resolve(import.meta.dirname, '../..');

const txn = {
  type: 'txn',
  txn: [
    ['append', 1, 7],
    ['r', 1, null],
  ],
};
const add = { type: 'add', element: 3, delta: 3 };
const broadcast = { type: 'broadcast', message: 3 };
const write = { type: 'write', key: 1, value: 3 };

/**
 * Every program below demo that can be started, with what it is asked and what it answers. The other files there are what these are made of
 * (errors.rb, promise.rb, crdt.rb, node.rb, node.js, maelstrom.py). A member of Raft answers with error 11 while it does not lead.
 */
const PROGRAMS = [
  ['js/crdt_gset.js', add, /add_ok/],
  ['js/crdt_pn_counter.js', add, /add_ok/],
  ['js/echo.js', { type: 'echo', echo: 'hello' }, /echo_ok.*hello/],
  ['js/echo_minimal.js', { type: 'echo', echo: 'hello' }, /echo_ok.*hello/],
  ['js/gossip.js', broadcast, /broadcast_ok/],
  ['js/multi_key_txn.js', txn, /txn_ok/],
  ['js/single_key_txn.js', txn, /txn_ok.*\[7\]/],
  ['python/broadcast.py', broadcast, /broadcast_ok/],
  ['python/echo.py', { type: 'echo', echo: 'hello' }, /echo_ok.*hello/],
  ['python/raft.py', write, /write_ok|error 11/],
  ['ruby/broadcast.rb', broadcast, /broadcast_ok/],
  ['ruby/datomic_list_append.rb', txn, /txn_ok.*\[7\]/],
  ['ruby/echo.rb', { type: 'echo', echo: 'hello' }, /echo_ok.*hello/],
  ['ruby/echo_full.rb', { type: 'echo', echo: 'hello' }, /echo_ok.*hello/],
  ['ruby/g_set.rb', add, /add_ok/],
  ['ruby/lin_kv_proxy.rb', write, /write_ok/],
  ['ruby/pn_counter.rb', add, /add_ok/],
  ['ruby/raft.rb', write, /write_ok|error 11/],
] as const;

/** Maelstrom's key-value services, as a program in the sandbox. */
const SERVICE = `
const values = new Map();
const error = (msg, code, text) => node.reply(msg, { type: 'error', code, text });
node.on('read', (msg) => {
  const name = JSON.stringify(msg.body.key);
  if (values.has(name)) node.reply(msg, { type: 'read_ok', value: values.get(name) });
  else error(msg, 20, 'not found');
});
node.on('write', (msg) => {
  values.set(JSON.stringify(msg.body.key), msg.body.value);
  node.reply(msg, { type: 'write_ok' });
});
node.on('cas', (msg) => {
  const { key, from, to, create_if_not_exists: creates } = msg.body;
  const name = JSON.stringify(key);
  if (!values.has(name) && !creates) return error(msg, 20, 'not found');
  if (values.has(name) && JSON.stringify(values.get(name)) !== JSON.stringify(from)) return error(msg, 22, 'is another');
  values.set(name, to);
  node.reply(msg, { type: 'cas_ok' });
});`;

/** Asks the first node every half second and prints what it answers. */
const asker = (body: object): string => `
node.every(500, async () => {
  try {
    print('answered', JSON.stringify(await node.rpc('n1', ${JSON.stringify(body)}, 3000)));
  } catch (error) {
    print('answered error', error.code, error.message);
  }
});`;

function board(path: string, body: { readonly type: string }): string {
  const services = ['lin-kv', 'seq-kv', 'lww-kv'];
  const program = (id: string, name: string): object => ({ id, kind: 'program-node', x: 0, y: 0, params: { program: name } });
  const nodes = ['n1', 'n2', 'n3'].map((id) => ({
    id,
    kind: 'process-node',
    x: 0,
    y: 0,
    params: { path, tellsTopology: body.type === 'broadcast' },
  }));
  return JSON.stringify({
    format: 2,
    kinds: { 'process-node': 1, 'program-node': 1, network: 1 },
    checkKinds: {},
    name: path,
    durationSeconds: path.includes('raft') ? 8 : 3,
    seed: 1,
    faults: [],
    checks: [],
    nodes: [
      ...nodes,
      ...services.map((id) => program(id, 'KV')),
      program('asker', 'ASK'),
      { id: 'N1', kind: 'network', x: 0, y: 0, params: {} },
    ],
    links: [...services, 'n1', 'n2', 'n3', 'asker'].map((from) => ({ id: `${from}-N1`, from, to: 'N1' })),
    programs: { KV: { language: 'javascript', code: SERVICE }, ASK: { language: 'javascript', code: asker(body) } },
  });
}

function log(file: string): Promise<string> {
  const child = spawn(process.execPath, [join(root, 'bin/faultboard.mjs'), 'run', file, '--allow-process', '--log'], { cwd: root });
  let out = '';
  child.stdout.on('data', (bytes: Buffer) => (out += bytes.toString()));
  child.stderr.on('data', (bytes: Buffer) => (out += bytes.toString()));
  return new Promise((done) => child.on('close', () => done(out)));
}

describe.skipIf(folder === '')(`the programs of Maelstrom${why}`, () => {
  it.each(PROGRAMS)('%s starts, initialises and answers', async (name, body, answer) => {
    const path = join(resolve(folder), 'demo', name);
    expect(existsSync(path)).toBe(true);
    const text = await log(written(`${name.replace('/', '-')}.json`, board(path, body)));
    const answers = text.split('\n').filter((line) => line.includes('answered'));
    expect(answers.find((line) => answer.test(line)) ?? text.slice(-3000)).toMatch(answer);
    expect(text).not.toContain('stopped,');
  });
});
