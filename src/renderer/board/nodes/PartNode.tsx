import { Handle, Position, type NodeProps } from '@xyflow/react';
import { memo, useCallback, useLayoutEffect, useRef } from 'react';
import { kindOf, type ScenarioNode } from '../../../sim/index';
import { portsOf, type PartFlowNode } from '../adapter/elements';
import { useStore } from 'zustand';
import { useBoard } from '../context';
import { cutShort, isShort } from '../faces/cutShort';
import { newFaceBody } from '../faces/faceBody';
import { hintsOf } from '../hints';
import { useMarks } from '../partMarks';
import { NameEditor } from './NameEditor';
import css from '../faces/face.module.css';

/** A part on the canvas. React draws what the document says; what changes with the playhead is written by LiveFaces. */
export const PartNode = memo(function PartNode({ id, data }: NodeProps<PartFlowNode>) {
  const board = useBoard();
  const { faces } = board;
  const root = useRef<HTMLDivElement>(null);
  const { part } = data;
  const { ui, highlight } = useMarks(id);
  const refused = ui.wiring !== null && ui.wiring.heldId !== id && ui.wiring.refused.has(id);
  const wiringHere = ui.wiringOver === id;
  const onPath = highlight.path?.nodes.has(id) === true;
  const ports = portsOf(part.kind);
  const name = useCallback(() => board.ui.setState({ naming: id }), [board, id]);
  useLayoutEffect(() => (root.current === null ? undefined : faces.register(id, root.current)), [faces, id, part]);
  return (
    <div
      ref={root}
      className={css.face}
      data-group={kindOf(part.kind)?.descriptor.group.colour ?? 'unknown'}
      data-refused={refused || undefined}
      data-wiring-here={wiringHere || undefined}
      data-path={onPath || undefined}
      data-side={ui.sides.get(id)?.letter}
    >
      {ports.in && <Handle type="target" position={Position.Left} />}
      <FaceHead part={part} isNaming={ui.naming === id} name={name} />
      <FaceBody />
      {ports.out && <Handle type="source" position={Position.Right} />}
    </div>
  );
});

interface FaceHeadProps {
  readonly part: ScenarioNode;
  readonly isNaming: boolean;
  /** Has the name written in its place. */
  readonly name: () => void;
}

function FaceHead({ part, isNaming, name }: FaceHeadProps) {
  const descriptor = kindOf(part.kind)?.descriptor;
  const sort = part.label === undefined && !isNaming ? (descriptor?.title ?? part.kind) : '';
  const hint = useStore(useBoard().document.store, (state) => hintsOf(state.scenario).get(part.id));
  return (
    <div
      className={css.faceHead}
      aria-hidden={isNaming ? undefined : true}
      data-cut={hint !== undefined || part.locked === true ? 'always' : cutShort(part.label ?? part.id, sort)}
      data-short={isShort(part.label ?? part.id) || undefined}
      onDoubleClick={name}
    >
      <svg className={css.faceIcon} viewBox="0 0 24 24">
        <path d={descriptor?.iconPath ?? 'M4 4h16v16H4z M9 9h6v6H9z'} />
      </svg>
      {isNaming ? (
        <NameEditor part={part} />
      ) : (
        <span className={css.faceId} dir="auto" title={part.label}>
          {part.label ?? part.id}
        </span>
      )}
      {sort !== '' && <span className={css.faceTitle}>{sort}</span>}
      {hint !== undefined && (
        <svg className={css.faceHint} viewBox="0 0 12 12" role="img" aria-label={hint}>
          <title>{hint}</title>
          <path d="M6 1a5 5 0 1 0 0 10A5 5 0 0 0 6 1z M5.400 3h1.200v4H5.400z M5.400 8h1.200v1.200H5.400z" />
        </svg>
      )}
      {part.locked === true && (
        <svg className={css.faceLock} viewBox="0 0 12 12">
          <path d="M3 5.500V4a3 3 0 0 1 6 0v1.500h.500V10.500h-7V5.500z M4.200 5.500h3.600V4a1.800 1.800 0 0 0-3.600 0z" />
        </svg>
      )}
      <span className={css.faceStatus}>
        <svg className={css.faceStatusIcon} viewBox="0 0 12 12">
          <path data-face="statusPath" d="" />
        </svg>
        <span data-face="statusText" />
      </span>
    </div>
  );
}

/** Empty places with names; their texts are written by LiveFaces, so React must not own them. */
const FaceBody = memo(function FaceBody() {
  return <div ref={fill} className={css.faceBody} aria-hidden="true" />;
});

function fill(body: HTMLElement | null): void {
  if (body !== null && body.firstChild === null) body.append(newFaceBody());
}
