import type { FaultboardApi, OpenedFile, Result } from '../../contract/index';

type FileCalls = Pick<
  FaultboardApi,
  'openFile' | 'openExample' | 'saveFile' | 'fileStamp' | 'saveRecovery' | 'dropRecovery' | 'setDocumentState'
>;

const bad = (name: string, message: string): { ok: false; failure: { name: string; path: string; message: string } } => ({
  ok: false,
  failure: { name, path: '', message },
});

/** A disk in memory that answers like the services, and can be written to by "another program". */
export class TestDisk {
  readonly files = new Map<string, { text: string; stamp: string; readOnly: boolean }>();
  readonly recoveries = new Map<string, string>();
  readonly reported: { title: string; unsaved: boolean }[] = [];
  isFull = false;
  recoveriesFail = false;
  private stamps = 0;

  write(path: string, text: string, readOnly = false): void {
    this.files.set(path, { text, stamp: `s${++this.stamps}`, readOnly });
  }

  text(path: string): string {
    return this.files.get(path)?.text ?? '';
  }

  /** The calls of the shell; any other is not to be made. */
  get api(): FaultboardApi {
    const calls: FileCalls = {
      openFile: async ({ path }) => this.read(path),
      openExample: async ({ id }) => {
        const opened = this.read(`examples/${id}.json`);
        return opened.ok ? { ok: true, value: { ...opened.value, path: '', stamp: '' } } : opened;
      },
      saveFile: async ({ path, text, stamp }) => {
        const there = this.files.get(path);
        if (stamp !== null && there?.stamp !== stamp) return bad('changed-on-disk', 'It was changed by another program.');
        if (there?.readOnly === true) return bad('not-allowed', 'It is read-only.');
        if (this.isFull) return bad('disk-full', 'The disk is full.');
        this.write(path, text);
        return this.read(path);
      },
      fileStamp: async ({ path }) => this.files.get(path)?.stamp ?? null,
      saveRecovery: async ({ id, text }) => {
        if (this.recoveriesFail) return bad('disk-full', 'The disk is full.');
        this.recoveries.set(id, text);
        return { ok: true, value: { savedAtMs: 0 } };
      },
      dropRecovery: async ({ id }) => void this.recoveries.delete(id),
      setDocumentState: async (state) => void this.reported.push(state),
    };
    return calls as FaultboardApi;
  }

  private read(path: string): Result<OpenedFile> {
    const file = this.files.get(path);
    if (file === undefined) return bad('file-missing', `There is no file ${path}.`);
    return { ok: true, value: { path, name: path.split('/').at(-1) ?? path, ...file } };
  }
}
