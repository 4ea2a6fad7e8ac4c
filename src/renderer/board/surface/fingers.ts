/** A finger that lies stiller than this has not begun to drag anything, CSS pixels. */
const STILL_PX = 8;
/** As long as on most phones. */
const LONG_PRESS_MS = 500;

/** What fingers come to, beside what React Flow makes of one of them. */
export interface FingersOn {
  /** Zooms and moves by two fingers; events are sent there. */
  readonly board: () => Element | null;
  /** The system has taken the finger that held something. */
  readonly onCancel: () => void;
}

/** A finger that lies on the board, on a part or on a port. */
interface Finger {
  readonly id: number;
  readonly target: EventTarget;
  readonly x: number;
  readonly y: number;
  /** It lies on a part or a port and not on the empty board. */
  readonly holds: boolean;
  readonly isMoving: boolean;
}

type State =
  | { readonly type: 'none' }
  | { readonly type: 'one'; readonly finger: Finger }
  | { readonly type: 'pinch' }
  /** A menu has opened: nothing more until all fingers are lifted. */
  | { readonly type: 'pressed' };

/**
 * Takes the touches of a board before React Flow does and hands on what it understands. While one finger drags a part or a wire, others
 * do nothing; two that have not begun to drag zoom the board, wherever they lie; one that lies still is a right click.
 */
export class Fingers {
  private state: State = { type: 'none' };
  private timer = 0;

  constructor(private readonly on: FingersOn) {}

  /** To be called in the capture phase, for events that may be cancelled. */
  readonly handle = (event: TouchEvent): void => {
    if (!event.isTrusted) return;
    if (event.type === 'touchstart' && event.touches.length === 1) return this.begin(event);
    const { state } = this;
    const board = this.on.board();
    if (state.type === 'none' || board === null) return;
    if (state.type === 'one') this.withOne(event, state.finger, board);
    else {
      keep(event);
      if (state.type === 'pinch') send(event.type, board, [...event.touches], [...event.changedTouches]);
    }
    if (event.touches.length === 0) this.end();
  };

  /** A long press has been answered already; some browsers tell of it, too, some only when the finger is lifted. */
  readonly handleMenu = (event: MouseEvent): void => {
    if (event.isTrusted && event instanceof PointerEvent && event.pointerType !== 'mouse') keep(event);
  };

  /** Forgets every finger. */
  readonly end = (): void => {
    window.clearTimeout(this.timer);
    this.state = { type: 'none' };
  };

  private begin({ changedTouches: [touch], target }: TouchEvent): void {
    this.end();
    if (!(target instanceof Element) || target.closest('.react-flow__renderer') === null) return;
    // Text that is being written is marked by a long press, as everywhere.
    if (target.closest('input, textarea') !== null) return;
    const holds = target.closest('.react-flow__node') !== null;
    this.state = {
      type: 'one',
      finger: { id: touch.identifier, target, x: touch.clientX, y: touch.clientY, holds, isMoving: false },
    };
    this.timer = window.setTimeout(() => this.press(touch), LONG_PRESS_MS);
  }

  private press(touch: Touch): void {
    this.state = { type: 'pressed' };
    send('touchend', touch.target, [], [touch]);
    const { clientX, clientY } = touch;
    touch.target.dispatchEvent(new MouseEvent('contextmenu', { clientX, clientY, bubbles: true, cancelable: true }));
  }

  private withOne(event: TouchEvent, finger: Finger, board: Element): void {
    const mine = [...event.changedTouches].find(({ identifier }) => identifier === finger.id);
    if (mine !== undefined && Math.hypot(mine.clientX - finger.x, mine.clientY - finger.y) > STILL_PX) {
      window.clearTimeout(this.timer);
      this.state = { type: 'one', finger: { ...finger, isMoving: true } };
    }
    if (event.type === 'touchstart') window.clearTimeout(this.timer);
    const isAlone = [...event.touches, ...event.changedTouches].every(({ identifier }) => identifier === finger.id);
    if (!isAlone && !finger.holds) return this.pinch(event, finger, board);
    if (!isAlone) {
      if (event.type === 'touchstart' && !finger.isMoving) return this.pinch(event, finger, board);
      keep(event);
      if (mine !== undefined) send(event.type, finger.target, event.type === 'touchmove' ? [mine] : [], [mine]);
    }
    if (mine === undefined || event.type === 'touchmove') return undefined;
    this.state = { type: 'pressed' };
    if (event.type === 'touchcancel') this.on.onCancel();
    return undefined;
  }

  /** What the first finger held is let go where it is; from now on both are the board's. */
  private pinch(event: TouchEvent, finger: Finger, board: Element): void {
    const first = [...event.touches].find(({ identifier }) => identifier === finger.id);
    keep(event);
    if (first !== undefined) send('touchend', first.target, [], [first]);
    this.state = { type: 'pinch' };
    send('touchstart', board, [...event.touches], [...event.touches]);
  }
}

/** Keeps an event from everybody else, the browser included. */
function keep(event: Event): void {
  event.stopPropagation();
  if (event.cancelable) event.preventDefault();
}

function send(type: string, target: EventTarget, touches: Touch[], changedTouches: Touch[]): void {
  target.dispatchEvent(new TouchEvent(type, { touches, changedTouches, targetTouches: touches, bubbles: true, cancelable: true }));
}
