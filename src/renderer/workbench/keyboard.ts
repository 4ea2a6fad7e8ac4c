import type { Command, Services } from './workbenchApi';

const isMac = /Mac|iPhone|iPad/.test(navigator.platform);

type KeyPress = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'> &
  Partial<Pick<KeyboardEvent, 'getModifierState'>>;

/**
 * A key event in the notation of commands, e.g. `Mod+Shift+Z`. On layouts without Latin letters (Cyrillic, Greek, Hebrew) the place of the
 * key counts, and what AltGr writes is a character without a modifier.
 */
export function keyName(event: KeyPress, onMac = isMac): string {
  const writes = event.getModifierState?.('AltGraph') === true && event.key.length === 1;
  const latin =
    event.key.length === 1 && event.key.charCodeAt(0) > 0x7e && !writes ? (/^Key([A-Z])$/.exec(event.code)?.[1] ?? event.key) : event.key;
  const isLetter = /^[a-z]$/i.test(latin);
  const key = latin === ' ' ? 'Space' : latin.length === 1 ? latin.toUpperCase() : latin;
  if (writes) return key;
  const [mod, other] = onMac ? [event.metaKey, event.ctrlKey] : [event.ctrlKey, event.metaKey];
  const showsShift = event.shiftKey && (isLetter || event.key.length > 1);
  // The other of the two (Ctrl on a Mac, the system's key elsewhere) means nothing here, and must not be taken for the plain key.
  return `${other ? 'System+' : ''}${mod ? 'Mod+' : ''}${event.altKey ? 'Alt+' : ''}${showsShift ? 'Shift+' : ''}${key}`;
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

/** Fields into which text is written: keys are letters there. */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.tagName === 'TEXTAREA') return true;
  return target instanceof HTMLInputElement && !/^(checkbox|radio|range|button|submit|color|file)$/.test(target.type);
}

/** Keys that a focused control needs for itself; a letter in a dropdown looks for an entry. */
function controlUses(target: EventTarget | null, key: string, wasClicked: boolean): boolean {
  if (!(target instanceof HTMLElement)) return false;
  // Whoever has just clicked on a control is done with it: Space plays and pauses. Reached by Tab it is pressed by Space.
  if (key === 'Space' && wasClicked) return false;
  if (target.tagName === 'SELECT') return !/^(Mod|System)\+/.test(key);
  if (target instanceof HTMLInputElement)
    return key === 'Space' || (target.type !== 'checkbox' && /^(Shift\+)?(Arrow|Home|End|Page)/.test(key));
  const role = target.getAttribute('role') ?? '';
  if (target.tagName === 'BUTTON' || role === 'tab' || role === 'menuitem' || role === 'option')
    return key === 'Space' || key === 'Enter' || key.startsWith('Arrow') || key === 'Home' || key === 'End';
  return role === 'slider' && /^(Shift\+)?(Arrow|Home|End|Page)/.test(key);
}

/** The command that a key event means, if any may be used now. `wasClicked`: the focus came to its target by a click. */
export function commandFor({ commands, window }: Services, event: KeyboardEvent, wasClicked = false): Command | null {
  // Keys of an input method's word belong to that word.
  if (event.isComposing || event.key === 'Process') return null;
  const name = keyName(event);
  if (window.store.getState().dialog !== null) return null;
  // Inside a shadow root (the code editor) the target is only told along the path.
  if (isTyping(event.composedPath()[0] ?? event.target) && !/^(Mod\+(S|Shift\+S|K|O|F|Enter))$|^F1$/.test(name)) return null;
  if (controlUses(event.target, name, wasClicked)) return null;
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
  /** The control that the pointer was last pressed on; the Tab key leads on from it. */
  let clicked: EventTarget | null = null;
  const press = (event: KeyboardEvent): void => {
    if (backToBoard(services, event)) return;
    if (event.key === 'Tab') clicked = null;
    const command = commandFor(services, event, clicked !== null && clicked === event.target);
    if (command === null) return;
    event.preventDefault();
    if (event.key === ' ') tapped = event.repeat ? tapped : command;
    else command.run();
  };
  const release = (event: KeyboardEvent): void => {
    if (event.key !== ' ' || tapped === null) return;
    // A button that has the focus would be pressed by the same key.
    event.preventDefault();
    const command = tapped;
    tapped = null;
    command.run();
  };
  const drag = (event: PointerEvent): void => {
    tapped = null;
    clicked = event.target instanceof Element ? event.target.closest('button, select, [role="tab"], input[type="range"]') : null;
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
