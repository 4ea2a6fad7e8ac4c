import { registerOf } from '../../data/values';
import { copyPlain } from '../../kernel/plain';
import { Fate } from '../../network/fates';
import { isWriteOp } from '../../network/operations';
import { LOG_VERBS } from '../../trace/types';
import { answerNumber } from '../../toolkit/versions/answer';
import { isSameCopy, newestRank, shown, type Copy } from '../../toolkit/versions/copy';
import { seenCount } from '../../toolkit/versions/seen';
import { QuorumGauge } from './gauges';
import { hintAfter, repairAfter } from './mending';
import { askedFor, highestKnown, takeIn } from './keep';
import { moreStandIns, targetsOf } from './placement';
import { isReadOnly, tellResult } from './results';
import { actorOf, QuorumTag, say, type Pending, type QuorumNode } from './state';
import { asksFirst, mergedAnswers, needsBallot, outcomeOf, readNothing } from './writing';

const READ = LOG_VERBS.indexOf('read');
const UPDATED = LOG_VERBS.indexOf('updated');
const REJECTED = LOG_VERBS.indexOf('rejected');
/** So often a write is begun anew when others come between. */
const MOST_TRIES = 8;
/** Of the patience, the longest wait before that. */
const WAIT_SHARE = 4;

/** The number of a value: a field of a key. */
export function cellOf({ calls }: QuorumNode, call: number): number {
  return registerOf(calls.key(call), Math.max(0, calls.field(call)));
}

/** A client has asked something of this node, which sees to it. */
export function beginRequest(node: QuorumNode, call: number): void {
  const { calls, state } = node;
  const op = calls.op(call);
  const id = ++state.serial;
  state.pending[id] = {
    call,
    op,
    cell: cellOf(node, call),
    write: isWriteOp(op) ? calls.value(call) : -1,
    stage: 'read',
    turn: 0,
    tries: 0,
    asked: [],
    answers: [],
    kept: [],
    refused: [],
    standIns: [],
    isExtended: false,
    dueNs: Infinity,
    highest: 0,
    ballot: null,
    copy: null,
    isAnswered: false,
    isDoubtful: false,
    issued: 0,
  };
  if (!needsBallot(node, op)) begin(node, id);
  else if (joinLine(node, id) === 1) begin(node, id);
}

function begin(node: QuorumNode, id: number): void {
  const pending = node.state.pending[id];
  if (isReadOnly(pending) || asksFirst(node, pending.op)) read(node, id);
  else send(node, id, 'write', outcomeOf(node, pending, readNothing()));
}

/** A new round of messages: what is still on its way from the last one comes for nothing. */
function nextRound(node: QuorumNode, id: number, stage: Pending['stage']): Pending {
  const pending = node.state.pending[id];
  Object.assign(pending, { stage, turn: pending.turn + 1, kept: [], refused: [], isExtended: false, ...targetsOf(node, pending.cell) });
  bePatient(node, id);
  return pending;
}

function bePatient(node: QuorumNode, id: number): void {
  const delayNs = Math.max(1, node.byClock(node.derived.patienceNs));
  node.state.pending[id].dueNs = node.now() + delayNs;
  node.after(delayNs, QuorumTag.patience, id);
}

/** Asks for copies. */
function read(node: QuorumNode, id: number): void {
  const pending = nextRound(node, id, 'read');
  pending.answers = [];
  if (needsBallot(node, pending.op)) pending.ballot = [Math.max(pending.highest, highestKnown(node, pending.cell)) + 1, actorOf(node)];
  ask(node, id, pending.asked);
}

/** Others are asked before it asks itself: its own answer may be the last that is needed. */
function ask(node: QuorumNode, id: number, members: readonly number[]): void {
  const { turn, cell, ballot } = node.state.pending[id];
  for (const member of members) if (member !== node.index) say(node, member, 'get', { id, turn, cell, ballot });
  if (!members.includes(node.index)) return;
  const own = askedFor(node, cell, ballot);
  if (own === null) refused(node, node.index, { id, turn, highest: highestKnown(node, cell) });
  else got(node, node.index, { id, turn, copy: own.copy, promised: own.promised });
}

