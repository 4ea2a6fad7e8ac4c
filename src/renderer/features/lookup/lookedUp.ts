import { createStore } from 'zustand/vanilla';
import { perWindow } from '../../workbench/workbenchApi';

/** The store that keys are looked up in; null: the first one. */
export const lookedUpOf = perWindow(() => createStore<{ readonly node: string | null }>(() => ({ node: null })));
