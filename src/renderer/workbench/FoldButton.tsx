import type { ReactElement } from 'react';
import { Icon } from '../ui/Icon';
import { useServices } from './context';
import { keyText } from './keyboard';
import { strings } from './strings';
import { Tip } from '../ui/Tip';

interface FoldButtonProps {
  /** The command that does the same; its key is told. */
  readonly command: string;
  readonly isOpen: boolean;
  readonly icon: string;
  readonly fold: () => void;
}

/** Folds a place away, or brings it back. */
export function FoldButton({ command, isOpen, icon, fold }: FoldButtonProps): ReactElement {
  const { commands } = useServices();
  const { keys = [] } = commands.all.find(({ id }) => id === command) ?? {};
  const label = isOpen ? strings.foldAway : strings.unfold;
  return (
    <Tip text={keys.length === 0 ? label : `${label} (${keyText(keys[0])})`}>
      <button type="button" className="icon-button fold-button" aria-expanded={isOpen} aria-label={label} onClick={fold}>
        <Icon path={icon} sizePx={18} />
      </button>
    </Tip>
  );
}
