import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ToastOnScreen, ToastAction, ToastKind } from '../ui/Toasts';

/** What to show. */
export interface ToastMessage {
  /** One sentence or two, with the full stop. */
  readonly message: string;
  /** `info` when not given. A `problem` stays until it is put away; all others go by themselves. */
  readonly kind?: ToastKind;
  /** At most two buttons, e.g. Undo; pressing one puts the message away. */
  readonly actions?: readonly ToastAction[];
  /** A message takes the place of an earlier one of the same id. */
  readonly id?: string;
  /** Stays although it is no problem, or goes although it is one. */
  readonly stays?: boolean;
  /** The user has put it away, or its time is over. Not called when it is closed or replaced. */
  readonly onGone?: () => void;
}

/** Short messages over the board, for what happened away from where the user looks. They push nothing aside and take no focus. */
export interface ToastService {
  /** Those on screen, oldest first. */
  readonly store: StoreApi<{ readonly toasts: readonly ToastOnScreen[] }>;
  /** Shows a message and has it read out. Returns its id. */
  show(message: ToastMessage): string;
  /** Puts a message away; nothing happens when it is gone already. */
  close(id: string): void;
}

/** The messages of one window; none yet. */
export function createToasts(): ToastService {
  const store = createStore<{ readonly toasts: readonly ToastOnScreen[] }>(() => ({ toasts: [] }));
  let made = 0;
  const without = (id: string): readonly ToastOnScreen[] => store.getState().toasts.filter((toast) => toast.id !== id);
  const close = (id: string): void => {
    if (store.getState().toasts.some((toast) => toast.id === id)) store.setState({ toasts: without(id) });
  };
  return {
    store,
    show: ({ message, kind = 'info', actions = [], id = `toast-${++made}`, stays = kind === 'problem', onGone }) => {
      const whenGone = (): void => {
        close(id);
        onGone?.();
      };
      store.setState({ toasts: [...without(id), { id, message, kind, actions, stays, onGone: whenGone }] });
      return id;
    },
    close,
  };
}
