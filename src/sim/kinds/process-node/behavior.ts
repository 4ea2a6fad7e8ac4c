import { fold } from '../../kernel/fold';
import { murmur3 } from '../../kernel/hash';
import { secondsToNs } from '../../kernel/units';
import type { NodeBody } from '../../machines/machine';
import type { ProcessInput, ProcessNews, ProcessWait } from '../../machines/process';
import { Fate } from '../../network/fates';
import type { Behavior } from '../../parts/contract';
import type { NodeContext, NodeSetup } from '../../parts/context';
import { answeredNumber } from '../../toolkit/answeredNumber';
import { complain, namesInNetwork, sendBody, takeRequest } from '../../toolkit/maelstromTalk';
import { commandOf } from './command';
import { ProcessNodeGauge } from './gauges';
import { insideOf } from './inspect';
import type { ProcessNodeParams } from './kind';
import { readLine, writtenLine } from './lines';
import { HARNESS, namesFor, type Names } from './names';
import { afterCrash, newState, type ProcessNodeState } from './state';
import { INIT_SECONDS, initWait, lineWait, LOOK_NS, lookWait, MOST_SILENT, startWait } from './waits';

const LOOK = 0;
const FIRST_LOOK = 1;
const GAUGES = ProcessNodeGauge;
/** Numbers of the messages of the network itself. */
const INIT = 1;
const TOPOLOGY = 2;
/** All processes are started before anybody waits for one. */
const FIRST_LOOK_NS = 1_000;
const MOST_ASKED = 10_000;
const MOST_START_NS = secondsToNs(INIT_SECONDS);

/** What a process node works with. */
export interface ProcessNodeTools {
  readonly names: Names;
  readonly nodeIds: readonly string[];
  readonly neighbours: readonly string[];
}

type ProcessNode = NodeContext<ProcessNodeParams, ProcessNodeTools, ProcessNodeState>;

/** Handlers of a process node: what happens is written to its process, and what the process writes is done. */
export const processNodeBehavior: Behavior<ProcessNodeParams, ProcessNodeTools, ProcessNodeState> = {
  startsProcess: commandOf,
  prepare: (setup: NodeSetup) => ({ names: namesFor(setup), ...namesInNetwork({ setup }) }),
  init: newState,
  onStart: start,
  onRestart: start,
  onCrash: (node, before) => {
    if (before.isStarted && !before.isOver) takeTurn(node, { type: 'stop' }, lookWait(node.params, node.now()));
    return afterCrash(before);
  },
  onParams: (node) => {
    const { state } = node;
    if (state.isStarted && !state.isOver) takeTurn(node, { type: 'stop' }, lookWait(node.params, node.now()));
    for (const call of Object.values(state.held)) node.reply(call, Fate.programError, 0);
    node.state = { ...afterCrash(state), problem: null };
    start(node);
  },
  onRequest: ask,
  onTimer: (node, tag, life) => {
    const { state } = node;
    if (state.isOver || life !== state.life) return;
    if (tag === FIRST_LOOK) firstLook(node);
    else look(node);
  },
  onMessage: (node, { from, body, type, msgId }) => {
    const isObject = typeof body === 'object' && body !== null && !Array.isArray(body);
    // Members of other kinds say what they say without a name for it.
    const named = isObject && Object.hasOwn(body, 'type') ? body : { type: node.setup.messageTypeName(type), value: body };
    give(node, node.derived.names.told[from], named as NodeBody, msgId);
  },
  problem: problemOf,
  inspect: (node) => insideOf(node),
};

function start(node: ProcessNode): void {
  const { state, params, derived, id } = node;
  const command = commandOf(params);
  if (command === null) return;
  state.isStarted = true;
  state.startedNs = node.now();
  const body: NodeBody = { type: 'init', msg_id: INIT, node_id: id, node_ids: derived.nodeIds };
  const line = writtenLine(HARNESS, id, body, 0);
  node.given('start', () => `The process of ${id} starts`);
  takeTurn(node, { type: 'start', command, line }, lookWait(params, node.now()));
  if (!state.isOver) node.after(FIRST_LOOK_NS, FIRST_LOOK, state.life);
}

/** Waits until a process that was started says something: that it is ready, or what it has to ask others before. */
function firstLook(node: ProcessNode): void {
  const { state, params } = node;
  const wasReady = state.isReady;
  const written = state.written;
  takeTurn(
    node,
    { type: 'look' },
    initWait(params, node.now(), (line) => answers(line, HARNESS, INIT)),
  );
  if (state.isOver) return;
  if (state.written === written && !wasReady) return giveUp(node);
  tellTopology(node);
  if (!state.isOver) node.after(LOOK_NS[params.pace], LOOK, state.life);
}

function look(node: ProcessNode): void {
  const { state, params } = node;
  takeTurn(node, { type: 'look' }, state.isReady ? lookWait(params, node.now()) : startWait(params, node.now()));
  if (state.isOver) return;
  if (!state.isReady && node.now() - state.startedNs > MOST_START_NS) return giveUp(node);
  tellTopology(node);
  if (!state.isOver) node.after(LOOK_NS[params.pace], LOOK, state.life);
}

