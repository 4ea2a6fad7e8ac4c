import { NodeStatus, type TraceIndex } from '../../sim/index';
import { playbackModel } from '../app/model';

/** What a face shows at a moment. */
export interface FaceValues {
  readonly status: number;
  readonly queue: number;
  readonly queueLimit: number;
  readonly busy: number;
  readonly capacity: number;
  readonly received: number;
  readonly completed: number;
  readonly failed: number;
  readonly own: Readonly<Record<string, number>>;
}

type Show = (values: FaceValues | null) => void;

const UPDATE_EVERY_MS = 80;
const faces = new Map<string, Show>();
let timer: number | null = null;

/** Words for a status. */
export function statusText(status: number): string {
  return status === NodeStatus.down ? 'down' : status === NodeStatus.paused ? 'paused' : status === NodeStatus.slow ? 'slow' : 'up';
}

/** How near a part is to its limits: 0 calm, 1 warning (before anything is dropped), 2 full. */
export function strainOf(values: FaceValues): 0 | 1 | 2 {
  if (values.queueLimit > 0 && values.queue >= values.queueLimit) return 2;
  const crowded = values.queueLimit > 0 && values.queue > values.queueLimit / 2;
  return crowded || (values.capacity > 0 && values.busy >= values.capacity && values.queue > 0) ? 1 : 0;
}

/** Lets a face follow the playhead, outside React, a few times a second. Returns how to stop. */
export function followPlayhead(id: string, show: Show): () => void {
  faces.set(id, show);
  schedule();
  return () => {
    faces.delete(id);
  };
}

function schedule(): void {
  timer ??= window.setTimeout(update, UPDATE_EVERY_MS);
}

playbackModel.store.subscribe(schedule);

function update(): void {
  timer = null;
  const { runs, currentRunId } = playbackModel.store.getState();
  const report = runs.find((run) => run.runId === currentRunId)?.report;
  const values = report ? playbackModel.gaugeValues() : null;
  if (!report || values === null) {
    for (const show of faces.values()) show(null);
    return;
  }
  for (const node of report.index.nodes) faces.get(node.id)?.(valuesOf(node, values));
}

function valuesOf(node: TraceIndex['nodes'][number], values: Float64Array): FaceValues {
  const g = node.gaugeBase;
  const own: Record<string, number> = {};
  for (let i = 7; i < node.gauges.length; i++) own[node.gauges[i].name] = values[g + i];
  return {
    status: values[g], queue: values[g + 1], busy: values[g + 2], received: values[g + 3], completed: values[g + 4], failed: values[g + 5],
    queueLimit: node.queueLimit, capacity: node.capacity, own,
  };
}
