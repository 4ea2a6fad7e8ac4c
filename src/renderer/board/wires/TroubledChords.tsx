import { ViewportPortal } from '@xyflow/react';
import { useMemo, type ReactElement } from 'react';
import { useStore } from 'zustand';
import { useBoard, useBoardState } from '../context';
import { troubleText } from '../cuts';
import { MOST_TEXTS, troubledChord, troubledPairs } from '../networks/troubled';
import css from './wire.module.css';

/** Pairs of members that a fault has cut, slowed or made lossy, drawn as wires in the same trouble, however many other chords there are. */
export function TroubledChords(): ReactElement | null {
  const { document } = useBoard();
  const nodes = useStore(document.store, (state) => state.scenario.nodes);
  const cuts = useBoardState((state) => state.cuts);
  const troubles = useBoardState((state) => state.troubles);
  const sorts = useBoardState((state) => state.troubleSorts);
  const chords = useMemo(
    () => troubledPairs(nodes, cuts, troubles, sorts).map((pair) => ({ pair, ...troubledChord(pair, nodes) })),
    [nodes, cuts, troubles, sorts],
  );
  if (chords.length === 0) return null;
  return (
    <ViewportPortal>
      <svg className={css.troubledChords} width={1} height={1} aria-hidden="true">
        {chords.map(({ pair, line, cross, arrow, marks }) => (
          <g
            key={pair.name}
            className={css.troubledChord}
            data-pair={pair.name}
            data-cut={pair.cut}
            data-trouble={pair.trouble !== '' || undefined}
            data-sorts={pair.sorts}
          >
            <path className={css.troubledLine} d={line} />
            {arrow !== '' && <path className={css.troubledArrow} d={arrow} />}
            {marks.map(({ sort, path }) => (
              <path key={sort} className={css.troubleMark} data-sort={sort} d={path} />
            ))}
            {cross !== '' && <path className={css.troubledCross} d={cross} />}
          </g>
        ))}
      </svg>
      {chords.length <= MOST_TEXTS &&
        chords.map(({ pair, at }) => (
          <span
            key={pair.name}
            className={css.wireText}
            data-cut={pair.cut}
            data-trouble={pair.trouble !== '' || undefined}
            data-sorts={pair.sorts}
            style={{ transform: `translate(-50%, -100%) translate(${at.x}px, ${at.y - 12}px)` }}
          >
            {troubleText({ from: pair.low.label ?? pair.low.id, to: pair.high.label ?? pair.high.id }, pair.cut, pair.trouble)}
          </span>
        ))}
    </ViewportPortal>
  );
}
