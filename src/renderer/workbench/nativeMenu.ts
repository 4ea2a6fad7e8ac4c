import type { MenuCommand } from '../../contract/index';
import type { Command } from './workbenchApi';

/** The commands that also stand in the system's menu, as data. Only keys with a modifier: a Mac would take others from text fields. */
export function nativeMenu(commands: readonly Command[]): MenuCommand[] {
  return commands.flatMap(({ id, label, group, keys, line, native }) =>
    native === undefined
      ? []
      : {
          id,
          label,
          group: native === 'Help' ? native : group,
          key: keys?.find((key) => key.startsWith('Mod+')) ?? null,
          line: line === true,
        },
  );
}
