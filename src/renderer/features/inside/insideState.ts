import { createStore } from 'zustand/vanilla';
import { perWindow } from '../../workbench/workbenchApi';

/** The part that is looked into; null: none has been chosen. */
export const insideOf = perWindow(() => createStore<{ readonly node: string | null }>(() => ({ node: null })));
