import { expect, it } from 'vitest';
import { createHighlight } from '../playback/index';
import { createBoardState } from './boardState';
import { MarkWatch } from './partMarks';

/** Ids that are told while something is done. */
function notifiedWhile(
  ids: readonly string[],
  work: (ui: ReturnType<typeof createBoardState>, highlight: ReturnType<typeof createHighlight>) => void,
): string[] {
  const ui = createBoardState();
  const highlight = createHighlight();
  const marks = new MarkWatch(ui, highlight);
  const stop = marks.start();
  const notified: string[] = [];
  const stops = ids.map((id) => marks.watch(id, () => void notified.push(id)));
  work(ui, highlight);
  for (const each of [...stops, stop]) each();
  return notified;
}

it('only the wire that is left and the one that is reached hear of a pointer that moves on', () => {
  expect(
    notifiedWhile(['L1', 'L2', 'L3'], (ui) => {
      ui.setState({ hoveredLink: 'L1' });
      ui.setState({ hoveredLink: 'L2' });
      ui.setState({ announcement: 'nothing to do with wires' });
    }),
  ).toEqual(['L1', 'L2', 'L1']);
});

it('parts that refuse a wire hear when it is begun and when it is given up', () => {
  expect(
    notifiedWhile(['W1', 'C1'], (ui) => {
      ui.setState({ wiring: { heldId: 'DB1', held: 'source', refused: new Map([['C1', 'why']]), byClick: false } });
      ui.setState({ wiring: null });
    }),
  ).toEqual(['C1', 'C1']);
});

it('cuts, troubles and stories reach those they are about, coming and going', () => {
  expect(
    notifiedWhile(['L1', 'L2', 'W1'], (ui, highlight) => {
      ui.setState({ cuts: new Map([['L1', 'both']]) });
      ui.setState({ cuts: new Map(), troubles: new Map([['L2', 'slow']]) });
      highlight.setState({ path: { nodes: new Set(['W1']), links: new Set(['L1']) } });
      highlight.setState({ path: null });
    }),
  ).toEqual(['L1', 'L1', 'L2', 'W1', 'L1', 'W1', 'L1']);
});
