import type { FaultboardApi, Result, RunProgress, RunReport } from '../../contract/index';

/** Runs that are computed for their figures alone and never shown, one after the other. */
export class QuietRuns {
  private readonly ended = new Map<string, RunProgress>();
  private readonly waiting = new Map<string, (progress: RunProgress) => void>();
  private last: Promise<unknown> = Promise.resolve();
  private isFollowing = false;

  constructor(private readonly api: FaultboardApi) {}

  /** Runs a scenario; `seed` null: with its own. Its report, or why there is none. */
  run(scenarioText: string, seed: number | null): Promise<Result<RunReport>> {
    const next = this.last.then(() => this.runNow(scenarioText, seed));
    this.last = next.catch(() => undefined);
    return next;
  }

  private async runNow(scenarioText: string, seed: number | null): Promise<Result<RunReport>> {
    this.follow();
    const started = await this.api.startRun({ scenarioText, seed });
    if (!started.ok) return started;
    const { runId } = started.value;
    // The end may come before the answer that names the run.
    const known = this.ended.get(runId);
    const end = known ?? (await new Promise<RunProgress>((resolve) => this.waiting.set(runId, resolve)));
    this.ended.clear();
    const report: Result<RunReport> = end.failure === null ? await this.api.runReport({ runId }) : { ok: false, failure: end.failure };
    await this.api.closeRun({ runId });
    return report;
  }

  private follow(): void {
    if (this.isFollowing) return;
    this.isFollowing = true;
    this.api.onProgress((progress) => {
      if (progress.phase === 'running') return;
      const tell = this.waiting.get(progress.runId);
      this.waiting.delete(progress.runId);
      if (tell === undefined) this.ended.set(progress.runId, progress);
      else tell(progress);
    });
  }
}
