import { useStore } from '@xyflow/react';
import { useState, type ReactElement } from 'react';
import { useBoardState } from '../context';
import { strings } from '../strings';
import { MARK_SHAPES } from './shapes';
import { ShapeIcon } from './ShapeIcon';
import css from './traffic.module.css';

/** From so much room on the legend is open until it is folded: below, it would lie over parts. CSS pixels. */
const ROOM_PX = 860;

/** What the marks on the wires mean; shown with a run, and folded away on request. */
export function Legend(): ReactElement | null {
  const [chosen, setIsOpen] = useState<boolean | null>(null);
  const hasRoom = useStore((state) => state.width >= ROOM_PX);
  const isOpen = chosen ?? hasRoom;
  const isShown = useBoardState((state) => state.runOnScreen);
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
        </ul>
      )}
    </div>
  );
}
