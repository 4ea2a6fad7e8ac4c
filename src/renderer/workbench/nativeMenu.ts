import type { MenuCommand } from '../../contract/index';
import type { Services } from './workbenchApi';

/** While something is played, whether a command can be used changes often; a menu is not read that fast. */
const MENU_AFTER_MS = 100;

/**
 * The commands as data for the system's menu; none can be used while a dialog is open. Only keys with a modifier: a Mac would take others
 * from text fields.
 */
export function nativeMenu({ commands, window }: Pick<Services, 'commands' | 'window'>): MenuCommand[] {
  const isFree = window.store.getState().dialog === null;
  return (
    commands.all
      // What the app is stands in a menu of the system's own.
      .filter(({ id, hidden, native }) => id !== 'help.about' && (hidden !== true || native !== undefined))
      .map((command) => ({
        id: command.id,
        label: command.label,
        group: command.group,
        key: command.keys?.find((key) => key.startsWith('Mod+')) ?? null,
        line: command.line === true,
        enabled: isFree && commands.isEnabled(command),
      }))
  );
}

/** Has the system's menu show what can be used now, from here on. */
export async function keepMenu(services: Services): Promise<void> {
  const { api, document, playback, window: model } = services;
  let sent = '';
  let timer: number | null = null;
  const send = async (): Promise<void> => {
    timer = null;
    const menu = nativeMenu(services);
    const text = JSON.stringify(menu);
    if (text === sent) return;
    sent = text;
    await api.setMenu({ commands: menu });
  };
  await send();
  const changed = (): void => {
    // The browser has no menu of the system's.
    if (model.store.getState().shell?.shell === 'electron')
      timer ??= window.setTimeout(() => void send().catch(() => undefined), MENU_AFTER_MS);
  };
  for (const store of [document.store, playback.store, model.store]) store.subscribe(changed);
}
