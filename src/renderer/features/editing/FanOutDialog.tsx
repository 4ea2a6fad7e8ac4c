import { useContext, useState, type ReactElement } from 'react';
import { CloseDialogContext, DialogBox } from '../../ui/Dialog';
import { NumberField } from '../../ui/NumberField';
import { useServices } from '../../workbench/context';
import { fanOut } from './editCommands';
import { strings } from './strings';

/** Asks how many of the chosen parts there are to be. */
export function FanOutDialog({ ids }: { readonly ids: readonly string[] }): ReactElement {
  const { document } = useServices();
  const closeDialog = useContext(CloseDialogContext);
  const [times, setTimes] = useState(5);
  return (
    <DialogBox title={strings.fanOutTitle(ids.join(', '))}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          closeDialog();
          fanOut(document, ids, times);
        }}
      >
        <p>{strings.fanOutHelp}</p>
        <NumberField label={strings.howMany} minimum={2} maximum={100} integer value={times} onChange={setTimes} usual={[2, 20]} />
        <button type="submit" className="primary">
          {strings.makeIt(times)}
        </button>
      </form>
    </DialogBox>
  );
}
