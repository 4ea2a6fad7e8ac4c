import type { ConnectionLineComponentProps } from '@xyflow/react';
import { useBoardState } from '../context';
import { curvePath, wireCurve } from '../geometry/wireCurve';
import css from './wire.module.css';

/** The wire that is being dragged, from its held port to the pointer. */
export function WireInHand({ fromX, fromY, toX, toY, fromHandle }: ConnectionLineComponentProps) {
  const isRefused = useBoardState(
    (state) => state.wiringOver !== null && state.wiring !== null && state.wiring.refused.has(state.wiringOver),
  );
  const held = { x: fromX, y: fromY };
  const free = { x: toX, y: toY };
  const curve = fromHandle.type === 'source' ? wireCurve(held, free) : wireCurve(free, held);
  return (
    <g className={css.wireInHand} data-refused={isRefused || undefined}>
      <path d={curvePath(curve)} />
      <circle cx={toX} cy={toY} r={4} />
    </g>
  );
}
