import { useRef, type KeyboardEvent, type PointerEvent, type ReactElement } from 'react';

const STEP_PX = 16;

interface SplitterProps {
  readonly label: string;
  /** The edge of its panel that it moves: the panel lies to the right of it, or below it. */
  readonly edge: 'left' | 'top';
  readonly sizePx: number;
  readonly minimumPx: number;
  readonly maximumPx: number;
  /** Told while it is moved; `isDone` once it is let go. */
  readonly onSize: (sizePx: number, isDone: boolean) => void;
  /** A double click, or Enter, gives the panel its usual size. */
  readonly onReset: () => void;
}

/** The edge of a panel, to be dragged, or moved with the arrow keys: a window splitter (WAI-ARIA). */
export function Splitter({ label, edge, sizePx, minimumPx, maximumPx, onSize, onReset }: SplitterProps): ReactElement {
  const start = useRef<{ readonly at: number; readonly sizePx: number } | null>(null);
  const bounded = (size: number): number => Math.round(Math.max(minimumPx, Math.min(maximumPx, size)));
  const place = (event: PointerEvent): number => (edge === 'left' ? event.clientX : event.clientY);
  const press = (event: KeyboardEvent): void => {
    const [more, less] = edge === 'left' ? ['ArrowLeft', 'ArrowRight'] : ['ArrowUp', 'ArrowDown'];
    const size =
      event.key === more
        ? sizePx + STEP_PX
        : event.key === less
          ? sizePx - STEP_PX
          : event.key === 'Home'
            ? minimumPx
            : event.key === 'End'
              ? maximumPx
              : null;
    if (event.key === 'Enter') onReset();
    else if (size !== null) onSize(bounded(size), true);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const move = (event: PointerEvent, isDone: boolean): void => {
    if (start.current === null) return;
    onSize(bounded(start.current.sizePx + start.current.at - place(event)), isDone);
    if (isDone) start.current = null;
  };
  return (
    <div
      className={`splitter is-${edge}`}
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation={edge === 'left' ? 'vertical' : 'horizontal'}
      aria-valuenow={Math.round(sizePx)}
      aria-valuemin={minimumPx}
      aria-valuemax={Math.round(maximumPx)}
      onKeyDown={press}
      onDoubleClick={onReset}
      onPointerMove={(event) => move(event, false)}
      onPointerUp={(event) => move(event, true)}
      onPointerCancel={(event) => move(event, true)}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        start.current = { at: place(event), sizePx };
      }}
    />
  );
}
