import { Fragment, useCallback, useEffect, useId, useLayoutEffect, useRef, useState, type ReactElement, type ReactNode } from 'react';
import { kindOf, type ScenarioLink, type ScenarioNode } from '../../../sim/index';
import { MOST_LABEL_CHARACTERS } from '../../document/index';
import { GroupInspector } from './GroupInspector';
import { useDocument, useServices } from '../../workbench/context';
import { Pieces } from '../../workbench/Pieces';
import type { FieldEditor, Services } from '../../workbench/workbenchApi';
import { useEditedNames } from '../../workbench/partNames';
import { Icon } from '../../ui/Icon';
import { Hints } from './Hints';
import { strings } from './strings';
import { DistributionField } from '../../fields/DistributionField';
import { FieldRow } from '../../fields/FieldRow';
import { fieldsOf, isDefault, isShown, sectionsOf, type Field } from '../../fields/schemaFields';
import { DraftField } from '../../ui/DraftField';
import { NumberField } from '../../ui/NumberField';
import { WireFields } from './WireFields';
import css from './inspector.module.css';
import { Tip } from '../../ui/Tip';

/** Settings of what is selected: one part, several of a kind, or a wire. */
export function PartInspector(): ReactElement {
  const nodes = useDocument((state) => state.scenario.nodes.filter((node) => state.selection.nodes.includes(node.id)));
  const links = useDocument((state) => state.scenario.links.filter((link) => state.selection.links.includes(link.id)));
  if (nodes.length === 0 && links.length > 0) return <LinkInspector link={links[0]} />;
  if (nodes.length === 0) return <p className="hint">{strings.nothingSelected}</p>;
  const isMixed = nodes.some((node) => node.kind !== nodes[0].kind);
  return (
    <>
      <GroupInspector ids={nodes.map((node) => node.id)} />
      {isMixed ? <OneKind nodes={nodes} /> : <NodeInspector key={nodes[0].kind} nodes={nodes} />}
    </>
  );
}

/** Parts of several kinds have nothing in common to be set: a button for each kind selects its parts only. */
function OneKind({ nodes }: { readonly nodes: readonly ScenarioNode[] }): ReactElement {
  const { actions } = useServices().document;
  const kinds = [...new Set(nodes.map((node) => node.kind))];
  return (
    <div className="field-list">
      <p className="hint">{strings.differentKinds({ count: nodes.length })}</p>
      <div className="row" role="group" aria-label={strings.onlyKinds}>
        {kinds.map((kind) => {
          const ids = nodes.filter((node) => node.kind === kind).map((node) => node.id);
          return (
            <button key={kind} type="button" onClick={() => actions.select({ nodes: ids })}>
              {strings.onlyKind(ids.length, kindOf(kind)?.descriptor.title ?? kind)}
            </button>
          );
        })}
      </div>
    </div>
  );
}

/** Sets a field of these parts as one step. */
function setField(services: Services, nodes: readonly ScenarioNode[], field: Field, value: unknown): void {
  const [first] = nodes;
  const ids = nodes.map((node) => node.id);
  const descriptor = kindOf(first.kind)?.descriptor;
  const fields = descriptor === undefined ? [] : fieldsOf(descriptor.fields);
  for (const { editor, owned } of ownedFields(services, fields)) if (editor.set(services, nodes, owned, field, value)) return;
  services.document.actions.edit(strings.setField(field.meta.title.toLowerCase(), ids.join(', ')), {
    type: 'setParams',
    ids,
    params: { [field.name]: value },
  });
}

/** The fields that a feature's own editor sets. */
function ownedFields({ contributions }: Services, fields: readonly Field[]): { readonly editor: FieldEditor; readonly owned: Field }[] {
  const editors = contributions.flatMap((contribution) => contribution.fieldEditors ?? []);
  return editors.flatMap((editor) => fields.filter(editor.owns).map((owned) => ({ editor, owned })));
}

/** Sets a field of the parts on screen; the same function whichever they are, so that a field whose value stays is not drawn again. */
function useSetField(nodes: readonly ScenarioNode[]): (field: Field, value: unknown) => void {
  const services = useServices();
  const nodesNow = useRef(nodes);
  useLayoutEffect(() => {
    nodesNow.current = nodes;
  }, [nodes]);
  return useCallback((field, value) => setField(services, nodesNow.current, field, value), [services]);
}