/** Sends a copy to those who are to keep it: one that is written, or one that a read brings up to date. */
function send(node: QuorumNode, id: number, stage: 'write' | 'repair', copy: Copy | null): void {
  if (copy === null) {
    // After an earlier try that may have been kept, another value may be one's own.
    const pending = node.state.pending[id];
    end(node, id, pending.isDoubtful ? Fate.noQuorum : Fate.conflict);
    return;
  }
  const pending = nextRound(node, id, stage);
  pending.copy = copyPlain(copy);
  if (stage === 'write') pending.isDoubtful = true;
  if (pending.standIns.length > 0) node.addGauge(QuorumGauge.standIns, pending.standIns.length);
  put(node, id, pending.asked);
}

function put(node: QuorumNode, id: number, members: readonly number[]): void {
  const { turn, cell, copy, standIns } = node.state.pending[id];
  if (copy === null) return;
  const hintFor = (member: number): number => standIns.find(([who]) => who === member)?.[1] ?? -1;
  for (const member of members) if (member !== node.index) say(node, member, 'put', { id, turn, cell, copy, hintFor: hintFor(member) });
  if (!members.includes(node.index)) return;
  if (takeIn(node, cell, copy, hintFor(node.index))) kept(node, node.index, { id, turn });
  else refused(node, node.index, { id, turn, highest: highestKnown(node, cell) });
}

/** The request that a message answers; undefined: it is over, or in another round. */
function current(node: QuorumNode, id: number, turn: number): Pending | undefined {
  const pending = node.state.pending[id] as Pending | undefined;
  return pending?.turn === turn ? pending : undefined;
}

/** A member has sent its copy. */
export function got(node: QuorumNode, from: number, body: { id: number; turn: number; copy: Copy; promised: number }): void {
  const pending = current(node, body.id, body.turn);
  if (pending === undefined || pending.answers.some((answer) => answer.node === from)) return;
  pending.answers.push({ node: from, copy: copyPlain(body.copy) });
  pending.highest = Math.max(pending.highest, body.promised);
  if (pending.answers.length === node.params.reads && !pending.isAnswered) decide(node, body.id);
  else settle(node, body.id);
}

/** Enough copies are here. */
function decide(node: QuorumNode, id: number): void {
  const pending = node.state.pending[id];
  const merged = mergedAnswers(node, pending);
  if (!isReadOnly(pending)) {
    send(node, id, 'write', outcomeOf(node, pending, merged));
    return;
  }
  if (node.params.readRepair === 'before' && pending.answers.some(({ copy }) => !isSameCopy(copy, merged))) {
    node.addGauge(QuorumGauge.repaired, 1);
    send(node, id, 'repair', merged);
    return;
  }
  answerRead(node, pending, merged);
  settle(node, id);
}

function answerRead(node: QuorumNode, pending: Pending, copy: Copy): void {
  pending.isAnswered = true;
  node.log(READ, pending.call, -1);
  node.reply(pending.call, Fate.ok, answerNumber(node, pending.cell, shown(copy)));
}

/** A member has kept what it was sent. */
export function kept(node: QuorumNode, from: number, body: { id: number; turn: number }): void {
  const pending = current(node, body.id, body.turn);
  if (pending === undefined || pending.kept.includes(from)) return;
  pending.kept.push(from);
  const wasAnswered = pending.isAnswered;
  if (pending.kept.length === node.params.writes && !pending.isAnswered && pending.copy !== null) {
    if (isReadOnly(pending)) answerRead(node, pending, pending.copy);
    else {
      pending.isAnswered = true;
      node.log(UPDATED, pending.call, -1);
      node.reply(pending.call, Fate.ok, pending.write);
    }
  }
  settle(node, body.id);
  if (pending.isAnswered && !wasAnswered) leaveLine(node, body.id, pending.cell);
}

/** A member has promised not to, or cannot. */
export function refused(node: QuorumNode, from: number, body: { id: number; turn: number; highest: number }): void {
  const pending = current(node, body.id, body.turn);
  if (pending === undefined || pending.refused.includes(from)) return;
  pending.refused.push(from);
  pending.highest = Math.max(pending.highest, body.highest);
  const needed = pending.stage === 'read' ? node.params.reads : node.params.writes;
  const isHopeless = pending.asked.length - pending.refused.length < needed;
  if (isHopeless && !pending.isAnswered) tryAgain(node, body.id);
  else settle(node, body.id);
}

