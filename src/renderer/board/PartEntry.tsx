import { useCallback, useLayoutEffect, useRef, useState, type ComponentProps, type ReactElement } from 'react';
import { createPortal } from 'react-dom';
import { kindOf } from '../../sim/index';
import { Icon } from '../ui/Icon';
import { useServices } from '../workbench/context';
import { letCarry, type Carrying } from './carrying';
import type { Point } from './geometry/wireCurve';
import { DRAG_TYPE } from './surface/useDropping';

interface PartEntryProps extends ComponentProps<'button'> {
  readonly kind: string;
}

/** A kind in a list, to be dragged onto the board by mouse or finger; what a click does is up to the list. */
export function PartEntry({ kind, className, ref, ...button }: PartEntryProps): ReactElement {
  const { boardView } = useServices();
  const [carried, carry] = useState<Point | null>(null);
  const carrying: Carrying = {
    move: (at) => {
      carry(at);
      boardView.carry(at);
    },
    drop: (at) => boardView.drop(kind, at),
    end: () => {
      carry(null);
      boardView.carry(null);
    },
  };
  return (
    <>
      <button
        {...button}
        ref={useCarryRef(carrying, ref)}
        type="button"
        className={`palette-entry ${className ?? ''}`}
        data-group={kindOf(kind)?.descriptor.group.colour}
        draggable
        data-kind={kind}
        onDragStart={(event) => {
          event.dataTransfer.setData(DRAG_TYPE, kind);
          event.dataTransfer.effectAllowed = 'copy';
          button.onDragStart?.(event);
        }}
      />
      {carried !== null && <Ghost kind={kind} at={carried} />}
    </>
  );
}

type ButtonRef = PartEntryProps['ref'];

/** A ref for the entry that listens to fingers, and is told to whoever wraps the entry, too. */
function useCarryRef(carrying: Carrying, outer: ButtonRef): ButtonRef {
  const latest = useRef(carrying);
  useLayoutEffect(() => {
    latest.current = carrying;
  });
  return useCallback(
    (element: HTMLButtonElement | null) => {
      if (element === null) return undefined;
      const stop = letCarry(element, () => latest.current);
      const leave = give(outer, element);
      return () => {
        stop();
        leave();
      };
    },
    [outer],
  );
}

/** Gives an element to a ref; returns how to take it back. */
function give(ref: ButtonRef, element: HTMLButtonElement): () => void {
  if (typeof ref === 'function') return ref(element) ?? ((): void => void ref(null));
  if (ref == null) return () => undefined;
  ref.current = element;
  return () => {
    ref.current = null;
  };
}

/** The part at the finger. It lies over everything, takes no touches, and says nothing that is not said elsewhere. */
function Ghost({ kind, at }: { readonly kind: string; readonly at: Point }): ReactElement | null {
  const descriptor = kindOf(kind)?.descriptor;
  if (descriptor === undefined) return null;
  return createPortal(
    <div className="part-ghost" data-group={descriptor.group.colour} style={{ left: at.x, top: at.y }} aria-hidden="true">
      <Icon path={descriptor.iconPath} sizePx={20} />
      <span>{descriptor.title}</span>
    </div>,
    document.body,
  );
}
