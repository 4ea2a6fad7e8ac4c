import { useEffect, useRef, useState, type KeyboardEvent, type ReactElement } from 'react';
import { useDocument, useServices, useWindow } from './context';
import { COMMAND_GROUPS, type CommandGroup } from './workbenchApi';
import { keyText } from './keyboard';

/** An entry of a menu; a null is a line between groups. */
export interface MenuItem {
  readonly label: string;
  readonly keys?: string | undefined;
  readonly isEnabled?: boolean;
  readonly run: () => void;
}

/** Heights, for a menu to stay in the window: of an entry, of a line, and of what is around them. */
const [ITEM_PX, LINE_PX, FRAME_PX] = [29, 7, 18];

interface MenuProps {
  readonly label: string;
  readonly items: readonly (MenuItem | null)[];
  readonly at: { readonly x: number; readonly y: number };
  readonly onClose: () => void;
}

/** A menu of commands: arrow keys move, Enter chooses, Escape closes and gives the focus back. */
export function Menu({ label, items, at, onClose }: MenuProps): ReactElement {
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const before = document.activeElement as HTMLElement | null;
    root.current?.querySelector<HTMLElement>('[role=menuitem]:not([disabled])')?.focus();
    const press = (event: globalThis.PointerEvent): void => {
      if (root.current?.contains(event.target as Node) !== true) onClose();
    };
    window.addEventListener('pointerdown', press);
    return () => {
      window.removeEventListener('pointerdown', press);
      before?.focus?.();
    };
  }, [onClose]);
  const onKeyDown = (event: KeyboardEvent): void => {
    const entries = [...(root.current?.querySelectorAll<HTMLElement>('[role=menuitem]:not([disabled])') ?? [])];
    const at = entries.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: entries.length - 1 }[event.key];
    event.stopPropagation();
    if (event.key === 'Escape' || event.key === 'Tab') onClose();
    else if (to !== undefined) entries[(to + entries.length) % entries.length]?.focus();
    else return;
    event.preventDefault();
  };
  const x = Math.min(at.x, window.innerWidth - 250);
  const heightPx = items.reduce((sum, item) => sum + (item === null ? LINE_PX : ITEM_PX), FRAME_PX);
  const y = Math.max(8, Math.min(at.y, window.innerHeight - heightPx));
  return (
    <div ref={root} className="menu" role="menu" aria-label={label} style={{ left: x, top: y }} onKeyDown={onKeyDown}>
      {items.map((item, i) =>
        item === null ? (
          <hr key={i} />
        ) : (
          <button
            key={item.label}
            type="button"
            role="menuitem"
            tabIndex={-1}
            disabled={item.isEnabled === false}
            onClick={() => {
              onClose();
              item.run();
            }}
          >
            <span>{item.label}</span>
            {item.keys !== undefined && <kbd>{keyText(item.keys)}</kbd>}
          </button>
        ),
      )}
    </div>
  );
}

/** The menus along the top, made from the commands. */
export function MenuBar(): ReactElement | null {
  const { commands } = useServices();
  const [open, setOpen] = useState<{ group: CommandGroup; x: number; y: number } | null>(null);
  useDocument((state) => state.revision);
  // There the system shows the menus.
  const isDesktop = useWindow((state) => state.shell?.shell === 'electron');
  if (isDesktop) return null;
  return (
    <nav className="menu-bar" aria-label="Menus">
      {COMMAND_GROUPS.map((group) => (
        <button
          key={group}
          type="button"
          aria-haspopup="menu"
          aria-expanded={open?.group === group}
          onClick={(event) => {
            const box = event.currentTarget.getBoundingClientRect();
            setOpen({ group, x: box.left, y: box.bottom + 4 });
          }}
        >
          {group}
        </button>
      ))}
      {open !== null && (
        <Menu
          key={open.group}
          label={open.group}
          at={open}
          onClose={() => setOpen(null)}
          items={commands.all
            .filter((command) => command.group === open.group && command.hidden !== true)
            .flatMap((command) => {
              const item = {
                label: command.label,
                keys: command.keys?.[0],
                isEnabled: commands.isEnabled(command),
                run: () => command.run(),
              };
              return command.line === true ? [null, item] : [item];
            })}
        />
      )}
    </nav>
  );
}