function giveUp(node: ProcessNode): void {
  takeTurn(node, { type: 'stop' }, lookWait(node.params, node.now()));
  end(node, `it did not answer init within ${INIT_SECONDS} seconds`);
}

function tellTopology(node: ProcessNode): void {
  const { params, derived, id, state } = node;
  if (!params.tellsTopology || !state.isReady || state.knowsTopology) return;
  state.knowsTopology = true;
  const body: NodeBody = { type: 'topology', msg_id: TOPOLOGY, topology: { [id]: derived.neighbours } };
  write(node, HARNESS, body, 0, TOPOLOGY);
}

/** A request of a client comes to the process as a message that wants an answer. */
function ask(node: ProcessNode, call: number): void {
  if (!node.state.isStarted || node.state.isOver) {
    node.reply(call, Fate.programError, 0);
    return;
  }
  const from = node.calls.from(call);
  give(node, node.derived.names.told[from], takeRequest(node, call), 0);
}

/** Gives a message to the process. */
function give(node: ProcessNode, src: string, body: NodeBody, id: number): void {
  const { state } = node;
  if (!state.isStarted || state.isOver) return;
  const msgId = body.msg_id;
  const isQuestion = typeof msgId === 'number' && body.in_reply_to === undefined;
  if (isQuestion && id > 0) remember(state, `${src} ${msgId}`, id);
  node.given(body.type, () => `${node.id} is given ${body.type} from ${src}`);
  write(node, src, body, id, isQuestion ? msgId : null);
}

/** `asks`: the number by which it is answered; null: nobody waits for an answer. */
function write(node: ProcessNode, src: string, body: NodeBody, id: number, asks: number | null): void {
  const { params, state } = node;
  const line = writtenLine(src, node.id, body, id);
  const isAnswer = (text: string): boolean => asks !== null && answers(text, src, asks);
  const wait = lineWait(params, node.now(), asks !== null, state, isAnswer);
  if (asks !== null) state.silent++;
  state.unheard++;
  takeTurn(node, { type: 'line', line }, wait);
}

/** Whether a line answers a message, by who sent that and its number. */
function answers(text: string, dest: string, msgId: number): boolean {
  if (!text.includes('in_reply_to')) return false;
  const line = readLine(text);
  return line.ok && line.dest === dest && line.body.in_reply_to === msgId;
}

function remember({ asked }: ProcessNodeState, name: string, id: number): void {
  asked[name] = id;
  const names = Object.keys(asked);
  if (names.length > MOST_ASKED) delete asked[names[0]];
}

/** One turn of the process, and what comes of it. */
function takeTurn(node: ProcessNode, input: ProcessInput, wait: ProcessWait): void {
  const { state, setup } = node;
  const { turn, entry } = state;
  const { news, isKept } = setup.processes.turn(node.id, { turn, entry }, node.now(), input, wait);
  state.turn++;
  if (isKept) state.entry++;
  if ('line' in input) node.addGauge(GAUGES.linesRead, 1);
  for (const item of news) if (!state.isOver) hear(node, item);
}

function hear(node: ProcessNode, { type, text }: ProcessNews): void {
  const { chain } = node.state;
  fold(chain, type.length);
  fold(chain, murmur3(text));
  if (type === 'log') node.say(text);
  else if (type === 'end') end(node, text);
  else {
    node.addGauge(GAUGES.linesWritten, 1);
    node.state.silent = 0;
    node.state.unheard = 0;
    node.state.written++;
    hearLine(node, text);
  }
}

function hearLine(node: ProcessNode, text: string): void {
  const { state, derived, id } = node;
  const line = readLine(text);
  if (!line.ok) return complain(node, GAUGES, `it ${line.problem}`);
  const { src, dest, body } = line;
  if (dest === HARNESS) {
    if (body.type === 'init_ok' && body.in_reply_to === INIT) {
      if (state.isReady) complain(node, GAUGES, 'it answered init a second time');
      state.isReady = true;
    }
    if (body.type === 'error') complain(node, GAUGES, `it answered ${body.in_reply_to === INIT ? 'init' : 'topology'} with an error`);
    return;
  }
  if (src !== id) return complain(node, GAUGES, `it wrote a message from "${src.slice(0, 40)}", but its name is ${id}`);
  const name = `${dest} ${answeredNumber(body) ?? ''}`;
  const id0 = Object.hasOwn(state.asked, name) ? state.asked[name] : 0;
  if (id0 > 0) delete state.asked[name];
  sendBody(node, GAUGES, derived.names.meant(dest), body, id0);
}

/** The process is there no longer, or never was. */
function end(node: ProcessNode, why: string): void {
  node.state.isOver = true;
  node.state.problem = why;
  node.addGauge(GAUGES.mistakes, 1);
  node.say(`stopped, ${why}`);
  node.crash();
}

function problemOf({ id, params, state }: ProcessNode): string | null {
  if (commandOf(params) === null) return `${id} has no program yet: it answers nobody. Name one in its settings.`;
  if (state.silent >= MOST_SILENT && !state.isOver)
    return `The process of ${id} hangs: it was given ${state.silent} messages that need an answer, and has written nothing since.`;
  if (state.problem === null) return null;
  return `The process of ${id} ${state.isOver || !state.isStarted ? 'is not there' : 'made a mistake'}: ${state.problem}.`;
}
