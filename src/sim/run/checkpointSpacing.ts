import { kindOf } from '../kinds/index';
import type { Scenario } from '../model/scenario';
import { runsProgram } from '../reading/params';

const EVERY = 100_000;
/** Where learners' programs are called, an event takes up to a hundred times as long. */
const EVERY_WITH_PROGRAMS = 5_000;
/** Where programs run as nodes, a thousand times: so many take a seventh of a second in Python, which a look has to go through at most. */
const EVERY_WITH_MACHINES = 1_000;
/** Members of networks tell each other lists and learn from them: some ten microseconds, thirty times as long as a plain event. */
const EVERY_WITH_MEMBERS = 10_000;
/** Copying a byte takes a third of a nanosecond, an event some hundred: checkpoints cost a run of any size about a tenth at most. */
const EFFORT = 100;
/** An event of a program that runs as a node takes a tenth of a millisecond. */
const EFFORT_WITH_MACHINES = 1_000;

/** A byte copied takes a third of a nanosecond, so that this is a twentieth of ten microseconds. */
const EFFORT_WITH_MEMBERS = 1_500;

const MB = 1024 * 1024;
const BUDGET = 128 * MB;
/** A look into a run of programs is as long as the way from its checkpoint: with half as far between them, nobody waits for it. */
const BUDGET_WITH_MACHINES = 192 * MB;

/** Events between the first checkpoints of a run, however small they are. */
export function firstDistance(scenario: Scenario): number {
  if (scenario.programs === undefined) return hasMembers(scenario) ? EVERY_WITH_MEMBERS : EVERY;
  return hasMachines(scenario) ? EVERY_WITH_MACHINES : EVERY_WITH_PROGRAMS;
}

/** Bytes that may be copied for each event of a run. */
export function effortPerEvent(scenario: Scenario): number {
  if (hasMachines(scenario)) return EFFORT_WITH_MACHINES;
  return hasMembers(scenario) ? EFFORT_WITH_MEMBERS : EFFORT;
}

/** Bytes that the checkpoints of a run may take. */
export function checkpointBudget(scenario: Scenario): number {
  return hasMachines(scenario) ? BUDGET_WITH_MACHINES : BUDGET;
}

function hasMembers({ nodes }: Scenario): boolean {
  return nodes.some(({ kind }) => kindOf(kind)?.descriptor.offers.includes('member') === true);
}

function hasMachines({ nodes, programs }: Scenario): boolean {
  return programs !== undefined && nodes.some(({ kind }) => runsProgram(kind));
}
