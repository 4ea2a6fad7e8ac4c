import type { EventEmitter } from 'node:events';

/** An event whose default can be prevented, as Electron passes it to listeners. */
export interface PreventableEvent {
  readonly defaultPrevented: boolean;
  preventDefault(): void;
}

/** Emits an event with a preventable object first; returns whether its default was prevented. */
export function emitPreventable(target: EventEmitter, name: string, details: object = {}, ...args: readonly unknown[]): boolean {
  let defaultPrevented = false;
  const event = {
    ...details,
    get defaultPrevented() {
      return defaultPrevented;
    },
    preventDefault: () => {
      defaultPrevented = true;
    },
  } satisfies PreventableEvent;
  target.emit(name, event, ...args);
  return defaultPrevented;
}
