import { counted, message } from '../messages/message';

/** Texts of the canvas: one place, ready to be translated. */
export const strings = {
  frameTitle: (network: string, members: number): string =>
    members === 0 ? network : `${network}: ${members} ${members === 1 ? 'member' : 'members'} inside`,
  frameEmpty: 'Drop members in here',
  membershipLabel: (changes: readonly { readonly id: string; readonly network: string | undefined }[]): string => {
    const ids = changes.length === 1 ? changes[0].id : `${changes.length} parts`;
    const networks = [...new Set(changes.map(({ network }) => network))];
    if (networks.length > 1) return `Move ${ids} between networks`;
    return networks[0] === undefined ? `Take ${ids} out of the network` : `Put ${ids} into ${networks[0]}`;
  },
  addedInto: (id: string, network: string): string => `${id} added to ${network}.`,
  addInto: (id: string, network: string): string => `Add ${id} to ${network}`,
  whyRequest: 'What happened to this request?',
  canvas: 'Canvas with the parts of the system',
  emptyNote: 'Empty note. Double-click to write.',
  noteText: 'Text of the note',
  partHelp:
    'Press Enter or Space to select this part, the arrow keys to move it, Delete to remove it, Shift and F10 for what can be done to it.',
  wireHelp: 'Press Enter or Space to select this wire, Delete to remove it, Shift and F10 for what can be done to it.',
  moved: (direction: string): string => `Moved ${direction}.`,
  wired: (from: string, to: string): string => `Wired ${from} to ${to}.`,
  added: (id: string): string => `Added ${id}.`,
  inserted: (id: string): string => `Put ${id} into a wire.`,
  insertLabel: (id: string, from: string, to: string): string => `Insert ${id} between ${from} and ${to}`,
  scheduled: message<{ what: string; seconds: number }>('{what} scheduled at {seconds, plural, one {# second} other {# seconds}}.'),
  scheduleFor: (id: string): string => `Schedule a fault for ${id}`,
  wire: (from: string, to: string): string => `Wire from ${from} to ${to}`,
  message: (title: string): string => `Message: ${title}`,
  together: message<{ count: number }>('These {count, number} parts'),
  network: (count: number): string => (count === 2 ? 'Between these two' : 'In the network'),
  schedule: 'Schedule',
  change: 'Change',
  cancel: 'Cancel',
  noPartFits: 'No part fits at this end.',
  noTarget: 'No part on the canvas can take this wire.',
  minimap: 'Overview of the canvas',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  zoomWhole: (percent: number): string => `Zoom is ${percent} %: back to 100 %`,
  fit: 'Show everything',
  controls: 'View',
  legend: 'Legend',
  slowed: (below: string): string => `Slowed for the eye: flights under ${below}`,
  slowedHelp: 'These messages are drawn slower than they are, or nobody would see them. Pause, and each is drawn where it really is.',
  close: 'Close',
  named: (id: string): string => `Name ${id}`,
  nameOf: (id: string): string => `Name of ${id}`,
  path: {
    title: 'Path so far',
    asking: 'Looking for its path...',
    go: 'Go to the moment it was sent',
    hop: (from: string, to: string): string => `${from} \u2192 ${to}`,
    times: (sent: string, arrives: string): string => `${sent} to ${arrives}`,
    lost: 'Lost on the way',
    underWay: 'The request is still under way.',
    neverAnswered: 'The run ended before the request did.',
    ended: (fate: string, reason: string, at: string, after: string): string => `${fate} at ${at}, after ${after}. ${reason}`,
  },
  groupLabel: message<{ title: string; count: number; isFolded: string }>(
    'Group {title}, {count, plural, one {# part} other {# parts}}{isFolded, select, true {, folded up} other {}}',
  ),
  parts: counted('part', 'parts'),
  moveThings: message<{ count: number }>('Move {count, plural, one {# thing} other {# things}}'),
  fold: (title: string): string => `Fold up ${title}`,
  unfold: (title: string): string => `Unfold ${title}`,
  foldLabel: (title: string, isFolded: boolean): string => `${isFolded ? 'Fold up' : 'Unfold'} ${title}`,
  badMoment: (why: string, seconds: number): string => `When it happens: ${why} The run is ${seconds} s long.`,
  badLength: (why: string, seconds: number): string =>
    `How long it lasts: ${why} Empty is until something ends it; the run is ${seconds} s long.`,
  badLatency: (why: string): string => `Latency: ${why}`,
  badLoss: (why: string): string => `Messages lost: ${why}`,
} as const;
