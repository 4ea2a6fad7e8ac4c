import { useCallback, useEffect, useState, type ReactElement } from 'react';
import type { FileAssociation, Result } from '../../../contract/index';
import { DialogBox } from '../../ui/Dialog';
import { useServices } from '../../workbench/context';
import css from './fileAssociation.module.css';
import { strings } from './strings';

/** Offers to have scenario files opened by double-click, says what is written where, and takes it back. */
export function AssociationDialog(): ReactElement {
  const { api, window } = useServices();
  const [known, setKnown] = useState<Result<FileAssociation> | null>(null);
  const [isBusy, setBusy] = useState(false);
  const ask = useCallback(
    async (action: 'look' | 'add' | 'remove'): Promise<void> => {
      // Not while it only looks: the button has the focus from the start.
      setBusy(action !== 'look');
      const answer = await api.fileAssociation({ action });
      setKnown(answer);
      setBusy(false);
      if (action !== 'look' && answer.ok) window.announce(strings.done(answer.value.on));
    },
    [api, window],
  );
  useEffect(() => void ask('look'), [ask]);
  const state = known?.ok === true ? known.value : null;
  return (
    <DialogBox title={strings.title}>
      <p>{strings.text}</p>
      {known?.ok === false && (
        <p className="problem" role="alert">
          {known.failure.message}
        </p>
      )}
      {known === null && <p className="hint">{strings.looking}</p>}
      {state !== null && (
        <>
          <p>
            <strong>{state.on ? strings.on : strings.off}</strong>
          </p>
          <details>
            <summary>{strings.places}</summary>
            <ul className={css.places}>
              {state.places.map((place) => (
                <li key={place}>
                  <code>{place}</code>
                </li>
              ))}
            </ul>
          </details>
        </>
      )}
      <div className="row">
        <button type="button" className={state?.on === true ? '' : 'primary'} disabled={isBusy} onClick={() => void ask('add')}>
          {state?.on === true ? strings.again : strings.add}
        </button>
        {state?.on === true && (
          <button type="button" disabled={isBusy} onClick={() => void ask('remove')}>
            {strings.remove}
          </button>
        )}
      </div>
    </DialogBox>
  );
}
