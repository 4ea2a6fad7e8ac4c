import { FEW_FACES } from './sight';

/** What cannot be told apart any more from so far away: texts, or ports, too. */
export type Distance = 'texts' | 'ports-too' | undefined;

/** Below this zoom texts could not be read: faces show only what and how a part is. */
const FAR_ZOOM = 0.45;
/** Below this one a port is smaller than three pixels. */
const FARTHER_ZOOM = 0.22;
/** Without a step for so long the zoom rests, ms: slow machines take their time for each. */
const REST_MS = 300;

export function distanceAt(zoom: number): Distance {
  return zoom >= FAR_ZOOM ? undefined : zoom >= FARTHER_ZOOM ? 'texts' : 'ports-too';
}

/**
 * From how far away the parts are drawn. Of many parts, all would be laid out anew in the midst of a zoom, and again on the way back; so
 * they are drawn for the new distance once the zoom rests. A jump, such as that to a newly opened board, is at rest at once.
 */
export class DistanceDrawn {
  private drawn: Distance;
  private zoom: number;
  private steppedMs = -Infinity;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    zoom: number,
    /** Told when it is another one. */
    private readonly tell: () => void,
  ) {
    this.zoom = zoom;
    this.drawn = distanceAt(zoom);
  }

  get now(): Distance {
    return this.drawn;
  }

  /** The zoom is this with so many parts on the board, at a moment in ms. */
  look(zoom: number, parts: number, atMs: number): void {
    if (zoom === this.zoom) return;
    const isStep = atMs - this.steppedMs < REST_MS;
    this.zoom = zoom;
    this.steppedMs = atMs;
    this.stop();
    if (distanceAt(zoom) === this.drawn) return;
    if (isStep && parts > FEW_FACES) this.timer = setTimeout(() => this.draw(), REST_MS);
    else this.draw();
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  private draw(): void {
    this.drawn = distanceAt(this.zoom);
    this.tell();
  }
}