/** Others came between: the same once more, a little later and with a higher version. */
function tryAgain(node: QuorumNode, id: number): void {
  const pending = node.state.pending[id];
  pending.turn++;
  pending.dueNs = Infinity;
  if (++pending.tries >= MOST_TRIES || node.isDiskFull) {
    end(node, id, Fate.noQuorum);
    return;
  }
  node.addGauge(QuorumGauge.again, 1);
  const mostNs = Math.max(1, Math.floor(node.derived.patienceNs / WAIT_SHARE));
  node.after(1 + Math.floor(node.streams.unit(node.derived.chance) * mostNs), QuorumTag.again, id);
}

/** The wait before another try is over. */
export function goAgain(node: QuorumNode, id: number): void {
  if (Object.hasOwn(node.state.pending, id)) begin(node, id);
}

/** Takes its place among the writes by ballot of one value. Returns the place. */
function joinLine({ state }: QuorumNode, id: number): number {
  const { cell } = state.pending[id];
  state.lines[cell] ??= [];
  return state.lines[cell].push(id);
}

/** A write by ballot is answered: the next of its value begins. */
function leaveLine(node: QuorumNode, id: number, cell: number): void {
  const { lines } = node.state;
  if (!Object.hasOwn(lines, cell) || lines[cell][0] !== id) return;
  lines[cell].shift();
  if (lines[cell].length > 0) begin(node, lines[cell][0]);
  else delete lines[cell];
}

/** Once everybody has answered there is nothing more to wait for. */
function settle(node: QuorumNode, id: number): void {
  const pending = node.state.pending[id] as Pending | undefined;
  if (pending === undefined || !pending.isAnswered) return;
  if (heard(pending) + pending.refused.length >= pending.asked.length) finish(node, id);
}

function heard({ stage, answers, kept: keepers }: Pending): number {
  return stage === 'read' ? answers.length : keepers.length;
}

/** The patience with a round is over: who has not answered is taken for down. */
export function runOut(node: QuorumNode, id: number): void {
  const pending = node.state.pending[id] as Pending | undefined;
  if (pending === undefined || node.now() < pending.dueNs) return;
  const missing = missingOf(pending);
  for (const member of missing) if (member !== node.index) node.state.suspects[member] = node.now();
  if (pending.isAnswered) {
    finish(node, id);
    return;
  }
  const more = node.params.sloppy && !pending.isExtended ? moreStandIns(node, pending.cell, pending.asked, missing) : [];
  if (more.length === 0) {
    end(node, id, Fate.noQuorum);
    return;
  }
  pending.isExtended = true;
  const members = more.map(([who]) => who);
  pending.asked.push(...members);
  pending.standIns.push(...more);
  bePatient(node, id);
  if (pending.stage === 'read') ask(node, id, members);
  else {
    node.addGauge(QuorumGauge.standIns, members.length);
    put(node, id, members);
  }
}

function missingOf({ stage, asked, answers, kept: keepers, refused: noes }: Pending): number[] {
  const done = new Set([...(stage === 'read' ? answers.map((answer) => answer.node) : keepers), ...noes]);
  return asked.filter((member) => !done.has(member));
}

/** The request fails. */
function end(node: QuorumNode, id: number, fate: number): void {
  const pending = node.state.pending[id];
  if (fate === Fate.noQuorum) node.addGauge(QuorumGauge.noQuorum, 1);
  node.log(REJECTED, pending.call, fate);
  node.reply(pending.call, fate, 0);
  pending.isAnswered = true;
  finish(node, id, fate === Fate.noQuorum ? 'unmet' : 'conflict');
  leaveLine(node, id, pending.cell);
}

/** Nothing more is awaited: what is missing is mended, and how it went is told. */
function finish(node: QuorumNode, id: number, outcome: 'met' | 'unmet' | 'conflict' = 'met'): void {
  const pending = node.state.pending[id];
  delete node.state.pending[id];
  const isOfReading = isReadOnly(pending) || pending.stage === 'read';
  const copy = pending.copy ?? mergedAnswers(node, pending);
  if (isReadOnly(pending)) repairAfter(node, pending, mergedAnswers(node, pending));
  else if (outcome === 'met') hintAfter(node, pending, missingOf(pending));
  if (outcome === 'conflict') return;
  const ok = isOfReading ? pending.answers.map((answer) => answer.node) : pending.kept;
  tellResult(node, { isRead: isOfReading, isMet: outcome === 'met', version: versionOf(node, copy), ok });
}

/** The version of a value as people count it: its number, or how many writes it has seen. */
export function versionOf({ params }: QuorumNode, copy: Copy): number {
  return params.versions === 'counter' ? newestRank(copy) : seenCount(copy.seen);
}
