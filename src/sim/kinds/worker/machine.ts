import { invariant } from '../../kernel/assert';
import { drawNs } from '../../kernel/distribution';
import { FIRST_OWN_MARK } from '../../network/calls';
import { LOG_VERBS } from '../../trace/types';
import { joinQueue, takeNext } from '../../toolkit/queue';
import { Gauge } from '../../parts/contract';
import { memoryFrom } from './memoryUse';
import { emptyJobs, Tag, WorkerGauge, type Jobs, type MachineState, type MachineTools, type WorkerNode } from './state';

const COLLECTED = LOG_VERBS.indexOf('collects garbage');
/** What stands in a call's `next` while it holds a thread of process p: THREAD - p. The queue's own values lie above. */
const THREAD = FIRST_OWN_MARK - 1;
/** The same for a call of the machine that holds no thread. */
const NO_THREAD = FIRST_OWN_MARK;
/** And what stands in that of a call of the station that holds no slot any more. */
const NO_SLOT = -1_000_000;

/**
 * What a request that this worker holds has taken. It must be asked for before the request is answered: an answer that is lost, and for
 * which nobody waits, frees the call at once, and its number belongs to somebody else.
 */
export const placeOf = (node: WorkerNode, call: number): number => node.calls.next(call);

/** Whether a place is in the machine (not in the station, and not in a queue). */
export const isMachinePlace = (place: number): boolean => place <= NO_THREAD && place > NO_SLOT;

/** Whether a request that this worker holds runs in the machine. */
export function isInMachine(node: WorkerNode, call: number): boolean {
  return isMachinePlace(placeOf(node, call));
}

/**
 * Marks a request of the station that has given back its slot: whether it will hold one when it ends must not hang on a field that can
 * change.
 */
export function markSlotFree(node: WorkerNode, call: number): void {
  node.calls.setNext(call, NO_SLOT);
}

/** Whether a place is a slot of the station. */
export const isStationSlot = (place: number): boolean => place > NO_THREAD;

/** Counts a request that waits for a part behind (1), or no longer (-1), if it holds a slot or a thread meanwhile. */
export function countBlocked(node: WorkerNode, call: number, change: number): void {
  const { state } = node;
  const place = placeOf(node, call);
  if (isStationSlot(place)) state.blocked += change;
  else if (isMachinePlace(place) && place <= THREAD) state.machine.blocked += change;
  else return;
  showBlocked(node);
}

/** Shows how many slots and threads wait for parts behind. */
export function showBlocked(node: WorkerNode): void {
  node.setGauge(WorkerGauge.blocked, node.state.blocked + node.state.machine.blocked);
}

/** Takes a request into a free thread or into the queue; false when the queue is full. */
export function machineAccept(node: WorkerNode, call: number): boolean {
  const {
    state: { machine },
    derived,
  } = node;
  const process = freeProcess(machine, derived.machine);
  if (process >= 0) {
    begin(node, call, process);
    return true;
  }
  return joinQueue(node, machine, derived.station.queueLimit, derived.station.shedding, call, memoryFrom);
}

/** A request that is still held gives back its thread, if it has one. */
export function leaveThread(node: WorkerNode, call: number): void {
  const place = placeOf(node, call);
  node.calls.setNext(call, NO_THREAD);
  machineRelease(node, place);
}

/** Gives back the thread that a place stands for, if it is one, and begins what waits. */
export function machineRelease(node: WorkerNode, place: number): void {
  const { machine } = node.state;
  if (place > THREAD) return;
  machine.held[THREAD - place]--;
  machine.busy--;
  invariant(machine.held[THREAD - place] >= 0 && machine.busy >= 0, 'a thread was given back twice');
  beginWaiting(node);
  showBusy(node);
}

/**
 * Threads taken, and slots that requests of the station still hold, but no more than there are: those taken away meanwhile do not count.
 */
export function showBusy(node: WorkerNode): void {
  const { derived, state } = node;
  const most = derived.usesMachine ? derived.machine.processes * derived.machine.threads : derived.station.slots;
  node.setGauge(Gauge.busy, Math.min(state.machine.busy + state.station.busy, most));
}

/** Begins waiting requests while there are free threads. */
export function beginWaiting(node: WorkerNode): void {
  const {
    state: { machine },
    derived,
  } = node;
  while (machine.head >= 0) {
    const process = freeProcess(machine, derived.machine);
    if (process < 0) return;
    const call = takeNext(node, machine, derived.station.shedding, memoryFrom);
    if (call < 0) return;
    begin(node, call, process);
  }
}

/** The process with the fewest threads taken, or -1 when all are taken: who has least to do is the first to accept. */
function freeProcess(machine: MachineState, tools: MachineTools): number {
  grow(machine, tools.processes);
  let best = -1;
  for (let p = 0; p < tools.processes; p++) {
    if (machine.held[p] < tools.threads && (best < 0 || machine.held[p] < machine.held[best])) best = p;
    if (machine.held[p] === 0) return p;
  }
  return best;
}

