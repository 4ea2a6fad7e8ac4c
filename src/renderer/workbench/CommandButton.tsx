import type { ReactElement } from 'react';
import { Icon } from '../ui/Icon';
import { useServices } from './context';
import { keyText } from './keyboard';
import { Tip } from '../ui/Tip';

/** A button that gives a command. */
export function CommandButton({
  id,
  icon,
  label,
  className,
}: {
  readonly id: string;
  readonly icon: string;
  readonly label?: string;
  readonly className?: string;
}): ReactElement {
  const { commands } = useServices();
  const command = commands.of(id);
  const name = label ?? command.label;
  const keys = command.keys?.[0];
  return (
    <Tip text={keys === undefined ? name : `${name} (${keyText(keys)})`}>
      <button
        type="button"
        className={className ?? 'icon-button'}
        aria-label={name}
        disabled={!commands.isEnabled(command)}
        onClick={() => command.run()}
      >
        <Icon path={icon} />
        {className !== undefined && <span>{name}</span>}
      </button>
    </Tip>
  );
}
