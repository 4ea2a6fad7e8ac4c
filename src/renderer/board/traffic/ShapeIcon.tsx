import type { ReactElement } from 'react';
import { MARK_SHAPES } from './shapes';
import css from './traffic.module.css';

/** The picture of a sort of mark, as it moves on the wires. `shape`: index into MARK_SHAPES. */
export function ShapeIcon({ shape }: { readonly shape: number }): ReactElement {
  const { path, lineWidth, colorVariable } = MARK_SHAPES[shape];
  const color = `var(${colorVariable})`;
  return (
    <svg className={css.trafficShape} viewBox="0 0 16 16" aria-hidden="true">
      <path
        d={path}
        fill={lineWidth > 0 ? 'none' : color}
        stroke={lineWidth > 0 ? color : 'none'}
        strokeWidth={lineWidth}
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
