import { createStore } from 'zustand/vanilla';
import { perWindow } from '../../workbench/workbenchApi';

/** The router whose keys are tested, by its id; of one that is gone, the first of the board stands in. */
export const testedOf = perWindow(() => createStore<{ readonly router: string }>(() => ({ router: '' })));
