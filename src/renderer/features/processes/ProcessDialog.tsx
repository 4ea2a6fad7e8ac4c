import { useContext, useState, type ReactElement, type SubmitEvent } from 'react';
import type { ProcessQuestion, ProcessToAllow } from '../../../contract/index';
import { CloseDialogContext, DialogBox } from '../../ui/Dialog';
import css from './processes.module.css';
import { strings } from './strings';

interface ProcessDialogProps {
  readonly question: ProcessQuestion;
  /** Whether the code is the one that allows them. */
  readonly allow: (code: string) => Promise<boolean>;
}

/** Asks whether the programs that a board names may be started; only the code that stands in the terminal says yes. */
export function ProcessDialog({ question, allow }: ProcessDialogProps): ReactElement {
  const close = useContext(CloseDialogContext);
  const [code, setCode] = useState('');
  const [isWrong, setWrong] = useState(false);
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (await allow(code)) close();
    else setWrong(true);
  };
  return (
    <DialogBox title={strings.title} question={strings.ask}>
      <form onSubmit={(event) => void submit(event)}>
        <ul className={css.programs}>
          {question.programs.map((program) => (
            <Program key={JSON.stringify(program)} program={program} />
          ))}
        </ul>
        <p className="hint">{strings.again}</p>
        <label className="field">
          <span className="field-title">{strings.code}</span>
          <input
            data-autofocus
            value={code}
            autoComplete="off"
            spellCheck={false}
            maxLength={20}
            onChange={(event) => setCode(event.target.value)}
          />
        </label>
        <p className="hint">{strings.codeHelp}</p>
        {isWrong && (
          <p className="problem" role="alert">
            {strings.wrongCode}
          </p>
        )}
        <div className="row">
          <button type="button" onClick={close}>
            {strings.refuse}
          </button>
          <button type="submit" disabled={code.trim() === ''}>
            {strings.allow}
          </button>
        </div>
      </form>
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