function NodeInspector({ nodes }: { readonly nodes: readonly ScenarioNode[] }): ReactElement {
  const [first] = nodes;
  const services = useServices();
  const set = useSetField(nodes);
  const descriptor = kindOf(first.kind)?.descriptor;
  if (descriptor === undefined) return <p className="hint">{strings.unknownKind(first.kind)}</p>;
  const all = fieldsOf(descriptor.fields);
  const edited = ownedFields(services, all);
  const visible = all.filter((field) => !edited.some(({ owned }) => owned === field) && nodes.some((node) => isShown(field, node.params)));
  const valueOf = (node: ScenarioNode, field: Field): unknown => node.params[field.name] ?? field.fallback;
  const row = (field: Field): ReactElement => (
    <Fragment key={field.name}>
      <FieldRow
        field={field}
        value={valueOf(first, field)}
        isMixed={nodes.some((node) => JSON.stringify(valueOf(node, field)) !== JSON.stringify(valueOf(first, field)))}
        onChange={set}
      />
      {edited.map(({ editor: { Below }, owned }) => (
        <Below key={owned.name} row={field.name} owned={owned} nodes={nodes} />
      ))}
    </Fragment>
  );
  return (
    <div className={`field-list ${css.inspector}`}>
      <header data-group={descriptor.group.colour}>
        <Icon path={descriptor.iconPath} sizePx={26} />
        <div>
          <h2>
            {nodes.length === 1 ? `${descriptor.title} ${first.label ?? first.id}` : strings.onlyKind(nodes.length, descriptor.title)}
          </h2>
          <p>{descriptor.summary}</p>
        </div>
      </header>
      <Hints nodes={nodes} />
      {nodes.length === 1 && <Names node={first} />}
      {edited.map(({ editor: { Below }, owned }) => (
        <Below key={owned.name} row={owned.name} owned={owned} nodes={nodes} />
      ))}
      {sectionsOf(visible).map(({ title, fields }) =>
        title === '' ? (
          fields.map(row)
        ) : (
          <FieldSection key={title} title={title} used={fields.filter((field) => !isDefault(field, first.params[field.name])).length}>
            {fields.map(row)}
          </FieldSection>
        ),
      )}
      <Pieces place="part" nodes={nodes} />
      <details className={css.card}>
        <summary>{strings.models}</summary>
        <ul>
          {descriptor.card.models.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
        <h3>{strings.leavesOut}</h3>
        <ul>
          {descriptor.card.leavesOut.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </details>
    </div>
  );
}

/** Further fields under one heading; folded until somebody wants them, or uses one. */
function FieldSection({
  title,
  used,
  children,
}: {
  readonly title: string;
  readonly used: number;
  readonly children: ReactNode;
}): ReactElement {
  const [wasUsed] = useState(used > 0);
  return (
    <details className="field-section" open={wasUsed}>
      <summary>
        {title}
        {used > 0 && <span className="field-section-used">{strings.fieldsInUse(used)}</span>}
      </summary>
      {children}
    </details>
  );
}

function Names({ node }: { readonly node: ScenarioNode }): ReactElement {
  const { actions } = useServices().document;
  const rename = (newId: string): boolean => {
    if (actions.edit(strings.renameStep(node.id, newId), { type: 'renameNode', id: node.id, newId }) !== null) return false;
    actions.select({ nodes: [newId] });
    return true;
  };
  return (
    <div className={css.names}>
      <DraftField
        title={strings.label}
        value={node.label ?? ''}
        most={MOST_LABEL_CHARACTERS}
        placeholder={strings.noLabel}
        onCommit={(text) =>
          void actions.edit(strings.setLabel(node.id), { type: 'setNode', id: node.id, changes: { label: text === '' ? undefined : text } })
        }
      />
      <DraftField title={strings.id} value={node.id} most={40} onCommit={rename} />
      <Zone node={node} />
      <Locked node={node} />
    </div>
  );
}

/** What is given in an exercise; within a lesson that is the lesson's to say. */
function Locked({ node }: { readonly node: ScenarioNode }): ReactElement | null {
  const { actions } = useServices().document;
  const isInLesson = useDocument((state) => state.rules !== null);
  if (isInLesson) return null;
  const lock = (isLocked: boolean): void =>
    void actions.edit(strings.lockStep(node.id, isLocked), {
      type: 'setNode',
      id: node.id,
      changes: { locked: isLocked ? true : undefined },
    });
  return (
    <Tip text={strings.lockedHelp}>
      <label className={css.locked}>
        <input type="checkbox" checked={node.locked === true} onChange={(event) => lock(event.target.checked)} /> {strings.locked}
      </label>
    </Tip>
  );
}

/** Taken over when it is whole: a zone that a fault names must not vanish letter by letter. */
function Zone({ node }: { readonly node: ScenarioNode }): ReactElement {
  const { actions } = useServices().document;
  const id = useId();
  const [text, setText] = useState(node.zone ?? '');
  useEffect(() => setText(node.zone ?? ''), [node.id, node.zone]);
  const keep = (): void => {
    const zone = text.trim() === '' ? undefined : text.trim();
    if (zone !== node.zone && actions.edit(strings.zoneStep(node.id), { type: 'setNode', id: node.id, changes: { zone } }) !== null)
      setText(node.zone ?? '');
  };
  return (
    <div className="field">
      <Tip text={strings.zoneHelp}>
        <label className="field-title" htmlFor={id}>
          {strings.zone}
        </label>
      </Tip>
      <input
        id={id}
        value={text}
        maxLength={40}
        onChange={(event) => setText(event.target.value)}
        onBlur={keep}
        onKeyDown={(event) => event.key === 'Enter' && !event.nativeEvent.isComposing && keep()}
      />
    </div>
  );
}

function LinkInspector({ link }: { readonly link: ScenarioLink }): ReactElement {
  const { part } = useEditedNames();
  const { actions } = useServices().document;
  return (
    <div className={`field-list ${css.inspector}`}>
      <header>
        <Icon path="M4 12h13 M13 7l5 5-5 5" sizePx={26} />
        <div>
          <h2>{strings.wireTitle(part(link.from), part(link.to))}</h2>
          <p>{strings.wireHelp}</p>
        </div>
      </header>
      <div className="field">
        <span className="field-title">{strings.latency}</span>
        <DistributionField
          label={strings.latency}
          value={link.latency ?? { type: 'constant', valueMs: 1 }}
          onChange={(latency) => void actions.edit(strings.setLatency(link.id), { type: 'setLink', id: link.id, changes: { latency } })}
        />
        <p className="help">{strings.latencyHelp}</p>
      </div>
      <div className="field">
        <span className="field-title">{strings.loss}</span>
        <NumberField
          label={strings.loss}
          unit="%"
          minimum={0}
          maximum={100}
          usual={[0, 20]}
          value={link.lossPercent ?? 0}
          onChange={(lossPercent) =>
            void actions.edit(strings.setLoss(link.id), { type: 'setLink', id: link.id, changes: { lossPercent } })
          }
        />
        <p className="help">{strings.lossHelp}</p>
      </div>
      <WireFields key={link.id} link={link} />
    </div>
  );
}
