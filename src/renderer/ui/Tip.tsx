import { Tooltip } from '@base-ui/react/tooltip';
import type { ReactElement } from 'react';

/** The room between a control and its tip. */
const GAP_PX = 6;

interface TipProps {
  /** Without one there is no tip. */
  readonly text: string | undefined;
  /** A control; one whose name is another has the text as its description. */
  readonly children: ReactElement<{ readonly 'aria-label'?: string | undefined }>;
}

/**
 * What a control is or does, shown while the pointer rests on it or the keyboard has led to it. It lies over others without taking their
 * clicks. For the whole of a text that is cut short the browser's own `title` serves.
 */
export function Tip({ text, children }: TipProps): ReactElement {
  if (text === undefined) return children;
  const isName = text === children.props['aria-label'];
  return (
    <Tooltip.Root disableHoverablePopup>
      <Tooltip.Trigger render={children} aria-description={isName ? undefined : text} />
      <Tooltip.Portal>
        <Tooltip.Positioner className="tip-place" sideOffset={GAP_PX} collisionPadding={GAP_PX}>
          <Tooltip.Popup className="tip">{text}</Tooltip.Popup>
        </Tooltip.Positioner>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}
