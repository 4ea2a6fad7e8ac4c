import type { FaultTarget } from '../document/index';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { HeldEnd } from './adapter/additions';
import { NO_GUIDES, type GuidePair } from './geometry/guides';
import type { Point } from './geometry/wireCurve';
import type { CutState } from './cuts';
import type { Side } from './networks/sides';

/** A wire that is being made: one end is held, the other looks for a part. */
export interface Wiring {
  readonly heldId: string;
  readonly held: HeldEnd;
  /** Parts that cannot take it, with the sentence why. */
  readonly refused: ReadonlyMap<string, string>;
  /** Begun with a click on a port instead of a drag. */
  readonly byClick: boolean;
}

/** A menu or small form over the canvas; one at a time. `x`, `y`: where, CSS pixels from the canvas's corner. */
export type Panel = { readonly x: number; readonly y: number } & (
  | { readonly type: 'partMenu'; readonly id: string }
  | { readonly type: 'wireMenu'; readonly id: string }
  /** Of two members of a network. */
  | { readonly type: 'chordMenu'; readonly id: string; readonly other: string }
  | { readonly type: 'groupMenu'; readonly id: string }
  | { readonly type: 'paneMenu'; readonly at: Point }
  | { readonly type: 'partList'; readonly heldId: string; readonly held: HeldEnd; readonly at: Point }
  | { readonly type: 'targetList'; readonly from: string }
  | { readonly type: 'reattachList'; readonly link: string }
  | { readonly type: 'fault'; readonly target: FaultTarget; readonly choice: string | null }
  | { readonly type: 'wireForm'; readonly link: string }
);

/** A message the user has clicked, copied out of its window, so that it can be read while the window moves on. */
export interface PickedMessage {
  readonly runId: string;
  readonly id: number;
  readonly x: number;
  readonly y: number;
  readonly type: number;
  readonly request: number;
  /** What its sender calls this sort of message; empty: it is a request or its like. */
  readonly said: string;
  /** What it says, in words; empty: nothing, or it was not kept. */
  readonly body: string;
  /** The same as JSON. */
  readonly json: string;
  /** Number of the message that this one answers or belongs to; 0: none is known. */
  readonly belongsTo: number;
  /** Empty: it is about no key. */
  readonly key: string;
  readonly sentNs: number;
  readonly arriveNs: number;
  readonly lost: boolean;
  /** It came to a part that was down: nobody there learnt of it. */
  readonly isUnheard: boolean;
  readonly fate: number;
  readonly from: string;
  readonly to: string;
}

/** What the canvas shows besides the document and the run. */
export interface BoardState {
  readonly wiring: Wiring | null;
  /** The wire of which an end is being taken to another part; null: the wire in hand is a new one. */
  readonly movingWire: string | null;
  /** Part under the pointer while wiring. */
  readonly wiringOver: string | null;
  /** With what the dragged part stands in line. */
  readonly guides: GuidePair;
  /** Why a wire is refused, beside the pointer. */
  readonly refusal: { readonly x: number; readonly y: number; readonly text: string } | null;
  readonly hoveredLink: string | null;
  /** Wire that a part from the palette would be dropped into. */
  readonly dropLink: string | null;
  /** Network whose frame takes in what would be dropped. */
  readonly dropFrame: string | null;
  readonly panel: Panel | null;
  readonly picked: PickedMessage | null;
  /** Note whose text is being typed. */
  readonly editingNote: string | null;
  /** Part whose name is being written in its place. */
  readonly naming: string | null;
  /** Wires that are cut at the playhead. */
  readonly cuts: ReadonlyMap<string, CutState>;
  /** On which side of a partition each part stands at the playhead; empty: nothing keeps members of networks apart. */
  readonly sides: ReadonlyMap<string, Side>;
  /** Part under the pointer. */
  readonly hoveredPart: string | null;
  /** What else faults do to wires at the playhead, in words. */
  readonly troubles: ReadonlyMap<string, string>;
  /** The sorts of these, e.g. `slow lossy`. */
  readonly troubleSorts: ReadonlyMap<string, string>;
  readonly runOnScreen: boolean;
  /** Flights shorter than this are shown slower than they are, simulated ns; 0: none on screen is. */
  readonly slowedBelowNs: number;
  /** Said by screen readers. */
  readonly announcement: string;
}

/** Makes the store of one canvas. */
export function createBoardState(): StoreApi<BoardState> {
  return createStore<BoardState>(() => ({
    wiring: null,
    movingWire: null,
    guides: NO_GUIDES,
    wiringOver: null,
    refusal: null,
    hoveredLink: null,
    dropLink: null,
    dropFrame: null,
    panel: null,
    picked: null,
    editingNote: null,
    naming: null,
    cuts: new Map(),
    sides: new Map(),
    hoveredPart: null,
    troubles: new Map(),
    troubleSorts: new Map(),
    runOnScreen: false,
    slowedBelowNs: 0,
    announcement: '',
  }));
}
