import { useContext, type ReactElement } from 'react';
import { CloseDialogContext, DialogBox } from '../../ui/Dialog';
import { useDocument, useServices } from '../../workbench/context';
import css from './editing.module.css';
import { strings } from './strings';

/** Every step that was taken, to go back to or forward again. */
export function HistoryDialog(): ReactElement {
  const { document } = useServices();
  const closeDialog = useContext(CloseDialogContext);
  const { past, future } = useDocument((state) => ({ past: state.past, future: state.future }));
  const jump = (steps: number): void => {
    document.actions.jump(steps);
    closeDialog();
  };
  return (
    <DialogBox title={strings.history}>
      <ol className={css.history}>
        <li>
          <button type="button" disabled={past.length === 0} onClick={() => jump(-past.length)}>
            {strings.asOpened}
          </button>
        </li>
        {past.map((step, i) => (
          <li key={i}>
            <button type="button" aria-current={i === past.length - 1} onClick={() => jump(i - past.length + 1)}>
              {step.label}
            </button>
          </li>
        ))}
        {future.map((step, i) => (
          <li key={`f${i}`}>
            <button type="button" className={css.isUndone} onClick={() => jump(i + 1)}>
              {step.label}
            </button>
          </li>
        ))}
      </ol>
    </DialogBox>
  );
}
