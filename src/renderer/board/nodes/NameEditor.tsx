import { useEffect, useRef, type ReactElement } from 'react';
import type { ScenarioNode } from '../../../sim/index';
import { MOST_LABEL_CHARACTERS } from '../../document/index';
import { cutToCharacters } from '../../ui/characters';
import { useBoard } from '../context';
import { strings } from '../strings';
import css from '../faces/face.module.css';

/** The name of a part, written where it stands. Enter or a click elsewhere takes it, Escape leaves it as it was; empty is no name. */
export function NameEditor({ part }: { readonly part: ScenarioNode }): ReactElement {
  const { document, ui } = useBoard();
  const input = useRef<HTMLInputElement>(null);
  const isDone = useRef(false);
  useEffect(() => {
    input.current?.focus({ preventScroll: true });
    input.current?.select();
  }, []);
  const finish = (isTaken: boolean): void => {
    if (isDone.current) return;
    isDone.current = true;
    const typed = cutToCharacters((input.current?.value ?? '').trim(), MOST_LABEL_CHARACTERS);
    const label = typed === '' || typed === part.id ? undefined : typed;
    ui.setState({ naming: null });
    if (isTaken && label !== part.label)
      document.actions.edit(strings.named(part.id), { type: 'setNode', id: part.id, changes: { label } });
  };
  return (
    <input
      ref={input}
      className={`${css.faceNameInput} nodrag nopan nowheel nokey`}
      aria-label={strings.nameOf(part.label ?? part.id)}
      dir="auto"
      defaultValue={part.label ?? part.id}
      onBlur={() => finish(true)}
      onKeyDown={(event) => {
        event.stopPropagation();
        // Enter and Escape that end an input method's word are not meant for the field.
        if (event.nativeEvent.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return;
        event.preventDefault();
        const node = event.currentTarget.closest<HTMLElement>('.react-flow__node');
        finish(event.key === 'Enter');
        node?.focus({ preventScroll: true });
      }}
    />
  );
}
