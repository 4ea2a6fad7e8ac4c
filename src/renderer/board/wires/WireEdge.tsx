import { EdgeLabelRenderer, type EdgeProps } from '@xyflow/react';
import { memo } from 'react';
import { meanMs, type ScenarioLink } from '../../../sim/index';
import type { FlowEdge } from '../adapter/elements';
import { millis } from '../faces/faceNumbers';
import { curvePath, curvePoint, wireCurve } from '../geometry/wireCurve';
import { useMarks } from '../partMarks';
import { troubleText, type CutState } from '../cuts';
import { troubleMarks } from '../networks/troubleMarks';
import css from './wire.module.css';

/** Id of the one arrow head that all wires share. */
export const ARROW_ID = 'canvas-wire-arrow';

const ARROW = `url(#${ARROW_ID})`;

/** A wire: its curve, and on hover, when selected, cut or lossy, what is to be said about it. */
export const WireEdge = memo(function WireEdge({ id, data, selected, sourceX, sourceY, targetX, targetY }: EdgeProps<FlowEdge>) {
  const { ui, highlight } = useMarks(id);
  const cut = ui.cuts.get(id) ?? 'none';
  const trouble = ui.troubles.get(id) ?? '';
  const sorts = ui.troubleSorts.get(id) ?? '';
  const isHovered = ui.hoveredLink === id;
  const isDropTarget = ui.dropLink === id;
  const onPath = highlight.path?.links.has(id) === true;
  const isLit = highlight.message?.link === id;
  const curve = wireCurve({ x: sourceX, y: sourceY }, { x: targetX, y: targetY });
  const path = curvePath(curve);
  const text = data === undefined ? '' : wireText(data.link, cut, selected === true || isHovered, trouble);
  const middle = curvePoint(curve, 0.5);
  return (
    <g
      className={css.wire}
      data-cut={cut}
      data-member={data?.isMembership === true || undefined}
      data-trouble={trouble !== '' || undefined}
      data-sorts={sorts}
      data-drop={isDropTarget || undefined}
      data-path={onPath || undefined}
      data-lit={isLit || undefined}
    >
      <path className={`react-flow__edge-interaction ${css.wireHalo}`} d={path} />
      <path
        className={`react-flow__edge-path ${css.wireLine}`}
        d={path}
        pathLength={100}
        markerEnd={data?.isMembership === true ? undefined : ARROW}
      />
      {cut === 'none' &&
        troubleMarks(sorts, middle).map(({ sort, path: outline }) => (
          <path key={sort} className={css.troubleMark} data-sort={sort} d={outline} />
        ))}
      {cut !== 'none' && (
        <path className={css.wireCross} d={`M${middle.x - 6},${middle.y - 6}l12,12 M${middle.x + 6},${middle.y - 6}l-12,12`} />
      )}
      {text !== '' && (
        <EdgeLabelRenderer>
          <span
            className={css.wireText}
            data-cut={cut}
            data-trouble={trouble !== '' || undefined}
            data-sorts={sorts}
            style={{ transform: `translate(-50%, -100%) translate(${middle.x}px, ${middle.y - 10}px)` }}
          >
            {text}
          </span>
        </EdgeLabelRenderer>
      )}
    </g>
  );
});

/** What is written on a wire: a cut and other trouble always, loss always, latency only when asked for. */
export function wireText(link: ScenarioLink, cut: CutState, isAsked: boolean, trouble = ''): string {
  const troubled = troubleText(link, cut, trouble);
  const texts = troubled === '' ? [] : [troubled];
  if (isAsked) texts.push(latencyText(link));
  if (link.lossPercent !== undefined && link.lossPercent > 0) texts.push(`loses ${link.lossPercent}%`);
  return texts.join(', ');
}

function latencyText(link: ScenarioLink): string {
  const latency = link.latency ?? { type: 'constant', valueMs: 1 };
  return latency.type === 'constant' ? millis(latency.valueMs) : `about ${millis(meanMs(latency))}`;
}

/** The arrow head, once a page. */
export function ArrowHead() {
  return (
    <svg className={css.wireDefs} aria-hidden="true">
      <defs>
        <marker
          id={ARROW_ID}
          viewBox="0 0 10 10"
          refX="8"
          refY="5"
          markerWidth="9"
          markerHeight="9"
          markerUnits="userSpaceOnUse"
          orient="auto"
        >
          <path d="M1 1L9 5L1 9z" fill="context-stroke" />
        </marker>
      </defs>
    </svg>
  );
}
