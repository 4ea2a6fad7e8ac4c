import type { ReactElement } from 'react';
import { checkWire, kindNames, kindOf, kinds, wireKinds } from '../../../sim/index';
import { insertBetween } from '../../board/index';
import { ChoiceList } from '../../ui/ChoiceList';
import { DialogBox } from '../../ui/Dialog';
import { useDocument, useServices } from '../../workbench/context';
import { addPart } from './addPart';
import { strings } from './strings';

/** Adds a part; when a wire was pulled into empty space, only what it can be wired to, and the wire with it. */
export function AddPartDialog({
  wireFrom,
  at,
}: {
  readonly wireFrom: string | null;
  readonly at: { x: number; y: number } | null;
}): ReactElement {
  const services = useServices();
  const source = useDocument((state) => state.scenario.nodes.find((node) => node.id === wireFrom));
  const choices = kindNames.map((name) => {
    const { descriptor } = kinds[name];
    const verdict = source === undefined ? null : wireKinds(source.kind, name);
    return {
      key: name,
      label: descriptor.title,
      detail: descriptor.summary,
      refusal: verdict === null || verdict.ok ? undefined : verdict.reason,
      choose: () => {
        const id = addPart(services, name, at);
        if (wireFrom !== null) services.document.actions.connect(wireFrom, id);
      },
    };
  });
  const sorted = [...choices].sort((p, q) => Number(p.refusal !== undefined) - Number(q.refusal !== undefined));
  return (
    <DialogBox title={wireFrom === null ? 'Add a part' : `Wire ${wireFrom} to a new part`}>
      <ChoiceList label="Parts" placeholder="Which part?" choices={sorted} />
    </DialogBox>
  );
}

/** Wires a part to another that is chosen from a list. */
export function WireToDialog({ from }: { readonly from: string }): ReactElement {
  const { document } = useServices();
  const scenario = useDocument((state) => state.scenario);
  const choices = scenario.nodes
    .filter((node) => node.id !== from)
    .map((node) => {
      const verdict = checkWire(scenario, from, node.id);
      return {
        key: node.id,
        label: node.id,
        detail: node.label ?? kindOf(node.kind)?.descriptor.title ?? node.kind,
        refusal: verdict.ok ? undefined : verdict.reason,
        choose: () => void document.actions.connect(from, node.id),
      };
    });
  const sorted = [...choices].sort((p, q) => Number(p.refusal !== undefined) - Number(q.refusal !== undefined));
  return (
    <DialogBox title={`Wire ${from} to`}>
      <ChoiceList label={`Parts that ${from} can be wired to`} placeholder="Which part?" choices={sorted} />
    </DialogBox>
  );
}

/** What can stand in the middle of a wire. */
export function InsertPartDialog({ link }: { readonly link: string }): ReactElement {
  const { document } = useServices();
  const scenario = useDocument((state) => state.scenario);
  const wire = scenario.links.find((other) => other.id === link);
  const choices = kindNames.flatMap((name) => {
    const { title, summary } = kinds[name].descriptor;
    const inserted = insertBetween(scenario, name, link);
    if (inserted === null) return [];
    return [
      {
        key: name,
        label: title,
        detail: summary,
        choose: () => {
          if (document.actions.edit(inserted.label, { type: 'replace', scenario: inserted.scenario }) === null)
            document.actions.select({ nodes: [inserted.id] });
        },
      },
    ];
  });
  return (
    <DialogBox title={strings.insertTitle(wire?.from ?? '', wire?.to ?? '')}>
      <ChoiceList label={strings.insertLabel} placeholder={strings.insertHint} choices={choices} />
    </DialogBox>
  );
}
