#!/usr/bin/env node
// A node as Maelstrom's programs are, and several that misbehave: its first argument says which.
import { spawn } from 'node:child_process';
import { appendFileSync, closeSync } from 'node:fs';
import { createInterface } from 'node:readline';

const [mode = 'echo', ...rest] = process.argv.slice(2);
const seen = new Set();
let name = '';
let others = [];

const send = (dest, body) => process.stdout.write(`${JSON.stringify({ src: name, dest, body })}\n`);
const answer = ({ src, body }, more) => send(src, { ...more, in_reply_to: body.msg_id });

const handlers = {
  init: (msg) => {
    name = msg.body.node_id;
    others = msg.body.node_ids.filter((id) => id !== name);
    answer(msg, { type: 'init_ok' });
    process.stderr.write(`${name} is ready\n`);
    begin[mode]?.();
  },
  topology: (msg) => answer(msg, { type: 'topology_ok' }),
  echo: (msg) => answer(msg, { type: 'echo_ok', echo: msg.body.echo }),
  generate: (msg) => answer(msg, { type: 'generate_ok', id: `${name} ${seen.add(seen.size).size}` }),
  broadcast: (msg) => {
    seen.add(msg.body.message);
    answer(msg, { type: 'broadcast_ok' });
  },
  read: (msg) => answer(msg, msg.body.key === undefined ? { type: 'read_ok', messages: [...seen] } : { type: 'read_ok', value: null }),
  gossip: (msg) => msg.body.values.forEach((value) => seen.add(value)),
};

/** What a node does once it is ready, by its mode. */
const begin = {
  gossip: () => setInterval(() => others.forEach((other) => send(other, { type: 'gossip', values: [...seen] })), 50),
  flood: () => {
    const line = `${JSON.stringify({ src: name, dest: 'c1', body: { type: 'x', text: 'y'.repeat(1000) } })}\n`.repeat(1000);
    setInterval(() => process.stdout.write(line), 0);
  },
  'log-flood': () => setInterval(() => process.stderr.write('again\n'.repeat(1000)), 1),
  'long-line': () => process.stdout.write('x'.repeat(3_000_000)),
  'long-log': () => {
    process.stderr.write('x'.repeat(20_000_000), () => process.stderr.write('\nthe end\n', () => process.exit(4)));
  },
  // The half of a line, which ends in the half of a letter.
  half: () => process.stdout.write(Buffer.concat([Buffer.from('{"src":"n1","dest":"c1'), Buffer.from([0xc3])]), () => process.exit(0)),
  rubbish: () => process.stdout.write('this is no JSON\n[1]\n{"dest":1}\n'),
  deep: () =>
    process.stdout.write(`{"src":"${name}","dest":"${name}","body":{"type":"x","x":${'['.repeat(40_000)}${']'.repeat(40_000)}}}\n`),
  // It has a child of its own, and neither ends by itself; their numbers go into a file.
  parent: () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000)'], { stdio: 'ignore' });
    setInterval(() => 0, 1000);
    appendFileSync(`${rest[0]}.pids`, `${process.pid} ${child.pid}\n`);
  },
  // Three that have begun sessions of their own: one as it comes, one without its environment, and one whose parent has ended.
  sessions: () => {
    const stay = `require('fs').appendFileSync(${JSON.stringify(`${rest[0]}.pids`)}, process.pid + ' '); setInterval(() => 0, 1000);`;
    const apart = { stdio: 'ignore', detached: true };
    spawn(process.execPath, ['-e', stay], apart);
    spawn(process.execPath, ['-e', stay], { ...apart, env: {} });
    const between = `require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(stay)}], { stdio: 'ignore', detached: true }).unref();`;
    spawn(process.execPath, ['-e', between], apart);
    setInterval(() => 0, 1000);
  },
  // It lives on, and nobody can talk to it any more.
  'closes-input': () => {
    process.stdin.destroy();
    closeSync(0);
    setInterval(() => 0, 1000);
  },
  'closes-output': () => {
    closeSync(1);
    handlers.echo = () => undefined;
    setInterval(() => 0, 1000);
  },
};

if (mode === 'marks') appendFileSync(rest[0], 'started\n');
if (mode === 'hang') for (;;);
if (mode === 'deaf') setInterval(() => 0, 1000);
else
  createInterface({ input: process.stdin }).on('line', (line) => {
    const msg = JSON.parse(line);
    if (mode === 'dies' && msg.body.type !== 'init') {
      process.stderr.write('it was too much\n');
      process.exitCode = Number(rest[0] ?? 3);
      process.exit();
    }
    if (mode === 'silent' && msg.body.type !== 'init') return;
    handlers[msg.body.type]?.(msg);
  });
