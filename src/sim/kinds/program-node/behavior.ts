import { fold } from '../../kernel/fold';
import type { Machine, MachineInput, MachineOutput, NodeBody } from '../../machines/machine';
import { Fate } from '../../network/fates';
import type { MessageBody } from '../../network/messages';
import { complain, namesInNetwork, sendBody, takeRequest } from '../../toolkit/maelstromTalk';
import { problemText } from '../../toolkit/programs';
import type { Behavior } from '../../parts/contract';
import type { NodeContext, NodeSetup } from '../../parts/context';
import { ProgramNodeGauge } from './gauges';
import { insideOf } from './inspect';
import type { ProgramNodeParams } from './kind';
import { afterCrash, newState, type ProgramNodeState } from './state';
import { NS_PER_MS, msToNs } from '../../kernel/units';

const TIMER = 0;
const GAUGES = ProgramNodeGauge;
/** A timer takes some time, so that a program that sets one after the other does not stand still in time. */
const LEAST_DELAY_NS = 1_000;
const MOST_STORAGE = 100_000;
const MOST_SHOWN = 120;

/** What a program node works with. */
export interface ProgramNodeTools {
  /** Null: no program has been written yet. */
  readonly machine: Machine | null;
  readonly chance: number;
  readonly nodeIds: readonly string[];
  readonly neighbours: readonly string[];
}

type ProgramNode = NodeContext<ProgramNodeParams, ProgramNodeTools, ProgramNodeState>;

/** Handlers of a program node: what happens is handed to the machine, and what it wants done is done. */
export const programNodeBehavior: Behavior<ProgramNodeParams, ProgramNodeTools, ProgramNodeState> = {
  prepare: programNodeTools,
  init: newState,
  onStart: start,
  onRestart: (node) => (node.state.isStarted && !node.state.isOver ? goOn(node) : start(node)),
  onCrash: (node, before, loses) => {
    node.setGauge(ProgramNodeGauge.timers, 0);
    return loses === 'nothing' ? { ...before, held: {} } : afterCrash(before, loses === 'disk');
  },
  onParams: (node) => {
    node.state = { ...afterCrash(node.state, false), problem: null };
    start(node);
  },
  onRequest: ask,
  onTimer: (node, _tag, timer) => {
    if (!Object.hasOwn(node.state.timers, timer)) return;
    delete node.state.timers[timer];
    deliver(node, { type: 'timer', clockMs: clockMs(node), timer });
  },
  onMessage: (node, { from, body, type, msgId }) => {
    const isObject = typeof body === 'object' && body !== null && !Array.isArray(body);
    // Members of other kinds say what they say without a name for it.
    const named = isObject && Object.hasOwn(body, 'type') ? body : { type: node.setup.messageTypeName(type), value: body };
    deliver(node, { type: 'message', clockMs: clockMs(node), src: node.setup.nodeIds[from], body: named as NodeBody, id: msgId });
  },
  save: (node) => node.derived.machine?.save() ?? null,
  load: (node, image) => node.derived.machine?.load(image),
  problem: problemOf,
  inspect: (node, timers) => insideOf(node, timers),
};

function programNodeTools(setup: NodeSetup, params: ProgramNodeParams): ProgramNodeTools {
  return {
    machine: setup.program(params.program)?.newMachine?.() ?? null,
    chance: setup.stream('program'),
    ...namesInNetwork({ setup }),
  };
}

function clockMs(node: ProgramNode): number {
  return node.clock() / NS_PER_MS;
}

function start(node: ProgramNode): void {
  const { machine, chance, nodeIds, neighbours } = node.derived;
  if (machine === null) return;
  machine.reset();
  node.state.isStarted = true;
  node.state.isOver = false;
  deliver(node, {
    type: 'start',
    clockMs: clockMs(node),
    nodeId: node.id,
    nodeIds,
    neighbours,
    seed: node.streams.next(chance) | 0,
    life: node.state.life,
    storage: node.state.storage,
  });
}

