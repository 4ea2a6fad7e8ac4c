import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Menu } from './Menu';
import type { MenuGroup, MenuItem } from './menuModel';

function item(id: string, isDisabled = false): MenuItem {
  return { id, label: id, isDisabled, action: { type: 'delete' } };
}

const groups: MenuGroup[] = [
  { id: 'a', items: [item('Restart', true), item('Crash'), item('Pause')] },
  { id: 'b', items: [item('Delete')] },
];

function open(): { chosen: MenuItem[]; close: ReturnType<typeof vi.fn<() => void>> } {
  const chosen: MenuItem[] = [];
  const close = vi.fn<() => void>();
  render(<Menu label="Part W1" groups={groups} x={10} y={10} onChoose={(choice) => chosen.push(choice)} onClose={close} />);
  return { chosen, close };
}

const focused = (): string | null => document.activeElement?.textContent ?? null;
const press = (key: string): void => void fireEvent.keyDown(document.activeElement ?? document.body, { key });

afterEach(cleanup);

describe('a menu', () => {
  it('opens with the focus on the first thing that can be done, and has a name', () => {
    open();
    expect(screen.getByRole('menu', { name: 'Part W1' })).toBeTruthy();
    expect(focused()).toBe('Crash');
  });

  it('is walked with the keyboard, through all of its groups and round', () => {
    open();
    press('ArrowDown');
    expect(focused()).toBe('Pause');
    press('ArrowDown');
    expect(focused()).toBe('Delete');
    press('ArrowDown');
    expect(focused()).toBe('Restart');
    press('p');
    expect(focused()).toBe('Pause');
  });

  it('does what is chosen, but not what is disabled', () => {
    const { chosen } = open();
    fireEvent.click(screen.getByRole('menuitem', { name: 'Restart' }));
    expect(chosen).toEqual([]);
    fireEvent.click(screen.getByRole('menuitem', { name: 'Delete' }));
    expect(chosen.map((choice) => choice.id)).toEqual(['Delete']);
  });

  it('closes on Escape, on Tab and on a press beside it', () => {
    const { close } = open();
    press('Escape');
    press('Tab');
    expect(close).toHaveBeenCalledTimes(2);
    fireEvent.pointerDown(screen.getByRole('menuitem', { name: 'Pause' }));
    expect(close).toHaveBeenCalledTimes(2);
    fireEvent.pointerDown(document.body);
    expect(close).toHaveBeenCalledTimes(3);
  });

  it('keeps its keys from the commands of the app', () => {
    const heard = vi.fn<() => void>();
    window.addEventListener('keydown', heard);
    open();
    press('Delete');
    press('ArrowDown');
    window.removeEventListener('keydown', heard);
    expect(heard).not.toHaveBeenCalled();
  });

  it('says so when there is nothing to choose', () => {
    render(<Menu label="Wire to" groups={[]} x={0} y={0} whenEmpty="No part fits." onChoose={() => undefined} onClose={() => undefined} />);
    expect(screen.getByText('No part fits.')).toBeTruthy();
  });
});
