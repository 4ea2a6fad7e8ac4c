import { Panel } from '@xyflow/react';
import { useState, type ReactElement } from 'react';
import { useBoardState } from '../context';
import { strings } from '../strings';
import { MARK_SHAPES } from './shapes';
import { ShapeIcon } from './ShapeIcon';

/** What the marks on the wires mean; shown with a run, and folded away on request. */
export function Legend(): ReactElement | null {
  const [isOpen, setIsOpen] = useState(true);
  const isShown = useBoardState((state) => state.runOnScreen);
  if (!isShown) return null;
  return (
    <Panel position="bottom-center" className="cs-legend nokey">
      <button type="button" className="cs-legend-title" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
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
    </Panel>
  );
}
