/** The scenario being edited. Knows nothing of React. */
export * from './types';
export { createDocument, isUnsaved, NO_SELECTION, unsavedFile, type DocumentModel } from './store';
export { applyEdit, type EditResult } from './edits';
export { clipOf, clipText, freshCopies, readClip, type Clip } from './clipboard';
