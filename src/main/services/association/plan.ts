/** One thing to do to the system, as data: so that what would be done elsewhere can be read, and tested, here. */
export type Step =
  | { readonly type: 'write'; readonly path: string; readonly text: string }
  /** Changes a file that others write to, too; `''` for one that is not there, and one that becomes empty goes. */
  | { readonly type: 'change'; readonly path: string; readonly by: (text: string) => string }
  | { readonly type: 'remove'; readonly path: string }
  /** Removes a folder and those above it up to `upTo`, as far as they are empty. */
  | { readonly type: 'removeEmpty'; readonly path: string; readonly upTo: string }
  /** Runs a program without a shell. `isNeeded`: without it the rest is of no use; else it may be missing or fail. */
  | { readonly type: 'run'; readonly program: string; readonly args: readonly string[]; readonly isNeeded: boolean }
  /** Steps that are only known when those before are done. */
  | { readonly type: 'then'; readonly steps: (look: FolderReader) => Promise<readonly Step[]> };

/** What steps may look at. */
export interface FolderReader {
  /** Names in a folder; none when there is no such folder. */
  readonly list: (folder: string) => Promise<readonly string[]>;
}

/** How files of ours come to be opened with a double-click on one system, and how not any more. */
export interface AssociationPlan {
  readonly add: readonly Step[];
  readonly remove: readonly Step[];
  /** There exactly while they are opened so: a file, or a command that succeeds. */
  readonly mark:
    | { readonly type: 'file'; readonly path: string }
    | { readonly type: 'command'; readonly program: string; readonly args: readonly string[] };
  /** What of the user's is written to, for them to read. */
  readonly places: readonly string[];
  /** What to install when a needed program is missing; '' where it belongs to the system. */
  readonly missing: string;
}

/** Whose account, and what is to be started: a program and its first arguments, all by absolute paths; the file comes behind them. */
export interface AssociationPlace {
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly launch: readonly string[];
}
