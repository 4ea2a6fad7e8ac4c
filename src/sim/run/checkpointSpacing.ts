import type { Scenario } from '../model/scenario';
import { runsProgram } from '../reading/params';

const EVERY = 100_000;
/** Where learners' programs are called, an event takes up to a hundred times as long. */
const EVERY_WITH_PROGRAMS = 5_000;
/** Where programs run as nodes, a thousand times: so many take a seventh of a second in Python, which a look has to go through at most. */
const EVERY_WITH_MACHINES = 1_000;
/** Copying a byte takes a third of a nanosecond, an event some hundred: checkpoints cost a run of any size about a tenth at most. */
const EFFORT = 100;
/** An event of a program that runs as a node takes a tenth of a millisecond. */
const EFFORT_WITH_MACHINES = 1_000;

/** Events between the first checkpoints of a run, however small they are. */
export function firstDistance(scenario: Scenario): number {
  if (scenario.programs === undefined) return EVERY;
  return hasMachines(scenario) ? EVERY_WITH_MACHINES : EVERY_WITH_PROGRAMS;
}

/** Bytes that may be copied for each event of a run. */
export function effortPerEvent(scenario: Scenario): number {
  return hasMachines(scenario) ? EFFORT_WITH_MACHINES : EFFORT;
}

function hasMachines({ nodes, programs }: Scenario): boolean {
  return programs !== undefined && nodes.some(({ kind }) => runsProgram(kind));
}
