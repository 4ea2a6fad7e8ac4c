import type { Command, CommandContext, CommandTable } from './workbenchApi';
import { designOnScreen } from '../playback/index';

/** The table of all commands. They are made when one is first asked for: they need the services that the table is part of. */
export function createCommandTable(make: () => readonly Command[], context: () => CommandContext): CommandTable {
  let known: readonly Command[] | null = null;
  const all = (): readonly Command[] => (known ??= make());
  const of = (id: string): Command => {
    const found = all().find((command) => command.id === id);
    if (found === undefined) throw new Error(`no command ${id}`);
    return found;
  };
  const isEnabled = (command: Command): boolean => {
    const now = context();
    const edits = (command.group === 'Edit' || command.group === 'Add') && command.harmless !== true;
    // Keys and menus change nothing of a board that is not seen.
    if (edits && (now.document.locked || designOnScreen(now.playback, now.document.revision) !== null)) return false;
    return command.enabled?.(now) ?? true;
  };
  return {
    get all() {
      return all();
    },
    of,
    isEnabled,
    run: (id, subject) => {
      const command = of(id);
      if (isEnabled(command)) command.run(subject);
    },
  };
}
