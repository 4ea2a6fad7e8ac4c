import { Handle, Position, type NodeProps } from '@xyflow/react';
import { memo, useEffect, useRef, type ReactElement } from 'react';
import { describeDistribution, kindOf, type DistributionSpec, type ScenarioNode } from '../../sim/index';
import { Icon } from '../ui/Icon';
import type { PartFlowNode } from './adapter';
import { followPlayhead, statusText, strainOf, type FaceValues } from './faces';

const MOST_PIPS = 8;

/** What a part is set to, in a few words, while no run is on screen. */
function designText(part: ScenarioNode): string {
  const { params } = part;
  if (part.kind === 'client') return params.arrivals === 'closed' ? `${String(params.users)} users` : `${String(params.ratePerSecond)} requests/s`;
  if (part.kind === 'load-balancer' || part.kind === 'shard-router') return String(params.strategy).replace('-', ' ');
  const slots = Number(params.concurrency);
  return `${slots} slot${slots === 1 ? '' : 's'}, ${describeDistribution(params.serviceTimeMs as DistributionSpec).replace(/^.*(mean|median|always) /, '')}`;
}

/** The face of a part: what it is, how it is, and how busy; shape and text say it as well as colour. */
export const PartNode = memo(function PartNode({ data, selected }: NodeProps<PartFlowNode>): ReactElement {
  const { part } = data;
  const descriptor = kindOf(part.kind)?.descriptor;
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => followPlayhead(part.id, (values) => showValues(root.current, part, values)), [part]);
  return (
    <div ref={root} className={`part part-${part.kind}${selected ? ' is-selected' : ''}`} data-status="none" data-strain="0">
      {descriptor?.accepts.length !== 0 && <Handle type="target" position={Position.Left} aria-label={`Input of ${part.id}`} />}
      <div className="part-head">
        <Icon path={descriptor?.iconPath ?? ''} />
        <div className="part-names">
          <span className="part-id">{part.id}</span>
          <span className="part-title">{part.label ?? descriptor?.title}</span>
        </div>
        <span className="part-status" />
      </div>
      <div className="part-state">
        <span className="part-design">{designText(part)}</span>
        <span className="part-pips" aria-hidden="true" />
        <span className="part-queue" aria-hidden="true"><span className="part-queue-fill" /></span>
      </div>
      <div className="part-counts" />
      {descriptor?.offers.length !== 0 && <Handle type="source" position={Position.Right} aria-label={`Output of ${part.id}`} />}
    </div>
  );
});

/** Writes the values straight into the face: at 12 times a second for hundreds of parts, React would be in the way. */
function showValues(root: HTMLDivElement | null, part: ScenarioNode, values: FaceValues | null): void {
  if (root === null) return;
  const wrapper = root.closest<HTMLElement>('.react-flow__node');
  if (values === null) {
    root.dataset.status = 'none';
    root.dataset.strain = '0';
    setText(root, '.part-status', '');
    setText(root, '.part-design', designText(part));
    setText(root, '.part-counts', '');
    wrapper?.setAttribute('aria-label', `${part.id}, ${kindOf(part.kind)?.descriptor.title ?? part.kind}`);
    return;
  }
  const status = statusText(values.status);
  root.dataset.status = status;
  root.dataset.strain = String(strainOf(values));
  setText(root, '.part-status', status);
  setText(root, '.part-design', liveText(part.kind, values));
  showPips(root, values);
  const fill = root.querySelector<HTMLElement>('.part-queue-fill');
  if (fill !== null) fill.style.transform = `scaleX(${values.queueLimit > 0 ? Math.min(1, values.queue / values.queueLimit) : 0})`;
  const counts = part.kind === 'client' ? `${values.received} sent \u00b7 ${values.completed} ok` : `${values.completed} done`;
  setText(root, '.part-counts', values.failed > 0 ? `${counts} \u00b7 ${values.failed} failed` : counts);
  wrapper?.setAttribute('aria-label', `${part.id}, ${kindOf(part.kind)?.descriptor.title ?? part.kind}, ${status}, ${values.queue} waiting, ${values.busy} of ${values.capacity} slots busy, ${counts}, ${values.failed} failed`);
}

function liveText(kind: string, values: FaceValues): string {
  if (kind === 'replica') return `${values.own.primary === 1 ? 'primary' : 'follower'}, ${values.queue} waiting`;
  if (kind === 'load-balancer') return values.own.avoided > 0 ? `avoids ${values.own.avoided}` : 'uses all targets';
  if (kind === 'database' || kind === 'shard') return `${values.own.keys} keys, ${values.queue} waiting`;
  return values.capacity > 0 ? `${values.queue} waiting` : '';
}

function showPips(root: HTMLElement, values: FaceValues): void {
  const text = values.capacity === 0 ? '' : values.capacity > MOST_PIPS ? `${values.busy}/${values.capacity}` : '\u25cf'.repeat(values.busy) + '\u25cb'.repeat(Math.max(0, values.capacity - values.busy));
  setText(root, '.part-pips', text);
}

function setText(root: HTMLElement, selector: string, text: string): void {
  const element = root.querySelector(selector);
  if (element !== null && element.textContent !== text) element.textContent = text;
}
