import { FATES } from '../../network/fates';
import { durationText } from '../../trace/durationText';
import type { Cell, InspectSection } from '../../trace/inspection';
import { allItems, isPoison, itemConsumer, itemKey, itemPlace, itemRequest, itemTries, Place } from './items';
import type { QueueNode } from './state';

const MOST_ROWS = 500;

/** What a queue shows of itself: its messages, oldest first, and the dead letters. */
export function inspectQueue(node: QueueNode): InspectSection[] {
  const { items, dead } = node.state;
  const all = allItems(items);
  const messages: InspectSection = {
    type: 'table',
    title: 'Messages, oldest first',
    columns: ['request', 'key', 'state', 'deliveries', 'here for'],
    total: all.length,
    rows: all
      .slice(0, MOST_ROWS)
      .map((item): Cell[] => [
        itemRequest(items, item) || null,
        keyText(node, itemKey(items, item)),
        placeText(node, item),
        itemTries(items, item),
        age(node, items.cameNs[item]),
      ]),
  };
  const letters: InspectSection = {
    type: 'table',
    title: 'Dead letters',
    columns: ['request', 'key', 'deliveries', 'last failure', 'given up, ago'],
    total: dead.length,
    rows: dead
      .slice(-MOST_ROWS)
      .map((letter): Cell[] => [
        letter.request || null,
        keyText(node, letter.key),
        letter.tries,
        FATES[letter.fate].reason,
        age(node, letter.atNs),
      ]),
  };
  return [amounts(node, all), messages, letters];
}

/** What is ready, under way, waiting behind another, pausing: in all, and for each consumer. */
function amounts(node: QueueNode, all: readonly number[]): InspectSection {
  const { items, flying, downUntilNs, held, dead } = node.state;
  const many = (place: number): number => all.reduce((count, item) => count + (itemPlace(items, item) === place ? 1 : 0), 0);
  const consumers = node.setup.out.map(({ nodeId }, consumer): readonly [string, Cell] => {
    const aloneNs = downUntilNs[consumer] - node.now();
    return [`with ${nodeId}`, `${flying[consumer]} in flight${aloneNs > 0 ? `, left alone for ${durationText(aloneNs)}` : ''}`];
  });
  return {
    type: 'facts',
    title: 'Messages',
    facts: [
      ['ready', many(Place.ready)],
      ['in flight', many(Place.flying)],
      ['to be delivered again', many(Place.pausing)],
      ['behind another of their key', many(Place.inLane)],
      ['dead letters', dead.length],
      ['senders held back', held],
      ...consumers,
    ],
  };
}

function placeText(node: QueueNode, item: number): string {
  const { items } = node.state;
  const poison = isPoison(items, item) ? ', poison' : '';
  switch (itemPlace(items, item)) {
    case Place.flying:
      return `with ${node.setup.out[itemConsumer(items, item)].nodeId}${poison}`;
    case Place.pausing:
      return `will be delivered again${poison}`;
    case Place.inLane:
      return `behind another${poison}`;
    default:
      return `waits${poison}`;
  }
}

function keyText({ setup }: QueueNode, key: number): Cell {
  return key >= 0 ? setup.keys.nameOf(key) : null;
}

function age(node: QueueNode, sinceNs: number): string {
  return durationText(node.now() - sinceNs);
}
