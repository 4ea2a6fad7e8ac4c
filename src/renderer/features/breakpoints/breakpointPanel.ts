import { createStore } from 'zustand/vanilla';
import { perWindow } from '../../workbench/workbenchApi';

/** Whether the list of breakpoints is open, and the part that its form begins with. */
export const breakpointPanelOf = perWindow(() =>
  createStore<{ readonly isOpen: boolean; readonly node: string | null }>(() => ({ isOpen: false, node: null })),
);
