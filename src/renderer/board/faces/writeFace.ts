import type { FaceView } from './faceView';
import { MOST_PIPS } from './faceView';
import { short } from './faceNumbers';

/** Shapes of the states on a 12 x 12 grid: a disc, a tortoise's slope, two bars, a cross. None is told by colour alone. */
export const STATUS_PATHS = {
  design: '',
  up: 'M2 6a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z',
  slow: 'M6 2l4.500 8h-9z',
  off: 'M2 6a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z M3.500 6a2.500 2.500 0 1 1 5 0a2.500 2.500 0 1 1 -5 0z',
  starting: 'M2 2h8L7 6l3 4h-8l3-4z',
  paused: 'M2.500 2h2.500v8h-2.500z M7 2h2.500v8h-2.500z',
  down: 'M3 1.500L6 4.500 9 1.500 10.500 3 7.500 6 10.500 9 9 10.500 6 7.500 3 10.500 1.500 9 4.500 6 1.500 3z',
} as const;

/** The places of a face that change while it is shown, found once by their `data-face` names. */
export interface FacePlaces {
  readonly root: HTMLElement;
  readonly named: ReadonlyMap<string, HTMLElement | SVGElement>;
}

/** Finds the places of a face. */
export function facePlaces(root: HTMLElement): FacePlaces {
  const named = new Map<string, HTMLElement | SVGElement>();
  for (const element of root.querySelectorAll<HTMLElement | SVGElement>('[data-face]')) named.set(element.dataset.face ?? '', element);
  return { root, named };
}

/** Writes what differs from the view before (null: everything) into the page. Outside of React, because it runs up to 15 times a second. */
export function writeFace(places: FacePlaces, view: FaceView, before: FaceView | null): void {
  if (before === null || view.status !== before.status || view.statusText !== before.statusText) writeStatus(places, view);
  if (before === null || view.facts !== before.facts) setText(places, 'facts', view.facts);
  if (before === null || view.figure?.value !== before.figure?.value) setText(places, 'figure', view.figure?.value ?? '');
  if (before === null || view.figure?.unit !== before.figure?.unit) setText(places, 'unit', view.figure?.unit ?? '');
  if (before === null || view.role !== before.role) setText(places, 'role', view.role);
  if (before === null || view.load.level !== before.load.level || view.load.text !== before.load.text) {
    places.root.dataset.load = view.load.level;
    setText(places, 'load', view.load.text);
  }
  if (before === null || view.holds !== before.holds) writeHolding(places.root, view.holds);
  writeQueue(places, view, before);
  writeSlots(places, view, before);
  writeCounters(places, view, before);
}

function setText(places: FacePlaces, name: string, text: string): void {
  const element = places.named.get(name);
  if (element === undefined) return;
  element.textContent = text;
  element.toggleAttribute('data-empty', text === '');
}

/** A line along the lower edge, as long as the share; from afar the face is filled with it, too. */
function writeHolding(root: HTMLElement, holds: number | null): void {
  if (holds === null) delete root.dataset.holds;
  else root.dataset.holds = holds === 1 ? 'all' : holds === 0 ? 'nothing' : 'some';
  root.style.setProperty('--holds', String(holds ?? 0));
}

function writeStatus(places: FacePlaces, view: FaceView): void {
  places.root.dataset.status = view.status;
  setText(places, 'statusText', view.statusText);
  places.named.get('statusPath')?.setAttribute('d', STATUS_PATHS[view.status]);
}

function writeQueue(places: FacePlaces, view: FaceView, before: FaceView | null): void {
  const queue = view.queue;
  if (before !== null && queue?.text === before.queue?.text && queue?.share === before.queue?.share) return;
  places.named.get('queue')?.toggleAttribute('data-empty', queue === null);
  showWork(places, view);
  places.named.get('queueFill')?.style.setProperty('transform', `scaleX(${queue?.share ?? 0})`);
  setText(places, 'queueText', queue?.text ?? '');
}

/** A part without slots may still have a queue to show. */
function showWork(places: FacePlaces, view: FaceView): void {
  places.root.toggleAttribute('data-slotless', view.slots === null && view.queue === null);
}

function writeSlots(places: FacePlaces, view: FaceView, before: FaceView | null): void {
  const slots = view.slots;
  if (before !== null && slots?.busy === before.slots?.busy && slots?.capacity === before.slots?.capacity) return;
  const pips = places.named.get('pips');
  const drawn = slots !== null && slots.capacity <= MOST_PIPS;
  showWork(places, view);
  pips?.toggleAttribute('data-empty', !drawn);
  pips?.style.setProperty('--pips', String(drawn ? slots.capacity : 0));
  pips?.style.setProperty('--pips-busy', String(drawn ? slots.busy : 0));
  setText(places, 'slotsText', slots === null ? '' : `${short(slots.busy)}/${short(slots.capacity)}`);
}

function writeCounters(places: FacePlaces, view: FaceView, before: FaceView | null): void {
  for (let i = 0; i < 3; i++) {
    const counter = view.counters[i];
    const old = before?.counters[i];
    if (
      before !== null &&
      counter?.value === old?.value &&
      counter?.title === old?.title &&
      (view.figure === null) === (before.figure === null)
    )
      continue;
    // What is told as a rate is not told again as a sum, and that nothing went wrong is no news.
    const isQuiet = counter === undefined || (i === 0 && view.figure !== null) || (counter.tone === 'bad' && counter.value === 0);
    setText(places, `count${i}`, isQuiet ? '' : `${short(counter.value)} ${counter.title}`);
    // Beside slots and a queue there is room for what went wrong only.
    if (counter?.tone === 'bad') setText(places, 'failed', isQuiet ? '' : `${short(counter.value)} ${counter.title}`);
    const element = places.named.get(`count${i}`);
    if (element !== undefined)
      element.dataset.tone = counter === undefined ? 'plain' : counter.tone === 'bad' && counter.value === 0 ? 'plain' : counter.tone;
  }
}
