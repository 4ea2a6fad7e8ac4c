import type { Engine } from '../engine';
import type { TraceIndex } from '../../trace/types';

/** The moment at which a breakpoint stops playback, and why. */
export interface BreakHit {
  readonly atNs: number;
  /** Id of the breakpoint. */
  readonly breakpoint: string;
  /** One sentence without its time. */
  readonly text: string;
}

/** Told of everything that happens while an engine goes on. Methods left out are not called for it. */
export interface Probe {
  /** At the beginning of every event: its kind (EventType, -1: a fault) and node. */
  event?(nowNs: number, type: number, node: number): void;
  /** A message leaves; `lost`: it will never arrive. */
  message?(sentNs: number, link: number, isForward: boolean, isLost: boolean): void;
  change?(nowNs: number, gauge: number, value: number): void;
  log?(nowNs: number, node: number, verb: number, key: number, request: number, detail: number): void;
  /** A program has written a line. */
  say?(nowNs: number, node: number, text: string): void;
  /** A program is about to be given something. */
  given?(nowNs: number, node: number, what: string, text: string): void;
  /** Lines of a node's program that are waited for, and that one was reached. */
  wantedLines?(node: number): readonly number[];
  reached?(nowNs: number, node: number, line: number, text: string): void;
  /** A request was answered ok. */
  answered?(nowNs: number, latencyNs: number): void;
}

/** What a probe is made with. */
export interface ProbeContext {
  readonly engine: Engine;
  readonly index: TraceIndex;
  /** Tells of a moment that a breakpoint waits for; `sinceNs`: it may be a little earlier, but not before this. */
  readonly hit: (atNs: number, text: string, sinceNs?: number) => void;
}