function grow(machine: MachineState, processes: number): void {
  if (machine.jobs.length >= processes) return;
  while (machine.jobs.length < processes) machine.jobs.push(emptyJobs());
  const held = new Int32Array(processes);
  held.set(machine.held);
  machine.held = held;
}

function begin(node: WorkerNode, call: number, process: number): void {
  const {
    state: { machine },
    derived: { station, machine: tools },
  } = node;
  moveClocks(node);
  machine.held[process]++;
  machine.busy++;
  showBusy(node);
  node.calls.setNext(call, THREAD - process);
  const ns =
    (drawNs(station.service, node.streams, station.stream) + station.perQueuedNs * machine.waiting) * node.slowness() * coldness(node);
  const computesNs = Math.floor(ns * tools.cpuShare + 0.5);
  const waitsNs = Math.floor(ns - computesNs + 0.5);
  if (computesNs > 0) addJob(machine.jobs[process], computesNs, waitsNs, call);
  else addWait(machine, node.now() + waitsNs, call);
  machine.dirty = true;
  if (tools.collectEvery > 0 && !machine.collecting && ++machine.begun >= tools.collectEvery) collect(node);
}

/** How many times slower work is than when warm: falls in a straight line after a start. */
function coldness(node: WorkerNode): number {
  const { warmUpNs, warmUpFactor } = node.derived.machine;
  const age = node.now() - node.state.machine.startedNs;
  return age >= warmUpNs ? 1 : 1 + (warmUpFactor - 1) * (1 - age / warmUpNs);
}

function addJob(jobs: Jobs, computesNs: number, waitsNs: number, call: number): void {
  if (jobs.calls.length === 0) jobs.clockNs = 0;
  const doneAtNs = jobs.clockNs + computesNs;
  const at = placeFor(jobs.doneAtNs, doneAtNs);
  jobs.doneAtNs.splice(at, 0, doneAtNs);
  jobs.thenWaitsNs.splice(at, 0, waitsNs);
  jobs.calls.splice(at, 0, call);
}

function addWait(machine: MachineState, untilNs: number, call: number): void {
  const at = placeFor(machine.waitUntilNs, untilNs);
  machine.waitUntilNs.splice(at, 0, untilNs);
  machine.waitCalls.splice(at, 0, call);
}

