import type { DocumentState } from '../document/index';
import type { PlaybackState } from '../playback/index';

/** Groups of commands, as menus show them. */
export const COMMAND_GROUPS = ['File', 'Edit', 'Add', 'View', 'Run', 'Fault'] as const;
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
  readonly run: () => void;
  /** Begins another sort of things: menus draw a line before it. */
  readonly line?: boolean;
  /** Left out of menus (arrow keys and the like). */
  readonly hidden?: boolean;
}
