import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { useStore } from 'zustand';
import { Toasts } from '../ui/Toasts';
import { showFailures } from './failureToasts';
import { testServices } from './testWindow';
import type { ToastService } from './toasts';

afterEach(cleanup);

function Messages({ toasts }: { readonly toasts: ToastService }): React.ReactElement {
  return <Toasts toasts={useStore(toasts.store, (state) => state.toasts)} />;
}

test('a message shown before there is a window is there when it opens; its action is done once and puts it away', async () => {
  const { toasts } = testServices();
  const done: string[] = [];
  toasts.show({ message: 'W1 crashed at 2 s.', kind: 'done', actions: [{ label: 'Undo', run: () => done.push('undone') }] });
  render(<Messages toasts={toasts} />);
  expect(await screen.findByRole('status')).toHaveProperty('textContent', 'W1 crashed at 2 s.Undo');
  fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
  await expect.poll(() => screen.queryByRole('status')).toBeNull();
  expect(done).toEqual(['undone']);
  expect(toasts.store.getState().toasts).toEqual([]);
});

test('a failure of the document stands until it is put away or over, and a newer one takes its place', async () => {
  const services = testServices();
  const { document, toasts } = services;
  const stop = showFailures(services);
  const fail = (message: string): void => act(() => document.actions.setFailure({ name: 'test', path: '', message }));
  render(<Messages toasts={toasts} />);
  fail('The disk is full.');
  expect((await screen.findByRole('alert')).textContent).toBe('The disk is full.');
  fail('The disk is gone.');
  await expect.poll(() => screen.getAllByRole('alert').map(({ textContent }) => textContent)).toEqual(['The disk is gone.']);
  fireEvent.click(screen.getByRole('button', { name: 'Dismiss' }));
  await expect.poll(() => screen.queryByRole('alert')).toBeNull();
  expect(document.store.getState().failure).toBeNull();

  fail('The disk is full again.');
  await screen.findByText('The disk is full again.');
  act(() => document.actions.setFailure(null));
  await expect.poll(() => screen.queryByRole('alert')).toBeNull();
  stop();
});

test('what only tells something goes by itself after a while; a problem stays', () => {
  vi.useFakeTimers();
  try {
    const { toasts } = testServices();
    render(<Messages toasts={toasts} />);
    act(() => {
      toasts.show({ message: 'The run is over.' });
      toasts.show({ message: 'The disk is full.', kind: 'problem' });
    });
    act(() => void vi.advanceTimersByTime(6000));
    expect(toasts.store.getState().toasts.map(({ message }) => message)).toEqual(['The run is over.', 'The disk is full.']);
    act(() => void vi.advanceTimersByTime(2000));
    expect(toasts.store.getState().toasts.map(({ message }) => message)).toEqual(['The disk is full.']);
    act(() => void vi.advanceTimersByTime(600_000));
    expect(toasts.store.getState().toasts).toHaveLength(1);
  } finally {
    vi.useRealTimers();
  }
});