/** Position after every value up to the given one in an ascending list. */
function placeFor(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Moves every clock on to now, at the pace it had since the last time: before anything changes a pace. */
export function moveClocks(node: WorkerNode): void {
  const { machine } = node.state;
  // What stands still does not compute.
  const passedNs = node.workedNs() - machine.sinceNs;
  if (passedNs === 0) return;
  machine.sinceNs = node.workedNs();
  for (const jobs of machine.jobs) if (jobs.calls.length > 0) jobs.clockNs += passedNs * jobs.pace;
}

/**
 * Sets the pace of every process (processor sharing: L. Kleinrock, Time-shared Systems, JACM 14, 1967) and the timer for what is
 * done next. With one thread computing at a time, the running threads of a process share at most one core.
 */
export function settleMachine(node: WorkerNode): void {
  const {
    state: { machine },
    derived: { machine: tools },
  } = node;
  machine.dirty = false;
  const nowNs = node.now();
  let running = 0;
  let active = 0;
  for (const { calls } of machine.jobs) {
    running += calls.length;
    if (calls.length > 0) active++;
  }
  const speed = machine.collecting ? 0 : machine.isStolen ? 1 - tools.stolenShare : 1;
  let inNs = Infinity;
  for (const jobs of machine.jobs) {
    if (jobs.calls.length === 0) continue;
    jobs.pace = speed * share(tools, jobs.calls.length, active, running);
    if (jobs.pace > 0) inNs = Math.min(inNs, Math.ceil((jobs.doneAtNs[0] - jobs.clockNs) / jobs.pace));
  }
  if (!machine.collecting && machine.waitUntilNs.length > 0) inNs = Math.min(inNs, machine.waitUntilNs[0] - nowNs);
  showComputing(node, tools.sharing === 'none' ? 0 : Math.min(tools.cores, tools.sharing === 'process' ? active : running));
  // A timer that comes too early finds nothing done and is set again: cheaper than one more for every change.
  if (nowNs + inNs >= machine.armedNs || inNs === Infinity) return;
  machine.armedNs = nowNs + Math.max(0, inNs);
  node.after(Math.max(0, inNs), Tag.tick, ++machine.chain);
}

function showComputing(node: WorkerNode, cores: number): void {
  if (node.state.machine.computing === cores) return;
  node.state.machine.computing = cores;
  node.setGauge(WorkerGauge.computing, cores);
}

/** How much of a core each of the running requests of a process gets. */
function share(tools: MachineTools, inProcess: number, active: number, running: number): number {
  if (tools.sharing === 'none') return 1;
  if (tools.sharing === 'process') return Math.min(1, tools.cores / active) / inProcess;
  return Math.min(1, tools.cores / running);
}

/** The timer of the machine: who has done what it had to do is handed to `served`. */
export function machineTick(node: WorkerNode, chain: number, served: (call: number) => void): void {
  if (chain !== node.state.machine.chain) return;
  node.state.machine.armedNs = Infinity;
  takeDone(node, served);
}

function takeDone(node: WorkerNode, served: (call: number) => void): void {
  const { machine } = node.state;
  const nowNs = node.now();
  moveClocks(node);
  const done: number[] = [];
  for (const jobs of machine.jobs) {
    // Clocks carry rounding of the pace, below one ns.
    while (jobs.calls.length > 0 && jobs.doneAtNs[0] <= jobs.clockNs + 1) {
      jobs.doneAtNs.shift();
      const waitsNs = jobs.thenWaitsNs.shift() as number;
      const call = jobs.calls.shift() as number;
      if (waitsNs > 0) addWait(machine, nowNs + waitsNs, call);
      else done.push(call);
    }
  }
  while (!machine.collecting && machine.waitUntilNs.length > 0 && machine.waitUntilNs[0] <= nowNs) {
    machine.waitUntilNs.shift();
    done.push(machine.waitCalls.shift() as number);
  }
  machine.dirty = true;
  for (const call of done) served(call);
}

/** Garbage collection: everything in the process stands still for a while. */
function collect(node: WorkerNode): void {
  const {
    state: { machine },
    derived: { machine: tools },
  } = node;
  machine.begun = 0;
  machine.collecting = true;
  node.setGauge(WorkerGauge.collecting, 1);
  node.logAbout(COLLECTED, -1);
  const pauseNs = drawNs(tools.pause, node.streams, tools.pauseStream);
  machine.collectedNs = node.workedNs() + pauseNs;
  node.after(pauseNs, Tag.collected, machine.life);
}

/** The end of a garbage collection. */
export function endCollection(node: WorkerNode, life: number, served: (call: number) => void): void {
  const { machine } = node.state;
  if (life !== machine.life || !machine.collecting) return;
  const leftNs = machine.collectedNs - node.workedNs();
  if (leftNs > 0) {
    node.after(leftNs, Tag.collected, life);
    return;
  }
  moveClocks(node);
  machine.collecting = false;
  node.setGauge(WorkerGauge.collecting, 0);
  takeDone(node, served);
}

/** Begins to wait for the noisy neighbour, if there is one; an earlier one goes. */
export function beginNeighbour(node: WorkerNode): void {
  const {
    state: { machine },
    derived: { machine: tools },
  } = node;
  machine.neighbourChain++;
  machine.neighbourMeanNs = 0;
  if (machine.isStolen) setStolen(node, false);
  if (tools.stolenShare > 0) scheduleNeighbour(node, tools.neighbourOffNs);
}

/**
 * Fields have changed: a neighbour who comes or goes for the first time does so now; of one who was there, what is left of the turn grows
 * or shrinks with its mean, which is exact, because exponential times have no memory.
 */
export function changeNeighbour(node: WorkerNode): void {
  const {
    state: { machine },
    derived: { machine: tools, usesMachine },
  } = node;
  const isThere = usesMachine && tools.stolenShare > 0;
  if (isThere !== machine.neighbourMeanNs > 0) {
    beginNeighbour(node);
    return;
  }
  if (!isThere) return;
  if (machine.isStolen) setStolen(node, true);
  const meanNs = Math.max(1, machine.isStolen ? tools.neighbourOnNs : tools.neighbourOffNs);
  if (meanNs === machine.neighbourMeanNs) return;
  machine.neighbourChain++;
  awaitNeighbour(node, Math.floor(((machine.neighbourDueNs - node.now()) * meanNs) / machine.neighbourMeanNs + 0.5), meanNs);
}

function scheduleNeighbour(node: WorkerNode, meanNs: number): void {
  const ns = Math.floor(node.streams.standardExponential(node.derived.machine.neighbourStream) * meanNs + 0.5);
  awaitNeighbour(node, ns, Math.max(1, meanNs));
}

function awaitNeighbour(node: WorkerNode, inNs: number, meanNs: number): void {
  const { machine } = node.state;
  machine.neighbourMeanNs = meanNs;
  machine.neighbourDueNs = node.now() + inNs;
  node.afterQuietly(inNs, Tag.neighbour, machine.neighbourChain);
}

/** The neighbour begins or stops to take its share of the processor. */
export function neighbourTurn(node: WorkerNode, chain: number): void {
  const {
    state: { machine },
    derived: { machine: tools },
  } = node;
  if (chain !== machine.neighbourChain) return;
  setStolen(node, !machine.isStolen);
  scheduleNeighbour(node, machine.isStolen ? tools.neighbourOnNs : tools.neighbourOffNs);
}

function setStolen(node: WorkerNode, isStolen: boolean): void {
  const {
    state: { machine },
    derived: { machine: tools },
  } = node;
  moveClocks(node);
  machine.isStolen = isStolen;
  machine.dirty = true;
  node.setGauge(WorkerGauge.stolen, isStolen ? tools.stolenShare * 100 : 0);
}
