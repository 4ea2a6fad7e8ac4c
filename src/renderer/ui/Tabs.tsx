import type { ReactElement } from 'react';

interface TabsProps {
  readonly label: string;
  readonly tabs: readonly { readonly id: string; readonly title: string }[];
  readonly current: string;
  readonly choose: (id: string) => void;
  /** One below the other, as beside a panel that is folded away. */
  readonly isColumn?: boolean;
}

/** A row of tabs; arrow keys walk it. The panel of a tab has the id `panel-` and is labelled by `tab-`. */
export function Tabs({ label, tabs, current, choose, isColumn = false }: TabsProps): ReactElement {
  return (
    <div
      className={isColumn ? 'tabs is-column' : 'tabs'}
      role="tablist"
      aria-orientation={isColumn ? 'vertical' : 'horizontal'}
      aria-label={label}
      onKeyDown={(event) => {
        const by = event.key === (isColumn ? 'ArrowDown' : 'ArrowRight') ? 1 : event.key === (isColumn ? 'ArrowUp' : 'ArrowLeft') ? -1 : 0;
        if (by === 0) return;
        const at = Math.max(
          0,
          tabs.findIndex(({ id }) => `tab-${id}` === document.activeElement?.id),
        );
        const { id } = tabs[(at + by + tabs.length) % tabs.length];
        // While nothing is open the arrows only walk: a panel is opened by a click or by Enter.
        if (current !== '') choose(id);
        document.getElementById(`tab-${id}`)?.focus();
      }}
    >
      {tabs.map(({ id, title }, i) => (
        <button
          key={id}
          id={`tab-${id}`}
          type="button"
          role="tab"
          aria-selected={id === current}
          aria-controls={id === current ? `panel-${id}` : undefined}
          tabIndex={id === current || (current === '' && i === 0) ? 0 : -1}
          onClick={() => choose(id)}
        >
          {title}
        </button>
      ))}
    </div>
  );
}
