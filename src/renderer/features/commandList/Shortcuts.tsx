import type { ReactElement } from 'react';
import { DialogBox } from '../../ui/Dialog';
import { useServices } from '../../workbench/context';
import { keyText } from '../../workbench/keyboard';
import { COMMAND_GROUPS } from '../../workbench/workbenchApi';
import css from './commandList.module.css';
import { strings } from './strings';

/** Every key there is. */
export function Shortcuts(): ReactElement {
  const { commands } = useServices();
  return (
    <DialogBox title={strings.keyboardShortcuts}>
      <div className={css.shortcuts} role="region" aria-label={strings.allKeys} tabIndex={0}>
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
          <h3>{strings.onTheBoard}</h3>
          <p>
            <span>{strings.walkParts}</span>
            <kbd>{strings.tabKey}</kbd>
          </p>
          <p>
            <span>{strings.partMenu}</span>
            <kbd>{keyText('Shift+F10')}</kbd>
          </p>
          <p>
            <span>{strings.addToSelection}</span>
            <span>
              <kbd>{keyText('Shift+Enter')}</kbd>
              <kbd>{keyText('Mod+click')}</kbd>
            </span>
          </p>
          <p>
            <span>{strings.selectWithBox}</span>
            <kbd>{keyText('Shift+drag')}</kbd>
          </p>
          <p>
            <span>{strings.moveBoard}</span>
            <kbd>{strings.spaceDragKey}</kbd>
          </p>
          <p>
            <span>{strings.moveOffGrid}</span>
            <kbd>{keyText('Alt+drag')}</kbd>
          </p>
          <p>
            <span>{strings.giveUp}</span>
            <kbd>{strings.escapeKey}</kbd>
          </p>
        </section>
      </div>
    </DialogBox>
  );
}
