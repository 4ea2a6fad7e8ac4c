import { Tabs } from '@base-ui/react/tabs';
import type { ReactElement, ReactNode } from 'react';

interface TabsBoxProps {
  readonly current: string | null;
  readonly choose: (id: string) => void;
  /** One below the other, as beside a panel that is folded away. */
  readonly isColumn?: boolean;
  readonly children: ReactNode;
}

/** What holds a row of tabs and the panel that they choose; it takes no place of its own. Null as `current`: nothing is open. */
export function TabsBox({ current, choose, isColumn = false, children }: TabsBoxProps): ReactElement {
  return (
    <Tabs.Root
      className="tabs-box"
      orientation={isColumn ? 'vertical' : 'horizontal'}
      value={current}
      onValueChange={(id) => typeof id === 'string' && choose(id)}
    >
      {children}
    </Tabs.Root>
  );
}

interface TabRowProps {
  readonly label: string;
  readonly tabs: readonly { readonly id: string; readonly title: string }[];
  /** False: while nothing is open the arrows only walk, and a panel is opened by a click or by Enter. */
  readonly isOpen?: boolean;
}

/** A row of tabs within a `TabsBox`; arrow keys, Home and End walk it. */
export function TabRow({ label, tabs, isOpen = true }: TabRowProps): ReactElement {
  return (
    <Tabs.List className="tabs" aria-label={label} activateOnFocus={isOpen}>
      {tabs.map(({ id, title }) => (
        <Tabs.Tab key={id} value={id}>
          {title}
        </Tabs.Tab>
      ))}
    </Tabs.List>
  );
}

interface TabPanelProps {
  readonly id: string;
  readonly className: string;
  /** It holds what takes the focus, so that it needs none itself. */
  readonly hasControls?: boolean;
  readonly children: ReactNode;
}

/** What a tab shows; named by it. */
export function TabPanel({ id, className, hasControls = false, children }: TabPanelProps): ReactElement {
  return (
    <Tabs.Panel value={id} className={className} tabIndex={hasControls ? undefined : 0}>
      {children}
    </Tabs.Panel>
  );
}
