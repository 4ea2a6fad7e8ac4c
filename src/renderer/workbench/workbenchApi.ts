import type { ComponentType, ReactElement } from 'react';
import type { StoreApi } from 'zustand/vanilla';
import type { FaultboardApi, RunReport, Settings, ShellInfo } from '../../contract/index';
import type { Scenario, ScenarioNode } from '../../sim/index';
import type { DocumentModel, DocumentState } from '../document/index';
import type { Field } from '../fields/schemaFields';
import type { WindowBox } from '../ui/quietPlace';
import type { Fold, Folds } from './folds';
import type { Explanations, PlaybackModel, PlaybackState } from '../playback/index';
import type { ToastService } from './toasts';

/** Groups of commands, as menus show them. */
export const COMMAND_GROUPS = ['File', 'Edit', 'Add', 'View', 'Run', 'Fault', 'Help'] as const;
/** A group of commands. */
export type CommandGroup = (typeof COMMAND_GROUPS)[number];

/** What a command may look at to know whether it can be used. */
export interface CommandContext {
  readonly document: DocumentState;
  readonly playback: PlaybackState;
}

/** One thing a user can do. Menus, keyboard, command palette and shortcut sheet are all made from these. */
export interface Command {
  readonly id: string;
  readonly label: string;
  readonly group: CommandGroup;
  /** Keys, e.g. `Mod+S` (Ctrl, on a Mac Cmd), `Shift+ArrowUp`, `Space`. The first is shown. */
  readonly keys?: readonly string[];
  readonly enabled?: (context: CommandContext) => boolean;
  /** `subject`: the id of the part or wire that is meant, or a text; without one, what is selected. */
  readonly run: (subject?: string) => void;
  /** Begins another sort of things: menus draw a line before it. */
  readonly line?: boolean;
  /** Left out of menus (arrow keys and the like). */
  readonly hidden?: boolean;
  /** Of a group about editing, yet changes nothing: may be used while editing is locked. */
  readonly harmless?: boolean;
  /** Also stands in the menu of the desktop app, even where it is hidden from ours. */
  readonly native?: true;
}

/** Every command of the window. */
export interface CommandTable {
  readonly all: readonly Command[];
  /** The command of an id. Throws when there is none. */
  of(id: string): Command;
  isEnabled(command: Command): boolean;
  /** Gives a command by its id, if it can be used now. Throws when there is none. */
  run(id: string, subject?: string): void;
}

/** What the window shows, apart from the document and the run. */
export interface WindowState {
  readonly shell: ShellInfo | null;
  /** What the window begins with is on its board, or cannot be had: an empty board is one to be filled. */
  readonly hasBegun: boolean;
  readonly settings: Settings;
  /** A question or a list in the middle of the window; one at a time. */
  readonly dialog: ReactElement | null;
  /** The panel that is seen on each side, by its id. */
  readonly openPanel: Readonly<Record<PanelPlace, string>>;
  /** What of that which stands around the board is unfolded. */
  readonly open: Folds;
  /** Said by screen readers. */
  readonly announcement: string;
  /** Why the shell is not there, in a sentence; null: it is. */
  readonly disconnected: string | null;
  /** Shown to others: large type, no palette, editing locked. */
  readonly presenting: boolean;
}

/** The window with what can be done to it. */
export interface WindowModel {
  readonly store: StoreApi<WindowState>;
  /** Opens a dialog; null closes it. `whenGone` is called once it is closed or another takes its place. */
  openDialog(dialog: ReactElement | null, whenGone?: () => void): void;
  /** Has a sentence read out. */
  announce(text: string): void;
  /** Brings up a panel by its id, and unfolds the place where it lies. */
  showPanel(id: string): void;
  /** Brings up a panel that nobody asked for: what is folded away stays so. */
  suggestPanel(id: string): void;
  /** Folds or unfolds what stands around the board; kept between starts, but not in the presentation, nor where there is no room for it. */
  setOpen(fold: Fold, isOpen: boolean): void;
  /** On screen at once; kept by the shell when `isKept`. */
  changeSettings(change: Partial<Settings>, isKept?: boolean): void;
}

/** What the board offers to commands: moving the view. Harmless while there is no board. */
export interface BoardView {
  fit(): void;
  /** Shows these parts, and gives the focus to the only one. */
  show(ids: readonly string[]): void;
  zoom(factor: number): void;
  /** A new note in the middle of what is seen, ready to be written. */
  note(): void;
  /**
   * Where a new part goes when nobody says where, in document coordinates: to the right of the only selected part, if that is seen, else
   * in the middle of what is seen.
   */
  placeForNew(): { readonly x: number; readonly y: number } | undefined;
  /** Has the name of a part written where it stands. */
  name(id: string): void;
  /** Moves the view to a part that is not wholly seen. */
  reveal(id: string): void;
  /** A finger carries a part over this place of the window, CSS pixels: where it would go is marked. Null: it carries none any more. */
  carry(at: { readonly x: number; readonly y: number } | null): void;
  /** Adds a part at this place of the window, CSS pixels; nothing where the board is not. */
  drop(kind: string, at: { readonly x: number; readonly y: number }): void;
  /** Where parts and the bars of the board stand in the window, CSS pixels. */
  standing(): readonly WindowBox[];
  /** Opens the card of a message, by its number in the run; nothing where it is not among those on screen. */
  message(id: number): void;
}

