import { Menu as BaseMenu } from '@base-ui/react/menu';
import { useEffect, useMemo, useRef, type KeyboardEvent, type ReactElement } from 'react';
import { useFocusBack } from './focusBack';
import { ICONS, Icon } from './Icon';

/** How near to the edge of the window a menu may come. */
const MARGIN_PX = 8;
/** The room between a thing and the menu that belongs to it. */
const GAP_PX = 4;

/** One line of a menu. */
export interface MenuEntry {
  readonly id: string;
  readonly label: string;
  /** A key that does the same, as it is written for people. */
  readonly keys?: string | undefined;
  /** Shown but not to be chosen: it would change nothing now. */
  readonly isDisabled?: boolean | undefined;
  /** SVG path data on a 24 x 24 grid. */
  readonly iconPath?: string | undefined;
  /** Opens a menu of these beside it, in place of doing something. */
  readonly items?: readonly MenuEntry[] | undefined;
}

/** Lines that belong together, divided from the others by a rule. */
export interface MenuGroupOf<Entry extends MenuEntry> {
  readonly id: string;
  readonly items: readonly Entry[];
}

interface MenuProps<Entry extends MenuEntry> {
  readonly label: string;
  readonly groups: readonly MenuGroupOf<Entry>[];
  /** What it opens below, or a point of the window. */
  readonly at: Element | { readonly x: number; readonly y: number };
  /** Shown in place of the entries when there are none. */
  readonly whenEmpty?: string | undefined;
  readonly onChoose: (entry: Entry) => void;
  readonly onClose: () => void;
}

/**
 * A menu that is open as long as it is shown. Arrows, Home, End and first letters move, Enter chooses; Escape, Tab and a press outside
 * close it; then the focus goes back to where it was. The class `nokey` keeps React Flow from taking keys (Delete, arrows) typed in it.
 */
export function Menu<Entry extends MenuEntry>({ label, groups, at, whenEmpty, onChoose, onClose }: MenuProps<Entry>): ReactElement {
  const anchor = useMemo(() => (at instanceof Element ? at : { getBoundingClientRect: () => new DOMRect(at.x, at.y, 0, 0) }), [at]);
  const isShown = useFocusBack();
  const close = (): void => {
    if (isShown.current) onClose();
  };
  return (
    <BaseMenu.Root open modal={false} onOpenChange={(isOpen) => !isOpen && close()}>
      <BaseMenu.Portal>
        <BaseMenu.Positioner
          className="menu-place"
          anchor={anchor}
          positionMethod="fixed"
          align="start"
          sideOffset={at instanceof Element ? GAP_PX : 0}
          collisionPadding={MARGIN_PX}
          collisionAvoidance={{ side: 'shift', align: 'shift', fallbackAxisSide: 'none' }}
        >
          <BaseMenu.Popup
            className="menu nokey"
            aria-label={label}
            finalFocus={false}
            onKeyDown={(event) => closeOnTab(event, close)}
            onContextMenu={(event) => event.preventDefault()}
          >
            {groups.every((group) => group.items.length === 0) && <p className="menu-empty">{whenEmpty}</p>}
            {groups.map((group) => (
              <BaseMenu.Group key={group.id} className="menu-group">
                {group.items.map((entry) => (
                  <Line key={entry.id} entry={entry} onChoose={onChoose} onClose={close} />
                ))}
              </BaseMenu.Group>
            ))}
            <FocusOnFirst />
          </BaseMenu.Popup>
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.Root>
  );
}

interface LineProps<Entry extends MenuEntry> {
  readonly entry: Entry;
  readonly onChoose: (entry: Entry) => void;
  readonly onClose: () => void;
}

function Line<Entry extends MenuEntry>(props: LineProps<Entry>): ReactElement {
  const { entry, onChoose } = props;
  if (entry.items !== undefined) return <Submenu {...props} />;
  return (
    <BaseMenu.Item
      className="menu-item"
      label={entry.label}
      disabled={entry.isDisabled === true}
      closeOnClick={false}
      onClick={() => onChoose(entry)}
    >
      <Entry entry={entry} />
    </BaseMenu.Item>
  );
}

/** An entry that opens a menu beside it: on being pointed at, by Enter or the right arrow. Escape or the left arrow leads back. */
function Submenu<Entry extends MenuEntry>({ entry, onChoose, onClose }: LineProps<Entry>): ReactElement {
  return (
    <BaseMenu.SubmenuRoot>
      <BaseMenu.SubmenuTrigger className="menu-item" label={entry.label} disabled={entry.isDisabled === true}>
        <Entry entry={entry} />
        <Icon path={ICONS.right} sizePx={16} />
      </BaseMenu.SubmenuTrigger>
      <BaseMenu.Portal>
        <BaseMenu.Positioner
          className="menu-place"
          positionMethod="fixed"
          collisionPadding={MARGIN_PX}
          sideOffset={-GAP_PX}
          alignOffset={-GAP_PX}
        >
          <BaseMenu.Popup className="menu nokey" onKeyDown={(event) => closeOnTab(event, onClose)}>
            {/* Its entries are of the kind of the menu's own. */}
            {(entry.items as readonly Entry[] | undefined)?.map((item) => (
              <Line key={item.id} entry={item} onChoose={onChoose} onClose={onClose} />
            ))}
          </BaseMenu.Popup>
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.SubmenuRoot>
  );
}

function Entry({ entry: { label, keys, iconPath } }: { readonly entry: MenuEntry }): ReactElement {
  return (
    <>
      {iconPath !== undefined && (
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path d={iconPath} />
        </svg>
      )}
      <span>{label}</span>
      {keys !== undefined && <kbd>{keys}</kbd>}
    </>
  );
}

/** Keys in a menu are for nobody else: the window's commands listen farther out. */
function closeOnTab(event: KeyboardEvent, onClose: () => void): void {
  event.stopPropagation();
  if (event.key !== 'Tab') return;
  event.preventDefault();
  onClose();
}

/** Gives the focus to the first entry that can be chosen, or to the menu when there is none. */
function FocusOnFirst(): ReactElement {
  const mark = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const menu = mark.current?.closest<HTMLElement>('[role=menu]');
    (menu?.querySelector<HTMLElement>('[role=menuitem]:not([aria-disabled=true])') ?? menu)?.focus({ preventScroll: true });
  }, []);
  return <span ref={mark} hidden />;
}
