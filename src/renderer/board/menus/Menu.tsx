import { useLayoutEffect, useRef, type KeyboardEvent, type ReactElement } from 'react';
import { FloatingBox } from './FloatingBox';
import { nextItem, type MenuGroup, type MenuItem } from './menuModel';

interface MenuProps {
  readonly label: string;
  readonly groups: readonly MenuGroup[];
  readonly x: number;
  readonly y: number;
  /** Shown in place of the items when there are none. */
  readonly whenEmpty?: string;
  readonly onChoose: (item: MenuItem) => void;
  readonly onClose: () => void;
}

/** A menu with a roving focus: arrows, Home, End and first letters move, Enter chooses, Escape and Tab close. */
export function Menu({ label, groups, x, y, whenEmpty, onChoose, onClose }: MenuProps): ReactElement {
  const list = useRef<HTMLDivElement>(null);
  const choices = (): HTMLElement[] => [...(list.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];
  useLayoutEffect(() => {
    (list.current?.querySelector<HTMLElement>('[role=menuitem]:not([aria-disabled=true])') ?? list.current)?.focus();
  }, []);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Tab') {
      event.preventDefault();
      onClose();
      return;
    }
    const items = choices();
    const to = nextItem(
      event.key,
      items.indexOf(document.activeElement as HTMLElement),
      items.map((item) => item.textContent ?? ''),
    );
    if (to === null) return;
    event.preventDefault();
    items[to].focus();
  };
  const isEmpty = groups.every((group) => group.items.length === 0);
  return (
    <FloatingBox x={x} y={y} onClose={onClose}>
      <div ref={list} className="cs-menu" role="menu" aria-label={label} tabIndex={-1} onKeyDown={onKeyDown}>
        {isEmpty && <p className="cs-menu-empty">{whenEmpty}</p>}
        {groups.map((group) => (
          <div key={group.id} role="group" className="cs-menu-group">
            {group.items.map((item) => (
              <button
                key={item.id}
                type="button"
                role="menuitem"
                tabIndex={-1}
                className="cs-menu-item"
                aria-disabled={item.isDisabled === true}
                onPointerEnter={(event) => event.currentTarget.focus()}
                onClick={() => item.isDisabled !== true && onChoose(item)}
              >
                {item.iconPath !== undefined && (
                  <svg viewBox="0 0 24 24" aria-hidden="true">
                    <path d={item.iconPath} />
                  </svg>
                )}
                {item.label}
              </button>
            ))}
          </div>
        ))}
      </div>
    </FloatingBox>
  );
}
