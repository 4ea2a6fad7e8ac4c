import { useContext, type ReactElement } from 'react';
import type { ProcessQuestion, ProcessToAllow } from '../../../contract/index';
import { CloseDialogContext, DialogBox } from '../../ui/Dialog';
import css from './processes.module.css';
import { strings } from './strings';

/** Asks whether the programs that a board names may be started; only a click on the first answer says yes. */
export function ProcessDialog({ question, allow }: { readonly question: ProcessQuestion; readonly allow: () => void }): ReactElement {
  const close = useContext(CloseDialogContext);
  return (
    <DialogBox title={strings.title} question={strings.ask}>
      <ul className={css.programs}>
        {question.programs.map((program) => (
          <Program key={JSON.stringify(program)} program={program} />
        ))}
      </ul>
      <p className="hint">{strings.again}</p>
      <div className="row">
        <button type="button" data-autofocus onClick={close}>
          {strings.refuse}
        </button>
        <button
          type="button"
          onClick={() => {
            close();
            allow();
          }}
        >
          {strings.allow}
        </button>
      </div>
    </DialogBox>
  );
}

function Program({ program }: { readonly program: ProcessToAllow }): ReactElement {
  return (
    <li>
      <p>{strings.started}</p>
      <code>{[program.path, ...program.args].map((word) => (/[\s"]/.test(word) ? JSON.stringify(word) : word)).join(' ')}</code>
      {program.files.map(({ path, sha256 }) => (
        <div key={path}>
          <p>{strings.hash(path)}</p>
          <code>{sha256}</code>
        </div>
      ))}
    </li>
  );
}
