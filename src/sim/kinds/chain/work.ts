import { drawNs } from '../../kernel/distribution';
import { Gauge } from '../../parts/contract';
import { ChainTag, type ChainNode, type Job } from './state';

/** Takes a job into a slot or into the queue; false: there is no room. */
export function takeJob(node: ChainNode, job: Job): boolean {
  const { state, params } = node;
  if (slotsTaken(node) < params.concurrency) start(node, job);
  else if (state.queue.length < params.queueLimit) state.queue.push({ ...job });
  else return false;
  showWork(node);
  return true;
}

/** Whether it is at work on a request already, or will be: whoever asks again asks in vain. */
export function hasJob({ state }: ChainNode, { by, id }: Pick<Job, 'by' | 'id'>): boolean {
  const isIt = (job: Job): boolean => job.by === by && job.id === id;
  return state.queue.some(isIt) || Object.values(state.running).some(isIt);
}

/** A job is done: its slot goes to the next. Undefined: it was lost with a crash. */
export function doneJob(node: ChainNode, number: number): Job | undefined {
  const job = node.state.running[number] as Job | undefined;
  delete node.state.running[number];
  fillSlots(node);
  return job;
}

/** Starts what waits while there are free slots. */
export function fillSlots(node: ChainNode): void {
  const { state, params } = node;
  while (state.queue.length > 0 && slotsTaken(node) < params.concurrency) {
    const [next] = state.queue.splice(0, 1);
    start(node, next);
  }
  showWork(node);
}

function slotsTaken({ state }: ChainNode): number {
  return Object.keys(state.running).length;
}

function start(node: ChainNode, job: Job): void {
  const number = ++node.state.jobs;
  node.state.running[number] = { ...job };
  const serviceNs = drawNs(node.derived.service, node.streams, node.derived.stream);
  node.afterWork(Math.max(1, Math.floor(serviceNs * node.slowness() + 0.5)), ChainTag.served, number);
}

function showWork(node: ChainNode): void {
  node.setGauge(Gauge.busy, Math.min(slotsTaken(node), node.params.concurrency));
  node.setGauge(Gauge.queue, node.state.queue.length);
}
