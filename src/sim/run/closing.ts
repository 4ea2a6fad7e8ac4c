import { FIRST_FATES } from '../network/fates';
import { NO_WORD } from './gaugeWords';
import { auditEnd, auditSample } from './audit';
import type { EndReason, Engine } from './engine';

/** Ends a sample: its figures are kept and joined to the trace hash. */
export function closeSample(engine: Engine, nowNs: number): void {
  auditSample(engine);
  const { gauges, gaugeWords, links } = engine;
  engine.samples.close(nowNs, gauges, engine.inFlight, engine.inFlightArea(), (link) => links.sent(link));
  for (let g = 0; g < gauges.count; g++) {
    const value = gauges.value(g);
    if (gaugeWords[g] >= 0 || (value !== 0 && gaugeWords[g] !== NO_WORD)) engine.fold(gaugeWords[g], value * 1000);
  }
}

/** Joins what a run came to to the trace hash. */
function foldEnd(engine: Engine, nowNs: number): void {
  engine.fold(engine.requestsSent, engine.inFlight);
  engine.fates.forEach((count, fate) => {
    if (fate < FIRST_FATES || count > 0) engine.fold(count, fate < FIRST_FATES ? nowNs | 0 : fate);
  });
}

/** Ends a run, where it stands or at its end. */
export function finish(engine: Engine, reason: EndReason): void {
  const nowNs = reason === 'duration' ? engine.endNs : engine.queue.nowNs;
  engine.queue.nowNs = nowNs;
  if (engine.samples.done < engine.samples.sampleCount) closeSample(engine, nowNs);
  foldEnd(engine, nowNs);
  engine.ended = reason;
  auditEnd(engine);
}
