import { afterEach, describe, expect, it, vi } from 'vitest';
import { keyName, listenToKeys } from './keyboard';
import { testServices } from './testWindow';
import type { Contribution } from './workbenchApi';

const PRESS = { key: '', code: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

describe('the name of a key', () => {
  it('goes by the place of the key on layouts without Latin letters', () => {
    expect(keyName({ ...PRESS, key: '\u044F', code: 'KeyZ', ctrlKey: true }, false)).toBe('Mod+Z');
    expect(keyName({ ...PRESS, key: '\u03B6', code: 'KeyZ', ctrlKey: true, shiftKey: true }, false)).toBe('Mod+Shift+Z');
    expect(keyName({ ...PRESS, key: '\u05E9', code: 'KeyA' }, false)).toBe('A');
    expect(keyName({ ...PRESS, key: 'z', code: 'KeyY', ctrlKey: true }, false)).toBe('Mod+Z');
  });

  it('takes what AltGr writes for that character', () => {
    const altGr = { getModifierState: (name: string) => name === 'AltGraph', ctrlKey: true, altKey: true };
    expect(keyName({ ...PRESS, key: '[', code: 'Digit8', ...altGr }, false)).toBe('[');
    expect(keyName({ ...PRESS, key: '@', code: 'KeyQ', ...altGr }, false)).toBe('@');
  });

  it('takes Ctrl on a Mac, and the key of the system elsewhere, for nothing of the app', () => {
    expect(keyName({ ...PRESS, key: 'a', code: 'KeyA', ctrlKey: true }, true)).toBe('System+A');
    expect(keyName({ ...PRESS, key: 'a', code: 'KeyA', metaKey: true }, true)).toBe('Mod+A');
    expect(keyName({ ...PRESS, key: 'a', code: 'KeyA', metaKey: true }, false)).toBe('System+A');
    expect(keyName({ ...PRESS, key: '\u00AE', code: 'KeyR', altKey: true }, true)).toBe('Alt+R');
  });
});

describe('keys in the window', () => {
  let stop = (): void => undefined;
  afterEach(() => {
    stop();
    document.body.replaceChildren();
  });

  function listening(): { undo: () => void; play: () => void } {
    const [undo, play] = [vi.fn<() => void>(), vi.fn<() => void>()];
    const contribution: Contribution = {
      id: 'test',
      title: 'Test',
      commands: () => [
        { id: 'undo', label: 'Undo', group: 'Edit', keys: ['Mod+Z'], run: undo },
        { id: 'play', label: 'Play', group: 'Run', keys: ['Space'], run: play },
      ],
    };
    stop = listenToKeys(testServices({}, [contribution]));
    return { undo, play };
  }

  function control(html: string): HTMLElement {
    document.body.innerHTML = html;
    const element = document.body.firstElementChild as HTMLElement;
    element.focus();
    return element;
  }

  function press(element: HTMLElement, init: KeyboardEventInit): void {
    for (const type of ['keydown', 'keyup'])
      element.dispatchEvent(new KeyboardEvent(type, { bubbles: true, cancelable: true, composed: true, ...init }));
  }

  it('reach undo from a dropdown and a checkbox, but not from a text that has its own', () => {
    const { undo } = listening();
    for (const html of ['<select><option>a</option></select>', '<input type="checkbox">', '<input type="range">'])
      press(control(html), { key: 'z', code: 'KeyZ', ctrlKey: true });
    expect(undo).toHaveBeenCalledTimes(3);
    for (const html of ['<input>', '<textarea></textarea>']) press(control(html), { key: 'z', code: 'KeyZ', ctrlKey: true });
    expect(undo).toHaveBeenCalledTimes(3);
  });

  it('leave Space to a button that was reached with Tab, and play with it after a click', () => {
    const { play } = listening();
    const button = control('<button>Zoom in</button>');
    press(button, { key: ' ', code: 'Space' });
    expect(play).not.toHaveBeenCalled();
    button.dispatchEvent(new MouseEvent('pointerdown', { bubbles: true }));
    press(button, { key: ' ', code: 'Space' });
    expect(play).toHaveBeenCalledTimes(1);
    press(control('<input>'), { key: ' ', code: 'Space' });
    expect(play).toHaveBeenCalledTimes(1);
  });

  it('belong to the input method while it composes a word', () => {
    const { play } = listening();
    press(control('<div tabindex="0"></div>'), { key: ' ', code: 'Space', isComposing: true });
    expect(play).not.toHaveBeenCalled();
  });
});
