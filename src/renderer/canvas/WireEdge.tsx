import { BaseEdge, EdgeLabelRenderer, getBezierPath, useStore, type EdgeProps } from '@xyflow/react';
import { memo, type ReactElement } from 'react';
import { describeDistribution } from '../../sim/index';
import { useCuts } from './cuts';
import type { WireFlowEdge } from './adapter';

/** A wire: a curve with an arrow; cut wires are broken and say so. */
export const WireEdge = memo(function WireEdge(props: EdgeProps<WireFlowEdge>): ReactElement {
  const { id, selected, data, markerEnd } = props;
  const [path, labelX, labelY] = getBezierPath(props);
  const cut = useCuts(id);
  const isClose = useStore((state) => state.transform[2] > 0.5);
  const link = data?.link;
  const loss = link?.lossPercent ?? 0;
  const label = cut > 0 ? (cut === 3 ? 'cut' : 'cut one way') : selected && link?.latency ? describeDistribution(link.latency) : loss > 0 ? `${loss} % lost` : '';
  return (
    <>
      <BaseEdge id={id} path={path} markerEnd={markerEnd} className={`wire${cut > 0 ? ' is-cut' : ''}${selected ? ' is-selected' : ''}`} interactionWidth={18} />
      {label !== '' && isClose && (
        <EdgeLabelRenderer>
          <div className={`wire-label${cut > 0 ? ' is-cut' : ''}`} style={{ transform: `translate(-50%, -50%) translate(${labelX}px, ${labelY}px)` }}>
            {cut > 0 ? `\u2702 ${label}` : label}
          </div>
        </EdgeLabelRenderer>
      )}
    </>
  );
});
