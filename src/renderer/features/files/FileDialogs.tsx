import { useCallback, useContext, useEffect, useState, type ReactElement } from 'react';
import { isScenarioName, SCENARIO_ENDINGS, type FolderEntry, type Recovery } from '../../../contract/index';
import { parseScenario } from '../../../sim/index';
import { useServices } from '../../workbench/context';
import type { Conflict, ConflictAnswer, UnsavedAnswer } from '../../document/index';
import { strings } from './strings';
import { CloseDialogContext, DialogBox } from '../../ui/Dialog';
import css from './files.module.css';
import { Tip } from '../../ui/Tip';

interface Folder {
  readonly path: string;
  readonly parent: string | null;
  readonly entries: readonly FolderEntry[];
}

function useFolder(): { folder: Folder | null; problem: string | null; go: (path: string) => void } {
  const { api } = useServices();
  const [folder, setFolder] = useState<Folder | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const go = useCallback(
    (path: string): void => {
      void api.listFolder({ path }).then((answer) => {
        setProblem(answer.ok ? null : answer.failure.message);
        if (answer.ok) setFolder(answer.value);
      });
    },
    [api],
  );
  useEffect(() => go(''), [go]);
  return { folder, problem, go };
}

function FolderView({
  folder,
  go,
  pick,
}: {
  readonly folder: Folder;
  readonly go: (path: string) => void;
  readonly pick: (entry: FolderEntry) => void;
}): ReactElement {
  const { parent } = folder;
  return (
    <div className={css.folder}>
      <p className={css.folderPath}>{folder.path}</p>
      <ul>
        {parent !== null && (
          <li>
            <button type="button" onClick={() => go(parent)}>
              {'\u2191'} {strings.folderAbove}
            </button>
          </li>
        )}
        {folder.entries.map((entry) => (
          <li key={entry.path}>
            <button type="button" onClick={() => (entry.folder ? go(entry.path) : pick(entry))}>
              {entry.folder ? '\u25b8 ' : ''}
              {entry.name}
            </button>
          </li>
        ))}
      </ul>
      {folder.entries.length === 0 && <p className="hint">{strings.emptyFolder}</p>}
    </div>
  );
}

