import { useEffect, useLayoutEffect, useRef, type ReactElement, type ReactNode } from 'react';

const MARGIN_PX = 8;

interface FloatingBoxProps {
  readonly x: number;
  readonly y: number;
  readonly onClose: () => void;
  /** A press outside does not close it. */
  readonly staysOnPress?: boolean;
  readonly children: ReactNode;
}

/**
 * A box over the canvas that stays inside of it, closes on Escape and on a press outside. The class
 * `nokey` keeps React Flow from taking keys (Delete, arrows) typed in it.
 */
export function FloatingBox({ x, y, onClose, staysOnPress, children }: FloatingBoxProps): ReactElement {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = box.current;
    const host = element?.offsetParent;
    if (!element || !host) return undefined;
    const place = (): void => {
      element.style.maxHeight = `${host.clientHeight - 2 * MARGIN_PX}px`;
      element.style.left = `${Math.max(MARGIN_PX, Math.min(x, host.clientWidth - element.offsetWidth - MARGIN_PX))}px`;
      element.style.top = `${Math.max(MARGIN_PX, Math.min(y, host.clientHeight - element.offsetHeight - MARGIN_PX))}px`;
    };
    place();
    const observer = new ResizeObserver(place);
    observer.observe(element);
    return () => observer.disconnect();
  }, [x, y]);
  useEffect(() => {
    const press = (event: PointerEvent): void => {
      if (staysOnPress !== true && event.target instanceof Node && box.current?.contains(event.target) !== true) onClose();
    };
    window.addEventListener('pointerdown', press, true);
    return () => window.removeEventListener('pointerdown', press, true);
  }, [onClose, staysOnPress]);
  return (
    <div
      ref={box}
      className="cs-floating nokey nodrag nopan nowheel"
      onContextMenu={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key !== 'Escape') return;
        event.preventDefault();
        onClose();
      }}
    >
      {children}
    </div>
  );
}
