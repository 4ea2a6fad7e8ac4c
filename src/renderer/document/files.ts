import { SCENARIO_ENDINGS, type Failure, type FaultboardApi, type OpenedFile, type Recovery, type Result } from '../../contract/index';
import { emptyScenario, parseScenario, type Scenario } from '../../sim/index';
import { isUnsaved, textOf, unsavedFile } from './saved';
import type { DocumentModel } from './store';
import type { DocumentState, FileState } from './types';
import { strings } from './strings';

/** What to do with unsaved work that would leave the screen. */
export type UnsavedAnswer = 'save' | 'discard' | 'stay';
/** What to do with a file that cannot simply be written. */
export type ConflictAnswer = 'saveAs' | 'overwrite' | 'renew' | 'takeDisk' | 'download' | 'stay';

/** Why a file cannot simply be written, and what may be done about it. */
export interface Conflict {
  readonly reason: 'changed' | 'recovered' | 'readOnly' | 'older' | 'shellGone';
  readonly name: string;
  readonly choices: readonly ConflictAnswer[];
}

/** What the files ask of the user. Each answer may also be that the user gave up. */
export interface FileQuestions {
  unsaved(name: string): Promise<UnsavedAnswer>;
  conflict(conflict: Conflict): Promise<ConflictAnswer>;
  /** A path to open; null: none. */
  chooseOpen(): Promise<string | null>;
  /** A path to save to; null: none. */
  chooseSave(suggestedName: string): Promise<string | null>;
}

/** What the files need around them. */
export interface FilesOptions {
  readonly api: FaultboardApi;
  readonly document: DocumentModel;
  readonly questions: FileQuestions;
  /** Called when another scenario has come on screen. */
  readonly onShown: (scenario: Scenario) => void;
  readonly onSaved: (name: string) => void;
  /** Whether there is no shell to save with at this moment. */
  readonly isShellGone: () => boolean;
  /** Gives a copy to the browser's downloads, which need no shell. */
  readonly download: (name: string, text: string) => void;
  /** Whether a text was written by an older version, which may not read what this one writes. */
  readonly isOlder: (text: string) => boolean;
  /** Under which id this window keeps its own unsaved work. */
  readonly recoveryId: string;
  /** Sentence for a shell that answers no more. */
  readonly shellGone: string;
  /** Label of the undo step that takes over the version on disk. */
  readonly takeDiskLabel: string;
}

/**
 * Opening, saving and recovering the document. Nothing here loses work without asking; every trouble ends up in the document's `failure`.
 */
export interface Files {
  newFile(): Promise<void>;
  open(): Promise<void>;
  openPath(path: string): Promise<boolean>;
  openExample(id: string): Promise<boolean>;
  /** Opens a text that has no place of its own, such as a file dropped on the window. */
  openText(name: string, text: string): Promise<boolean>;
  recover(recovery: Recovery): Promise<boolean>;
  /** Saves in place, or asks where. Whether it was saved. */
  save(): Promise<boolean>;
  saveAs(): Promise<boolean>;
  /** Looks whether another program has changed the file, and asks what to do; once for each change. */
  checkDisk(): Promise<void>;
}

/** What a document that was never saved would be called, with the ending; the name of its file, if it has one. */
export function suggestedFileName({ file, scenario }: Pick<DocumentState, 'file' | 'scenario'>): string {
  if (file.path !== null) return file.name;
  const plain = scenario.name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
  return `${plain === '' ? 'scenario' : plain}${SCENARIO_ENDINGS[0]}`;
}

/** Makes the file service of a document. */
export function createFiles(options: FilesOptions): Files {
  return new FileService(options).service();
}

class FileService {
  private askedAbout: string | null = null;
  private saving = 0;
  /** The file on disk that was written by an older version, until somebody was asked whether it may be written anew; null: none. */
  private olderPath: string | null = null;

  constructor(private readonly options: FilesOptions) {}

  service(): Files {
    return {
      newFile: () => this.newFile(),
      open: () => this.open(),
      openPath: (path) => this.openGuarded(() => this.asked(this.options.api.openFile({ path }))),
      openExample: (id) => this.openGuarded(() => this.asked(this.options.api.openExample({ id }))),
      openText: (name, text) => this.openGuarded(async () => ({ ok: true, value: { path: '', name, text, stamp: '', readOnly: false } })),
      recover: (recovery) => this.recover(recovery),
      save: () => this.save(),
      saveAs: () => this.saveAs(),
      checkDisk: () => this.checkDisk(),
    };
  }

