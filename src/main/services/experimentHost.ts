import type { Failure, Result } from '../../contract/index';
import { prepareDesigns } from '../../programs/index';
import { Experiment, parseScenario, seedsFrom, USUAL_LIMITS, type Scenario } from '../../sim/index';
import type { ExperimentStart, ThreadStart, WorkerMessage, WorkerRequest } from './runProtocol';
import { Slices } from './slices';

const REPORT_EVERY_MS = 100;
const NOT_READY: Failure = { name: 'nothing-computed', path: '', message: 'No pair of runs is ready yet; wait a moment.' };

/** What a worker thread does that was started for an experiment: runs one design or two with many seeds, slice by slice. */
export class ExperimentHost {
  private experiment: Result<Experiment> = { ok: false, failure: NOT_READY };
  private reportedMs = 0;

  constructor(
    private readonly start: ExperimentStart & ThreadStart,
    private readonly post: (message: WorkerMessage) => void,
    private readonly failureOf: (error: unknown) => Failure,
  ) {}

  async begin(): Promise<void> {
    this.experiment = await prepared(this.start);
    if (!this.experiment.ok) this.post({ type: 'failed', runId: this.start.runId, failure: this.experiment.failure });
    else this.step(this.experiment.value, Slices.of(true));
  }

  receive(request: WorkerRequest): void {
    if (request.type === 'ask') this.post({ type: 'answer', serial: request.serial, answer: this.result() });
  }

  private result(): Result<unknown> {
    if (!this.experiment.ok) return this.experiment;
    const { value } = this.experiment;
    const isPair = this.start.designs.length > 1;
    if (value.runsDone < this.start.designs.length) return { ok: false, failure: NOT_READY };
    return {
      ok: true,
      value: { replication: isPair ? null : value.replication(), comparison: isPair ? value.comparison(this.start.names) : null },
    };
  }

  /** Progress counts runs, in the place of simulated time. */
  private step(experiment: Experiment, slices: Slices): void {
    let done;
    try {
      done = slices.next((maxEvents) => experiment.advance({ maxEvents }));
    } catch (error) {
      this.post({ type: 'failed', runId: this.start.runId, failure: this.failureOf(error) });
      return;
    }
    if (experiment.limitReached !== null) {
      const failure = { name: 'limit-reached', path: '', message: experiment.limitReached.message };
      this.post({ type: 'failed', runId: this.start.runId, failure });
      return;
    }
    const nowMs = performance.now();
    if (done || nowMs - this.reportedMs > REPORT_EVERY_MS) {
      this.reportedMs = nowMs;
      this.post({
        type: 'progress',
        runId: this.start.runId,
        reachedNs: experiment.runsDone,
        endNs: experiment.runsTotal,
        events: 0,
        done,
      });
    }
    if (!done) setImmediate(() => this.step(experiment, slices));
  }
}

async function prepared({ designs, seeds, beat }: ExperimentStart & ThreadStart): Promise<Result<Experiment>> {
  const scenarios: Scenario[] = [];
  for (const text of designs) {
    const parsed = parseScenario(text);
    if (!parsed.ok) return parsed;
    scenarios.push(parsed.scenario);
  }
  return {
    ok: true,
    value: new Experiment(
      scenarios.length > 1 ? [scenarios[0], scenarios[1]] : [scenarios[0]],
      seedsFrom(scenarios[0].seed, seeds),
      await prepareDesigns(scenarios, beat),
      USUAL_LIMITS,
    ),
  };
}
