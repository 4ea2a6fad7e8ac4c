import { preparePrograms } from '../src/programs/index';
import { createRun, parseScenarioValue, type Fault, type Scenario } from '../src/sim/index';
import { finished, messagesOf, seekFigures, type Figures } from './runFigures';

export type Language = 'javascript' | 'python';

const NODES = 25;
/** Values that a workload hands out each second. */
const RATE = 10;
/** After the last value: what is still under way, and a last read of every node. */
const MORE_SECONDS = 5;

/** Each tells its neighbours what it has not heard before, until they confirm it. */
const GOSSIP: Readonly<Record<Language, string>> = {
  javascript: `const seen = new Set();
function learn(value, from) {
  if (seen.has(value)) return;
  seen.add(value);
  for (const other of node.neighbours) if (other !== from) tell(other, value);
}
async function tell(other, value) {
  const ok = await node.rpc(other, { type: 'gossip', message: value }).catch(() => null);
  if (ok === null) tell(other, value);
}
node.on('gossip', (msg) => {
  learn(msg.body.message, msg.src);
  node.reply(msg, { type: 'gossip_ok' });
});
node.on('broadcast', (msg) => {
  learn(msg.body.message, msg.src);
  node.reply(msg, { type: 'broadcast_ok' });
});
node.on('read', (msg) => node.reply(msg, { type: 'read_ok', messages: [...seen] }));
`,
  python: `seen = set()

def learn(value, origin):
    if value not in seen:
        seen.add(value)
        for other in node.neighbours:
            if other != origin:
                node.spawn(tell(other, value))

async def tell(other, value):
    while True:
        try:
            return await node.rpc(other, {"type": "gossip", "message": value})
        except RPCError:
            pass

@node.on("gossip")
def gossip(msg):
    learn(msg["body"]["message"], msg["src"])
    node.reply(msg, {"type": "gossip_ok"})

@node.on("broadcast")
def broadcast(msg):
    learn(msg["body"]["message"], msg["src"])
    node.reply(msg, {"type": "broadcast_ok"})

@node.on("read")
def read(msg):
    node.reply(msg, {"type": "read_ok", "messages": list(seen)})
`,
};

/** Nodes on a grid that run one program, to which so many values are handed. */
export function gossipingPrograms(language: Language, values: number): Scenario {
  const ids = Array.from({ length: NODES }, (_, i) => `PN${i + 1}`);
  const place = { x: 0, y: 0 };
  const parsed = parseScenarioValue({
    format: 1,
    kinds: {},
    name: 'bench',
    seed: 1,
    durationSeconds: values / RATE + MORE_SECONDS,
    faults: [],
    checks: [{ id: 'lost', metric: 'gaugeEnd', node: 'WL1', gauge: 'lost', atMost: 0, leastEvidence: 1 }],
    programs: { P1: { language, code: GOSSIP[language] } },
    nodes: [
      {
        id: 'WL1',
        kind: 'workload',
        ...place,
        params: { workload: 'broadcast', ratePerSecond: RATE, operationLimit: values, readPercent: 0, settleSeconds: 2 },
      },
      {
        id: 'N1',
        kind: 'network',
        ...place,
        params: { topology: 'grid', latency: { type: 'exponential', meanMs: 20, offsetMs: 5 } },
      },
      ...ids.map((id) => ({ id, kind: 'program-node', ...place, params: { program: 'P1' } })),
    ],
    links: ['WL1', ...ids].map((from, i) => ({ id: `L${i}`, from, to: 'N1' })),
  });
  if (!parsed.ok) throw new Error(parsed.failure.message);
  return parsed.scenario;
}

/** A run to its end: time to begin and to compute, messages, checkpoints. */
export async function programGossip(language: Language, values: number, stopwatch: () => () => Figures): Promise<object> {
  const beginning = stopwatch();
  const scenario = gossipingPrograms(language, values);
  const run = createRun(scenario, { programs: await preparePrograms(scenario) });
  run.advance({ maxEvents: 1 });
  const begun = beginning();
  const running = stopwatch();
  finished(run);
  return {
    ...running(),
    madeSeconds: begun.wallSeconds,
    events: run.events,
    messages: messagesOf(run),
    verdict: run.summary().checks[0].verdict,
    checkpoints: run.checkpointCount,
    checkpointMB: run.checkpointBytes / 1e6,
    memoryMB: process.resourceUsage().maxRSS / 1000,
  };
}

/** A hundred looks into a run and into a branch of it, each held against a run that is never interrupted. */
export async function programSeeks(language: Language, values: number): Promise<object> {
  const scenario = gossipingPrograms(language, values);
  const programs = await preparePrograms(scenario);
  const atSeconds = scenario.durationSeconds / 2;
  const fault: Fault = { id: 'F1', atSeconds, type: 'isolate', nodes: ['PN2', 'PN3', 'PN4'], forSeconds: atSeconds / 8 };
  return seekFigures((faults, options) => createRun({ ...scenario, faults: [...faults] }, { programs, ...options }), fault);
}
