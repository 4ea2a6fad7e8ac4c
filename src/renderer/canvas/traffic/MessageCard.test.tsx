import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { CanvasContext, type CanvasServices } from '../context';
import { createCanvasUi, type PickedMessage } from '../canvasUi';
import { MessageCard } from './MessageCard';

const picked: PickedMessage = { runId: 'r1', id: 7, x: 10, y: 10, type: 0, request: 12, key: 3, sentNs: 1e9, arriveNs: 1.002e9, lost: false, fate: 0, from: 'C1', to: 'LB1' };

function show(message: PickedMessage, onWhy: ((request: number) => void) | null): void {
  const ui = createCanvasUi();
  ui.setState({ picked: message });
  render(<CanvasContext value={{ ui } as unknown as CanvasServices}><MessageCard onWhy={onWhy} /></CanvasContext>);
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
