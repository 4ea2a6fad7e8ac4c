import { NodeResizeControl, type NodeProps } from '@xyflow/react';
import { memo, useEffect, useRef } from 'react';
import type { NoteFlowNode } from '../adapter/elements';
import { useBoard, useBoardState } from '../context';
import { strings } from '../strings';
import css from './note.module.css';

const MOST_CHARACTERS = 5000;

/** A note: plain text in a box. Double click or Enter to type. */
export const NoteNode = memo(function NoteNode({ data, selected }: NodeProps<NoteFlowNode>) {
  const { ui } = useBoard();
  const { note } = data;
  const isEditing = useBoardState((state) => state.editingNote === note.id);
  return (
    <div className={css.note} onDoubleClick={() => ui.setState({ editingNote: note.id })}>
      {isEditing ? (
        <NoteEditor id={note.id} text={note.text} />
      ) : (
        <p className={css.noteText}>{note.text === '' ? strings.emptyNote : note.text}</p>
      )}
      {selected && (
        <NodeResizeControl className={css.noteGrip} minWidth={48} minHeight={32} maxWidth={2000} maxHeight={2000} position="bottom-right" />
      )}
    </div>
  );
});

function NoteEditor({ id, text }: { readonly id: string; readonly text: string }) {
  const { document, ui } = useBoard();
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    area.current?.focus();
    area.current?.select();
  }, []);
  const finish = (): void => {
    const typed = area.current?.value ?? text;
    ui.setState({ editingNote: null });
    if (typed === text) return;
    const notes = document.store.getState().scenario.notes ?? [];
    document.actions.edit(strings.changeNote, {
      type: 'setNotes',
      notes: notes.map((note) => (note.id === id ? { ...note, text: typed } : note)),
    });
  };
  return (
    <textarea
      ref={area}
      className={`${css.noteEditor} nodrag nopan nowheel nokey`}
      aria-label={strings.noteText}
      defaultValue={text}
      maxLength={MOST_CHARACTERS}
      onBlur={finish}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        event.currentTarget.blur();
      }}
    />
  );
}
