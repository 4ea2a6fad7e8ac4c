import { CHOOSE, problemText, uselessAnswer, wantedChoice } from '../../toolkit/programs';
import type { ProgramProblem } from '../../parts/programs';
import type { BalancerNode, OwnChoice } from './state';
import { isWriteOp } from '../../network/operations';
import { NS_PER_MS } from '../../kernel/units';

/** A program that has to be stopped so often is not called any more: each time costs as much as thousands of calls that end. */
const MOST_RUNAWAYS = 20;
const NO_PROGRAM: ProgramProblem = { message: 'it has no program to choose with; write one', line: null, isRunaway: false };

/** Before the first call. */
export function emptyChoice(): OwnChoice {
  return { requests: 0, failures: 0, stopped: 0, lastProblem: '', keeps: '{}' };
}

/**
 * The target that the learner's program chooses: its position, or -1 when the program fails or chooses nobody. There is at least one that
 * may be chosen.
 */
export function chooseOwn(node: BalancerNode, call: number, targets: number, all: boolean): number {
  const own = (node.state.own ??= emptyChoice());
  const { program } = node.derived;
  own.requests++;
  if (program === null) return failed(own, NO_PROGRAM);
  if (own.stopped >= MOST_RUNAWAYS) return failed(own, null);
  const allowed: number[] = [];
  for (let t = 0; t < targets; t++) if (all || node.state.allowed[t] === 1) allowed.push(t);
  const answer = program.call(
    CHOOSE.name,
    `[${JSON.stringify(requestOf(node, call))},${JSON.stringify(allowed.map((t) => targetOf(node, t)))},${own.keeps}]`,
    node.streams.next(node.derived.stream),
  );
  if (!answer.ok) return failed(own, answer.problem);
  const { type, value, kept } = answer;
  const position = typeof value === 'string' ? allowed.findIndex((t) => node.derived.names[t] === value) : value;
  if (position === null || !Number.isInteger(position) || position < 0 || position >= allowed.length) {
    return failed(own, uselessAnswer(CHOOSE.name, type, value, wantedChoice(allowed.length)));
  }
  own.keeps = kept;
  return allowed[position];
}

/** Counts a failure; null: the program was not even called. */
function failed(own: OwnChoice, problem: ProgramProblem | null): number {
  own.failures++;
  if (problem !== null) own.lastProblem = problemText(problem);
  if (problem?.isRunaway === true) own.stopped++;
  return -1;
}

function requestOf(node: BalancerNode, call: number): object {
  const { calls, setup } = node;
  const key = calls.key(call);
  return {
    key: key < 0 ? null : setup.keys.nameOf(key),
    isWrite: isWriteOp(calls.op(call)),
    client: setup.nodeIds[calls.origin(call)] ?? null,
    atMs: node.now() / NS_PER_MS,
  };
}

function targetOf({ state, derived }: BalancerNode, target: number): object {
  return {
    id: derived.names[target],
    open: state.open[target],
    weight: derived.weights === null ? 1 : derived.weights[target],
    failures: state.failures[target],
    responseMs: state.respondedNs[target] === 0 ? null : state.responseNs[target] / NS_PER_MS,
  };
}

/** What the author of the program should know, in one sentence; null: nothing has gone wrong. */
export function programProblem({ id, state: { own } }: BalancerNode): string | null {
  if (own === null || own.failures === 0) return null;
  const end = own.stopped >= MOST_RUNAWAYS ? ` It had to be stopped ${own.stopped} times, and was then no longer called.` : '';
  return `The program of ${id} failed for ${own.failures} of ${own.requests} requests, last with: ${own.lastProblem}.${end}`;
}