/** After a crash that took nothing: what was to happen by itself still does. */
function goOn(node: ProgramNode): void {
  for (const [timer, atNs] of Object.entries(node.state.timers))
    node.after(Math.max(LEAST_DELAY_NS, atNs - node.now()), TIMER, Number(timer));
  node.setGauge(ProgramNodeGauge.timers, Object.keys(node.state.timers).length);
}

/** A request of a client comes to the program as a message that wants an answer. */
function ask(node: ProgramNode, call: number): void {
  const { calls, setup, state } = node;
  if (node.derived.machine === null || state.isOver) {
    node.reply(call, Fate.programError, 0);
    return;
  }
  const body = takeRequest(node, call);
  deliver(node, { type: 'message', clockMs: clockMs(node), src: setup.nodeIds[calls.from(call)], body, id: 0 });
}

function deliver(node: ProgramNode, input: MachineInput): void {
  const { state } = node;
  const { machine } = node.derived;
  if (machine === null || state.isOver) return;
  node.given(input.type === 'message' ? input.body.type : input.type, () => givenText(node, input));
  const lines = node.wantedLines();
  const step = lines.length === 0 ? machine.deliver(input) : machine.deliver(input, lines);
  for (const { line, variables } of step.reached ?? [])
    node.reached(line, `${node.id} reaches line ${line}${variables === '' ? '' : `: ${variables}`}`);
  fold(state.chain, step.work);
  fold(state.chain, step.outputs.length);
  for (const output of step.outputs) carryOut(node, output);
  node.setGauge(ProgramNodeGauge.timers, Object.keys(state.timers).length);
  if (step.problem !== null) {
    state.problem = problemText(step.problem);
    node.addGauge(ProgramNodeGauge.mistakes, 1);
    node.say(`${step.isOver ? 'stopped' : 'mistake'}, ${state.problem}`);
  }
  if (!step.isOver) return;
  state.isOver = true;
  node.crash();
}

/** What a program is given, as a sentence without its full stop. */
function givenText({ id }: ProgramNode, input: MachineInput): string {
  if (input.type === 'start') return `The program of ${id} starts`;
  if (input.type === 'timer') return `A timer of ${id} is due`;
  const { type, ...rest } = input.body;
  return `${id} is given ${type} from ${input.src}: ${shortJson(rest)}`;
}

function shortJson(value: MessageBody): string {
  const json = JSON.stringify(value);
  return json.length > MOST_SHOWN ? `${json.slice(0, MOST_SHOWN)}\u2026` : json;
}

function carryOut(node: ProgramNode, output: MachineOutput): void {
  const { state } = node;
  if (output.type === 'send') sendBody(node, GAUGES, output.dest, output.body, output.answers);
  else if (output.type === 'log') node.say(output.text);
  else if (output.type === 'cancel') delete state.timers[output.timer];
  else if (output.type === 'timer') {
    const delayNs = Math.max(LEAST_DELAY_NS, node.byClock(msToNs(output.delayMs)));
    state.timers[output.timer] = node.now() + delayNs;
    node.after(delayNs, TIMER, output.timer);
  } else store(node, output.name, output.json);
}

function store(node: ProgramNode, name: string, json: string | null): void {
  const { state } = node;
  const before = Object.hasOwn(state.storage, name) ? name.length + state.storage[name].length : 0;
  const chars = state.storageChars - before + (json === null ? 0 : name.length + json.length);
  if (node.isDiskFull || chars > MOST_STORAGE) {
    complain(node, GAUGES, node.isDiskFull ? 'its disk is full: what it stored is lost' : `it stores more than ${MOST_STORAGE} characters`);
    return;
  }
  state.storageChars = chars;
  if (json === null) delete state.storage[name];
  else state.storage[name] = json;
}

function problemOf({ id, params, state }: ProgramNode): string | null {
  if (params.program === '') return `${id} has no program yet: it answers nobody. Write one in its settings.`;
  if (state.problem === null) return null;
  return `The program of ${id} ${state.isOver || !state.isStarted ? 'was stopped' : 'made a mistake'}: ${state.problem}.`;
}
