import type { ScriptStep } from '../asPython/script';
import type {
  Comparison,
  Explanation,
  Fault,
  HistoryRow,
  LookupResult,
  MomentState,
  NodeInspection,
  ProgramProblem,
  Replication,
  RequestDetail,
  RunDifference,
  RunSeries,
  RunSummary,
  TraceIndex,
  TraceWindow,
  Breakpoint,
  BreakSearch,
  ScenarioProgram,
} from '../sim/index';

/** A failure that a user can act on: what, where and what to do. */
export interface Failure {
  /** Stable name, e.g. `not-json`, `unknown-kind`, `file-missing`, `disk-full`, `run-not-found`. */
  readonly name: string;
  /** Where in the document, e.g. `nodes[3].params.ratePerSecond`; empty when it does not apply. */
  readonly path: string;
  /** One sentence for the user. */
  readonly message: string;
}

/** Operating errors are values: either a value or a failure. */
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

/** What the shell around the renderer can do. */
export interface ShellInfo {
  readonly shell: 'electron' | 'browser';
  readonly platform: 'windows' | 'mac' | 'linux';
  /** True: chooseOpen/chooseSave show the system's dialogs. False: the renderer shows its own, over listFolder. */
  readonly nativeDialogs: boolean;
  readonly appVersion: string;
  readonly engineVersion: string;
  /** Folder new files are offered in. */
  readonly documentsFolder: string;
  /** File the app was asked to open at the start, if any. */
  readonly openAtStart: string | null;
  /** Sentences about what was found damaged or in the way, each told once. */
  readonly notices: readonly string[];
}

/** A scenario file as text with what is needed to save it again. */
export interface OpenedFile {
  readonly path: string;
  readonly name: string;
  readonly text: string;
  /** Stamp of the file's state, passed back on save to notice changes by others. */
  readonly stamp: string;
  readonly readOnly: boolean;
}

/** A shipped example. */
export interface ExampleInfo {
  readonly id: string;
  readonly name: string;
  readonly description: string;
}

/** A file or folder in the browser shell's own dialog. */
export interface FolderEntry {
  readonly name: string;
  readonly path: string;
  readonly folder: boolean;
  readonly modifiedMs: number;
}

/** Work found after a crash. */
export interface Recovery {
  readonly id: string;
  readonly name: string;
  /** The file it belongs to, null when never saved. */
  readonly path: string | null;
  readonly text: string;
  readonly savedAtMs: number;
}

/** What a person has done in a lesson. */
export interface LessonProgress {
  /** Parts and wires of the board as they left it, as JSON text; null: as the lesson begins. */
  readonly board: string | null;
  /** Answers to questions by their ids. */
  readonly answers: Readonly<Record<string, string | number>>;
  /** So many hints were opened. */
  readonly hints: number;
  /** Objectives were met in so many runs with other seeds, too: the lesson is won. */
  readonly won: boolean;
  /** Most points in one run, and the best figure where the lesson keeps a score. */
  readonly points: number;
  readonly best: number | null;
}

/** A program of this computer that a board would start: its file, its arguments, and what is in all files that these name. */
export interface ProcessToAllow {
  readonly path: string;
  readonly args: readonly string[];
  readonly files: readonly { readonly path: string; readonly sha256: string }[];
}

/** What a person is asked before programs are started, where the shell has no dialogs of its own. */
export interface ProcessQuestion {
  readonly programs: readonly ProcessToAllow[];
}

/** Settings kept between starts. */
export interface Settings {
  readonly theme: 'system' | 'light' | 'dark' | 'contrast';
  readonly reducedMotion: 'system' | 'on' | 'off';
  readonly seenTour: boolean;
  readonly panelWidthPx: number;
  /** Height of the dock below the board; 0: as the window gives. */
  readonly dockHeightPx: number;
  /** Whether the list of parts, the panel beside the board and the one below it are unfolded; null: as the window has room. */
  readonly partsOpen: boolean | null;
  readonly sideOpen: boolean | null;
  readonly dockOpen: boolean | null;
  /** Charts that are shown, by name, in their order. */
  readonly charts: readonly string[];
  /** The lesson that is open, by its id; empty: none. */
  readonly openLesson: string;
  /** Progress by the id of the lesson. A change names only those that it is about. */
  readonly lessons: Readonly<Record<string, LessonProgress>>;
}

