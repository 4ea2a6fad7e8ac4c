import type { ReactElement } from 'react';
import type { Limit } from './search';
import { strings } from './strings';
import css from './limit.module.css';

const SIZE = { width: 480, height: 190 } as const;
const LEFT = 44;
const BOTTOM = 30;
const TOP = 12;

/** Answers a second by requests a second; dashed: as if all were answered. The knee is marked. */
export function Curve({ limit, sentence }: { readonly limit: Limit; readonly sentence: string }): ReactElement {
  const { points, survives } = limit;
  const mostRate = Math.max(...points.map(({ ratePerSecond }) => ratePerSecond));
  const most = Math.max(1, ...points.map(({ goodputPerSecond }) => goodputPerSecond)) * 1.1;
  const x = (rate: number): number => LEFT + (rate / mostRate) * (SIZE.width - LEFT - 12);
  const y = (goodput: number): number => SIZE.height - BOTTOM - (goodput / most) * (SIZE.height - BOTTOM - TOP);
  const end = Math.min(mostRate, most);
  return (
    <svg className={css.limitCurve} viewBox={`0 0 ${SIZE.width} ${SIZE.height}`} role="img" aria-label={strings.curve(sentence)}>
      <path className={css.limitAxis} d={`M${LEFT} ${TOP} V${SIZE.height - BOTTOM} H${SIZE.width - 8}`} />
      <line className={css.limitIdeal} x1={x(0)} y1={y(0)} x2={x(end)} y2={y(end)} />
      <polyline
        className={css.limitLine}
        points={points.map((point) => `${x(point.ratePerSecond)},${y(point.goodputPerSecond)}`).join(' ')}
      />
      {points.map((point) => (
        <circle
          key={point.ratePerSecond}
          className={point.survives ? css.isOk : 'is-bad'}
          cx={x(point.ratePerSecond)}
          cy={y(point.goodputPerSecond)}
          r={4}
        />
      ))}
      {survives !== null && (
        <>
          <line className={css.limitKnee} x1={x(survives)} y1={TOP} x2={x(survives)} y2={SIZE.height - BOTTOM} />
          <text x={x(survives) + 5} y={TOP + 10}>
            {strings.knee(String(survives))}
          </text>
        </>
      )}
      <text x={SIZE.width - 8} y={SIZE.height - 4} textAnchor="end">
        {strings.asked}
      </text>
      <text x={LEFT - 6} y={SIZE.height - BOTTOM + 16} textAnchor="end">
        0
      </text>
      <text x={x(mostRate)} y={SIZE.height - BOTTOM + 14} textAnchor="end">
        {mostRate}
      </text>
      <text x={LEFT - 6} y={TOP + 12} textAnchor="end">
        {Math.round(most)}
      </text>
      <text x={LEFT + 6} y={TOP + 4}>
        {strings.answered}
      </text>
    </svg>
  );
}
