import { createStore } from 'zustand/vanilla';
import { USUAL_CHARTS, type Recovery, type Settings, type ShellInfo } from '../../contract/index';
import type { Conflict, ConflictAnswer, UnsavedAnswer } from '../document/index';

/** A question or a list in the middle of the window; one at a time. */
export type Dialog =
  | { readonly type: 'open'; readonly answer: (path: string | null) => void }
  | { readonly type: 'saveAs'; readonly suggestedName: string; readonly answer: (path: string | null) => void }
  | { readonly type: 'examples' }
  | { readonly type: 'recovery'; readonly found: readonly Recovery[] }
  | { readonly type: 'unsaved'; readonly name: string; readonly answer: (answer: UnsavedAnswer) => void }
  | { readonly type: 'conflict'; readonly conflict: Conflict; readonly answer: (answer: ConflictAnswer) => void }
  | { readonly type: 'palette' }
  | { readonly type: 'shortcuts' }
  | { readonly type: 'addPart'; readonly wireFrom: string | null; readonly at: { readonly x: number; readonly y: number } | null }
  | { readonly type: 'wireTo'; readonly from: string }
  | { readonly type: 'insertPart'; readonly link: string }
  | { readonly type: 'fanOut'; readonly nodes: readonly string[] }
  | { readonly type: 'history' }
  | { readonly type: 'find' }
  | { readonly type: 'openText' }
  | { readonly type: 'association' };

/** Tabs of the dock below the canvas. */
export const DOCK_TABS = ['charts', 'log', 'space', 'why', 'faults', 'lookup'] as const;
/** Tabs of the panel on the right. */
export const SIDE_TABS = ['part', 'inside', 'scenario', 'results'] as const;

/** What the step buttons can lead to: events, events of the selected part, log lines, failures. */
export const STEPS_BY = ['event', 'part', 'log', 'failure', 'breakpoint'] as const;
/** One of them. */
export type StepBy = (typeof STEPS_BY)[number];

/** What the window shows, apart from the document and the run. */
export interface UiState {
  readonly shell: ShellInfo | null;
  readonly settings: Settings;
  readonly dialog: Dialog | null;
  readonly dockTab: (typeof DOCK_TABS)[number];
  readonly dockOpen: boolean;
  readonly sideTab: (typeof SIDE_TABS)[number];
  /** Said by screen readers. */
  readonly announcement: string;
  readonly disconnected: boolean;
  /** Store chosen for a lookup. */
  readonly lookupNode: string | null;
  /** Part that is looked into. */
  readonly insideNode: string | null;
  readonly stepBy: StepBy;
  /** The list of breakpoints is open; the part its form begins with. */
  readonly breakpointsOpen: boolean;
  readonly breakpointNode: string | null;
  /** Shown to others: large type, no palette, editing locked. */
  readonly presenting: boolean;
}

/** The store of the window. */
export const uiStore = createStore<UiState>(() => ({
  shell: null,
  settings: { theme: 'system', reducedMotion: 'system', seenTour: false, panelWidthPx: 320, dockHeightPx: 0, charts: USUAL_CHARTS },
  dialog: null,
  dockTab: 'charts',
  dockOpen: true,
  sideTab: 'part',
  announcement: '',
  disconnected: false,
  lookupNode: null,
  insideNode: null,
  stepBy: 'event',
  breakpointsOpen: false,
  breakpointNode: null,
  presenting: false,
}));

let giveUp: (() => void) | null = null;

/** Opens a dialog; null closes it. `whenGone` is called once it is closed or another takes its place. */
export function openDialog(dialog: Dialog | null, whenGone: (() => void) | null = null): void {
  giveUp?.();
  giveUp = whenGone;
  uiStore.setState({ dialog });
}

/** Has a sentence read out. */
export function announce(announcement: string): void {
  uiStore.setState({ announcement });
}
