import { createDocument } from './store';

const model = createDocument(() => performance.now());

/** The scenario that this window edits. */
export const documentStore = model.store;
/** What may be done to it. */
export const documentActions = model.actions;
