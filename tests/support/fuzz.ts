import { preparePrograms } from '../../src/programs/index';
import { createRun, FAULT_INFO, type Run, type Scenario } from '../../src/sim/index';
import { ALL_KINDS, Dice } from './randomScenario';
import { richScenario } from './richScenario';

const RUNS = Number(process.env.FAULTBOARD_FUZZ ?? 800);
const FIRST = Number(process.env.FAULTBOARD_SEED ?? 1);
/** From so many on, every kind and every fault has surely been met. */
const MANY = 200;

const program = (code: string): { language: 'javascript'; code: string } => ({ language: 'javascript', code });
/** Good ones, ones that keep a state or throw dice, and ones with mistakes of every sort. */
const PROGRAMS = {
  P1: program(
    'const choose = (request, targets) => targets.length - 1; const shardOf = (key, shards) => key.length % shards; const hash = (key) => key.charCodeAt(0) * 31 + key.length;',
  ),
  P2: program(
    'function choose(request, targets, state) { state.next = ((state.next ?? 0) + 1) % targets.length; return targets[state.next].id; } const hash = () => -7; const shardOf = () => 0;',
  ),
  P3: program(
    'const choose = (request, targets) => Math.floor(Math.random() * targets.length); const hash = (key) => key.length / 2; const shardOf = (key, shards) => shards - 1;',
  ),
  P4: program(
    'function choose(request, targets, state) { state.n = (state.n ?? 0) + 1; if (state.n % 3 === 0) throw new Error("third"); return state.n % 5; } const hash = (key) => { if (key < "m") throw key; return 3; }; const shardOf = (key) => key.length - 7;',
  ),
  P5: program(
    'function choose(request, targets, state) { if (request.isWrite) for (;;); return 0; } const hash = (key) => (key === "peter" ? choose({ isWrite: true }) : 1); const shardOf = hash;',
  ),
  P6: program('this is no program'),
};
/** Of nodes: one that answers and passes on, one that forgets and fails. */
const NODE_PROGRAMS = {
  P7: program(
    "const seen = new Set(); node.on('broadcast', (msg) => { seen.add(msg.body.message); for (const other of node.neighbours) node.send(other, { type: 'news', message: msg.body.message }); node.reply(msg, { type: 'broadcast_ok' }); }); node.on('news', (msg) => seen.add(msg.body.message)); node.on('read', (msg) => node.reply(msg, { type: 'read_ok', messages: [...seen] })); node.on('echo', (msg) => node.reply(msg, { type: 'echo_ok', echo: msg.body.echo }));",
  ),
  P8: program(
    "let n = 0; node.on('echo', (msg) => { if (++n % 3 === 0) throw new Error('third'); if (n % 3 === 1) node.reply(msg, { type: 'echo_ok', echo: n }); }); node.every(500, () => node.log('still here', n));",
  ),
};
const NODES = Object.keys(NODE_PROGRAMS).map((id) => ({ id: `PN${id}`, kind: 'program-node', x: 0, y: 0, params: { program: id } }));
const ready = new Map([
  ...(await preparePrograms({ programs: PROGRAMS })),
  ...(await preparePrograms({ programs: NODE_PROGRAMS, nodes: [...NODES, ...NODES] })),
]);

/** The scenario with programs in some of the parts that can have one. */
function withPrograms(scenario: Scenario): Scenario {
  const dice = new Dice(scenario.seed * 43 + 17);
  const own = (node: Scenario['nodes'][number]): object => {
    if (node.kind === 'program-node') return { program: dice.of(['P7', 'P8']) };
    if (dice.chance(70)) return {};
    // One that has to be stopped again and again takes most of a second.
    const named = { program: dice.chance(4) ? 'P5' : dice.of(['P1', 'P2', 'P3', 'P4', 'P6']) };
    if (node.kind === 'load-balancer') return { ...named, strategy: 'own' };
    return node.kind === 'shard-router' ? { ...named, ...dice.of([{ strategy: 'own' }, { strategy: 'modulo', hash: 'own' }]) } : {};
  };
  return {
    ...scenario,
    programs: { ...PROGRAMS, ...NODE_PROGRAMS },
    nodes: scenario.nodes.map((node) => ({ ...node, params: { ...node.params, ...own(node) } })),
  };
}

