import { memo, type ReactElement } from 'react';
import { kindOf, type Scenario } from '../../../sim/index';
import css from './gallery.module.css';

const FACE = { width: 172, height: 92 } as const;
const MARGIN = 24;

/** A board drawn small: its parts in the colours of their groups, and its wires. Says nothing to screen readers. */
export const SmallPicture = memo(({ nodes, links }: Pick<Scenario, 'nodes' | 'links'>): ReactElement => {
  const left = Math.min(0, ...nodes.map(({ x }) => x)) - MARGIN;
  const top = Math.min(0, ...nodes.map(({ y }) => y)) - MARGIN;
  const right = Math.max(0, ...nodes.map(({ x }) => x)) + FACE.width + MARGIN;
  const bottom = Math.max(0, ...nodes.map(({ y }) => y)) + FACE.height + MARGIN;
  const places = new Map(nodes.map((node) => [node.id, node]));
  return (
    <svg className={css.galleryPicture} viewBox={`${left} ${top} ${right - left} ${bottom - top}`} aria-hidden="true">
      {links.map(({ id, from, to }) => {
        const [a, b] = [places.get(from), places.get(to)];
        if (a === undefined || b === undefined) return null;
        return <line key={id} x1={a.x + FACE.width} y1={a.y + FACE.height / 2} x2={b.x} y2={b.y + FACE.height / 2} />;
      })}
      {nodes.map(({ id, kind, x, y }) => (
        <rect key={id} x={x} y={y} width={FACE.width} height={FACE.height} rx={18} style={{ fill: colourOf(kind) }} />
      ))}
    </svg>
  );
});
SmallPicture.displayName = 'SmallPicture';

function colourOf(kind: string): string {
  return `var(--group-${kindOf(kind)?.descriptor.group.colour ?? 'teal'}, var(--accent))`;
}