/** Whether scenario files are opened by double-click, and where of the user's own that is, or would be, written. */
export interface FileAssociation {
  readonly on: boolean;
  readonly places: readonly string[];
}

/** Characters of the longest text that crosses between shell and window. */
export const MOST_TEXT = 64_000_000;

/** How scenario files end; the first is offered for new ones. */
export const SCENARIO_ENDINGS: readonly string[] = ['.faultboard', '.json'];

/** How exports end. None is the ending of a scenario, so that no export is ever taken for one, or written over one. */
export const EXPORT_ENDINGS: readonly string[] = [
  '.png',
  '.svg',
  '.gif',
  '.csv',
  '.html',
  '.ndjson',
  '.figures.json',
  '.progress.json',
  '.score.json',
  '.otlp.json',
  '.trace.json',
  '.shiviz.log',
  '.jepsen.edn',
  '.jepsen.jsonl',
  '.journal.json',
];

/** Whether an export may end so. */
export function isExportEnding(ending: string): boolean {
  return EXPORT_ENDINGS.includes(ending);
}

/** The ending of an export's name; null: it is none. */
export function exportEndingOf(name: string): string | null {
  return EXPORT_ENDINGS.find((ending) => name.toLowerCase().endsWith(ending)) ?? null;
}

/** Whether a file of this name may be a scenario. */
export function isScenarioName(name: string): boolean {
  const lower = name.toLowerCase();
  return SCENARIO_ENDINGS.some((ending) => lower.endsWith(ending)) && exportEndingOf(lower) === null;
}

/** Charts that are shown until somebody chooses others: few, so that each is large. */
const USUAL_CHARTS: readonly string[] = ['part', 'throughput', 'latency', 'queues'];

/** Settings of somebody who has not chosen any. */
export const USUAL_SETTINGS: Settings = {
  theme: 'system',
  reducedMotion: 'system',
  seenTour: false,
  panelWidthPx: 320,
  dockHeightPx: 0,
  partsOpen: null,
  sideOpen: null,
  dockOpen: null,
  charts: USUAL_CHARTS,
  openLesson: '',
  lessons: {},
};

/** State of a run while it is computed. */
export interface RunProgress {
  readonly runId: string;
  readonly phase: 'running' | 'done' | 'cancelled' | 'failed';
  /** Simulated time reached, ns, and the end, ns. */
  readonly reachedNs: number;
  readonly endNs: number;
  readonly events: number;
  readonly failure: Failure | null;
}

/** What a finished run gives to the renderer. */
export interface RunReport {
  readonly runId: string;
  readonly index: TraceIndex;
  readonly summary: RunSummary;
  readonly series: RunSeries;
  readonly endNs: number;
  /** All faults that took effect: scheduled and injected. */
  readonly faults: readonly Fault[];
}

/** Rows of a history that one answer may hold. */
export const MOST_HISTORY_ROWS = 1_000_000;

/** Operations with their values, as far as they are shown. */
export interface RunHistory {
  /** In order of time. Ends of operations whose beginning lies before the first row are among them. */
  readonly rows: readonly HistoryRow[];
  /** How many rows there are up to that moment in all. */
  readonly total: number;
}

/** What many seeds say: of one design, or of two against each other. */
export interface ExperimentResult {
  readonly replication: Replication | null;
  readonly comparison: Comparison | null;
}

/** A command as a menu of the system shows it. */
export interface MenuCommand {
  readonly id: string;
  readonly label: string;
  /** The menu that it stands in. */
  readonly group: string;
  /** With a modifier, e.g. `Mod+Shift+S` (Ctrl, on a Mac Cmd); null: none. */
  readonly key: string | null;
  /** A line is drawn before it. */
  readonly line: boolean;
  /** Whether it can be used now; else it is greyed out. */
  readonly enabled: boolean;
}

