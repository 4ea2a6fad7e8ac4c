import { useEffect, useState, type ReactElement } from 'react';
import type { ExampleInfo, FolderEntry, Recovery } from '../../contract/index';
import { emptyScenario, parseScenario } from '../../sim/index';
import { openExample, openPath, openText, saveFile, saveFileAs, saveTo, suggestedName } from '../app/files';
import { api, documentModel } from '../app/model';
import { unsavedFile } from '../document/index';
import { ChoiceList, closeDialog, DialogBox } from './Dialog';

interface Folder {
  readonly path: string;
  readonly parent: string | null;
  readonly entries: readonly FolderEntry[];
}

function useFolder(): { folder: Folder | null; problem: string | null; go: (path: string) => void } {
  const [folder, setFolder] = useState<Folder | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const go = (path: string): void => {
    void api.listFolder({ path }).then((answer) => {
      setProblem(answer.ok ? null : answer.failure.message);
      if (answer.ok) setFolder(answer.value);
    });
  };
  useEffect(() => go(''), []);
  return { folder, problem, go };
}

function FolderView({ folder, go, pick }: { readonly folder: Folder; readonly go: (path: string) => void; readonly pick: (entry: FolderEntry) => void }): ReactElement {
  const { parent } = folder;
  return (
    <div className="folder">
      <p className="folder-path">{folder.path}</p>
      <ul>
        {parent !== null && <li><button type="button" onClick={() => go(parent)}>{'\u2191'} Folder above</button></li>}
        {folder.entries.map((entry) => (
          <li key={entry.path}><button type="button" onClick={() => (entry.folder ? go(entry.path) : pick(entry))}>{entry.folder ? '\u25b8 ' : ''}{entry.name}</button></li>
        ))}
      </ul>
      {folder.entries.length === 0 && <p className="hint">There are no scenarios in this folder yet.</p>}
    </div>
  );
}

/** Chooses a file where the shell has no dialog of its own. */
export function OpenDialog(): ReactElement {
  const { folder, problem, go } = useFolder();
  const [recent, setRecent] = useState<readonly { path: string; name: string }[]>([]);
  useEffect(() => void api.recentFiles().then(setRecent), []);
  const open = (path: string): void => {
    closeDialog();
    void openPath(path);
  };
  return (
    <DialogBox title="Open a scenario">
      {recent.length > 0 && (
        <section aria-label="Recent files">
          <h3>Recent</h3>
          <ul className="recent">{recent.map((file) => <li key={file.path}><button type="button" title={file.path} onClick={() => open(file.path)}>{file.name}</button></li>)}</ul>
        </section>
      )}
      {problem !== null && <p className="problem" role="alert">{problem}</p>}
      {folder !== null && <FolderView folder={folder} go={go} pick={(entry) => open(entry.path)} />}
    </DialogBox>
  );
}

