import { ViewportPortal } from '@xyflow/react';
import { useMemo, type ReactElement } from 'react';
import { useStore } from 'zustand';
import { networksOf } from '../../document/index';
import { useBoard, useBoardState } from '../context';
import { strings } from '../strings';
import { networkFrames } from './frames';
import css from './frame.module.css';

/** Frames around networks and the members that stand in them; of a network without any member, where to drop the first. */
export function NetworkFrames(): ReactElement | null {
  const { document } = useBoard();
  const nodes = useStore(document.store, (state) => state.scenario.nodes);
  const links = useStore(document.store, (state) => state.scenario.links);
  const over = useBoardState((state) => state.dropFrame);
  const frames = useMemo(() => networkFrames(nodes), [nodes]);
  const members = useMemo(() => (frames.length === 0 ? [] : networksOf({ nodes, links })), [frames, nodes, links]);
  const shown = frames.filter((frame, i) => frame.members.length > 0 || members[i].members.length === 0 || over === frame.network);
  if (shown.length === 0) return null;
  return (
    <ViewportPortal>
      {shown.map(({ network, box, members: inFrame }) => (
        <div
          key={network}
          className={css.frame}
          data-network={network}
          data-over={over === network || undefined}
          style={{ transform: `translate(${box.x}px, ${box.y}px)`, width: box.width, height: box.height }}
        >
          <span className={css.frameTitle}>{strings.frameTitle({ network, members: inFrame.length })}</span>
          {inFrame.length === 0 && <span className={css.frameHint}>{strings.frameEmpty}</span>}
        </div>
      ))}
    </ViewportPortal>
  );
}
