import { cleanup, createEvent, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { DraftField } from './DraftField';

afterEach(cleanup);

function field(onCommit: (text: string) => boolean | void): HTMLInputElement {
  render(<DraftField title="Name" value="W1" most={60} onCommit={onCommit} />);
  return screen.getByLabelText('Name');
}

it('takes a text as a whole, at Enter or when it is left', () => {
  const onCommit = vi.fn<(text: string) => boolean>(() => true);
  const input = field(onCommit);
  fireEvent.change(input, { target: { value: ' Bestellungen ' } });
  expect(onCommit).not.toHaveBeenCalled();
  fireEvent.keyDown(input, { key: 'Enter' });
  expect(onCommit.mock.calls).toEqual([['Bestellungen']]);
});

it('gives back what was there at Escape, and when the text is not taken', () => {
  const onCommit = vi.fn<(text: string) => boolean>(() => false);
  const input = field(onCommit);
  fireEvent.change(input, { target: { value: 'no' } });
  fireEvent.keyDown(input, { key: 'Escape' });
  fireEvent.blur(input);
  expect([input.value, onCommit.mock.calls]).toEqual(['W1', []]);
  fireEvent.change(input, { target: { value: 'taken already' } });
  fireEvent.blur(input);
  expect([input.value, onCommit.mock.calls]).toEqual(['W1', [['taken already']]]);
});

it('leaves keys to an input method while it composes a word', () => {
  const onCommit = vi.fn<(text: string) => void>();
  const input = field(onCommit);
  fireEvent.change(input, { target: { value: 'ni' } });
  fireEvent(input, createEvent.keyDown(input, { key: 'Enter', isComposing: true }));
  expect([input.value, onCommit.mock.calls]).toEqual(['ni', []]);
});
