import { Menu } from 'electron';
import type { MenuCommand } from '../../contract/index';
import { menuTemplate, type MenuActions, type MenuState } from './menuTemplate';

/** The application's menu. It is made anew whenever something that it shows has changed. */
export class AppMenu {
  private state: MenuState = { commands: [], recent: [], file: null };

  constructor(private readonly actions: MenuActions) {
    this.show();
  }

  /** The commands of the window; none, until it has said what it can do. */
  commandsAre(commands: readonly MenuCommand[]): void {
    this.change({ commands });
  }

  /** The files opened or saved last, the latest first. */
  recentAre(recent: readonly string[]): void {
    if (recent.join('\0') !== this.state.recent.join('\0')) this.change({ recent });
  }

  /** The file that is open; null: it has no place yet. */
  fileIs(file: string | null): void {
    if (file !== this.state.file) this.change({ file });
  }

  private change(changes: Partial<MenuState>): void {
    this.state = { ...this.state, ...changes };
    this.show();
  }

  private show(): void {
    Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(this.state, this.actions, process.platform)));
  }
}
