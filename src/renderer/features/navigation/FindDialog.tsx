import type { ReactElement } from 'react';
import { kindOf } from '../../../sim/index';
import { ChoiceList } from '../../ui/ChoiceList';
import { DialogBox } from '../../ui/Dialog';
import { useDocument, useServices } from '../../workbench/context';
import { strings } from './strings';

/** Every part by id, label and kind; the chosen one is selected and shown. */
export function FindDialog(): ReactElement {
  const { document, boardView } = useServices();
  const scenario = useDocument((state) => state.scenario);
  const groupOf = new Map((scenario.groups ?? []).flatMap((group) => group.nodes.map((id): [string, string] => [id, group.title])));
  const choices = scenario.nodes.map(({ id, label, kind }) => ({
    key: id,
    label: label ?? id,
    hidden: id,
    detail: [kindOf(kind)?.descriptor.title ?? kind, groupOf.get(id)].filter((text) => text !== undefined).join(', '),
    choose: () => {
      document.actions.select({ nodes: [id] });
      // The dialog gives the focus back when it goes; the part that was found takes it after that.
      requestAnimationFrame(() => boardView.show([id]));
    },
  }));
  return (
    <DialogBox title={strings.find}>
      <ChoiceList label={strings.find} placeholder={strings.findHint} choices={choices} />
    </DialogBox>
  );
}
