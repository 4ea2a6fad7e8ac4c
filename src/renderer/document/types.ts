import type { Failure } from '../../contract/index';
import type { Belongings } from './belongings';
import type {
  Breakpoint,
  Check,
  Fault,
  Scenario,
  ScenarioGroup,
  ScenarioLink,
  ScenarioNode,
  ScenarioNote,
  ScenarioProgram,
} from '../../sim/index';

/** What is selected on the canvas, by id. */
export interface Selection {
  readonly nodes: readonly string[];
  readonly links: readonly string[];
  readonly notes: readonly string[];
}

/** One step of the history. */
export interface HistoryStep {
  readonly label: string;
  readonly scenario: Scenario;
  readonly selection: Selection;
  readonly revision: number;
}

/** Where the document lives on disk. */
export interface FileState {
  readonly path: string | null;
  readonly name: string;
  /**
   * The file's state as it was last read or written, to notice changes by others; empty for recovered work, whose file may have gone on.
   */
  readonly stamp: string | null;
  readonly readOnly: boolean;
  /** Serialized text of what would be lost by nobody: as last saved, or as a new scenario begins. Null: nothing of it is on disk. */
  readonly savedText: string | null;
}

/** A part that may be added, with fields that differ from their defaults. */
export interface OfferedPart {
  readonly kind: string;
  readonly params?: Readonly<Record<string, unknown>> | undefined;
  /** Where such parts are put when nobody says where, one after the other. */
  readonly places?: readonly { readonly x: number; readonly y: number }[] | undefined;
}

/** What may be done with a document that belongs to a task. They end when another document is opened. */
export interface DocumentRules {
  /** Parts to choose from; no others can be added. */
  readonly offered: readonly OfferedPart[];
  /** Why a document may not become another, as a sentence; null: it may. */
  readonly refusal: (before: Scenario, after: Scenario) => string | null;
}

/** State of the document store (vanilla zustand). Scenario objects are immutable: every edit makes a new one. */
export interface DocumentState {
  readonly scenario: Scenario;
  readonly selection: Selection;
  readonly past: readonly HistoryStep[];
  readonly future: readonly HistoryStep[];
  readonly file: FileState;
  /** Last thing that went wrong with a file or an edit, for the banner. */
  readonly failure: Failure | null;
  /**
   * The same number means the same run: a new one for every change that a run could show, the old one again after an undo. Runs remember
   * theirs.
   */
  readonly revision: number;
  /** Editing is refused while the scenario is shown to others. */
  readonly locked: boolean;
  /** Null: everything may be done. */
  readonly rules: DocumentRules | null;
}

/** What may change about a wire. */
export type LinkChanges = Partial<Pick<ScenarioLink, 'latency' | 'lossPercent' | 'network'>>;

/** A change of the document: pure, total, and one undo step. */
export type Edit =
  | { readonly type: 'addNode'; readonly node: ScenarioNode }
  | ({
      readonly type: 'addNodes';
      readonly nodes: readonly ScenarioNode[];
      readonly links: readonly ScenarioLink[];
      readonly programs?: Scenario['programs'];
      /** A group that the parts join. */
      readonly into?: string;
    } & Belongings)
  | { readonly type: 'moveNodes'; readonly moves: readonly { readonly id: string; readonly x: number; readonly y: number }[] }
  | { readonly type: 'setParams'; readonly ids: readonly string[]; readonly params: Readonly<Record<string, unknown>> }
  /** Writes a program (a new one under a free name); with `ids`, these parts use it, by the params given. */
  | {
      readonly type: 'setProgram';
      readonly id: string;
      readonly code: string;
      /** Without it a program keeps its language; a new one is JavaScript. */
      readonly language?: ScenarioProgram['language'];
      readonly ids?: readonly string[];
      readonly params?: Readonly<Record<string, unknown>>;
    }
  | { readonly type: 'setNode'; readonly id: string; readonly changes: Partial<Pick<ScenarioNode, 'label' | 'locked' | 'zone'>> }
  | { readonly type: 'renameNode'; readonly id: string; readonly newId: string }
  | { readonly type: 'addLink'; readonly link: ScenarioLink }
  | { readonly type: 'setLink'; readonly id: string; readonly changes: LinkChanges }
  | { readonly type: 'reattach'; readonly id: string; readonly from: string; readonly to: string }
  | { readonly type: 'setLinks'; readonly ids: readonly string[]; readonly changes: LinkChanges }
  | { readonly type: 'remove'; readonly nodes: readonly string[]; readonly links: readonly string[]; readonly notes?: readonly string[] }
  | { readonly type: 'setFaults'; readonly faults: readonly Fault[] }
  | { readonly type: 'setChecks'; readonly checks: readonly Check[] }
  | { readonly type: 'setBreakpoints'; readonly breakpoints: readonly Breakpoint[] }
  | { readonly type: 'setNotes'; readonly notes: readonly ScenarioNote[] }
  | { readonly type: 'setGroups'; readonly groups: readonly ScenarioGroup[] }
  | {
      readonly type: 'setScenario';
      readonly changes: Partial<Pick<Scenario, 'name' | 'description' | 'seed' | 'durationSeconds' | 'fallacies' | 'prices' | 'keys'>>;
    }
  | { readonly type: 'replace'; readonly scenario: Scenario };

/** What the rest of the renderer may do with the document. */
export interface DocumentActions {
  /**
   * Applies an edit as one named undo step. A refused edit (bad wire, taken id) leaves everything as it was and returns the failure.
   * Edits in quick succession that share `joins` are one step; settings of the same fields of the same things do so by themselves.
   */
  edit(label: string, edit: Edit, joins?: string): Failure | null;
  undo(): void;
  redo(): void;
  /** Jumps to a step of the history: negative is back. */
  jump(steps: number): void;
  select(selection: Partial<Selection>): void;
  /** Makes a part of a kind with default params and a fresh id, near a spot that is free. Returns its id. */
  addPart(kind: string, at?: { readonly x: number; readonly y: number }): string;
  /** Wires two parts; returns why not, or null when done. */
  connect(from: string, to: string): Failure | null;
  removeSelection(): void;
  /** Refuses edits from now on (undo and redo, too), or allows them again. */
  setLocked(locked: boolean): void;
  /** Holds edits to rules from now on; null: no longer. */
  setRules(rules: DocumentRules | null): void;
}
