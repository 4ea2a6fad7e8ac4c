import type { Breakpoint } from '../../model/breakpointSchema';
import type { Engine } from '../engine';
import { metaNode, TYPE_MASK } from '../events';
import { FAULT_ACTS, type Listener } from '../../trace/recorder';
import type { TraceIndex } from '../../trace/types';
import { checkProbe, type CheckJudge } from './checkProbe';
import { eventProbe } from './eventProbe';
import type { BreakHit, Probe } from './listener';
import { metricProbe } from './metricProbe';

/** A hit with the moment since which it may have been true. */
export interface NoticedHit extends BreakHit {
  readonly sinceNs: number;
}

const NO_LINES: readonly number[] = [];

/** Listens to an engine in place of a recorder and keeps nothing but the moments at which breakpoints stop playback, in order of time. */
export class Watcher implements Listener {
  readonly hits: NoticedHit[] = [];
  private readonly onEvent: NonNullable<Probe['event']>[] = [];
  private readonly onMessage: NonNullable<Probe['message']>[] = [];
  private readonly onChange: NonNullable<Probe['change']>[] = [];
  private readonly onLog: NonNullable<Probe['log']>[] = [];
  private readonly onSay: NonNullable<Probe['say']>[] = [];
  private readonly onGiven: NonNullable<Probe['given']>[] = [];
  private readonly onLines: NonNullable<Probe['wantedLines']>[] = [];
  private readonly onReached: NonNullable<Probe['reached']>[] = [];
  private readonly onAnswer: NonNullable<Probe['answered']>[] = [];

  /** The engine stands where the watch begins. `judge`: how the checks stand now, and how often that is asked. */
  constructor(
    breakpoints: readonly Breakpoint[],
    private readonly engine: Engine,
    index: TraceIndex,
    judge: CheckJudge,
  ) {
    for (const breakpoint of breakpoints) {
      const hit = (atNs: number, text: string, sinceNs = atNs): void =>
        void this.hits.push({ atNs, breakpoint: breakpoint.id, text, sinceNs });
      const context = { engine, index, hit };
      if (breakpoint.type === 'event') this.add(eventProbe(breakpoint, context));
      else if (breakpoint.type === 'metric') this.add(metricProbe(breakpoint, context));
      else if (breakpoint.type === 'check') this.add(checkProbe(breakpoint, context, judge));
    }
  }

  event(meta: number): void {
    const [type, node] = meta === FAULT_ACTS ? [FAULT_ACTS, FAULT_ACTS] : [meta & TYPE_MASK, metaNode(meta)];
    for (const tell of this.onEvent) tell(this.engine.queue.nowNs, type, node);
  }

  message(_call: number, link: number, flags: number): void {
    for (const tell of this.onMessage) tell(this.engine.queue.nowNs, link, (flags & 1) !== 0, (flags & 2) !== 0);
  }

  change(gauge: number): void {
    for (const tell of this.onChange) tell(this.engine.queue.nowNs, gauge, this.engine.gauges.value(gauge));
  }

  changes(counter: number, level: number): void {
    this.change(counter);
    this.change(level);
  }

  log(node: number, verb: number, key: number, request: number, detail: number): void {
    for (const tell of this.onLog) tell(this.engine.queue.nowNs, node, verb, key, request, detail);
  }

  say(node: number, text: string): void {
    for (const tell of this.onSay) tell(this.engine.queue.nowNs, node, text);
  }

  given(node: number, what: string, text: string): void {
    for (const tell of this.onGiven) tell(this.engine.queue.nowNs, node, what, text);
  }

  wantedLines(node: number): readonly number[] {
    return this.onLines.length === 0 ? NO_LINES : this.onLines.flatMap((wanted) => wanted(node));
  }

  reached(node: number, line: number, text: string): void {
    for (const tell of this.onReached) tell(this.engine.queue.nowNs, node, line, text);
  }

  answered(call: number): void {
    const nowNs = this.engine.queue.nowNs;
    for (const tell of this.onAnswer) tell(nowNs, nowNs - this.engine.calls.startedNs(call));
  }

  private add(probe: Probe): void {
    if (probe.event !== undefined) this.onEvent.push(probe.event);
    if (probe.message !== undefined) this.onMessage.push(probe.message);
    if (probe.change !== undefined) this.onChange.push(probe.change);
    if (probe.log !== undefined) this.onLog.push(probe.log);
    if (probe.say !== undefined) this.onSay.push(probe.say);
    if (probe.given !== undefined) this.onGiven.push(probe.given);
    if (probe.wantedLines !== undefined) this.onLines.push(probe.wantedLines);
    if (probe.reached !== undefined) this.onReached.push(probe.reached);
    if (probe.answered !== undefined) this.onAnswer.push(probe.answered);
  }
}
