import { useStore } from '@xyflow/react';
import { useState, type ReactElement } from 'react';
import { useBoardState } from '../context';
import { strings } from '../strings';
import { TROUBLE_SORTS, troubleMarks } from '../networks/troubleMarks';
import { MARK_SHAPES } from './shapes';
import { ShapeIcon } from './ShapeIcon';
import wireCss from '../wires/wire.module.css';
import css from './traffic.module.css';

/** From so much room on the legend is open until it is folded: below, it would lie over parts. CSS pixels. */
const ROOM_PX = 860;

/** What the marks on the wires mean, and those of wires in trouble while there are any; shown with a run, and folded away on request. */
export function Legend(): ReactElement | null {
  const [chosen, setIsOpen] = useState<boolean | null>(null);
  const hasRoom = useStore((state) => state.width >= ROOM_PX);
  const isOpen = chosen ?? hasRoom;
  const isShown = useBoardState((state) => state.runOnScreen);
  const own = useBoardState((state) => state.troubleSorts);
  const sorts = TROUBLE_SORTS.filter((sort) => [...own.values()].some((text) => text.split(' ').includes(sort)));
  if (!isShown) return null;
  return (
    <div className={css.trafficLegend}>
      <button type="button" className={css.trafficLegendTitle} aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
        {strings.legend}
      </button>
      {isOpen && (
        <ul>
          {MARK_SHAPES.map((shape, i) => (
            <li key={shape.name}>
              <ShapeIcon shape={i} />
              {shape.name}
            </li>
          ))}
          {sorts.map((sort) => (
            <li key={sort} data-sort={sort}>
              <svg className={wireCss.troubleIcon} viewBox="-12 -12 24 24" aria-hidden="true">
                {troubleMarks(sort, { x: 0, y: 0 }).map(({ path }) => (
                  <path key={sort} className={wireCss.troubleMark} data-sort={sort} d={path} />
                ))}
              </svg>
              {strings.troubles[sort]}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
