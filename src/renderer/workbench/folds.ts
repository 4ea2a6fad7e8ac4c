import type { Settings } from '../../contract/index';

/** What can be folded away beside the board: the list of parts, the panel on the right, the panels below. */
export const FOLDS = ['parts', 'side', 'dock'] as const;
/** One of these. */
export type Fold = (typeof FOLDS)[number];
/** Which of them are unfolded. */
export type Folds = Readonly<Record<Fold, boolean>>;

const SETTING = { parts: 'partsOpen', side: 'sideOpen', dock: 'dockOpen' } as const;
/** From so much room on (CSS pixels) each is unfolded until somebody says otherwise: the board comes first. */
const ROOM = { parts: { widthPx: 1700, heightPx: 0 }, side: { widthPx: 1000, heightPx: 0 }, dock: { widthPx: 0, heightPx: 860 } } as const;

/** What is unfolded: as the settings say, else as a window of this size has room. */
export function foldsFor(settings: Pick<Settings, 'partsOpen' | 'sideOpen' | 'dockOpen'>, widthPx: number, heightPx: number): Folds {
  const isOpen = (fold: Fold): boolean => settings[SETTING[fold]] ?? (widthPx >= ROOM[fold].widthPx && heightPx >= ROOM[fold].heightPx);
  return { parts: isOpen('parts'), side: isOpen('side'), dock: isOpen('dock') };
}

/** The change of the settings that keeps whether something is unfolded. */
export function foldSetting(fold: Fold, isOpen: boolean): Partial<Settings> {
  return { [SETTING[fold]]: isOpen };
}
