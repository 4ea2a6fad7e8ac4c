import type { Settings } from '../../contract/index';
import type { ServiceApi } from '../services/services';

/** What the shell learns from the calls of a page. */
export interface FileNews {
  /** The page has read or written this file, so it may be opened again for it. */
  onFile(path: string): void;
  /** A save failed for good. A file changed by others is no failure yet: the page asks about it. */
  onSaveFailed(): void;
  /** The page has been told what to begin with, and listens to commands from now on. */
  onBegun(): void;
  onSettings(settings: Settings): void;
}

/** The calls of a page, with the shell told what comes of them. */
export function tellingNews(api: ServiceApi, news: FileNews): ServiceApi {
  return {
    ...api,
    shellInfo: async () => {
      const info = await api.shellInfo();
      news.onBegun();
      return info;
    },
    setSettings: async (args) => {
      const settings = await api.setSettings(args);
      news.onSettings(settings);
      return settings;
    },
    openFile: async (args) => {
      const opened = await api.openFile(args);
      if (opened.ok) news.onFile(args.path);
      return opened;
    },
    saveFile: async (args) => {
      const saved = await api.saveFile(args);
      if (saved.ok) news.onFile(args.path);
      else if (saved.failure.name !== 'changed-on-disk') news.onSaveFailed();
      return saved;
    },
  };
}

/**
 * Which file a page begins with: the one that the system asked for before the page could be told, else the one that it had open when it
 * was loaded again.
 */
export class OpenFiles {
  private begun = false;
  private readonly known = new Set<string>();
  private current: string | null = null;

  /** `atStart`: the file that the app was started with. */
  constructor(private atStart: string | null) {}

  /** The file for a page that begins now. */
  get forNewPage(): string | null {
    return this.atStart;
  }

  /** Whether the page is told of this file by a command; else it is what the page begins with. */
  isForPage(path: string): boolean {
    if (!this.begun) this.atStart = path;
    return this.begun;
  }

  pageHasBegun(): void {
    this.begun = true;
  }

  pageHasHad(path: string): void {
    this.known.add(path);
  }

  /** The file that is open now; null: it has no place yet. */
  get openPath(): string | null {
    return this.current;
  }

  /** What the page says is open now; of files that it never had, nothing is believed. */
  pageShows(path: string | null): void {
    this.current = path !== null && this.known.has(path) ? path : null;
  }

  /** A new page is about to be loaded in place of the last. */
  newPage(): void {
    if (this.begun) this.atStart = this.current;
    this.begun = false;
  }
}
