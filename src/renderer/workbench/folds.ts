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
const NEEDS = { parts: { widthPx: 1700, heightPx: 0 }, side: { widthPx: 1100, heightPx: 0 }, dock: { widthPx: 0, heightPx: 860 } } as const;
/** With less room than this it takes most of the board or lies over it (workbench.css): it comes when it is asked for, each time. */
const LEAST = { parts: { widthPx: 900, heightPx: 0 }, side: { widthPx: 900, heightPx: 0 }, dock: { widthPx: 0, heightPx: 520 } } as const;

type FoldSettings = Pick<Settings, 'partsOpen' | 'sideOpen' | 'dockOpen'>;
type Size = Pick<Room, 'widthPx' | 'heightPx'>;

/** Whether a window of this size has room for both the board and this; where it has not, what somebody does there is not kept. */
export function hasRoomFor(fold: Fold, { widthPx, heightPx }: Size): boolean {
  return widthPx >= LEAST[fold].widthPx && heightPx >= LEAST[fold].heightPx;
}

/**
 * What is unfolded: as the settings say, else as a window of this size has room. Without a run there is nothing to see below the board, so
 * that stays folded.
 */
export function foldsFor(settings: FoldSettings, { widthPx, heightPx, hasRun }: Room): Folds {
  const size = { widthPx, heightPx };
  const isOpen = (fold: Fold): boolean =>
    hasRoomFor(fold, size) && (settings[SETTING[fold]] ?? (widthPx >= NEEDS[fold].widthPx && heightPx >= NEEDS[fold].heightPx));
  return { parts: isOpen('parts'), side: isOpen('side'), dock: isOpen('dock') && (hasRun || settings.dockOpen === true) };
}

/** What is unfolded after a window has got another size: only what that size changes, so that what was opened for a moment stays. */
export function foldsResized(open: Folds, settings: FoldSettings, before: Room, now: Room): Folds {
  const [was, is] = [foldsFor(settings, before), foldsFor(settings, now)];
  const changed = FOLDS.filter((fold) => was[fold] !== is[fold] && open[fold] !== is[fold]);
  return changed.length === 0 ? open : { ...open, ...Object.fromEntries(changed.map((fold) => [fold, is[fold]])) };
}

/** The change of the settings that keeps whether something is unfolded. */
export function foldSetting(fold: Fold, isOpen: boolean): Partial<Settings> {
  return { [SETTING[fold]]: isOpen };
}
