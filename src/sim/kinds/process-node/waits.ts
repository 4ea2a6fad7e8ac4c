import { NS_PER_MS } from '../../kernel/units';
import type { ProcessWait } from '../../machines/process';
import type { ProcessNodeParams } from './kind';
import type { ProcessNodeState } from './state';

type Pace = ProcessNodeParams['pace'];

/** How often is looked for what a process has written by itself, of simulated time. */
export const LOOK_NS: Readonly<Record<Pace, number>> = { 'real-time': 5 * NS_PER_MS, 'as-it-answers': 100 * NS_PER_MS };

/** How long the answer to init may take. */
export const INIT_SECONDS = 20;
const INIT_MS = INIT_SECONDS * 1000;
/** At each look before that, where it asks others first. */
const START_MS = 200;
/** How long an answer is waited for while time stands still, and a line that need not come. */
const ANSWER_MS = 1_000;
const LINE_MS = 20;
/** The same for one that has said nothing to many lines: a long wait for each lets others talk on, and there are ever more lines. */
const LISTENER_MS = 1;
/** Behind an answer, what else it writes on that occasion comes at once. */
const QUIET_MS = 20;
/** A process that is never quiet is listened to for so long; where an answer is expected, until that comes or `ANSWER_MS` have passed. */
const TALK_MS = 200;
/** A process that has answered nothing to so many messages is told of, and not waited for any more until it says something. */
export const MOST_SILENT = 10;

const never = (): boolean => false;

function realNs({ pace }: Pick<ProcessNodeParams, 'pace'>, atNs: number): number | null {
  return pace === 'real-time' ? atNs : null;
}

/** For what there is already. */
export function lookWait(params: Pick<ProcessNodeParams, 'pace'>, atNs: number): ProcessWait {
  return { realNs: realNs(params, atNs), patienceMs: 0, quietMs: 0, talkMs: 0, isAnswer: never };
}

/** For the answer to init. */
export function initWait(params: Pick<ProcessNodeParams, 'pace'>, atNs: number, isAnswer: ProcessWait['isAnswer']): ProcessWait {
  return { realNs: realNs(params, atNs), patienceMs: INIT_MS, isSinceStart: true, quietMs: QUIET_MS, talkMs: ANSWER_MS, isAnswer };
}

/** For what a process says that has not answered init yet. */
export function startWait(params: Pick<ProcessNodeParams, 'pace'>, atNs: number): ProcessWait {
  const wait = lookWait(params, atNs);
  return params.pace === 'real-time' ? wait : { ...wait, patienceMs: START_MS, quietMs: QUIET_MS, talkMs: TALK_MS };
}

/** For what comes of a line. */
export function lineWait(
  params: Pick<ProcessNodeParams, 'pace'>,
  atNs: number,
  wantsAnswer: boolean,
  { silent, unheard }: Pick<ProcessNodeState, 'silent' | 'unheard'>,
  isAnswer: ProcessWait['isAnswer'],
): ProcessWait {
  if (params.pace === 'real-time') return lookWait(params, atNs);
  const isPatient = wantsAnswer && silent < MOST_SILENT;
  const lineMs = unheard < MOST_SILENT ? LINE_MS : LISTENER_MS;
  const [patienceMs, talkMs] = isPatient ? [ANSWER_MS, ANSWER_MS] : [lineMs, TALK_MS];
  return { realNs: null, patienceMs, quietMs: QUIET_MS, talkMs, isAnswer };
}
