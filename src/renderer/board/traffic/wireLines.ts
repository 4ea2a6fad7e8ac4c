import type { TraceIndex } from '../../../sim/index';
import { inPort, outPort } from '../geometry/face';
import { samplePolyline, type Polyline } from '../geometry/polyline';
import { wireCurve, type Point } from '../geometry/wireCurve';

/** Where a part stands now (also while it is dragged); undefined when it is not on the canvas. */
export type PlaceOf = (nodeId: string) => Point | undefined;

interface Sampled {
  readonly line: Polyline;
  readonly fromX: number;
  readonly fromY: number;
  readonly toX: number;
  readonly toY: number;
}

/** The sampled wires of a trace's links, sampled again only when one of their ends has moved. */
export class WireLines {
  private readonly kept: (Sampled | undefined)[] = [];

  constructor(
    private readonly index: TraceIndex,
    private readonly hasLink: (linkId: string) => boolean,
    private readonly placeOf: PlaceOf,
  ) {}

  /** The wire of a link of the trace; null when the wire or one of its ends has been taken off the canvas. */
  line(link: number): Polyline | null {
    const { id, from, to } = this.index.links[link];
    const start = this.placeOf(this.index.nodes[from].id);
    const end = this.placeOf(this.index.nodes[to].id);
    // The same place: both ends are folded up in one group.
    if (start === undefined || end === undefined || start === end || !this.hasLink(id)) return null;
    const old = this.kept[link];
    if (old !== undefined && old.fromX === start.x && old.fromY === start.y && old.toX === end.x && old.toY === end.y) return old.line;
    const line = samplePolyline(wireCurve(outPort(start), inPort(end)));
    this.kept[link] = { line, fromX: start.x, fromY: start.y, toX: end.x, toY: end.y };
    return line;
  }
}
