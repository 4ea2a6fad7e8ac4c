import { Toast } from '@base-ui/react/toast';
import { useEffect, useEffectEvent, useLayoutEffect, useRef, useState, type ReactElement } from 'react';
import { ICONS, Icon } from './Icon';
import { quietPlace, USUAL_PLACE, type WindowBox } from './quietPlace';
import { strings } from './strings';

/** How long a toast that goes by itself stays; the clock stands still under the pointer and while it has the focus. */
const LASTS_MS = 7000;
/** More than these wait until there is room again. */
const MOST_AT_ONCE = 4;

/** What a toast is about: something to know, something that was done, or something that went wrong. */
export type ToastKind = 'info' | 'done' | 'problem';

/** What may be done about a message: a button beside it. It puts the toast away. */
export interface ToastAction {
  readonly label: string;
  readonly run: () => void;
}

const KIND_ICONS: Readonly<Record<ToastKind, string | null>> = { info: null, done: ICONS.done, problem: ICONS.problem };

/** A message that stands over the board. */
export interface ToastOnScreen {
  readonly id: string;
  readonly message: string;
  readonly kind: ToastKind;
  readonly actions: readonly ToastAction[];
  /** Stays until it is put away, by somebody or by who showed it. */
  readonly stays: boolean;
  /** It has gone by itself, or somebody put it away. */
  readonly onGone: () => void;
}

interface ToastsProps {
  readonly toasts: readonly ToastOnScreen[];
  /** What of the window they should not lie over; asked when one comes. */
  readonly avoid?: () => readonly WindowBox[];
}

/**
 * The messages over the board. F6 brings the focus to them, Escape puts one away; problems are read out at once, others when there is
 * time.
 */
export function Toasts(props: ToastsProps): ReactElement {
  return (
    <Toast.Provider timeout={LASTS_MS} limit={MOST_AT_ONCE}>
      <ToastList {...props} />
    </Toast.Provider>
  );
}

function ToastList({ toasts, avoid = () => [] }: ToastsProps): ReactElement {
  const manager = Toast.useToastManager<ToastOnScreen>();
  const viewport = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState(USUAL_PLACE);
  const findPlace = useEffectEvent(() => {
    const box = viewport.current;
    const stage = box?.offsetParent;
    if (box === null || !stage) return;
    if (manager.toasts.length === 0) return setPlace(USUAL_PLACE);
    const widths = Array.from(box.children, (child) => (child as HTMLElement).offsetWidth);
    setPlace((now) => quietPlace(stage.getBoundingClientRect(), { width: Math.max(...widths), height: box.offsetHeight }, avoid(), now));
  });
  useLayoutEffect(() => findPlace(), [manager.toasts.length]);
  const added = useRef(new Map<string, ToastOnScreen>());
  useEffect(() => {
    const wanted = new Set(toasts.map(({ id }) => id));
    for (const id of added.current.keys()) {
      if (wanted.has(id)) continue;
      added.current.delete(id);
      manager.close(id);
    }
    for (const toast of toasts) {
      if (added.current.get(toast.id) === toast) continue;
      added.current.set(toast.id, toast);
      manager.add({
        id: toast.id,
        description: toast.message,
        data: toast,
        timeout: toast.stays ? 0 : LASTS_MS,
        onClose: () => {
          if (added.current.get(toast.id) === toast) toast.onGone();
        },
      });
    }
  }, [toasts, manager]);
  return (
    <Toast.Viewport
      ref={viewport}
      className="toasts"
      data-side={place.side}
      style={{ bottom: place.bottomPx }}
      aria-label={strings.messages}
    >
      {manager.toasts.map((toast) => (
        // Its own role would be that of a dialog, which it is not: nothing has to be answered.
        <Toast.Root
          key={toast.id}
          toast={toast}
          role="group"
          aria-modal={undefined}
          className="toast nokey"
          swipeDirection={['right', 'down']}
        >
          {toast.data !== undefined && <ToastContent toast={toast.data} close={() => manager.close(toast.id)} />}
        </Toast.Root>
      ))}
    </Toast.Viewport>
  );
}

function ToastContent({ toast, close }: { readonly toast: ToastOnScreen; readonly close: () => void }): ReactElement {
  return (
    <Toast.Content className="toast-content" data-kind={toast.kind} role={toast.kind === 'problem' ? 'alert' : 'status'}>
      {KIND_ICONS[toast.kind] !== null && <Icon path={KIND_ICONS[toast.kind] ?? ''} sizePx={18} />}
      <Toast.Description className="toast-text" />
      {toast.actions.map((action) => (
        <button
          key={action.label}
          type="button"
          className="toast-action"
          onClick={() => {
            close();
            action.run();
          }}
        >
          {action.label}
        </button>
      ))}
      <button type="button" className="icon-button" aria-label={strings.dismiss} onClick={close}>
        <Icon path={ICONS.cross} sizePx={16} />
      </button>
    </Toast.Content>
  );
}
