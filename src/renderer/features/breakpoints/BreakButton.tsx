import type { ReactElement } from 'react';
import { useStore } from 'zustand';
import { ICONS, Icon } from '../../ui/Icon';
import { useDocument, useServices } from '../../workbench/context';
import { keyText } from '../../workbench/keyboard';
import { breakpointPanelOf } from './breakpointPanel';
import { strings } from './strings';
import css from './breakpoints.module.css';
import { Tip } from '../../ui/Tip';

/** Opens the list of breakpoints; says how many are on. */
export function BreakButton(): ReactElement {
  const count = useDocument((state) => (state.scenario.breakpoints ?? []).filter((breakpoint) => breakpoint.off !== true).length);
  const services = useServices();
  const panel = breakpointPanelOf(services);
  const { isOpen } = useStore(panel);
  const keys = services.commands.of('run.breakpoints').keys?.[0] ?? '';
  return (
    <Tip text={`${strings.title} (${keyText(keys)})`}>
      <button
        type="button"
        className={`icon-button ${css.breakButton}`}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        aria-label={strings.count({ count })}
        onClick={() => panel.setState({ isOpen: !isOpen, node: null })}
      >
        <Icon path={ICONS.breakpoint} />
        {count > 0 && (
          <span className={css.breakCount} aria-hidden="true">
            {count}
          </span>
        )}
      </button>
    </Tip>
  );
}
