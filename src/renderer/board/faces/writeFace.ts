import type { FaceCounter, FaceView } from './faceView';
import { MOST_PIPS } from './faceView';
import { brief, short } from './faceNumbers';

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
  if (before === null || view.facts !== before.facts) setTitled(places, 'facts', view.facts);
  if (before === null || view.figure?.value !== before.figure?.value) setText(places, 'figure', view.figure?.value ?? '');
  if (before === null || view.figure?.unit !== before.figure?.unit) setText(places, 'unit', view.figure?.unit ?? '');
  if (before === null || view.role !== before.role) setText(places, 'role', view.role);
  if (before === null || view.load.level !== before.load.level || view.load.text !== before.load.text) {
    places.root.dataset.load = view.load.level;
    setTitled(places, 'load', view.load.text);
  }
  if (before === null || view.holds !== before.holds) writeHolding(places.root, view.holds);
  writeQueue(places, view, before);
  writeSlots(places, view, before);
  writeCounters(places, view, before);
  showWork(places, view);
}

function setText(places: FacePlaces, name: string, text: string): void {
  const element = places.named.get(name);
  if (element === undefined) return;
  element.textContent = text;
  element.toggleAttribute('data-empty', text === '');
}

/** What may be cut short is said whole by its title. */
function setTitled(places: FacePlaces, name: string, text: string, whole = text): void {
  setText(places, name, text);
  if (text === '') places.named.get(name)?.removeAttribute('title');
  else places.named.get(name)?.setAttribute('title', whole);
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
  places.named.get('queueFill')?.style.setProperty('transform', `scaleX(${queue?.share ?? 0})`);
  setText(places, 'queueText', queue?.text ?? '');
}

/**
 * A part without slots may still have a queue to show. Where slots, queue and failures do not all fit, slots are told by their figures
 * alone.
 */
function showWork(places: FacePlaces, { slots, queue, counters }: FaceView): void {
  places.root.toggleAttribute('data-slotless', slots === null && queue === null);
  const failed = counters.find(({ tone, value }) => tone === 'bad' && value > 0);
  const texts = [slots === null ? '' : slotsText(slots), queue?.text ?? '', failed === undefined ? '' : failedText(failed)];
  const letters = texts.join('').length;
  const pipsPx = slots !== null && slots.capacity <= MOST_PIPS ? slots.capacity * PIP_PX : 0;
  const gaps = texts.filter((text) => text !== '').length;
  places.root.toggleAttribute('data-tight', pipsPx + letters * LETTER_PX + gaps * GAP_PX + (queue === null ? 0 : QUEUE_PX) > ROW_PX);
}

/** Of the row of slots and queue: its width, and what its things take of it (see face.module.css). */
const ROW_PX = 150;
const PIP_PX = 7;
const LETTER_PX = 7.5;
const GAP_PX = 5;
const QUEUE_PX = 24;

function slotsText({ busy, capacity }: NonNullable<FaceView['slots']>): string {
  return `${short(busy)}/${short(capacity)}`;
}

/** Beside slots and a queue there is no room for words. */
function failedText({ value }: FaceCounter): string {
  return `\u2717 ${brief(value)}`;
}

function writeSlots(places: FacePlaces, view: FaceView, before: FaceView | null): void {
  const slots = view.slots;
  if (before !== null && slots?.busy === before.slots?.busy && slots?.capacity === before.slots?.capacity) return;
  const pips = places.named.get('pips');
  const drawn = slots !== null && slots.capacity <= MOST_PIPS;
  pips?.toggleAttribute('data-empty', !drawn);
  pips?.style.setProperty('--pips', String(drawn ? slots.capacity : 0));
  pips?.style.setProperty('--pips-busy', String(drawn ? slots.busy : 0));
  setText(places, 'slotsText', slots === null ? '' : slotsText(slots));
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
    const text = isQuiet ? '' : `${short(counter.value)} ${counter.title}`;
    // What went wrong stands in the second row: beside slots and a queue as a figure, else beside the facts.
    const isBad = counter?.tone === 'bad';
    setTitled(places, `count${i}`, isBad ? '' : text);
    if (!isBad) continue;
    setTitled(places, 'failed', isQuiet ? '' : failedText(counter), text);
    setTitled(places, 'wrong', text);
  }
}
