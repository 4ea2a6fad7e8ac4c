import { linkEnds, type TraceIndex, type TraceWindow } from '../../../sim/index';
import { faceMiddle, inPort, outPort } from '../geometry/face';
import { samplePolyline, type Polyline } from '../geometry/polyline';
import { straightCurve, wireCurve, type Point } from '../geometry/wireCurve';

/** Where a part stands now (also while it is dragged); undefined when it is not on the canvas. */
export type PlaceOf = (nodeId: string) => Point | undefined;

const NO_LANES = new Int32Array();

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

  /**
   * The wire of a link of the trace; for two members of a network the chord between them, as the lanes of the window on screen say who they
   * are. Null when the wire or one of its ends has been taken off the canvas.
   */
  line(link: number, lanes: TraceWindow['lanes'] = NO_LANES): Polyline | null {
    const isWire = link < this.index.links.length;
    // A window that covers less may not know the lane yet.
    if (!isWire && (link - this.index.links.length) * 3 >= lanes.length) return null;
    const [from, to] = linkEnds(this.index, lanes, link);
    const start = this.placeOf(this.index.nodes[from].id);
    const end = this.placeOf(this.index.nodes[to].id);
    // The same place: both ends are folded up in one group.
    if (start === undefined || end === undefined || start === end) return null;
    if (isWire && !this.hasLink(this.index.links[link].id)) return null;
    const old = this.kept[link];
    if (old !== undefined && old.fromX === start.x && old.fromY === start.y && old.toX === end.x && old.toY === end.y) return old.line;
    const line = samplePolyline(isWire ? wireCurve(outPort(start), inPort(end)) : straightCurve(faceMiddle(start), faceMiddle(end)));
    this.kept[link] = { line, fromX: start.x, fromY: start.y, toX: end.x, toY: end.y };
    return line;
  }
}
