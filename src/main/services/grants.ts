import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { isScenarioName, SCENARIO_ENDINGS, type FolderEntry, type Result } from '../../contract/index';
import { bad, fileFailure, good } from './result';

type Refusal = ReturnType<typeof bad>;

/** What a page may look through in a dialog of its own, where the shell has no dialogs: the folders and what is below them. */
export type DialogPlaces = readonly string[] | null;

/** A folder as the page's own dialog shows it. */
export interface FolderListing {
  readonly path: string;
  readonly parent: string | null;
  readonly entries: FolderEntry[];
}

/**
 * What one page may read and write: files that a person chose in a dialog, on the command line, by a double-click or lately; and, where
 * the dialog is the page's own, files of the folders that it has shown. Hidden files and folders are never among them.
 */
export class Grants {
  private readonly files = new Set<string>();
  private readonly shown = new Set<string>();
  private readonly asked = new Set<string>();

  constructor(
    private readonly places: DialogPlaces,
    /** Files that were chosen lately, in any window. */
    private readonly recent: () => Promise<readonly { readonly path: string }[]>,
  ) {}

  /** Somebody chose this file. */
  grant(path: string): void {
    this.files.add(resolve(path));
  }

  /** Somebody was asked whether this file may be replaced. */
  askedToReplace(path: string): void {
    this.grant(path);
    this.asked.add(resolve(path));
  }

  wasAsked(path: string): boolean {
    return this.asked.has(resolve(path));
  }

  /** Why this page may not open or save a scenario there; null: it may. */
  async scenarioRefusal(path: string): Promise<Refusal | null> {
    if (!isScenarioName(path)) {
      const endings = SCENARIO_ENDINGS.join(' or ');
      return bad('wrong-ending', `${basename(path)} is not named like a scenario; choose a file that ends in ${endings}.`, path);
    }
    return this.refusal(path);
  }

  /** Why this page may not read or write there; null: it may. */
  async refusal(path: string): Promise<Refusal | null> {
    if (!isAbsolute(path)) return bad('bad-path', `The path ${path} is not complete; choose a folder and a name.`, path);
    if (path.includes('\0'))
      return bad('bad-path', 'The name contains a character that file names may not have; choose another name.', path);
    if (basename(path).startsWith('.'))
      return bad('hidden-file', `The file ${path} is hidden; choose one whose name does not begin with a dot.`, path);
    const whole = resolve(path);
    if (this.files.has(whole) || (await this.isShown(whole)) || (await this.recent()).some((file) => resolve(file.path) === whole))
      return null;
    return bad(
      'not-chosen',
      `Nobody has chosen ${path} in this window; open it with the dialog, or start Faultboard with it: npm start -- "${path}"`,
      path,
    );
  }

  /**
   * Folders and scenario files (.faultboard, .json) of a folder, folders first, by name; from then on they may be opened, and saved
   * beside. Hidden ones are left out. At the top of a place the other places stand at the end.
   */
  async showFolder(path: string): Promise<Result<FolderListing>> {
    const folder = resolve(path);
    try {
      const real = await realpath(folder);
      const tops = await this.tops();
      if (this.places === null)
        return bad('no-dialog', 'Here, files are chosen with the dialogs of the system; use Open or Save as.', folder);
      if (!tops.some((top) => isBelow(top, real)))
        return bad(
          'outside',
          `The folder ${folder} is not inside ${tops.join(' or ')}; to open a file from there start Faultboard with it: npm start -- FILE`,
          folder,
        );
      const entries = await entriesOf(folder, real, tops);
      this.shown.add(real);
      if (tops.includes(real))
        for (const top of tops.filter((other) => !isBelow(real, other)))
          entries.push({ name: top, path: top, folder: true, modifiedMs: 0 });
      const above = dirname(folder);
      return good({ path: folder, parent: above !== folder && tops.some((top) => isBelow(top, dirname(real))) ? above : null, entries });
    } catch (error) {
      return fileFailure(error, folder);
    }
  }

  /** Whether a file, there or yet to be made, lies in a folder that was shown, and leads nowhere else. */
  private async isShown(path: string): Promise<boolean> {
    const folder = await realpath(dirname(path)).catch(() => null);
    if (folder === null || !this.shown.has(folder)) return false;
    const real = await realpath(path).catch(() => null);
    return real === null || (await this.tops()).some((top) => isBelow(top, real));
  }

  private async tops(): Promise<string[]> {
    const tops: string[] = [];
    for (const place of this.places ?? []) {
      const real = await realpath(place).catch(() => null);
      if (real !== null && !tops.includes(real)) tops.push(real);
    }
    return tops;
  }
}

/** Whether a path is a folder or below it, with nothing hidden on the way. */
function isBelow(top: string, path: string): boolean {
  const way = relative(top, path);
  if (way === '') return true;
  return !isAbsolute(way) && !way.split(sep).some((part) => part.startsWith('.'));
}

async function entriesOf(folder: string, real: string, tops: readonly string[]): Promise<FolderEntry[]> {
  const entries: FolderEntry[] = [];
  for (const name of await readdir(real)) {
    if (name.startsWith('.')) continue;
    // Not the entry's own type: a link to a folder is a folder to the user. What cannot be looked at or leads elsewhere is left out.
    const [facts, target] = await Promise.all([stat(join(real, name)).catch(() => null), realpath(join(real, name)).catch(() => null)]);
    if (facts === null || target === null || !tops.some((top) => isBelow(top, target))) continue;
    if (!facts.isDirectory() && !(facts.isFile() && isScenarioName(name))) continue;
    entries.push({ name, path: join(folder, name), folder: facts.isDirectory(), modifiedMs: facts.mtimeMs });
  }
  return entries.sort((p, q) => Number(q.folder) - Number(p.folder) || p.name.localeCompare(q.name));
}
