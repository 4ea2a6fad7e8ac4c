import { useStoreApi } from '@xyflow/react';
import { useEffect, type RefObject } from 'react';
import { useBoard } from '../context';
import { Fingers } from './fingers';

const TYPES = ['touchstart', 'touchmove', 'touchend', 'touchcancel'] as const;
/** Where nothing is. */
const NOWHERE = { clientX: -1e4, clientY: -1e4 } as const;

/**
 * One hand, several fingers. React Flow takes every finger for itself: with a second one on the board a wire in hand follows whichever
 * went down first and ends where the last one is lifted, while the board is zoomed beneath it; a part that was dragged jumps the next time.
 */
export function useFingers(host: RefObject<HTMLElement | null>): void {
  const { ui } = useBoard();
  const flow = useStoreApi();
  useEffect(() => {
    const element = host.current;
    if (element === null) return undefined;
    const fingers = new Fingers({
      board: () => element.querySelector('.react-flow__renderer'),
      onCancel: () => {
        // React Flow does not hear of it: the wire would hang on to the next finger.
        if (!flow.getState().connection.inProgress) return;
        ui.setState({ wiring: null, wiringOver: null, refusal: null });
        document.dispatchEvent(new MouseEvent('mousemove', NOWHERE));
        document.dispatchEvent(new MouseEvent('mouseup', NOWHERE));
      },
    });
    for (const type of TYPES) element.addEventListener(type, fingers.handle, { capture: true, passive: false });
    element.addEventListener('contextmenu', fingers.handleMenu, { capture: true });
    return () => {
      fingers.end();
      for (const type of TYPES) element.removeEventListener(type, fingers.handle, { capture: true });
      element.removeEventListener('contextmenu', fingers.handleMenu, { capture: true });
    };
  }, [host, flow, ui]);
}
