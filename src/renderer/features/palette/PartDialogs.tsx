import type { ReactElement } from 'react';
import { checkWire, kindNames, kindOf, kinds, placeNames } from '../../../sim/index';
import { withNames } from '../../document/index';
import { addPart, insertBetween } from '../../board/index';
import { ChoiceList } from '../../ui/ChoiceList';
import { DialogBox } from '../../ui/Dialog';
import { useDocument, useServices } from '../../workbench/context';
import { addPartInSight } from './addPartInSight';
import { strings } from './strings';

/** Adds a part that is chosen from a list. */
export function AddPartDialog(): ReactElement {
  const services = useServices();
  const choices = kindNames.map((name) => {
    const { title, summary } = kinds[name].descriptor;
    return { key: name, label: title, detail: summary, choose: () => addPartInSight(services, name) };
  });
  return (
    <DialogBox title={strings.addTitle}>
      <ChoiceList label={strings.parts} placeholder={strings.whichPart} choices={choices} />
    </DialogBox>
  );
}

/** Wires a part to another that is chosen from a list. */
export function WireToDialog({ from }: { readonly from: string }): ReactElement {
  const { document } = useServices();
  const scenario = useDocument((state) => state.scenario);
  const { part } = placeNames(scenario);
  const choices = scenario.nodes
    .filter((node) => node.id !== from)
    .map((node) => {
      const verdict = checkWire(scenario, from, node.id);
      return {
        key: node.id,
        label: node.label ?? node.id,
        hidden: node.id,
        detail: kindOf(node.kind)?.descriptor.title ?? node.kind,
        refusal: verdict.ok ? undefined : withNames(verdict.reason, scenario),
        choose: () => void document.actions.connect(from, node.id),
      };
    });
  const sorted = [...choices].sort((p, q) => Number(p.refusal !== undefined) - Number(q.refusal !== undefined));
  return (
    <DialogBox title={strings.wireTitle(part(from))}>
      <ChoiceList label={strings.wireLabel(part(from))} placeholder={strings.whichPart} choices={sorted} />
    </DialogBox>
  );
}

/** What can stand in the middle of a wire. */
export function InsertPartDialog({ link }: { readonly link: string }): ReactElement {
  const { document, window } = useServices();
  const scenario = useDocument((state) => state.scenario);
  const { part } = placeNames(scenario);
  const wire = scenario.links.find((other) => other.id === link);
  const choices = kindNames.flatMap((name) => {
    const { title, summary } = kinds[name].descriptor;
    if (insertBetween(scenario, name, link) === null) return [];
    return [
      {
        key: name,
        label: title,
        detail: summary,
        choose: () => window.announce(addPart(document, name, { link }).announcement),
      },
    ];
  });
  return (
    <DialogBox title={strings.insertTitle(part(wire?.from ?? ''), part(wire?.to ?? ''))}>
      <ChoiceList label={strings.insertLabel} placeholder={strings.insertHint} choices={choices} />
    </DialogBox>
  );
}
