import { emptyScenario, serializeScenario, type Scenario } from '../../sim/index';
import type { DocumentState, FileState } from './types';

const texts = new WeakMap<Scenario, string>();

/** The canonical text of a scenario; scenarios are immutable, so each is written down once. */
export function textOf(scenario: Scenario): string {
  const known = texts.get(scenario);
  if (known !== undefined) return known;
  const text = serializeScenario(scenario);
  texts.set(scenario, text);
  return text;
}

/** A file that was never saved; the empty scenario it begins with is no work that could be lost. */
export function unsavedFile(name: string): FileState {
  return { path: null, name, stamp: null, readOnly: false, savedText: textOf(emptyScenario(name)) };
}

/** Whether there is work that is nowhere but here. */
export function isUnsaved(state: Pick<DocumentState, 'scenario' | 'file'>): boolean {
  return textOf(state.scenario) !== state.file.savedText;
}
