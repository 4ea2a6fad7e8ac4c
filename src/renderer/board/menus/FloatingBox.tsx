import { useState, type ReactElement, type ReactNode } from 'react';
import { PopoverBox } from '../../ui/PopoverBox';
import css from './menus.module.css';

interface FloatingBoxProps {
  readonly label: string;
  /** Its place on the board, from the board's corner, in px of the window. */
  readonly x: number;
  readonly y: number;
  readonly className: string;
  readonly onClose: () => void;
  /** Only tells something: a press outside does not close it. */
  readonly isNote?: boolean;
  readonly children: ReactNode;
}

/** A box at a place of the board that stays inside of it. */
export function FloatingBox({ x, y, ...box }: FloatingBoxProps): ReactElement {
  const [place, setPlace] = useState<HTMLElement | null>(null);
  return (
    <>
      <span ref={setPlace} className={css.menusPlace} style={{ left: x, top: y }} />
      {place !== null && <PopoverBox {...box} anchor={place} side="bottom" within={place.offsetParent} />}
    </>
  );
}