/** Asks for a name and a folder. */
export function SaveAsDialog(): ReactElement {
  const { folder, problem, go } = useFolder();
  const [name, setName] = useState(suggestedName());
  const whole = name.endsWith('.json') ? name : `${name}.json`;
  const exists = folder?.entries.some((entry) => entry.name === whole) ?? false;
  const save = async (): Promise<void> => {
    if (name.trim() === '') return;
    // Enter may be quicker than the first listing of the folder.
    const listed = folder === null ? await api.listFolder({ path: '' }) : null;
    const place = folder?.path ?? (listed?.ok === true ? listed.value.path : null);
    if (place === null) return;
    const separator = place.includes('\\') ? '\\' : '/';
    closeDialog();
    await saveTo(`${place.replace(/[\\/]$/, '')}${separator}${whole}`, null);
  };
  return (
    <DialogBox title="Save as">
      <form onSubmit={(event) => { event.preventDefault(); void save(); }}>
        <label className="field">
          <span className="field-title">File name</span>
          <input data-autofocus value={name} maxLength={200} onChange={(event) => setName(event.target.value.replace(/[\\/:*?"<>|]/g, ''))} />
        </label>
        {exists && <p className="problem">{whole} is there already; saving replaces it.</p>}
        <button type="submit" className="primary" disabled={name.trim() === ''}>{exists ? 'Replace' : 'Save'}</button>
      </form>
      {problem !== null && <p className="problem" role="alert">{problem}</p>}
      {folder !== null && <FolderView folder={folder} go={go} pick={(entry) => setName(entry.name)} />}
    </DialogBox>
  );
}

/** The examples that are shipped. */
export function ExamplesDialog(): ReactElement {
  const [examples, setExamples] = useState<readonly ExampleInfo[]>([]);
  useEffect(() => void api.listExamples().then(setExamples), []);
  return (
    <DialogBox title="Examples">
      <ChoiceList label="Examples" placeholder="Search examples" choices={examples.map((example) => ({ key: example.id, label: example.name, detail: example.description, choose: () => void openExample(example.id) }))} />
    </DialogBox>
  );
}

/** Asks what to do with unsaved work before it would leave the screen. */
export function UnsavedDialog({ proceed }: { readonly proceed: () => void }): ReactElement {
  const discard = (): void => {
    documentModel.actions.open(emptyScenario(), unsavedFile('Untitled'));
    closeDialog();
    proceed();
  };
  return (
    <DialogBox title="There is unsaved work">
      <p>Save this scenario before another one takes its place?</p>
      <div className="row">
        <button type="button" className="primary" onClick={() => { closeDialog(); void saveFile(); }}>Save first</button>
        <button type="button" onClick={discard}>Do not save</button>
        <button type="button" onClick={closeDialog}>Keep editing</button>
      </div>
    </DialogBox>
  );
}

/** The file changed under our hands. */
export function ConflictDialog({ message }: { readonly message: string }): ReactElement {
  const { path } = documentModel.store.getState().file;
  return (
    <DialogBox title="The file has changed">
      <p>{message}</p>
      <div className="row">
        <button type="button" className="primary" onClick={() => { closeDialog(); void saveFileAs(); }}>Save under another name</button>
        {path !== null && <button type="button" onClick={() => { closeDialog(); void saveTo(path, null); }}>Overwrite it</button>}
        <button type="button" onClick={closeDialog}>Keep editing</button>
      </div>
    </DialogBox>
  );
}

/** Work found after a crash: what it is, when it was kept, and what to do with it. */
export function RecoveryDialog({ found }: { readonly found: readonly Recovery[] }): ReactElement {
  const [left, setLeft] = useState(found);
  const drop = (recovery: Recovery): void => {
    void api.dropRecovery({ id: recovery.id });
    const rest = left.filter((other) => other !== recovery);
    setLeft(rest);
    if (rest.length === 0) closeDialog();
  };
  const take = async (recovery: Recovery): Promise<void> => {
    const name = recovery.name;
    if (!openText({ path: '', name, text: recovery.text, stamp: '', readOnly: false })) return;
    const parsed = parseScenario(recovery.text);
    if (parsed.ok) {
      const onDisk = recovery.path === null ? null : await api.openFile({ path: recovery.path });
      const isThere = onDisk?.ok === true;
      documentModel.actions.saved({ path: isThere ? recovery.path : null, name, stamp: isThere ? onDisk.value.stamp : null, readOnly: false, savedText: isThere ? onDisk.value.text : null });
    }
    drop(recovery);
    closeDialog();
  };
  return (
    <DialogBox title="Unsaved work was found">
      <p>Faultboard did not close in the usual way. This work was kept:</p>
      <ul className="recoveries">
        {left.map((recovery) => {
          const parsed = parseScenario(recovery.text);
          return (
            <li key={recovery.id}>
              <div>
                <strong>{recovery.name}</strong>
                <small>{parsed.ok ? `${parsed.scenario.nodes.length} parts, ${parsed.scenario.links.length} wires, ` : ''}kept {new Date(recovery.savedAtMs).toLocaleString()}</small>
              </div>
              <button type="button" className="primary" onClick={() => void take(recovery)}>Recover</button>
              <button type="button" onClick={() => drop(recovery)}>Discard</button>
            </li>
          );
        })}
      </ul>
      <p className="hint">Closing this box keeps the work for the next start.</p>
    </DialogBox>
  );
}
