import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { NumberField } from './NumberField';

afterEach(cleanup);

function renderField(isMixed: boolean): { given: number[]; slider: HTMLInputElement } {
  const given: number[] = [];
  render(
    <NumberField
      label="Slots"
      value={4}
      minimum={1}
      maximum={1000}
      integer
      usual={[1, 21]}
      isMixed={isMixed}
      onChange={(value) => given.push(value)}
    />,
  );
  return { given, slider: screen.getByRole('slider', { name: 'Slots, slider' }) };
}

it('has its slider where the number is', () => {
  const { given, slider } = renderField(false);
  expect([slider.value, slider.getAttribute('aria-valuetext'), slider.closest('[data-mixed]') !== null]).toEqual(['4', null, false]);
  fireEvent.pointerUp(slider);
  expect(given).toEqual([]);
});

it('of several numbers that differ stands at none of them, and says so', () => {
  const { slider } = renderField(true);
  expect([slider.value, slider.getAttribute('aria-valuetext'), slider.closest('[data-mixed]') !== null]).toEqual(['11', 'different', true]);
  expect(screen.getByRole('textbox', { name: 'Slots' })).toHaveProperty('value', '');
});

it('sets all of them once the slider is moved, or pressed just where it stands', () => {
  const { given, slider } = renderField(true);
  fireEvent.change(slider, { target: { value: '7' } });
  cleanup();
  const pressed = renderField(true);
  fireEvent.pointerUp(pressed.slider);
  expect([given, pressed.given]).toEqual([[7], [11]]);
});
