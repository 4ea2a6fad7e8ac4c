import type { Engine } from './engine';
import { NS_PER_SECOND } from '../kernel/units';

/** Why a run was ended before its time. */
export interface LimitReached {
  readonly what: 'events' | 'memory' | 'moment';
  /** What happened and what to do, for a learner. */
  readonly message: string;
}

/** How far a run may go. */
export interface RunLimits {
  /** Events in all. */
  readonly maxEvents: number;
  /** Bytes for calls and what they carry, waiting events, states of parts, the history and checkpoints. */
  readonly maxBytes: number;
}

/** What the app and the command line allow unless they are told otherwise. */
export const USUAL_LIMITS: RunLimits = { maxEvents: 200_000_000, maxBytes: 768 * 1024 * 1024 };

/** Events that may happen at one moment, and how many more for each call that exists: a million users may all begin at 0. */
const EVENTS_AT_ONE_MOMENT = 200_000;
const EVENTS_A_CALL = 50;
const MB = 1024 * 1024;

/** Bytes that grow with what is under way in an engine. */
export function bytesOf(engine: Engine): number {
  return engine.calls.bytes + engine.queue.bytes;
}

/** Bytes of its history, which no checkpoint copies. */
export function historyBytes({ history }: Engine): number {
  return history.bytes;
}

/** Notices when time stands still, from how many events there have been whenever it is asked. */
export class MomentWatch {
  private atNs = -1;
  private sinceEvents = 0;

  /** True when more has happened at the present moment than any sensible system does at once. */
  isStuck(engine: Engine): boolean {
    const { nowNs } = engine.queue;
    if (nowNs !== this.atNs) {
      this.atNs = nowNs;
      this.sinceEvents = engine.events;
    }
    return engine.events - this.sinceEvents > EVENTS_AT_ONE_MOMENT + EVENTS_A_CALL * (engine.calls.limit + engine.queue.size);
  }
}

/** The sentence about a limit. */
export function limitReached(what: LimitReached['what'], engine: Engine, limits: RunLimits): LimitReached {
  const at = `${(engine.queue.nowNs / NS_PER_SECOND).toFixed(3)} of ${engine.endNs / NS_PER_SECOND} simulated seconds`;
  const figures = 'The figures are up to there.';
  if (what === 'moment') {
    const message =
      `Stopped at ${at}: time stands still, because messages go round without taking any time. ${figures} Give a ` +
      'wire, a service time or a think time on the way more than 0 ms.';
    return { what, message };
  }
  if (what === 'memory') {
    const rows = engine.history.known.length;
    const kept = rows === 0 ? '' : ` and a history of ${rows} rows`;
    const message =
      `Stopped at ${at}: ${engine.calls.live} messages and requests at once${kept} need more memory than the limit ` +
      `of ${Math.round(limits.maxBytes / MB)} MB. ${figures} Look for what multiplies them (fan-out, retries, ` +
      'copies), or send less.';
    return { what, message };
  }
  return {
    what,
    message:
      `Stopped at ${at} after ${engine.events} events, the limit. ${figures} Make the run shorter or the traffic ` +
      'smaller, or allow more events.',
  };
}
