import { Handle, Position, type NodeProps } from '@xyflow/react';
import { memo } from 'react';
import type { GroupFlowNode } from '../adapter/elements';
import { useBoard } from '../context';
import { strings } from '../strings';
import { groupText } from '../groups/groupText';
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
  return (
    <div className={css.groupFace} onDoubleClick={fold}>
      <Handle type="target" position={Position.Left} isConnectable={false} />
      <div className={css.groupTitle}>
        {button}
        <span>{group.title}</span>
      </div>
      <p>{groupText(group, kinds)}</p>
      <Handle type="source" position={Position.Right} isConnectable={false} />
    </div>
  );
});
