import type { FaultboardApi } from '../../contract/index';
import { createDocument } from '../document/index';
import { createExplanations, createPlayback, type PlaybackClock } from '../playback/index';
import { createCommandTable } from './commandTable';
import { createToasts } from './toasts';
import { createWindowModel } from './windowModel';
import type { BoardView, Contribution, Opening, Services } from './workbenchApi';

const BROWSER_CLOCK: PlaybackClock = {
  nowMs: () => performance.now(),
  nextFrame: (callback) => requestAnimationFrame(callback),
};

const NO_BOARD: BoardView = {
  fit: () => undefined,
  show: () => undefined,
  zoom: () => undefined,
  note: () => undefined,
  placeForNew: () => undefined,
  name: () => undefined,
  reveal: () => undefined,
  carry: () => undefined,
  drop: () => undefined,
  standing: () => [],
  message: () => undefined,
};

/** Nobody opens files yet. */
const NO_OPENING: Opening = { text: () => Promise.resolve(false), example: () => Promise.resolve(false) };

/** The services of one window, with what features add to it. Nothing is started yet. */
export function createServices(api: FaultboardApi, contributions: readonly Contribution[], clock: PlaybackClock = BROWSER_CLOCK): Services {
  const document = createDocument(() => performance.now());
  const playback = createPlayback(api, clock);
  let board = NO_BOARD;
  let opening = NO_OPENING;
  const services: Services = {
    api,
    document,
    playback,
    explanations: createExplanations(api, playback),
    window: createWindowModel(api, contributions),
    toasts: createToasts(),
    boardView: {
      fit: () => board.fit(),
      show: (ids) => board.show(ids),
      zoom: (factor) => board.zoom(factor),
      note: () => board.note(),
      placeForNew: () => board.placeForNew(),
      standing: () => board.standing(),
      name: (id) => board.name(id),
      reveal: (id) => board.reveal(id),
      carry: (at) => board.carry(at),
      drop: (kind, at) => board.drop(kind, at),
      message: (id) => board.message(id),
    },
    setBoardView: (view) => {
      board = view ?? NO_BOARD;
    },
    opening: { text: (name, text) => opening.text(name, text), example: (id) => opening.example(id) },
    setOpening: (found) => {
      opening = found;
    },
    commands: createCommandTable(
      () => contributions.flatMap((contribution) => contribution.commands?.(services) ?? []),
      () => ({ document: document.store.getState(), playback: playback.store.getState() }),
    ),
    contributions,
  };
  return services;
}