/** Seeds for one of several test files, which run side by side; the first has one more where they do not divide. */
export function seedsFor(part: number, parts: number): { readonly first: number; readonly count: number } {
  const before = (of: number): number => Math.ceil((RUNS * of) / parts);
  return { first: FIRST + before(part), count: before(part + 1) - before(part) };
}

function finish(run: Run): Run {
  while (!run.advance({ maxEvents: 100_000 }));
  return run;
}

/** What must hold of every run; throws the sentence of what does not. */
function judge(scenario: Scenario): { kinds: string[]; faults: string[]; events: number } {
  const run = finish(createRun(scenario, { checkpointEveryEvents: 100, programs: ready }));
  const s = run.summary();
  const { sent, ok, failed, inFlight } = s.requests;
  if (sent !== ok + failed + inFlight)
    throw new Error(`requests are not conserved: ${sent} sent, ${ok} ok, ${failed} failed, ${inFlight} in flight`);
  // Policies of clients make several attempts of one request.
  const attempts = Math.max(
    ...scenario.nodes.map(
      ({ params: { retries = 0, hedgesMost = 0, maxDeliveries = 1 } }) =>
        2 * (1 + Number(retries)) * (1 + Number(hedgesMost)) * Number(maxDeliveries),
    ),
  );
  for (const [i, node] of s.nodes.entries()) {
    // A fault may raise the limit on the way.
    const raised = scenario.faults.flatMap((fault) =>
      fault.type === 'set' && fault.node === node.id && fault.param === 'queueLimit' ? Number(fault.value) : [],
    );
    const limit = Math.max(run.index.nodes[i].queueLimit, ...raised);
    if (node.queueMax > limit) throw new Error(`the queue of ${node.id} reached ${node.queueMax}, above its limit ${limit}`);
    const inside = node.received - node.completed - node.failed;
    if (inside < 0 || inside > sent * 4 * attempts + 1) throw new Error(`${node.id} answered more than it received`);
  }
  for (const link of s.links)
    if (link.delivered < 0 || link.delivered + link.lost > link.sent) throw new Error(`messages of ${link.id} are not conserved`);
  const again = finish(createRun(scenario, { checkpointEveryEvents: 0, programs: ready })).summary();
  if (again.traceHash !== s.traceHash || again.events !== s.events) throw new Error('two runs differ');
  const at = new Dice(scenario.seed + 7).below(Math.max(1, run.reachedNs));
  const resumed = finish(run.branch(at, [])).summary();
  if (resumed.traceHash !== s.traceHash) throw new Error(`resumed before ${at} ns it went another way`);
  return { kinds: scenario.nodes.map((node) => node.kind), faults: scenario.faults.map((fault) => fault.type), events: s.events };
}

/** What so many random scenarios have met together; throws what one of them does not keep, with the command that shows it again. */
export function fuzz(
  first: number,
  count: number,
): { readonly kinds: readonly string[]; readonly faults: readonly string[]; readonly events: number; readonly isMany: boolean } {
  const kinds = new Set<string>();
  const faults = new Set<string>();
  let events = 0;
  for (let seed = first; seed < first + count; seed++) {
    try {
      const result = judge(withPrograms(richScenario(seed)));
      events += result.events;
      for (const kind of result.kinds) kinds.add(kind);
      for (const type of result.faults) faults.add(type);
    } catch (error) {
      throw new Error(
        `seed ${seed}: ${(error as Error).message}\nReproduce: FAULTBOARD_SEED=${seed} FAULTBOARD_FUZZ=1 npx vitest run tests/engine/fuzz.test.ts`,
        { cause: error },
      );
    }
  }
  return { kinds: [...kinds].sort(), faults: [...faults].sort(), events, isMany: count >= MANY };
}

/** Every kind and fault, as `fuzz` lists them. */
export const EVERYTHING = { kinds: [...ALL_KINDS].sort(), faults: Object.keys(FAULT_INFO).sort() };
