import { AlertDialog } from '@base-ui/react/alert-dialog';
import { Dialog } from '@base-ui/react/dialog';
import { createContext, useContext, useEffect, useRef, type ReactElement, type ReactNode } from 'react';
import { useFocusBack } from './focusBack';
import { ICONS, Icon } from './Icon';
import { strings } from './strings';

/** How a dialog is closed: given by what shows it. */
export const CloseDialogContext = createContext<() => void>(() => undefined);

interface DialogBoxProps {
  readonly title: string;
  readonly children: ReactNode;
  readonly onClose?: () => void;
  /** Something must be decided before anything goes on: it is announced at once, with this sentence. */
  readonly question?: string;
}

/** What the library tells when a dialog is about to close. */
interface Closing {
  readonly event: Event;
}

/**
 * A box in the middle of the window that is open as long as it is shown, and keeps the focus meanwhile: on what is marked `data-autofocus`,
 * else on its first field, answer or entry. Escape closes it and nothing else; then the focus goes back to where it was.
 */
export function DialogBox({ title, children, onClose, question }: DialogBoxProps): ReactElement {
  const closeDialog = useContext(CloseDialogContext);
  const close = onClose ?? closeDialog;
  useFocusBack('after drawing');
  const onOpenChange = (isOpen: boolean, { event }: Closing): void => {
    if (isOpen) return;
    // The key is not for the window's commands, too.
    event.stopPropagation();
    close();
  };
  // Both are the same but for what they are to a screen reader.
  const Kind = question === undefined ? Dialog : AlertDialog;
  const isPressOutsideIgnored = question === undefined ? { disablePointerDismissal: true } : {};
  return (
    <Kind.Root open onOpenChange={onOpenChange} {...isPressOutsideIgnored}>
      <Kind.Portal>
        <Kind.Backdrop className="dialog-backdrop" />
        <Kind.Popup className="dialog nokey" initialFocus={false} finalFocus={false}>
          <div className="dialog-head">
            <Kind.Title>{title}</Kind.Title>
            <button type="button" className="icon-button" aria-label={strings.close} onClick={close}>
              <Icon path={ICONS.cross} />
            </button>
          </div>
          {question !== undefined && <Kind.Description>{question}</Kind.Description>}
          {children}
          <FocusFirst />
        </Kind.Popup>
      </Kind.Portal>
    </Kind.Root>
  );
}

/** Gives the focus to what is used first, as soon as it is there: what is typed right away must not be lost. */
function FocusFirst(): ReactElement {
  const mark = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const box = mark.current?.parentElement;
    const first =
      box?.querySelector<HTMLElement>('[data-autofocus]') ?? box?.querySelector<HTMLElement>('input, button.primary, [role=option]');
    (first ?? box)?.focus();
  }, []);
  return <span ref={mark} hidden />;
}
