import { useCallback, useRef, type FocusEvent, type KeyboardEvent } from 'react';
import { useBoard } from '../context';

/** Handlers of the canvas's root for keys and focus. */
export interface KeyHandlers {
  readonly onKeyDownCapture: (event: KeyboardEvent) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onKeyUp: (event: KeyboardEvent) => void;
  readonly onFocus: (event: FocusEvent) => void;
}

/**
 * Keys of the canvas. What React Flow has used (arrows that moved parts, Space or Enter that selected one) is kept from the commands of
 * the app, which would use it again.
 */
export function useKeys(
  onKey: (key: string, isDown: boolean) => void,
  onMenuKey: (event: KeyboardEvent) => boolean,
  cancelWire: () => void,
): KeyHandlers {
  const { ui, document } = useBoard();
  const selects = useRef(false);
  const onKeyDownCapture = useCallback(
    (event: KeyboardEvent) => {
      const isUnselected =
        event.target instanceof Element && event.target.matches('.react-flow__node:not(.selected), .react-flow__edge:not(.selected)');
      // Enter selects, too, and opens the settings only of what is selected already; a note is opened at once.
      const isNote = event.target instanceof Element && event.target.classList.contains('react-flow__node-note');
      // With Ctrl or Cmd it is a command, wherever the focus is.
      const isCommand = event.ctrlKey || event.metaKey;
      selects.current = isUnselected && !isCommand && (event.key === ' ' || (event.key === 'Enter' && !isNote));
      onKey(event.key, true);
    },
    [onKey],
  );
  const onKeyUp = useCallback((event: KeyboardEvent) => onKey(event.key, false), [onKey]);
  const onKeyDown = useCallback(
    (event: KeyboardEvent) => {
      if (onMenuKey(event)) {
        event.preventDefault();
        event.stopPropagation();
      } else if (selects.current || (event.key.startsWith('Arrow') && event.defaultPrevented)) event.stopPropagation();
      else if (event.key === 'Escape') {
        cancelWire();
        ui.setState({ picked: null, refusal: null });
      } else if (event.key === 'Enter' || event.key === 'F2') {
        const [note] = document.store.getState().selection.notes;
        const isOnNote = event.target instanceof Element && event.target.classList.contains('react-flow__node-note');
        if (isOnNote && note !== undefined && (event.key === 'F2' || ui.getState().editingNote === null))
          ui.setState({ editingNote: note });
      }
    },
    [onMenuKey, cancelWire, ui, document],
  );
  // A canvas that has been scrolled by the browser to show a focused part would shift everything: the view is panned in its place.
  const onFocus = useCallback((event: FocusEvent) => event.currentTarget.scrollTo(0, 0), []);
  return { onKeyDownCapture, onKeyDown, onKeyUp, onFocus };
}
