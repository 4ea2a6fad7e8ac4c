import type { ReactElement } from 'react';
import { strings } from '../strings';
import css from './menus.module.css';

interface FormEndProps {
  /** What is wrong, in a sentence; '' while nothing is. */
  readonly problem: string;
  /** What the button does that sends the form. */
  readonly go: string;
  readonly onClose: () => void;
}

/** The end of a form over the board: what is wrong, and its two buttons. */
export function FormEnd({ problem, go, onClose }: FormEndProps): ReactElement {
  return (
    <>
      {problem !== '' && (
        <p className={css.menusProblem} role="alert">
          {problem}
        </p>
      )}
      <div className={css.menusButtons}>
        <button type="button" onClick={onClose}>
          {strings.cancel}
        </button>
        <button type="submit" className="primary">
          {go}
        </button>
      </div>
    </>
  );
}
