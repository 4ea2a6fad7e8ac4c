import type { ReactElement } from 'react';
import type { ScenarioGroup } from '../../../sim/index';
import { copiesEdit, copiesOf, MOST_COPIES } from '../../document/index';
import { DraftField } from '../../ui/DraftField';
import { useDocument, useServices } from '../../workbench/context';
import css from './inspector.module.css';
import { strings } from './strings';

const NO_GROUPS = [] as const;

/** The name of the group and what can be done to it, when exactly its parts are selected. */
export function GroupInspector({ ids }: { readonly ids: readonly string[] }): ReactElement | null {
  const { commands, document } = useServices();
  const groups = useDocument((state) => state.scenario.groups ?? NO_GROUPS);
  const group = groups.find((candidate) => candidate.nodes.length === ids.length && candidate.nodes.every((id) => ids.includes(id)));
  if (group === undefined) return null;
  const rename = (title: string): boolean =>
    title !== '' &&
    document.actions.edit(strings.renameGroup, {
      type: 'setGroups',
      groups: groups.map((other) => (other === group ? { ...group, title } : other)),
    }) === null;
  return (
    <section className={css.groupInspector} aria-label={strings.group}>
      <DraftField title={strings.groupName} value={group.title} most={80} onCommit={rename} />
      <Copies group={group} />
      <div className="row">
        {['edit.fold', 'edit.ungroup'].map((id) => (
          <button key={id} type="button" onClick={() => commands.run(id)}>
            {commands.of(id).label}
          </button>
        ))}
      </div>
    </section>
  );
}

/** How many copies of one part the group stands for; taken over as a whole, since what a digit on the way took away would be lost. */
function Copies({ group }: { readonly group: ScenarioGroup }): ReactElement | null {
  const { document } = useServices();
  const count = useDocument((state) => copiesOf(state.scenario, group));
  if (count === null) return null;
  const make = (text: string): boolean => {
    const wanted = Number(text);
    if (!Number.isInteger(wanted) || wanted < 1 || wanted > MOST_COPIES) return false;
    const { scenario } = document.store.getState();
    if (document.actions.edit(strings.setCopies(group.title, wanted), copiesEdit(scenario, group, wanted)) !== null) return false;
    // Whoever made them goes on with all of them.
    const nodes = document.store.getState().scenario.groups?.find(({ id }) => id === group.id)?.nodes ?? [];
    document.actions.select({ nodes });
    return true;
  };
  return (
    <>
      <DraftField title={strings.copies} value={String(count)} most={3} onCommit={make} />
      <p className="help">{strings.copiesHelp}</p>
    </>
  );
}
