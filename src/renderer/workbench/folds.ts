import type { Settings } from '../../contract/index';

/** What can be folded away beside the board: the list of parts, the panel on the right, the panels below. */
export const FOLDS = ['parts', 'side', 'dock'] as const;
/** One of these. */
export type Fold = (typeof FOLDS)[number];
/** Which of them are unfolded. */
export type Folds = Readonly<Record<Fold, boolean>>;

/** What there is room for, CSS pixels, and whether there is a run to be looked into. */
export interface Room {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly hasRun: boolean;
}

const SETTING = { parts: 'partsOpen', side: 'sideOpen', dock: 'dockOpen' } as const;
/** From so much room on (CSS pixels) each is unfolded until somebody says otherwise: the board comes first. */
const NEEDS = { parts: { widthPx: 1700, heightPx: 0 }, side: { widthPx: 1000, heightPx: 0 }, dock: { widthPx: 0, heightPx: 860 } } as const;

type FoldSettings = Pick<Settings, 'partsOpen' | 'sideOpen' | 'dockOpen'>;

/**
 * What is unfolded: as the settings say, else as a window of this size has room. Without a run there is nothing to see below the board, so
 * that stays folded.
 */
export function foldsFor(settings: FoldSettings, { widthPx, heightPx, hasRun }: Room): Folds {
  const isOpen = (fold: Fold): boolean => settings[SETTING[fold]] ?? (widthPx >= NEEDS[fold].widthPx && heightPx >= NEEDS[fold].heightPx);
  return { parts: isOpen('parts'), side: isOpen('side'), dock: isOpen('dock') && (hasRun || settings.dockOpen === true) };
}

/** The change of the settings that keeps whether something is unfolded. */
export function foldSetting(fold: Fold, isOpen: boolean): Partial<Settings> {
  return { [SETTING[fold]]: isOpen };
}
