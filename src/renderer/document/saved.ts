import { emptyScenario, parseScenario, serializeScenario, type Scenario } from '../../sim/index';
import type { DocumentState, FileState } from './types';

/** Of so many scenarios the text is remembered: of every step of a long history they would be hundreds of megabytes. */
const MOST_TEXTS = 4;
/** The last one first. */
let texts: readonly { readonly scenario: Scenario; readonly text: string }[] = [];

function knownText(scenario: Scenario): string | undefined {
  return texts.find((known) => known.scenario === scenario)?.text;
}

/** The canonical text of a scenario; scenarios are immutable, so the latest need not be written down again. */
export function textOf(scenario: Scenario): string {
  const text = knownText(scenario) ?? serializeScenario(scenario);
  texts = [{ scenario, text }, ...texts.filter((known) => known.scenario !== scenario)].slice(0, MOST_TEXTS);
  return text;
}

/** A file that was never saved; the empty scenario it begins with is no work that could be lost. */
export function unsavedFile(name: string): FileState {
  return { path: null, name, stamp: null, readOnly: false, savedText: textOf(emptyScenario(name)) };
}

/**
 * Whether there is work that is nowhere but here. Asked at every key: only what is not the same as in the saved version is written down
 * to compare.
 */
export function isUnsaved({ scenario, file }: Pick<DocumentState, 'scenario' | 'file'>): boolean {
  const { savedText } = file;
  if (savedText === null) return true;
  const known = knownText(scenario);
  if (known !== undefined) {
    if (known === savedText) saved = { text: savedText, scenario };
    return known !== savedText;
  }
  const before = savedScenario(savedText);
  return before === null ? textOf(scenario) !== savedText : !isSameText(scenario, before);
}

/** The last scenario known to be a saved text. */
let saved: { readonly text: string; readonly scenario: Scenario } | null = null;

function savedScenario(text: string): Scenario | null {
  if (saved?.text === text) return saved.scenario;
  const parsed = parseScenario(text);
  if (!parsed.ok || textOf(parsed.scenario) !== text) return null;
  saved = { text, scenario: parsed.scenario };
  return parsed.scenario;
}

/** Whether two scenarios have the same canonical text. Parts and wires that are the same objects have it anyway. */
function isSameText(a: Scenario, b: Scenario): boolean {
  if (a.nodes.length !== b.nodes.length || a.links.length !== b.links.length) return false;
  const rest = (one: Scenario, other: Scenario): string =>
    serializeScenario({
      ...one,
      nodes: one.nodes.filter((node, i) => node !== other.nodes[i]),
      links: one.links.filter((link, i) => link !== other.links[i]),
    });
  return rest(a, b) === rest(b, a);
}
