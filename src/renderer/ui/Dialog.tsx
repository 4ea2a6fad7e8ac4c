import { createContext, useContext, useEffect, useRef, useState, type KeyboardEvent, type ReactElement, type ReactNode } from 'react';
import { strings } from './strings';

/** How a dialog is closed: given by what shows it. */
export const CloseDialogContext = createContext<() => void>(() => undefined);

/** A box in the middle of the window that keeps the focus; Escape closes it and gives the focus back. */
export function DialogBox({
  title,
  children,
  onClose,
}: {
  readonly title: string;
  readonly children: ReactNode;
  readonly onClose?: () => void;
}): ReactElement {
  const closeDialog = useContext(CloseDialogContext);
  const close = onClose ?? closeDialog;
  const box = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = box.current;
    const before = document.activeElement as HTMLElement | null;
    element?.showModal();
    (
      element?.querySelector<HTMLElement>('[data-autofocus]') ?? element?.querySelector<HTMLElement>('input, button.primary, [role=option]')
    )?.focus();
    return () => {
      element?.close();
      before?.focus?.();
    };
  }, []);
  return (
    <dialog
      ref={box}
      className="dialog"
      aria-label={title}
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
    >
      <header>
        <h2>{title}</h2>
        <button type="button" className="icon-button" aria-label={strings.close} onClick={close}>
          {'\u00d7'}
        </button>
      </header>
      {children}
    </dialog>
  );
}

/** An entry of a list to choose from. */
export interface Choice {
  readonly key: string;
  readonly label: string;
  readonly detail?: string | undefined;
  readonly keys?: string | undefined;
  /** Why it cannot be chosen; undefined: it can. */
  readonly refusal?: string | undefined;
  readonly choose: () => void;
}

/** What is called that comes before what is only described with it. */
function rank(choice: Choice, search: string): number {
  const at = choice.label.toLowerCase().indexOf(search.trim().toLowerCase());
  return (choice.refusal === undefined ? 0 : 3) + (at === 0 ? 0 : at > 0 ? 1 : 2);
}

/** The entries that every word of a search is found in, best first; all of them, as they come, without one. */
function matching(choices: readonly Choice[], search: string): readonly Choice[] {
  const words = search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const found = choices.filter((choice) => words.every((word) => `${choice.label} ${choice.detail ?? ''}`.toLowerCase().includes(word)));
  return words.length === 0 ? found : found.sort((p, q) => rank(p, search) - rank(q, search));
}

/** A list that is searched while typing: arrow keys move, Enter chooses. */
export function ChoiceList({
  label,
  choices,
  placeholder,
}: {
  readonly label: string;
  readonly choices: readonly Choice[];
  readonly placeholder: string;
}): ReactElement {
  const closeDialog = useContext(CloseDialogContext);
  const [search, setSearch] = useState('');
  const [at, setAt] = useState(0);
  const matches = matching(choices, search);
  const current = Math.min(at, matches.length - 1);
  const choose = (choice: Choice | undefined): void => {
    if (choice === undefined || choice.refusal !== undefined) return;
    closeDialog();
    choice.choose();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown') setAt(Math.min(matches.length - 1, current + 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(0, current - 1));
    else if (event.key === 'Enter') choose(matches[current]);
    else return;
    event.preventDefault();
  };
  return (
    <div className="choices">
      <input
        data-autofocus
        role="combobox"
        aria-expanded="true"
        aria-controls="choice-list"
        aria-activedescendant={current >= 0 ? `choice-${current}` : undefined}
        aria-label={label}
        placeholder={placeholder}
        value={search}
        onChange={(event) => {
          setSearch(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id="choice-list" role="listbox" aria-label={label}>
        {matches.map((choice, i) => (
          <div
            key={choice.key}
            id={`choice-${i}`}
            role="option"
            aria-selected={i === current}
            aria-disabled={choice.refusal !== undefined}
            className={i === current ? 'is-current' : ''}
            ref={(element) => {
              if (i === current) element?.scrollIntoView({ block: 'nearest' });
            }}
            onPointerMove={() => setAt(i)}
            onClick={() => choose(choice)}
          >
            <span className="choice-label">{choice.label}</span>
            {(choice.refusal ?? choice.detail) !== undefined && <small>{choice.refusal ?? choice.detail}</small>}
            {choice.keys !== undefined && <kbd>{choice.keys}</kbd>}
          </div>
        ))}
      </div>
      {matches.length === 0 && <p className="hint">{choices.length === 0 ? strings.listLoading : strings.listNothing}</p>}
    </div>
  );
}