/** Bringing another scenario on screen, after the usual question about unsaved work. */
export interface Opening {
  /** Opens a text that has no place of its own. Whether it was opened. */
  text(name: string, text: string): Promise<boolean>;
  /** Opens a shipped example by its id. Whether it was opened. */
  example(id: string): Promise<boolean>;
}

/** What every feature works with. Given to components by context, to everything else as an argument. */
export interface Services {
  /** The shell around this window. */
  readonly api: FaultboardApi;
  /** The scenario being edited. */
  readonly document: DocumentModel;
  /** Runs and the playhead. */
  readonly playback: PlaybackModel;
  /** Why something failed in the run on screen. */
  readonly explanations: Explanations;
  readonly window: WindowModel;
  /** Messages over the board: what was done, with its undo; what went wrong. */
  readonly toasts: ToastService;
  readonly boardView: BoardView;
  /** Says which board the view is of; null: none. */
  readonly setBoardView: (view: BoardView | null) => void;
  readonly opening: Opening;
  /** Says who opens scenarios. */
  readonly setOpening: (opening: Opening) => void;
  readonly commands: CommandTable;
  readonly contributions: readonly Contribution[];
}

/** Where panels lie: beside the board with the settings, or below it with the charts. */
export type PanelPlace = 'side' | 'dock';

/** A panel behind a tab. */
export interface PanelContribution {
  readonly id: string;
  readonly place: PanelPlace;
  readonly title: string;
  readonly Panel: ComponentType;
  /** Shows what is selected: stays open when something else is. */
  readonly followsSelection?: boolean;
  /** Stands beside the tabs while the panel is seen. */
  readonly Tools?: ComponentType;
}

/** Places in the window, and in panels of features, that others may add something to. */
export interface PieceProps {
  /** Left of the board. */
  readonly left: object;
  /** Over the board, in its upper left corner: how the run on screen does. */
  readonly 'board.verdict': object;
  /** Over the board. */
  readonly 'board.over': object;
  /** Over the board, along its upper edge: something to know. */
  readonly banner: object;
  /** The bar below the board. */
  readonly 'run.bar': object;
  /** Beside the tabs of the panels below the board. */
  readonly 'dock.head': object;
  /** Among the buttons of that bar. */
  readonly 'run.buttons': object;
  /** On the time line of a finished run. */
  readonly timeline: { readonly report: RunReport };
  /** Under the settings of the parts that are selected, all of one kind. */
  readonly part: { readonly nodes: readonly ScenarioNode[] };
  /** Under the settings of the scenario. */
  readonly scenario: object;
  /** Above, amid and below the figures of a run. */
  readonly 'results.top': object;
  readonly 'results.problems': object;
  readonly 'results.end': object;
}

/** Something small that stands in a place. */
export type PieceContribution = {
  readonly [Place in keyof PieceProps]: { readonly place: Place; readonly Piece: ComponentType<PieceProps[Place]> };
}[keyof PieceProps];

/** The part whose menu is open, and the board it stands on. */
export interface PartOfMenu {
  readonly id: string;
  readonly scenario: Pick<Scenario, 'nodes' | 'links'>;
}

/** An entry of the menu of a part, made of a command that is given with the part's id. */
export interface PartMenuEntry {
  readonly command: string;
  readonly label: string;
  /** Whether it stands in the menu of a part of a kind. */
  readonly isOffered: (kind: string, hasRun: boolean, part: PartOfMenu) => boolean;
  readonly isDisabled?: (hasRun: boolean) => boolean;
}

/** Takes over fields of parts in the inspector that no ordinary control can set. */
export interface FieldEditor {
  /** Whether a field is set by this editor and has no row of its own. */
  readonly owns: (field: Field) => boolean;
  /** Stands below the row of any field, and once before all under the owned field's own name; draws nothing where it is not wanted. */
  readonly Below: ComponentType<{ readonly row: string; readonly owned: Field; readonly nodes: readonly ScenarioNode[] }>;
  /** Asked when an ordinary field is set: true when this editor has set it, together with its own. */
  readonly set: (services: Services, nodes: readonly ScenarioNode[], owned: Field, field: Field, value: unknown) => boolean;
}

/** What one feature adds to the window. */
export interface Contribution {
  readonly id: string;
  /** What it is called when it fails. */
  readonly title: string;
  readonly commands?: (services: Services) => readonly Command[];
  readonly panels?: readonly PanelContribution[];
  readonly pieces?: readonly PieceContribution[];
  readonly partMenu?: readonly PartMenuEntry[];
  readonly fieldEditors?: readonly FieldEditor[];
  /** Follows what happens, once for each window. Returns how to stop. */
  readonly start?: (services: Services) => () => void;
}

/** State that a feature keeps: made when it is first asked for, one for each window. */
export function perWindow<T>(make: (services: Services) => T): (services: Services) => T {
  const made = new WeakMap<Services, { readonly state: T }>();
  return (services) => {
    const before = made.get(services);
    if (before !== undefined) return before.state;
    const state = make(services);
    made.set(services, { state });
    return state;
  };
}