  private get state(): DocumentState {
    return this.options.document.store.getState();
  }

  private fail(failure: Failure): false {
    this.options.document.actions.setFailure(failure);
    return false;
  }

  /** An answer of the shell; a shell that is gone is a failure like any other. */
  private asked<T>(answer: Promise<Result<T>>): Promise<Result<T>> {
    return answer.catch(() => ({ ok: false, failure: { name: 'shell-gone', path: '', message: this.options.shellGone } }) as const);
  }

  /** Whether what is on screen may go: nothing is lost by it, or the user has saved it or given it up. */
  private async mayLeave(): Promise<boolean> {
    if (!isUnsaved(this.state)) return true;
    const answer = await this.options.questions.unsaved(this.state.file.path === null ? this.state.scenario.name : this.state.file.name);
    if (answer === 'save') return this.save();
    return answer === 'discard';
  }

  private show(scenario: Scenario, file: FileState): void {
    this.askedAbout = null;
    this.options.document.actions.open(scenario, file);
    this.options.onShown(scenario);
  }

  private async newFile(): Promise<void> {
    if (!(await this.mayLeave())) return;
    const scenario = emptyScenario();
    this.show(scenario, unsavedFile(scenario.name));
  }

  private async open(): Promise<void> {
    if (!(await this.mayLeave())) return;
    const path = await this.options.questions.chooseOpen();
    if (path !== null) this.openAnswer(await this.asked(this.options.api.openFile({ path })));
  }

  private async openGuarded(read: () => Promise<Result<OpenedFile>>): Promise<boolean> {
    if (!(await this.mayLeave())) return false;
    return this.openAnswer(await read());
  }

  /** Shows a file's scenario, or says what is wrong with it and leaves everything as it was. */
  private openAnswer(answer: Result<OpenedFile>): boolean {
    if (!answer.ok) return this.fail(answer.failure);
    const { path, name, text, stamp, readOnly } = answer.value;
    const parsed = parseScenario(text);
    if (!parsed.ok) return this.fail({ ...parsed.failure, message: strings.notOpened(name, parsed.failure.message) });
    const isOnDisk = path !== '';
    this.noteAge(path, text);
    this.show(parsed.scenario, {
      path: isOnDisk ? path : null,
      name,
      stamp: isOnDisk ? stamp : null,
      readOnly: isOnDisk && readOnly,
      savedText: textOf(parsed.scenario),
    });
    return true;
  }

  private async recover(recovery: Recovery): Promise<boolean> {
    const parsed = parseScenario(recovery.text);
    if (!parsed.ok) return this.fail({ ...parsed.failure, message: strings.notRecovered(recovery.name, parsed.failure.message) });
    if (!(await this.mayLeave())) return false;
    const { path } = recovery;
    const onDisk = path === null ? null : await this.asked(this.options.api.openFile({ path }));
    const saved = onDisk?.ok === true ? parseScenario(onDisk.value.text) : null;
    if (onDisk?.ok === true) this.noteAge(onDisk.value.path, onDisk.value.text);
    this.show(parsed.scenario, {
      path: onDisk?.ok === true ? path : null,
      name: recovery.name,
      // Nobody knows which version of the file the work began from: saving over it asks first.
      stamp: onDisk?.ok === true ? '' : null,
      readOnly: onDisk?.ok === true && onDisk.value.readOnly,
      savedText: saved?.ok === true ? textOf(saved.scenario) : null,
    });
    // What was found is not dropped before it is kept as this window's own.
    const own = { id: this.options.recoveryId, name: recovery.name, path, text: recovery.text };
    const kept = await this.asked(this.options.api.saveRecovery(own));
    if (kept.ok) await this.options.api.dropRecovery({ id: recovery.id }).catch(() => undefined);
    else this.fail(kept.failure);
    return true;
  }

