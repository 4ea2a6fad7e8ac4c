import { describe, expect, it } from 'vitest';
import { nextZoom, placeOnScreens, windowStateOf, ZOOMS } from './windowPlace';

const MAIN = { x: 0, y: 0, width: 1920, height: 1040 };
const RIGHT = { x: 1920, y: 0, width: 1280, height: 1024 };
const PLACE = { x: 2000, y: 100, width: 1100, height: 800 };

describe('the place of a window', () => {
  it('stays where it was while its screen is there', () => {
    expect(placeOnScreens(PLACE, [MAIN, RIGHT])).toEqual(PLACE);
    expect(placeOnScreens({ ...PLACE, x: 1500 }, [MAIN, RIGHT])).toEqual({ ...PLACE, x: 1500 });
  });

  it('goes to the middle of the main screen when its own is gone', () => {
    expect(placeOnScreens(PLACE, [MAIN])).toEqual({ x: 410, y: 120, width: 1100, height: 800 });
  });

  it('is made to fit a smaller screen', () => {
    expect(placeOnScreens({ ...PLACE, width: 3000, height: 2000 }, [{ x: 0, y: 0, width: 1366, height: 728 }])).toEqual({
      x: 0,
      y: 0,
      width: 1366,
      height: 728,
    });
  });

  it('can always be taken hold of by its top', () => {
    for (const y of [-400, 1035, 3000]) expect(placeOnScreens({ ...PLACE, x: 100, y }, [MAIN]).y).toBe(120);
    expect(placeOnScreens({ ...PLACE, x: 100, y: -20 }, [MAIN]).y).toBe(0);
    expect(placeOnScreens({ ...PLACE, x: -1050, y: 50 }, [MAIN]).x).toBe(410);
  });

  it('is left to the system where there is no screen', () => {
    expect(placeOnScreens(PLACE, [])).toEqual(PLACE);
  });
});

describe('the kept state of a window', () => {
  it('is taken as it is, and that of the first start when it makes no sense', () => {
    const state = { place: PLACE, maximized: true, fullScreen: false, zoom: 1.25 };
    expect(windowStateOf(state)).toEqual(state);
    const first = { place: null, maximized: false, fullScreen: false, zoom: 1 };
    for (const wrong of [null, 7, [], { ...state, zoom: 0 }, { ...state, place: { ...PLACE, width: -1 } }, { ...state, maximized: 'yes' }])
      expect(windowStateOf(wrong)).toEqual(first);
  });
});

describe('zooming', () => {
  it('goes through fixed sizes, stops at both ends, and leads back to the usual one', () => {
    expect([nextZoom(1, 1), nextZoom(1, -1), nextZoom(1.3, 1), nextZoom(2, 0)]).toEqual([1.1, 0.9, 1.5, 1]);
    expect([nextZoom(3, 1), nextZoom(0.5, -1)]).toEqual([3, 0.5]);
    let zoom = ZOOMS[0];
    for (const expected of ZOOMS.slice(1)) expect((zoom = nextZoom(zoom, 1))).toBe(expected);
  });
});
