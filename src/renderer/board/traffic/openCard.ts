import { isUnheard } from '../../../exports/unheard';
import type { BoardServices } from '../context';
import { currentReport } from '../currentRun';
import { faceMiddle } from '../geometry/face';
import type { Point } from '../geometry/wireCurve';
import { pickMessage } from './pickMessage';
import { rowOfMessage } from './rows';

/**
 * Opens the card of a message half-way between its sender and its receiver, by its number in the run; nothing where it is not in the
 * window. `toScreen`: from a place of the board to one of its surface.
 */
export function openCard(
  { document, playback, ui }: Pick<BoardServices, 'document' | 'playback' | 'ui'>,
  id: number,
  toScreen: (place: Point) => Point,
): void {
  const state = playback.store.getState();
  const report = currentReport(state);
  const row = state.window === null ? -1 : rowOfMessage(state.window.messages, id);
  if (report === null || state.window === null || row < 0) return;
  const picked = pickMessage(state.window, row, report, 0, 0, isUnheard(report, state.window, row));
  const { nodes } = document.store.getState().scenario;
  const ends = [picked.from, picked.to].flatMap((end) => nodes.find((node) => node.id === end) ?? []).map(faceMiddle);
  if (ends.length === 0) return;
  const middle = { x: (ends[0].x + ends[ends.length - 1].x) / 2, y: (ends[0].y + ends[ends.length - 1].y) / 2 };
  ui.setState({ picked: { ...picked, ...toScreen(middle) } });
}
