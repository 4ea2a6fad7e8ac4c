import { Popover } from '@base-ui/react/popover';
import { useEffect, useRef, type ReactElement, type ReactNode } from 'react';
import { strings } from './strings';

/** How near to the edge of what it stays within a box may come. */
const MARGIN_PX = 8;

interface PopoverBoxProps {
  readonly label: string;
  /** What it stands beside. */
  readonly anchor: Element;
  readonly side: 'top' | 'bottom';
  readonly gapPx?: number;
  /** What it stays within; without it, the window. */
  readonly within?: Element | null;
  readonly className: string;
  /** Only tells something: not a dialog, takes no focus, and a press outside does not close it. */
  readonly isNote?: boolean;
  /** By Escape, or by a press outside, which says itself where the focus goes. */
  readonly onClose: (how: 'key' | 'press') => void;
  readonly children: ReactNode;
}

/**
 * A box beside something that is open as long as it is shown, and keeps nobody from using what lies around it. It takes the focus to its
 * first field, and Tab stays within. Escape closes it and nothing else, so does a press outside. The class `nokey` keeps React Flow from
 * taking keys (Delete, arrows) typed in it.
 */
export function PopoverBox(props: PopoverBoxProps): ReactElement {
  const { label, anchor, side, gapPx = 0, within, className, isNote = false, onClose, children } = props;
  return (
    <Popover.Root
      open
      modal={isNote ? false : 'trap-focus'}
      onOpenChange={(isOpen, { reason, event }) => {
        if (isOpen || reason === 'focus-out' || (isNote && reason === 'outside-press')) return;
        // What opened it closes it by itself.
        if (reason === 'outside-press' && event.target instanceof Node && anchor.contains(event.target)) return;
        if (reason === 'escape-key') event.stopPropagation();
        onClose(reason === 'outside-press' ? 'press' : 'key');
      }}
    >
      <Popover.Portal>
        <Popover.Positioner
          className="popover-place"
          anchor={anchor}
          side={side}
          align="start"
          sideOffset={gapPx}
          collisionBoundary={within ?? undefined}
          collisionPadding={MARGIN_PX}
          collisionAvoidance={{ side: 'shift', align: 'shift', fallbackAxisSide: 'none' }}
        >
          <Popover.Popup
            className={`popover nokey ${className}`}
            role={isNote ? 'region' : 'dialog'}
            aria-label={label}
            initialFocus={false}
            finalFocus={false}
            onContextMenu={(event) => event.preventDefault()}
          >
            {children}
            {!isNote && (
              <>
                <FocusFirst />
                {/* Without a way out the library would let the Tab key leave; the visible ones are what stands in the box. */}
                <Popover.Close className="visually-hidden" tabIndex={-1}>
                  {strings.close}
                </Popover.Close>
              </>
            )}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

/** Gives the focus to the first field, unless one of them has taken it. */
function FocusFirst(): ReactElement {
  const mark = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const box = mark.current?.parentElement;
    if (box?.contains(document.activeElement) === false) box.querySelector<HTMLElement>('select, input')?.focus();
  }, []);
  return <span ref={mark} hidden />;
}
