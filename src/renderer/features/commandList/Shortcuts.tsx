import type { ReactElement } from 'react';
import { DialogBox } from '../../ui/Dialog';
import { useServices } from '../../workbench/context';
import { keyText } from '../../workbench/keyboard';
import { COMMAND_GROUPS } from '../../workbench/workbenchApi';
import css from './commandList.module.css';

/** Every key there is. */
export function Shortcuts(): ReactElement {
  const { commands } = useServices();
  return (
    <DialogBox title="Keyboard shortcuts">
      <div className={css.shortcuts} role="region" aria-label="All keys" tabIndex={0}>
        {COMMAND_GROUPS.map((group) => (
          <section key={group}>
            <h3>{group}</h3>
            {commands.all
              .filter((command) => command.group === group && command.keys !== undefined)
              .map((command) => (
                <p key={command.id}>
                  <span>{command.label}</span>
                  <span>
                    {command.keys?.map((keys) => (
                      <kbd key={keys}>{keyText(keys)}</kbd>
                    ))}
                  </span>
                </p>
              ))}
          </section>
        ))}
        <section>
          <h3>On the board</h3>
          <p>
            <span>Walk the parts and wires</span>
            <kbd>Tab</kbd>
          </p>
          <p>
            <span>Menu of the selected part</span>
            <kbd>{keyText('Shift+F10')}</kbd>
          </p>
          <p>
            <span>Add to the selection</span>
            <span>
              <kbd>{keyText('Shift+Enter')}</kbd>
              <kbd>{keyText('Mod+click')}</kbd>
            </span>
          </p>
          <p>
            <span>Select with a box</span>
            <kbd>{keyText('Shift+drag')}</kbd>
          </p>
          <p>
            <span>Move the board</span>
            <kbd>Space+drag</kbd>
          </p>
          <p>
            <span>Move a part off the grid</span>
            <kbd>{keyText('Alt+drag')}</kbd>
          </p>
          <p>
            <span>Give up a wire, leave the settings</span>
            <kbd>Esc</kbd>
          </p>
        </section>
      </div>
    </DialogBox>
  );
}
