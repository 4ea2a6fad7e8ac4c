import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { Fate, MessageType, type RequestFacts } from '../../../sim/index';
import { BoardContext, type BoardServices } from '../context';
import { createBoardState, type PickedMessage } from '../boardState';
import { MessageCard } from './MessageCard';

const picked: PickedMessage = {
  said: '',
  body: '',
  json: '',
  belongsTo: 0,
  runId: 'r1',
  id: 7,
  x: 10,
  y: 10,
  type: 0,
  request: 12,
  key: 'mary',
  sentNs: 1e9,
  arriveNs: 1.002e9,
  lost: false,
  isUnheard: false,
  fate: 0,
  from: 'C1',
  to: 'LB1',
};

function show(message: PickedMessage, onWhy: ((request: number) => void) | null): void {
  const ui = createBoardState();
  ui.setState({ picked: message });
  render(
    <BoardContext value={{ ui } as unknown as BoardServices}>
      <MessageCard onWhy={onWhy} onRequest={null} onHops={null} />
    </BoardContext>,
  );
}

afterEach(cleanup);

describe('the card of a message', () => {
  it('asks what happened to its request', () => {
    const asked = vi.fn<(request: number) => void>();
    show(picked, asked);
    screen.getByRole('button', { name: 'What happened to this request?' }).click();
    expect(asked).toHaveBeenCalledWith(12);
  });

  it('does not offer it for messages that belong to no request, nor where nobody can tell', () => {
    show({ ...picked, request: 0 }, vi.fn<(request: number) => void>());
    expect(screen.queryByRole('button', { name: 'What happened to this request?' })).toBeNull();
    cleanup();
    show(picked, null);
    expect(screen.queryByRole('button', { name: 'What happened to this request?' })).toBeNull();
  });
});

const NODES = [{ id: 'C1' }, { id: 'LB1' }, { id: 'W1' }];
const LINKS = [
  { id: 'L1', from: 0, to: 1 },
  { id: 'L2', from: 1, to: 2 },
];
const hop = (id: number, link: number, forward: boolean, sentMs: number): RequestFacts['messages'][number] => ({
  id,
  link,
  forward,
  type: forward ? MessageType.request : MessageType.reply,
  sentNs: 1e9 + sentMs * 1e6,
  arriveNs: 1e9 + (sentMs + 2) * 1e6,
  lost: false,
  fate: forward ? 0 : Fate.crashed,
  isWrite: false,
  belongsTo: 0,
});
const FACTS: RequestFacts = {
  request: 12,
  key: 3,
  beganNs: 1e9,
  endedNs: 1.036e9,
  fate: Fate.crashed,
  client: 0,
  stopped: [],
  gaveUp: [],
  byDefault: [],
  messages: [hop(7, 0, true, 0), hop(8, 1, true, 2), hop(9, 1, false, 32), hop(10, 0, false, 34)],
};

describe('the path of a message', () => {
  async function showAt(
    playheadNs: number,
  ): Promise<{ readonly seek: ReturnType<typeof vi.fn<(atNs: number) => void>>; readonly moveTo: (atNs: number) => void }> {
    const seek = vi.fn<(atNs: number) => void>();
    const ui = createBoardState();
    ui.setState({ picked: { ...picked, id: 8, sentNs: 1.002e9, arriveNs: 1.004e9, from: 'LB1', to: 'W1' } });
    const store = createStore(() => ({
      currentRunId: 'r1',
      playheadNs,
      runs: [{ runId: 'r1', report: { index: { nodes: NODES, links: LINKS } } }],
    }));
    const services = { ui, playback: { store, actions: { pause: vi.fn<() => void>(), seek } } } as unknown as BoardServices;
    const onRequest = async (): Promise<{ ok: true; value: RequestFacts }> => ({ ok: true, value: FACTS });
    await act(
      async () =>
        void render(
          <BoardContext value={services}>
            <MessageCard onWhy={null} onRequest={onRequest} onHops={null} />
          </BoardContext>,
        ),
    );
    return { seek, moveTo: (atNs) => act(() => store.setState({ playheadNs: atNs })) };
  }
  const hops = (): string[] =>
    [...screen.getByRole('region', { name: 'Path so far' }).querySelectorAll('li')].map((item) => item.textContent ?? '');

  it('is told hop by hop as far as the playhead has come, with the hop that was clicked marked', async () => {
    await showAt(1.003e9);
    expect(hops()).toEqual(['C1 \u2192 LB11.000000 s to 1.002000 s', 'LB1 \u2192 W11.002000 s to 1.004000 s']);
    expect(screen.getAllByRole('button', { current: 'step' }).map((button) => button.textContent)).toEqual([hops()[1]]);
    expect(screen.getByText('The request is still under way.')).toBeDefined();
  });

  it('grows as time goes on, says how the request ended and why once that is known, and keeps it while going back', async () => {
    const { moveTo } = await showAt(1.003e9);
    moveTo(1.033e9);
    expect(hops()).toHaveLength(3);
    expect(hops()[2]).toContain('Crashed');
    moveTo(1.036e9);
    const end = 'Crashed at 1.036000 s, after 36 ms. The part crashed while it held the request: it may or may not have taken effect.';
    expect(screen.getByText(end)).toBeDefined();
    moveTo(1.001e9);
    expect(hops()).toHaveLength(4);
    expect(screen.getByText(end)).toBeDefined();
  });

  it('a hop leads to its moment and opens in the card', async () => {
    const { seek } = await showAt(1.003e9);
    act(() => screen.getByRole('button', { name: /^C1 . LB1/ }).click());
    expect(seek).toHaveBeenCalledWith(1e9);
    expect(screen.getByRole('button', { current: 'step' }).textContent).toBe(hops()[0]);
    expect(hops()).toHaveLength(2);
  });
});
