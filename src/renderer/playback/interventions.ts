import type { Failure } from '../../contract/index';
import type { Fault, Scenario } from '../../sim/index';
import type { DistributiveOmit } from './types';
import { strings } from './strings';

/** A fault without what the playhead says: its id and time. */
export type NewFault = DistributiveOmit<Fault, 'id' | 'atSeconds'>;

/** What the document has become, which the branch shows. */
export interface DesignNow {
  readonly revision: number;
  readonly design: Scenario;
}

/** What doing things in the past needs of playback. */
export interface InterventionHost {
  /** The run on screen and the playhead, ns; null: no run is on screen. */
  readonly here: () => { readonly runId: string; readonly atNs: number } | null;
  /** Resolves once a run is computed: true; or cannot be any more: false. */
  readonly computed: (runId: string) => Promise<boolean>;
  /** Makes a branch and shows it; null: not made. */
  readonly branch: (runId: string, atNs: number, faults: readonly NewFault[], now?: DesignNow) => Promise<string | null>;
  /** So many actions wait for a run to be computed. */
  readonly waiting: (count: number) => void;
  readonly fail: (failure: Failure) => void;
}

const LOST: Failure = {
  name: 'action-not-done',
  path: '',
  message: strings.notDone,
};

/**
 * What the learner does at the playhead, one after the other. An action on a run that is still computed waits for it, and of two in quick
 * succession the second happens in the branch of the first: nothing that was done vanishes, and nothing is done to the wrong run.
 */
export class Interventions {
  private turn: Promise<unknown> = Promise.resolve();
  /** The branch that an action on a run has led to, while more actions on that run may wait. */
  private readonly ledTo = new Map<string, { readonly runId: string; readonly atNs: number }>();
  private count = 0;

  constructor(private readonly host: InterventionHost) {}

  /** Does it at the present playhead, as soon as that is possible. Resolves when it is done or was refused. */
  add(faults: readonly NewFault[], now?: DesignNow): Promise<void> {
    const here = this.host.here();
    if (here === null) return Promise.resolve();
    this.host.waiting(++this.count);
    const done = this.turn
      .then(() => this.act(here, faults, now))
      .finally(() => {
        this.host.waiting(--this.count);
        if (this.count === 0) this.ledTo.clear();
      });
    this.turn = done.catch(() => undefined);
    return done;
  }

  private async act(asked: { readonly runId: string; readonly atNs: number }, faults: readonly NewFault[], now?: DesignNow): Promise<void> {
    let { runId, atNs } = asked;
    for (let next = this.ledTo.get(runId); next !== undefined; next = this.ledTo.get(runId)) {
      runId = next.runId;
      atNs = Math.max(atNs, next.atNs);
    }
    if (await this.host.computed(runId)) {
      const made = await this.host.branch(runId, atNs, faults, now);
      if (made !== null) this.ledTo.set(runId, { runId: made, atNs });
    } else this.host.fail(LOST);
  }
}
