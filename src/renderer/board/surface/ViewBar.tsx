import { Panel, useReactFlow, useStore } from '@xyflow/react';
import type { ReactElement } from 'react';
import { millis } from '../faces/faceNumbers';
import { strings } from '../strings';
import { useBoardState } from '../context';
import { Legend } from '../traffic/Legend';
import { NS_PER_MS } from '../../../sim/index';
import { Tip } from '../../ui/Tip';
import css from './canvas.module.css';

interface ViewBarProps {
  readonly fit: () => void;
  /** Told when the view is moved by a hand. */
  readonly onMoved: () => void;
  readonly isStill: boolean;
}

/** Along the lower edge of the board, where no part stands after a fit: zoom, and what the marks mean. */
export function ViewBar({ fit, onMoved, isStill }: ViewBarProps): ReactElement {
  const { zoomIn, zoomOut, zoomTo } = useReactFlow();
  const percent = useStore((state) => Math.round(state.transform[2] * 100));
  const options = { duration: isStill ? 0 : 150 };
  const move = (change: Promise<boolean>): void => {
    onMoved();
    void change;
  };
  return (
    <Panel position="bottom-left" className={`${css.canvasViewBar} nokey`}>
      <div className={css.canvasViewButtons} role="group" aria-label={strings.controls}>
        <Tip text={strings.zoomOut}>
          <button type="button" aria-label={strings.zoomOut} onClick={() => move(zoomOut(options))}>
            {'\u2212'}
          </button>
        </Tip>
        <Tip text={strings.zoomWhole(percent)}>
          <button type="button" className={css.canvasZoom} aria-label={strings.zoomWhole(percent)} onClick={() => move(zoomTo(1, options))}>
            {percent} %
          </button>
        </Tip>
        <Tip text={strings.zoomIn}>
          <button type="button" aria-label={strings.zoomIn} onClick={() => move(zoomIn(options))}>
            +
          </button>
        </Tip>
        <Tip text={strings.fit}>
          <button type="button" aria-label={strings.fit} onClick={fit}>
            <svg viewBox="0 0 24 24" className={css.canvasFit} aria-hidden="true">
              <path d="M4 9V4h5 M15 4h5v5 M20 15v5h-5 M9 20H4v-5" />
            </svg>
          </button>
        </Tip>
      </div>
      <Legend />
      <Slowed />
    </Panel>
  );
}

/** Says that what moves is not drawn as fast as it is. */
function Slowed(): ReactElement | null {
  // Without a run nothing moves, whatever was slowed last.
  const belowNs = useBoardState((state) => (state.runOnScreen ? state.slowedBelowNs : 0));
  if (belowNs === 0) return null;
  return (
    <Tip text={strings.slowedHelp}>
      <span className={css.canvasSlowed}>{strings.slowed(millis(belowNs / NS_PER_MS))}</span>
    </Tip>
  );
}
