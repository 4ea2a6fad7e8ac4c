import { kindOf, type ScenarioNode } from '../../../sim/index';
import { frameAround, isNetwork } from '../../document/index';
import { FACE_HEIGHT, FACE_WIDTH } from '../geometry/face';
import type { Box } from '../geometry/groupPlaces';
import type { Point } from '../geometry/wireCurve';

/** Room beside and below a network without members, to drop the first one, flow units. */
const EMPTY_BESIDE = FACE_WIDTH * 0.75;
const EMPTY_BELOW = FACE_HEIGHT * 1.5;

/** The frame of a network: what is dropped into it joins. */
export interface NetworkFrame {
  readonly network: string;
  readonly box: Box;
  /** Parts that stand in it. */
  readonly members: readonly string[];
}

/** Whether a part of a kind can be a member of a network. */
export function canJoin(kind: string): boolean {
  return kindOf(kind)?.descriptor.offers.includes('member') === true;
}

/** The frames of all networks: around the network and the parts that stand in its frame. */
export function networkFrames(nodes: readonly ScenarioNode[]): NetworkFrame[] {
  return nodes
    .filter(({ kind }) => isNetwork(kind))
    .map((network) => {
      const members = nodes.filter((node) => node.network === network.id);
      const { x, y, width, height } = frameAround([network, ...members]);
      const [beside, below] = members.length === 0 ? [EMPTY_BESIDE, EMPTY_BELOW] : [0, 0];
      return {
        network: network.id,
        box: { x: x - beside, y, width: width + 2 * beside, height: height + below },
        members: members.map(({ id }) => id),
      };
    });
}

/** The frames of all networks as they stand on the board: whoever shows it whole shows their titles and edges, too. */
export function standingFrames(
  nodes: readonly ScenarioNode[],
): readonly { readonly position: Point; readonly width: number; readonly height: number }[] {
  return networkFrames(nodes).map(({ box: { x, y, width, height } }) => ({ position: { x, y }, width, height }));
}

/** The frame in which the middle of a face lies, the smallest of several; null: none. `corner`: of the face. */
export function frameAt(frames: readonly NetworkFrame[], corner: Point): NetworkFrame | null {
  const [x, y] = [corner.x + FACE_WIDTH / 2, corner.y + FACE_HEIGHT / 2];
  const around = frames.filter(({ box }) => x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height);
  return around.toSorted((p, q) => p.box.width * p.box.height - q.box.width * q.box.height)[0] ?? null;
}

/**
 * Networks that a box catches: those it touches, unless it is drawn around members only. A network lies in the middle of its members, so
 * that whoever wants some of them, or all, has it in the box as well; it is meant where its whole frame is in there. `chosen`: other parts
 * that the box has caught.
 */
export function networksCaught(nodes: readonly ScenarioNode[], box: Box, chosen: readonly string[]): string[] {
  const corner = new Map(nodes.map((node) => [node.id, node]));
  return networkFrames(nodes)
    .filter((frame) => {
      const { x = 0, y = 0 } = corner.get(frame.network) ?? {};
      const isTouched = x < box.x + box.width && x + FACE_WIDTH > box.x && y < box.y + box.height && y + FACE_HEIGHT > box.y;
      return isTouched && (holds(box, frame.box) || !frame.members.some((id) => chosen.includes(id)));
    })
    .map(({ network }) => network);
}

function holds(outer: Box, inner: Box): boolean {
  const isWide = outer.x <= inner.x && outer.x + outer.width >= inner.x + inner.width;
  return isWide && outer.y <= inner.y && outer.y + outer.height >= inner.y + inner.height;
}

/** A part that a move brought into a frame or out of it: `network` undefined, it is in none any more. */
export interface Membership {
  readonly id: string;
  readonly network: string | undefined;
}

/**
 * Who joins and who leaves when parts are moved. Frames are where they stood before, so that a member that is moved about in its frame does
 * not leave because the frame was only as large as it needed to be. Parts that come from outside together join together: a frame is never
 * large enough for all of them before they are in it.
 */
export function membershipsAfter(
  nodes: readonly ScenarioNode[],
  moves: readonly ({ readonly id: string } & Point)[],
  moved: ReadonlySet<string> = new Set(moves.map(({ id }) => id)),
): Membership[] {
  const frames = networkFrames(nodes).filter(({ network }) => !moved.has(network));
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const landings = moves.flatMap((move) => {
    const node = byId.get(move.id);
    // Who moves together with the network stays with it.
    if (node === undefined || !canJoin(node.kind) || (node.network !== undefined && moved.has(node.network))) return [];
    return [{ id: move.id, before: node.network, network: frameAt(frames, move)?.network }];
  });
  const joined = landings.find(({ before, network }) => before === undefined && network !== undefined)?.network;
  return landings.flatMap(({ id, before, network }): Membership[] => {
    const after = before === undefined ? (network ?? joined) : network;
    return after === before ? [] : [{ id, network: after }];
  });
}

/** A part with another network, or with none. */
export function withNetwork(node: ScenarioNode, network: string | undefined): ScenarioNode {
  const { network: _before, ...rest } = node;
  return network === undefined ? rest : { ...rest, network };
}

/** How many parts have joined a network from one state of a board to the next. */
export function joinedBetween(before: readonly ScenarioNode[], after: readonly ScenarioNode[]): number {
  if (before === after || before.length !== after.length) return 0;
  return after.filter(({ network }, i) => network !== undefined && before[i].network === undefined).length;
}
