import { defineKind } from '../../../src/sim/kinds/define';
import { count, type ParamsOf } from '../../../src/sim/kinds/fields';
import { defineOperation } from '../../../src/sim/network/operations';
import type { NodeContext } from '../../../src/sim/parts/context';
import { defineRole } from '../../../src/sim/parts/roles';

declare module '../../../src/sim/parts/roles' {
  interface LinkRoles {
    lease: true;
  }
}

/** A role that no shipped kind has heard of: it may go round in circles. */
defineRole('lease', { isBeside: true, mayGoRound: true });

/** An operation that no shipped kind has heard of. */
const ADD = defineOperation({ name: 'add', sort: 'request', isWrite: true, unknown: 'refused' });

const common = { group: { title: 'Sums', colour: 'slate' }, iconPath: 'M4 4h16v16h-16z', gauges: [], storesKeys: false } as const;
const card = { models: ['A kind of a test'], leavesOut: ['All else'] };

const counterFields = { by: count(1, 100, 1, { title: 'Adds' }) };
type CounterNode = NodeContext<ParamsOf<typeof counterFields>, null, { sum: number }>;

/** Knows one operation, and answers with the sum so far. In its first version the field `by` was called `step`. */
export const counter = defineKind(
  {
    ...common,
    kind: 'counter',
    version: 2,
    migrations: [({ step, ...others }) => ({ ...others, by: step })],
    title: 'Counter',
    idPrefix: 'CO',
    summary: 'Adds.',
    accepts: ['request', 'lease'],
    offers: ['lease'],
    acceptsHelp: 'Wire callers to it.',
    offersHelp: 'It only answers.',
    fields: counterFields,
    operations: { answers: [ADD] },
    card,
  },
  {
    prepare: () => null,
    init: () => ({ sum: 0 }),
    onRequest: (node: CounterNode, call) => {
      node.state.sum += node.params.by;
      node.reply(call, 0, node.state.sum);
    },
  },
);

const callerFields = { requests: count(1, 1000, 200, { title: 'Requests' }) };
type CallerNode = NodeContext<ParamsOf<typeof callerFields>, { readonly link: number }, { sent: number }>;

function wait(node: CallerNode): void {
  if (node.derived.link >= 0 && node.state.sent < node.params.requests) node.after(1e8, 0, 0);
}

/** Asks for that operation, ten times a second. */
export const caller = defineKind(
  {
    ...common,
    kind: 'caller',
    version: 1,
    title: 'Caller',
    idPrefix: 'CA',
    summary: 'Asks for sums.',
    accepts: [],
    offers: ['request'],
    acceptsHelp: 'Nothing can be wired into it.',
    offersHelp: 'Wire it to a counter.',
    fields: callerFields,
    begins: { what: 'requests', once: { requests: 1 }, hundredth: ({ requests }) => ({ requests: Math.ceil(requests / 100) }) },
    operations: { begins: [ADD] },
    card,
  },
  {
    prepare: (setup) => ({ link: setup.out[0]?.link ?? -1 }),
    init: () => ({ sent: 0 }),
    onStart: wait,
    onRequest: (node: CallerNode, call) => node.reply(call, 0, 0),
    onTimer: (node) => {
      node.state.sent++;
      node.originate(node.derived.link, ADD.code, 0, 0);
      wait(node);
    },
    onReply: (node, call, fate) => node.conclude(call, fate, node.calls.value(call)),
  },
);

const busFields = { latencyMs: count(1, 1000, 5, { title: 'Latency', unit: 'ms' }) };

/** A network of another kind: its members stand in a ring. */
export const bus = defineKind(
  {
    ...common,
    kind: 'bus',
    version: 1,
    title: 'Bus',
    idPrefix: 'BU',
    summary: 'Joins members.',
    accepts: ['member'],
    offers: [],
    acceptsHelp: 'Wire members to it.',
    offersHelp: 'It only carries.',
    fields: busFields,
    card,
  },
  {
    prepare: () => null,
    init: () => ({}),
    onRequest: (node: NodeContext<ParamsOf<typeof busFields>, null, object>, call) => node.reply(call, 0, 0),
    asNetwork: ({ latencyMs }) => ({
      topology: 'ring',
      degree: 2,
      latency: { type: 'constant', valueMs: latencyMs },
      lossPercent: 0,
      network: {},
    }),
  },
);
