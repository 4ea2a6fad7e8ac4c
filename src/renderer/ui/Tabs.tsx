import type { ReactElement } from 'react';

interface TabsProps {
  readonly label: string;
  readonly tabs: readonly { readonly id: string; readonly title: string }[];
  readonly current: string;
  readonly choose: (id: string) => void;
}

/** A row of tabs; arrow keys walk it. The panel of a tab has the id `panel-` and is labelled by `tab-`. */
export function Tabs({ label, tabs, current, choose }: TabsProps): ReactElement {
  return (
    <div
      className="tabs"
      role="tablist"
      aria-label={label}
      onKeyDown={(event) => {
        const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
        if (by === 0) return;
        const at = tabs.findIndex(({ id }) => id === current);
        const { id } = tabs[(at + by + tabs.length) % tabs.length];
        choose(id);
        document.getElementById(`tab-${id}`)?.focus();
      }}
    >
      {tabs.map(({ id, title }) => (
        <button
          key={id}
          id={`tab-${id}`}
          type="button"
          role="tab"
          aria-selected={id === current}
          aria-controls={`panel-${id}`}
          tabIndex={id === current ? 0 : -1}
          onClick={() => choose(id)}
        >
          {title}
        </button>
      ))}
    </div>
  );
}
