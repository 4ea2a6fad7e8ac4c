import { z } from 'zod';

/** A rectangle on the screens, in pixels of the system. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** How the window was when it was last seen. */
export interface WindowState {
  /** Where it is when it is neither maximised nor full screen; null: wherever the system puts it. */
  readonly place: Place | null;
  readonly maximized: boolean;
  readonly fullScreen: boolean;
  /** How large everything in it is drawn; 1: as it was made. */
  readonly zoom: number;
}

/** The size that the window has at first, and the least that it may have, px. */
export const FIRST_SIZE = { width: 1440, height: 900 } as const;
export const LEAST_SIZE = { width: 960, height: 600 } as const;
/** What zooming goes through, as in browsers. */
export const ZOOMS: readonly number[] = [0.5, 0.67, 0.75, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3];
/** So much of the window's top has to be on a screen, px, for it to be taken hold of and moved. */
const GRIP = { width: 100, height: 30 } as const;

const FIRST_STATE: WindowState = { place: null, maximized: false, fullScreen: false, zoom: 1 };
const pixels = z.int().min(-100_000).max(100_000);
const kept = z.object({
  place: z.object({ x: pixels, y: pixels, width: pixels.min(1), height: pixels.min(1) }).nullable(),
  maximized: z.boolean(),
  fullScreen: z.boolean(),
  zoom: z
    .number()
    .min(ZOOMS[0])
    .max(ZOOMS[ZOOMS.length - 1]),
});

/** A kept state, or that of the first start where it makes no sense. */
export function windowStateOf(value: unknown): WindowState {
  const parsed = kept.safeParse(value);
  return parsed.success ? parsed.data : FIRST_STATE;
}

/**
 * Where a window goes that was at a place, given the work areas of the screens that are there now, the main one first. It is made to fit,
 * and one that could not be taken hold of any more goes to the middle of the main screen.
 */
export function placeOnScreens(place: Place, screens: readonly Place[]): Place {
  const screen = screens.find((area) => canBeHeld(place, area));
  const area = screen ?? screens[0];
  if (area === undefined) return place;
  const width = Math.min(place.width, area.width);
  const height = Math.min(place.height, area.height);
  if (screen !== undefined) return { x: place.x, y: Math.max(place.y, area.y), width, height };
  return { x: area.x + Math.floor((area.width - width) / 2), y: area.y + Math.floor((area.height - height) / 2), width, height };
}

/** Whether enough of the window's top lies in an area. */
function canBeHeld(place: Place, area: Place): boolean {
  const across = Math.min(place.x + place.width, area.x + area.width) - Math.max(place.x, area.x);
  return across >= GRIP.width && place.y >= area.y - GRIP.height && place.y + GRIP.height <= area.y + area.height;
}

/** The next zoom in a direction, or the usual one for 0. */
export function nextZoom(zoom: number, step: 1 | -1 | 0): number {
  if (step === 0) return 1;
  const further = step > 0 ? ZOOMS.find((other) => other > zoom + 0.01) : ZOOMS.findLast((other) => other < zoom - 0.01);
  return further ?? zoom;
}