/** Chooses a file where the shell has no dialog of its own. */
export function OpenDialog({ answer }: { readonly answer: (path: string | null) => void }): ReactElement {
  const { api } = useServices();
  const { folder, problem, go } = useFolder();
  const [recent, setRecent] = useState<readonly { path: string; name: string }[]>([]);
  useEffect(() => void api.recentFiles().then(setRecent), [api]);
  return (
    <DialogBox title={strings.openTitle} onClose={() => answer(null)}>
      {recent.length > 0 && (
        <section aria-label={strings.recentFiles}>
          <h3>{strings.recent}</h3>
          <ul className={css.recent}>
            {recent.map((file) => (
              <li key={file.path}>
                <Tip text={file.path}>
                  <button type="button" onClick={() => answer(file.path)}>
                    {file.name}
                  </button>
                </Tip>
              </li>
            ))}
          </ul>
        </section>
      )}
      {problem !== null && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
      {folder !== null && <FolderView folder={folder} go={go} pick={(entry) => answer(entry.path)} />}
    </DialogBox>
  );
}

/** Asks for a name and a folder. */
export function SaveAsDialog({
  suggestedName,
  answer,
}: {
  readonly suggestedName: string;
  readonly answer: (path: string | null) => void;
}): ReactElement {
  const { api } = useServices();
  const { folder, problem, go } = useFolder();
  const [name, setName] = useState(suggestedName);
  const typed = name.trim();
  // Only an ending that Open shows is one: "v1.final" is a name without.
  const whole = isScenarioName(typed) ? typed : `${typed}${SCENARIO_ENDINGS[0]}`;
  const exists = folder?.entries.some((entry) => entry.name === whole) ?? false;
  const save = async (): Promise<void> => {
    if (typed === '') return;
    // Enter may be quicker than the first listing of the folder.
    const listed = folder === null ? await api.listFolder({ path: '' }) : null;
    const place = folder?.path ?? (listed?.ok === true ? listed.value.path : null);
    if (place === null) return;
    const separator = place.includes('\\') ? '\\' : '/';
    answer(`${place.replace(/[\\/]$/, '')}${separator}${whole}`);
  };
  return (
    <DialogBox title={strings.saveAsTitle} onClose={() => answer(null)}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <label className="field">
          <span className="field-title">{strings.fileName}</span>
          {/* What is typed takes the place of the name, not of its ending. */}
          <input
            data-autofocus
            value={name}
            maxLength={200}
            onFocus={({ currentTarget }) => currentTarget.setSelectionRange(0, suggestedName.replace(/\.[a-z]+$/, '').length)}
            onChange={(event) => setName(event.target.value.replace(/[\\/:*?"<>|]/g, ''))}
          />
        </label>
        {exists && <p className="problem">{strings.isThere(whole)}</p>}
        <button type="submit" className={`primary ${css.dialogGo}`} disabled={typed === ''}>
          {exists ? strings.replace : strings.save}
        </button>
      </form>
      {problem !== null && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
      {folder !== null && <FolderView folder={folder} go={go} pick={(entry) => setName(entry.name)} />}
    </DialogBox>
  );
}

/** Asks what to do with unsaved work before it would leave the screen. */
export function UnsavedDialog({ name, answer }: { readonly name: string; readonly answer: (answer: UnsavedAnswer) => void }): ReactElement {
  return (
    <DialogBox title={strings.unsavedTitle} question={strings.unsavedText(name)} onClose={() => answer('stay')}>
      <div className="row">
        <button type="button" className="primary" onClick={() => answer('save')}>
          {strings.saveFirst}
        </button>
        <button type="button" onClick={() => answer('discard')}>
          {strings.doNotSave}
        </button>
        <button type="button" onClick={() => answer('stay')}>
          {strings.keepEditing}
        </button>
      </div>
    </DialogBox>
  );
}

/** The file cannot simply be written: what happened, and what may be done about it. */
export function ConflictDialog({
  conflict,
  whyGone,
  answer,
}: {
  readonly conflict: Conflict;
  /** Why the shell is not there, in a sentence, where it is not. */
  readonly whyGone: string;
  readonly answer: (answer: ConflictAnswer) => void;
}): ReactElement {
  return (
    <DialogBox
      title={strings.conflictTitle[conflict.reason]}
      question={strings.conflictText[conflict.reason](conflict.name, whyGone)}
      onClose={() => answer('stay')}
    >
      <div className="row">
        {conflict.choices.map((choice, i) => (
          <button key={choice} type="button" className={i === 0 ? 'primary' : ''} onClick={() => answer(choice)}>
            {strings.conflictAnswer[choice]}
          </button>
        ))}
      </div>
    </DialogBox>
  );
}

/** Work found after a crash: what it is, when it was kept, and what to do with it. */
export function RecoveryDialog({
  found,
  recover,
}: {
  readonly found: readonly Recovery[];
  readonly recover: (recovery: Recovery) => void;
}): ReactElement {
  const { api } = useServices();
  const close = useContext(CloseDialogContext);
  const [left, setLeft] = useState(found);
  const drop = (recovery: Recovery): void => {
    void api.dropRecovery({ id: recovery.id });
    const rest = left.filter((other) => other !== recovery);
    setLeft(rest);
    if (rest.length === 0) close();
  };
  const use = (recovery: Recovery): void => {
    close();
    recover(recovery);
  };
  return (
    <DialogBox title={strings.recoveryTitle}>
      <p>{strings.recoveryText}</p>
      <ul className={css.recoveries}>
        {left.map((recovery) => {
          const parsed = parseScenario(recovery.text);
          return (
            <li key={recovery.id}>
              <div>
                <strong>{recovery.name}</strong>
                <small>
                  {parsed.ok
                    ? `${strings.recoveredSize({ parts: parsed.scenario.nodes.length, wires: parsed.scenario.links.length })}, `
                    : ''}
                  {strings.kept({ when: new Date(recovery.savedAtMs) })}
                </small>
              </div>
              <button type="button" className="primary" onClick={() => use(recovery)}>
                {strings.recover}
              </button>
              <button type="button" onClick={() => drop(recovery)}>
                {strings.discard}
              </button>
            </li>
          );
        })}
      </ul>
      <p className="hint">{strings.recoveryHint}</p>
    </DialogBox>
  );
}
