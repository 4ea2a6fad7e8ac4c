import { createStore } from 'zustand/vanilla';
import { perWindow } from '../../workbench/workbenchApi';

/** Whether the panel is to fail. */
export const demoOf = perWindow(() => createStore<{ readonly fails: boolean }>(() => ({ fails: false })));