/** Everything the renderer may ask of the shell. Both shells satisfy it; every payload is validated with `apiSchemas`. */
export interface FaultboardApi {
  shellInfo(): Promise<ShellInfo>;
  listExamples(): Promise<readonly ExampleInfo[]>;
  openExample(args: { id: string }): Promise<Result<OpenedFile>>;

  /** Electron: shows the system dialog. Null: the user gave up. */
  chooseOpen(): Promise<string | null>;
  chooseSave(args: { suggestedName: string }): Promise<string | null>;
  listFolder(args: { path: string }): Promise<Result<{ path: string; parent: string | null; entries: readonly FolderEntry[] }>>;
  openFile(args: { path: string }): Promise<Result<OpenedFile>>;
  /**
   * Where a file lies that was dropped on the window, which may be opened and saved from then on; null: it is no scenario on a disk. Not
   * there where the shell cannot know: what is dropped has no place of its own then.
   */
  droppedPath?(file: File): Promise<string | null>;
  /** Saves atomically. `stamp` null: overwrite whatever is there; else fails with `changed-on-disk` when the file is not as it was. */
  saveFile(args: { path: string; text: string; stamp: string | null }): Promise<Result<OpenedFile>>;
  /**
   * Writes any other file the user exports (base64 for binary), with this ending of EXPORT_ENDINGS. Fails with `exists` when the file is
   * there already, unless `replace` says that the user was asked.
   */
  exportFile(args: { path: string; text: string; base64: boolean; ending: string; replace: boolean }): Promise<Result<{ path: string }>>;
  recentFiles(): Promise<readonly { path: string; name: string }[]>;
  /** Stamp of a file now, to notice changes by others. Null: it is gone. */
  fileStamp(args: { path: string }): Promise<string | null>;

  /** Has files that end in `.faultboard` opened with this app by double-click, for this user alone; ends that; or only looks. */
  fileAssociation(args: { action: 'look' | 'add' | 'remove' }): Promise<Result<FileAssociation>>;

  saveRecovery(args: { id: string; name: string; path: string | null; text: string }): Promise<Result<{ savedAtMs: number }>>;
  listRecoveries(): Promise<readonly Recovery[]>;
  dropRecovery(args: { id: string }): Promise<void>;

  getSettings(): Promise<Settings>;
  setSettings(args: Partial<Settings>): Promise<Settings>;
  /** Tells the shell whether closing would lose work (it then asks), the window title, and the file, which is opened again on a reload. */
  setDocumentState(args: { title: string; unsaved: boolean; path?: string | null | undefined }): Promise<void>;
  /** Puts commands into the menu of the system, where there is one; choosing one comes back through onCommand. */
  setMenu(args: { commands: MenuCommand[] }): Promise<void>;

