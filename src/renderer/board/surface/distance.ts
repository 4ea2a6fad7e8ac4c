import { FEW_FACES } from './sight';

/** What cannot be told apart any more from so far away: small texts, the sorts of parts, too, their ports, or even their names. */
export type Distance = 'texts' | 'sorts-too' | 'ports-too' | 'names-too' | undefined;

/** Below this zoom texts could not be read: faces show only what and how a part is. */
const FAR_ZOOM = 0.45;
/** Below this one what sort a part is would be written in letters of less than seven pixels. */
const SORTS_ZOOM = 0.35;
/** Below this one a port is smaller than three pixels. */
const FARTHER_ZOOM = 0.22;
/** Below this one the largest name on a face is no longer read: colours and shapes are. */
const FARTHEST_ZOOM = 0.1;
/** Without a step for so long the zoom rests, ms: slow machines take their time for each. */
const REST_MS = 300;

export function distanceAt(zoom: number): Distance {
  if (zoom >= FAR_ZOOM) return undefined;
  if (zoom >= SORTS_ZOOM) return 'texts';
  if (zoom >= FARTHER_ZOOM) return 'sorts-too';
  return zoom >= FARTHEST_ZOOM ? 'ports-too' : 'names-too';
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
