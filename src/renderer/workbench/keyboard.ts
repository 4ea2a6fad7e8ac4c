import type { Command, Services } from './workbenchApi';

const isMac = /Mac|iPhone|iPad/.test(navigator.platform);

/** A key event in the notation of commands, e.g. `Mod+Shift+Z`. */
export function keyName(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>): string {
  const isLetter = /^[a-z]$/i.test(event.key);
  const key = event.key === ' ' ? 'Space' : event.key.length === 1 ? event.key.toUpperCase() : event.key;
  const mod = isMac ? event.metaKey : event.ctrlKey;
  const showsShift = event.shiftKey && (isLetter || event.key.length > 1);
  return `${mod ? 'Mod+' : ''}${event.altKey ? 'Alt+' : ''}${showsShift ? 'Shift+' : ''}${key}`;
}

/** A key as people of this platform write it. */
export function keyText(keys: string): string {
  const symbols: Record<string, string> = isMac ? { Mod: '\u2318', Shift: '\u21e7', Alt: '\u2325' } : { Mod: 'Ctrl' };
  const names: Record<string, string> = {
    ArrowLeft: '\u2190',
    ArrowRight: '\u2192',
    ArrowUp: '\u2191',
    ArrowDown: '\u2193',
    Escape: 'Esc',
  };
  return keys
    .split(/\+(?=.)/)
    .map((part) => symbols[part] ?? names[part] ?? part)
    .join(isMac ? '' : '+');
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

/** Keys that a focused control needs for itself. */
function controlUses(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof HTMLElement)) return false;
  const role = target.getAttribute('role') ?? '';
  if (target.tagName === 'BUTTON' || role === 'tab' || role === 'menuitem' || role === 'option')
    return key === 'Space' || key === 'Enter' || key.startsWith('Arrow') || key === 'Home' || key === 'End';
  return role === 'slider' && /^(Shift\+)?(Arrow|Home|End|Page)/.test(key);
}

/** The command that a key event means, if any may be used now. */
export function commandFor({ commands, window }: Services, event: KeyboardEvent): Command | null {
  const name = keyName(event);
  if (window.store.getState().dialog !== null) return null;
  // Inside a shadow root (the code editor) the target is only told along the path.
  if (isTyping(event.composedPath()[0] ?? event.target) && !/^(Mod\+(S|Shift\+S|K|O|F|Enter))$|^F1$/.test(name)) return null;
  if (controlUses(event.target, name)) return null;
  return commands.all.find((command) => command.keys?.includes(name) === true && commands.isEnabled(command)) ?? null;
}

/** Escape in the settings leads back to the part or wire that they are of. Whether it did. */
function backToBoard(services: Services, event: KeyboardEvent): boolean {
  if (
    event.key !== 'Escape' ||
    services.window.store.getState().dialog !== null ||
    !(event.target instanceof Element) ||
    event.target.closest('.side') === null
  )
    return false;
  const { nodes, links } = services.document.store.getState().selection;
  const [id] = [...nodes, ...links];
  const element =
    id === undefined ? null : document.querySelector<HTMLElement>(`:is(.react-flow__node, .react-flow__edge)[data-id="${CSS.escape(id)}"]`);
  element?.focus({ preventScroll: true });
  return element !== null;
}

/** Lets the keyboard give commands. Returns how to stop. */
export function listenToKeys(services: Services): () => void {
  // Space is a command when it is tapped; held while the pointer drags, it moves the board.
  let tapped: Command | null = null;
  const press = (event: KeyboardEvent): void => {
    if (backToBoard(services, event)) return;
    const command = commandFor(services, event);
    if (command === null) return;
    event.preventDefault();
    if (event.key === ' ') tapped = event.repeat ? tapped : command;
    else command.run();
  };
  const release = (event: KeyboardEvent): void => {
    if (event.key !== ' ' || tapped === null) return;
    const command = tapped;
    tapped = null;
    command.run();
  };
  const drag = (): void => {
    tapped = null;
  };
  window.addEventListener('keydown', press);
  window.addEventListener('keyup', release);
  window.addEventListener('pointerdown', drag, true);
  return () => {
    window.removeEventListener('keydown', press);
    window.removeEventListener('keyup', release);
    window.removeEventListener('pointerdown', drag, true);
  };
}
