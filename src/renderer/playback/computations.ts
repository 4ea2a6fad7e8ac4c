import type { RunSession } from './types';

/** Who waits for which run to be computed. */
export class Computations {
  private readonly awaited = new Map<string, (() => void)[]>();

  constructor(private readonly session: (runId: string) => RunSession | undefined) {}

  /** Whether a run has been computed, once that is known. */
  of(runId: string): Promise<boolean> {
    const done = (): boolean => this.session(runId)?.report !== null && this.session(runId) !== undefined;
    const phase = this.session(runId)?.progress.phase;
    // Between the last progress and the report a run is done, but not here yet.
    const isOver = done() || phase === undefined || phase === 'failed' || phase === 'cancelled';
    if (isOver) return Promise.resolve(done());
    return new Promise((resolve) => this.awaited.set(runId, [...(this.awaited.get(runId) ?? []), () => resolve(done())]));
  }

  /** Says that nothing more will come of a run: it is done, has failed or is gone. */
  ended(runId: string): void {
    for (const listener of this.awaited.get(runId) ?? []) listener();
    this.awaited.delete(runId);
  }
}
