import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Menu, type MenuEntry, type MenuGroupOf } from './Menu';

function item(id: string, isDisabled = false): MenuEntry {
  return { id, label: id, isDisabled };
}

const groups: MenuGroupOf<MenuEntry>[] = [
  { id: 'a', items: [item('Restart', true), item('Crash'), item('Pause')] },
  { id: 'b', items: [item('Delete')] },
];

function open(): { chosen: MenuEntry[]; close: ReturnType<typeof vi.fn<() => void>> } {
  const chosen: MenuEntry[] = [];
  const close = vi.fn<() => void>();
  render(<Menu label="Part W1" groups={groups} at={{ x: 10, y: 10 }} onChoose={(choice) => chosen.push(choice)} onClose={close} />);
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

  it('is walked with the keyboard, through all of its groups and round', async () => {
    open();
    press('ArrowDown');
    await vi.waitFor(() => expect(focused()).toBe('Pause'));
    press('ArrowDown');
    await vi.waitFor(() => expect(focused()).toBe('Delete'));
    press('ArrowDown');
    await vi.waitFor(() => expect(focused()).toBe('Restart'));
    press('p');
    await vi.waitFor(() => expect(focused()).toBe('Pause'));
  });

  it('does what is chosen, but not what is disabled', () => {
    const { chosen } = open();
    fireEvent.click(screen.getByRole('menuitem', { name: 'Restart' }));
    expect(chosen).toEqual([]);
    fireEvent.click(screen.getByRole('menuitem', { name: 'Delete' }));
    expect(chosen.map((choice) => choice.id)).toEqual(['Delete']);
  });

  it('closes on Escape, on Tab and on a press beside it', async () => {
    const { close } = open();
    press('Escape');
    press('Tab');
    expect(close).toHaveBeenCalledTimes(2);
    fireEvent.pointerDown(screen.getByRole('menuitem', { name: 'Pause' }));
    expect(close).toHaveBeenCalledTimes(2);
    // The press within is over only once the browser has gone round.
    await new Promise((resolve) => setTimeout(resolve));
    fireEvent.pointerDown(document.body, { pointerType: 'mouse' });
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

  it('opens the menu of an entry by the right arrow, leads back by the left one, and does what is chosen in it', async () => {
    const chosen: string[] = [];
    const items = [item('Partition'), item('Chaos')];
    render(
      <Menu
        label="Part W1"
        groups={[{ id: 'a', items: [{ ...item('These 2 parts'), items }, item('Crash')] }]}
        at={{ x: 10, y: 10 }}
        onChoose={({ id }) => chosen.push(id)}
        onClose={() => undefined}
      />,
    );
    expect(focused()).toBe('These 2 parts');
    press('ArrowRight');
    await vi.waitFor(() => expect(focused()).toBe('Partition'));
    press('ArrowLeft');
    await vi.waitFor(() => expect(screen.queryByRole('menuitem', { name: 'Partition' })).toBeNull());
    await vi.waitFor(() => expect(focused()).toBe('These 2 parts'));
    press('ArrowRight');
    await vi.waitFor(() => expect(focused()).toBe('Partition'));
    fireEvent.click(screen.getByRole('menuitem', { name: 'Chaos' }));
    expect(chosen).toEqual(['Chaos']);
  });

  it('says so when there is nothing to choose', () => {
    render(
      <Menu
        label="Wire to"
        groups={[]}
        at={{ x: 0, y: 0 }}
        whenEmpty="No part fits."
        onChoose={() => undefined}
        onClose={() => undefined}
      />,
    );
    expect(screen.getByText('No part fits.')).toBeTruthy();
  });
});
