import { Handle, Position, type NodeProps } from '@xyflow/react';
import { memo, useEffect, useState, type ReactElement } from 'react';
import type { ScenarioGroup } from '../../../sim/index';
import type { GroupFlowNode } from '../adapter/elements';
import { useBoard } from '../context';
import { strings } from '../strings';
import { groupText } from '../groups/groupText';
import { groupView, type GroupView } from '../groups/groupView';
import css from '../groups/group.module.css';

/** A group: a frame around its parts, or, folded up, one face in their place. */
export const GroupNode = memo(function GroupNode({ data }: NodeProps<GroupFlowNode>) {
  const { document } = useBoard();
  const { group, kinds } = data;
  const isFolded = group.collapsed === true;
  const fold = (): void => {
    const groups = document.store.getState().scenario.groups ?? [];
    document.actions.edit(strings.foldLabel(group.title, !isFolded), {
      type: 'setGroups',
      groups: groups.map((other) => (other.id === group.id ? { ...other, collapsed: !isFolded } : other)),
    });
  };
  const button = (
    <button
      type="button"
      className={`${css.groupFold} nodrag nopan`}
      tabIndex={-1}
      aria-label={isFolded ? strings.unfold(group.title) : strings.fold(group.title)}
      onClick={fold}
    >
      <svg viewBox="0 0 12 12" aria-hidden="true">
        <path d={isFolded ? 'M4 2l4 4-4 4' : 'M2 4l4 4 4-4'} />
      </svg>
    </button>
  );
  if (!isFolded)
    return (
      <div className={css.groupFrame}>
        <div className={css.groupTitle}>
          {button}
          <span>{group.title}</span>
        </div>
      </div>
    );
  return <FoldedGroup group={group} kinds={kinds} button={button} fold={fold} />;
});

interface FoldedGroupProps {
  readonly group: ScenarioGroup;
  readonly kinds: readonly string[];
  readonly button: ReactElement;
  readonly fold: () => void;
}

/** One face in place of many: what they are, and while they run what they do together and how the worst of them is. */
function FoldedGroup({ group, kinds, button, fold }: FoldedGroupProps): ReactElement {
  const now = useGroupView(group.nodes);
  return (
    <div className={css.groupFace} data-state={now?.state ?? 'design'} onDoubleClick={fold}>
      <Handle type="target" position={Position.Left} isConnectable={false} />
      <div className={css.groupTitle}>
        {button}
        <span>{group.title}</span>
      </div>
      {now === null ? (
        <p>{groupText(group, kinds)}</p>
      ) : (
        <>
          {now.figure !== null && (
            <p className={css.groupFigure}>
              <b>{now.figure.value}</b> {now.figure.unit}
            </p>
          )}
          <p>{now.stateText === '' ? now.facts || groupText(group, kinds) : <strong>{now.stateText}</strong>}</p>
        </>
      )}
      <Handle type="source" position={Position.Right} isConnectable={false} />
    </div>
  );
}

/** The figures of parts at the playhead; null: no run is on screen. */
function useGroupView(ids: readonly string[]): GroupView | null {
  const { faces } = useBoard();
  const [view, setView] = useState<GroupView | null>(null);
  useEffect(() => {
    const show = (): void => {
      const next = groupView(faces.momentsOf(ids));
      setView((before) => (JSON.stringify(before) === JSON.stringify(next) ? before : next));
    };
    return faces.watch(show);
  }, [faces, ids]);
  return view;
}
