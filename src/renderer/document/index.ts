/** The scenario being edited. Knows nothing of React. */
export * from './types';
export { createDocument, NO_SELECTION, type DocumentModel, type FileActions } from './store';
export {
  givenName,
  faultsOf,
  faultsOfGroup,
  groupFaults,
  memberFaults,
  partFaults,
  scheduled,
  targetName,
  wireFaults,
  changesPart,
  type FaultChoice,
  type FaultTarget,
  type NewFault,
} from './faultChoices';
export { isNetwork, networksOf, sharedNetwork, splitAmong, type NetworkMembers } from './networks';
export { frameAround, placedMembers, roundMembers, topologyOf, withJoined } from './joining';
export { isUnsaved, textOf, unsavedFile } from './saved';
export { stepNames } from './strings';
export { applyEdit, type EditResult } from './edits';
export { freePlace, freePlaceFor } from './placement';
export { fromSharedText, isSharedText, toSharedText } from './sharedText';
export { copiesEdit, copiesOf, MOST_COPIES } from './copies';
export { clipOf, clipText, fannedOut, freshCopies, readClip, wholeClipOf, type Clip } from './clipboard';
export { align, distribute, layOut, type Axis, type Move } from './arrange';
export { offeredPlace } from './placement';
export { designDifferences, faultDifferences } from './differences';
export { fieldChanges, type FieldChange } from './changes';
export {
  createFiles,
  suggestedFileName,
  type Conflict,
  type ConflictAnswer,
  type FileQuestions,
  type Files,
  type UnsavedAnswer,
} from './files';
export { keepWork, type Keeping } from './keeping';
export { MOST_LABEL_CHARACTERS } from './labels';
export { withNames, type NamedBoard } from './names';