  private async save(): Promise<boolean> {
    const { file } = this.state;
    if (this.options.isShellGone()) return this.offerDownload();
    if (file.path === null) return this.saveAs();
    if (file.readOnly) return this.settle({ reason: 'readOnly', name: file.name, choices: ['saveAs', 'stay'] });
    return this.saveTo(file.path, file.stamp);
  }

  private offerDownload(): Promise<boolean> {
    return this.settle({ reason: 'shellGone', name: suggestedFileName(this.state), choices: ['download', 'stay'] });
  }

  private async saveAs(): Promise<boolean> {
    if (this.options.isShellGone()) return this.offerDownload();
    const path = await this.options.questions.chooseSave(suggestedFileName(this.state));
    return path === null ? false : this.saveTo(path, null);
  }

  /** Saves to a path. `stamp` null: whatever is there may be replaced. */
  private async saveTo(path: string, stamp: string | null): Promise<boolean> {
    const { scenario, file } = this.state;
    if (path === this.olderPath) {
      const answer = await this.options.questions.conflict({ reason: 'older', name: file.name, choices: ['renew', 'saveAs', 'stay'] });
      if (answer !== 'renew') return answer === 'saveAs' ? this.saveAs() : false;
      this.olderPath = null;
    }
    const text = textOf(scenario);
    this.saving++;
    const answer = await this.asked(this.options.api.saveFile({ path, text, stamp }));
    this.saving--;
    if (answer.ok) {
      const { value } = answer;
      this.options.document.actions.saved({ path: value.path, name: value.name, stamp: value.stamp, readOnly: false, savedText: text });
      this.options.onSaved(value.name);
      return true;
    }
    const { name } = answer.failure;
    if (name === 'shell-gone') return this.offerDownload();
    if (name === 'changed-on-disk')
      return this.settle({
        reason: stamp === '' ? 'recovered' : 'changed',
        name: file.name,
        choices: ['saveAs', 'overwrite', 'takeDisk', 'stay'],
      });
    if (name === 'not-allowed')
      return this.settle({ reason: 'readOnly', name: path.split(/[\\/]/).at(-1) ?? path, choices: ['saveAs', 'stay'] });
    return this.fail(answer.failure);
  }

  private async settle(conflict: Conflict): Promise<boolean> {
    const { path } = this.state.file;
    switch (await this.options.questions.conflict(conflict)) {
      case 'saveAs':
        return this.saveAs();
      case 'overwrite':
        return path === null ? this.saveAs() : this.saveTo(path, null);
      case 'takeDisk':
        return path === null ? false : this.takeDisk(path);
      case 'download':
        this.options.download(suggestedFileName(this.state), textOf(this.state.scenario));
        return false;
      case 'renew':
      case 'stay':
        return false;
    }
  }

  private noteAge(path: string, text: string): void {
    this.olderPath = path !== '' && this.options.isOlder(text) ? path : null;
  }

  /** Takes over the version on disk as one step that can be undone, so that neither version is lost. */
  private async takeDisk(path: string): Promise<boolean> {
    const answer = await this.asked(this.options.api.openFile({ path }));
    if (!answer.ok) return this.fail(answer.failure);
    const { name, text, stamp, readOnly } = answer.value;
    const parsed = parseScenario(text);
    if (!parsed.ok) return this.fail({ ...parsed.failure, message: strings.notOpened(name, parsed.failure.message) });
    this.noteAge(path, text);
    this.options.document.actions.edit(this.options.takeDiskLabel, { type: 'replace', scenario: parsed.scenario });
    this.options.document.actions.saved({ path, name, stamp, readOnly, savedText: textOf(parsed.scenario) });
    return true;
  }

  private async checkDisk(): Promise<void> {
    const { path, stamp, name } = this.state.file;
    if (path === null || stamp === null || stamp === '' || this.saving > 0) return;
    const now = await this.options.api.fileStamp({ path }).catch(() => stamp);
    if (this.saving > 0 || now === stamp || this.askedAbout === (now ?? 'gone') || this.state.file.stamp !== stamp) return;
    this.askedAbout = now ?? 'gone';
    if (now === null)
      this.fail({
        name: 'file-gone',
        path,
        message: strings.fileGone(name),
      });
    else await this.settle({ reason: 'changed', name, choices: ['takeDisk', 'saveAs', 'stay'] });
  }
}