  /**
   * Starts a run in its own worker thread; progress arrives through onProgress, phase 'done' means report is ready. `journal`: the text of
   * a journal, which says what its processes do, so that none is started.
   */
  startRun(args: { scenarioText: string; seed: number | null; journal?: string | undefined }): Promise<Result<{ runId: string }>>;
  /** What the processes of a run were given and wrote, as the text of a journal. Fails where there is nothing, or too much for a window. */
  runJournal(args: { runId: string }): Promise<Result<{ text: string }>>;
  /**
   * Which programs a scenario would start that nobody has allowed yet; null: none. Where the shell has dialogs of its own it asks there,
   * and the answer is null with `isAllowed` once somebody has said yes.
   */
  processQuestion(args: { scenarioText: string }): Promise<{ question: ProcessQuestion | null; isAllowed: boolean }>;
  /**
   * The person has said yes to what was asked last, with the code that stands where Faultboard was started: a page alone cannot know it.
   * False: that is not the code, or it was tried too often.
   */
  allowProcesses(args: { code: string }): Promise<boolean>;
  /** A new run equal to `runId` up to `atNs`, with these faults added (all at or after `atNs`). The old run stays. */
  branchRun(args: { runId: string; atNs: number; faults: Fault[] }): Promise<Result<{ runId: string }>>;
  /**
   * Runs the scenario of a run (with its injected faults) with many seeds, or those of two runs with the same seeds. Progress comes as
   * for a run, with runs done and to do in place of simulated time; the result can be asked for at any time, of the runs done by then.
   */
  startExperiment(args: {
    runId: string;
    otherId: string | null;
    seeds: number;
    names: [string, string];
  }): Promise<Result<{ runId: string }>>;
  experimentResult(args: { runId: string }): Promise<Result<ExperimentResult>>;
  cancelRun(args: { runId: string }): Promise<void>;
  /** Frees a run and its worker. */
  closeRun(args: { runId: string }): Promise<void>;
  runReport(args: { runId: string }): Promise<Result<RunReport>>;
  /** `ahead`: nobody waits for it yet, so it comes after every other question. */
  runWindow(args: { runId: string; fromNs: number; toNs: number; maxRows: number; ahead?: boolean }): Promise<Result<TraceWindow>>;
  runMoment(args: { runId: string; atNs: number }): Promise<Result<MomentState>>;
  /**
   * The next or previous moment at which a breakpoint stops playback, after about `maxEvents` events at most; goes on when asked from
   * where it came to.
   */
  runBreak(args: {
    runId: string;
    fromNs: number;
    direction: 1 | -1;
    breakpoints: Breakpoint[];
    maxEvents: number;
  }): Promise<Result<BreakSearch>>;
  runLookup(args: { runId: string; atNs: number; node: string; key: string }): Promise<Result<LookupResult>>;

  /** Why a request (by its number) or a check (by its id) failed; with neither, the first failure for the most frequent reason. */
  runExplain(args: { runId: string; request: number | null; check: string | null }): Promise<Result<Explanation>>;
  /** The whole way of a client request, message by message, and how it ended. */
  runRequest(args: { runId: string; request: number }): Promise<Result<RequestDetail>>;
  /** The first moment at which two finished runs differ; null: their traces are equal. */
  runDifference(args: { runId: string; otherId: string }): Promise<Result<RunDifference | null>>;
  /**
   * The newest rows of the history of operations up to a moment (those at it left out), at most `maxRows`; a run of plain traffic computes
   * it when it is first asked.
   */
  runHistory(args: { runId: string; atNs: number; maxRows: number }): Promise<Result<RunHistory>>;
  /** The inside of a part just before a moment. */
  runInspect(args: { runId: string; atNs: number; node: string }): Promise<Result<NodeInspection>>;

  /**
   * Reads a learner's program and calls one of its functions once, with arguments given as JSON text. Null: nothing went wrong.
   * Without a `language` it is JavaScript.
   */
  tryProgram(args: {
    code: string;
    language?: ScenarioProgram['language'];
    name: string;
    trial: string;
  }): Promise<Result<ProgramProblem | null>>;

  /**
   * Runs a script in Python in the sandbox, to its first question (the board of its first run) or its end; what is wrong with it is a
   * problem with its line.
   */
  readScript(args: { script: string }): Promise<Result<ScriptStep>>;

  /** Calls back with every progress message; returns a function that stops it. */
  onProgress(listener: (progress: RunProgress) => void): () => void;
  /** The shell wants the renderer to do something: a menu item or a file opened by the system. */
  onCommand(listener: (command: { id: string; path?: string }) => void): () => void;
}

/** How the desktop shell's preload script tells the path of a dropped file. */
export const DROP_CHANNEL = 'faultboard:dropped';

/** Where the API stands in the renderer's window object. */
export const API_GLOBAL = 'faultboard';

declare global {
  interface Window {
    readonly faultboard?: FaultboardApi;
  }
}
