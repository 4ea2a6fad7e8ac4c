/** What an event does, in the low bits of its meta word. */
export const EventType = {
  request: 0,
  reply: 1,
  message: 2,
  timer: 3,
  callTimer: 4,
  /** Work on a call is done: a part that stands still does not get on with it. */
  work: 5,
} as const;

export const TYPE_MASK = 7;
/** Set on timers that must not keep a run alive. */
export const QUIET_BIT = 8;
const TAG_SHIFT = 4;
const TAG_MASK = 63;
/** The highest tag of a timer. */
export const MOST_TAG = TAG_MASK;
/** Tags from here on are the engine's own; kinds use lower ones. */
const FIRST_ENGINE_TAG = 60;
/** A timer of what a part has to do with its service registries. */
export const REGISTRY_TIMER = FIRST_ENGINE_TAG;
const NODE_SHIFT = 10;

/** Packs an event's first word: type, quiet bit, tag (0..63), node. */
export const packMeta = (type: number, node: number, tag: number): number => type | (tag << TAG_SHIFT) | (node << NODE_SHIFT);

export const metaNode = (meta: number): number => meta >>> NODE_SHIFT;

export const metaTag = (meta: number): number => (meta >> TAG_SHIFT) & TAG_MASK;
