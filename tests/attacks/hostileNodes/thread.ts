import { parentPort, workerData } from 'node:worker_threads';
import { preparePrograms } from '../../../src/programs/index';
import type { Machine, MachineInput, MachineStep, Scenario, ScenarioProgram } from '../../../src/sim/index';
import { IN_JAVASCRIPT } from './javascript';
import { IN_PYTHON } from './python';

/** What came of a hostile program. */
export interface Outcome {
  readonly title: string;
  /** What its node did when it was told to, when its timers were due, and when it was asked afterwards. */
  readonly steps: readonly (MachineStep | null)[];
  /** What another node of the same program answered before and after. */
  readonly others: readonly string[];
}

const JS_PROBE = `
let asked = 0;
node.on('probe', (msg) => node.reply(msg, {
  type: 'probe_ok', asked: ++asked, list: JSON.stringify([1, [2]]), sorted: [3, 1, 2].sort().join(), found: 'abc'.slice(1),
  escaped: typeof globalThis.escaped, kept: typeof globalThis.kept, own: Object.keys(Object.prototype).length, at: node.now(),
}));`;
const PYTHON_PROBE = `
import collections, hashlib, itertools, json, math, random, re, sys, zlib
asked = 0

@node.on("probe")
def probe(msg):
    global asked
    asked += 1
    node.reply(msg, {"type": "probe_ok", "asked": asked, "list": json.dumps([1, [2]]), "root": math.sqrt(4), "len": len("abc"),
                     "secret": hasattr(math, "secret") or hasattr(sys, "secret") or hasattr(sys, "kept"), "chance": random.random() < 1,
                     "traced": sys.gettrace() is not None, "at": node.now()})
`;
const MOST_TIMERS = 4;

/** One program that does each of these things when it is told to, as one program is read faster than seventy. */
function textOf(language: ScenarioProgram['language'], bodies: readonly string[]): string {
  if (language === 'javascript') return [JS_PROBE, ...bodies.map((body, i) => `node.on('attack${i}', () => {\n${body}\n});`)].join('\n');
  const handlers = bodies.map((body, i) => `@node.on("attack${i}")\ndef attack${i}(msg):\n${body.replace(/^/gm, '    ')}\n`);
  return [PYTHON_PROBE, ...handlers].join('\n');
}

const said = (type: string, id: number): MachineInput => ({ type: 'message', clockMs: id, src: 'n3', body: { type, msg_id: id }, id });

function start(machine: Machine, nodeId: string): MachineStep {
  machine.reset();
  const nodeIds = ['n1', 'n2', 'n3'];
  return machine.deliver({ type: 'start', clockMs: 0, nodeId, nodeIds, neighbours: nodeIds, seed: 1, life: 0, storage: {} });
}

/** Lets the program loose in one node while another one is asked before and after. */
function letLoose(newMachine: () => Machine, title: string, attack: string): Outcome {
  const [one, other] = [newMachine(), newMachine()];
  start(other, 'n2');
  const before = other.deliver(said('probe', 1));
  const steps: (MachineStep | null)[] = [start(one, 'n1'), one.deliver(said(attack, 2))];
  for (let due = 0; due < MOST_TIMERS; due++) {
    const timer = steps.flatMap((step) => step?.outputs ?? []).filter(({ type }) => type === 'timer')[due];
    const isOver = steps.some((step) => step?.isOver);
    if (timer?.type === 'timer' && !isOver) steps.push(one.deliver({ type: 'timer', clockMs: 10 + due, timer: timer.timer }));
  }
  steps.push(steps.some((step) => step?.isOver) ? null : one.deliver(said('probe', 3)));
  const image = other.save();
  const after = other.deliver(said('probe', 4));
  // What was saved while the memory was another's, too.
  other.load(image);
  const again = other.deliver(said('probe', 4));
  return { title, steps: steps.map(short), others: [before, after, again].map((step) => JSON.stringify(step.outputs)) };
}

/** Long lists of outputs are told apart by their beginning, their number and their length. */
function short(step: MachineStep | null): MachineStep | null {
  if (step === null || step.outputs.length <= 20) return step;
  const rest = `${step.outputs.length} outputs of ${JSON.stringify(step.outputs).length} characters`;
  return { ...step, outputs: [...step.outputs.slice(0, 20), { type: 'log', text: rest }] };
}

async function main(): Promise<void> {
  const { language } = workerData as { language: ScenarioProgram['language'] };
  const nothing = { title: 'nothing', body: language === 'python' ? 'pass' : '' };
  const programs = [nothing, ...(language === 'python' ? IN_PYTHON : IN_JAVASCRIPT)];
  const nodes = [{ id: 'PN1', kind: 'program-node', x: 0, y: 0, params: { program: 'P1' } }] as Scenario['nodes'];
  const code = textOf(
    language,
    programs.map(({ body }) => body),
  );
  const newMachine = (await preparePrograms({ nodes, programs: { P1: { language, code } } })).get('P1')?.newMachine;
  if (newMachine === undefined) throw new Error('no machine');
  parentPort?.postMessage(programs.map(({ title }, i) => letLoose(newMachine, title, `attack${i}`)));
}

await main();
