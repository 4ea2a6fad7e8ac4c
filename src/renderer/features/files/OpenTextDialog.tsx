import { useContext, useState, type ReactElement } from 'react';
import { CloseDialogContext, DialogBox } from '../../ui/Dialog';
import { strings } from './strings';

/** A scenario from a text that somebody sent. */
export function OpenTextDialog({ open }: { readonly open: (text: string) => void }): ReactElement {
  const closeDialog = useContext(CloseDialogContext);
  const [text, setText] = useState('');
  return (
    <DialogBox title={strings.openTextTitle}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          closeDialog();
          open(text);
        }}
      >
        <p className="hint">{strings.openTextHelp}</p>
        <textarea
          data-autofocus
          rows={6}
          aria-label={strings.openTextLabel}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <button type="submit" className="primary" disabled={text.trim() === ''}>
          {strings.open}
        </button>
      </form>
    </DialogBox>
  );
}
