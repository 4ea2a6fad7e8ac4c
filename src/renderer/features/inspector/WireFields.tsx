import { useState, type ReactElement } from 'react';
import { linkNetworkSchema, type DistributionSpec, type LinkNetwork, type ScenarioLink } from '../../../sim/index';
import { useServices } from '../../workbench/context';
import { strings } from './strings';
import { DistributionField } from '../../fields/DistributionField';
import { fieldsOf, type Field } from '../../fields/schemaFields';
import { NumberField } from '../../ui/NumberField';

/** What a wire may have beyond latency and loss; each is off until it is wanted. */
export function WireFields({ link }: { readonly link: ScenarioLink }): ReactElement {
  const { document } = useServices();
  const network = (link.network ?? {}) as Readonly<Record<string, unknown>>;
  const used = Object.keys(network).length;
  const [wasUsed] = useState(used > 0);
  const set = (field: Field, value: unknown): void => {
    const { [field.name]: _before, ...rest } = network;
    const next = value === undefined ? rest : { ...rest, [field.name]: value };
    const title = `Set ${field.meta.title.toLowerCase()} of ${link.id}`;
    document.actions.edit(
      title,
      { type: 'setLink', id: link.id, changes: { network: Object.keys(next).length === 0 ? undefined : (next as LinkNetwork) } },
      `wire ${link.id} ${field.name}`,
    );
  };
  return (
    <details className="field-section" open={wasUsed}>
      <summary>
        {strings.wireMore}
        {used > 0 && <span className="field-section-used">{strings.fieldsInUse(used)}</span>}
      </summary>
      {fieldsOf(linkNetworkSchema).map((field) => (
        <div className="field" key={field.name} data-field={field.name}>
          <label className="toggle">
            <input
              type="checkbox"
              checked={network[field.name] !== undefined}
              onChange={(event) => set(field, event.target.checked ? startOf(field) : undefined)}
            />
            <span className="field-title">{field.meta.title}</span>
          </label>
          {network[field.name] !== undefined && <WireInput field={field} value={network[field.name]} set={(value) => set(field, value)} />}
          <p className="help">{field.meta.help}</p>
        </div>
      ))}
    </details>
  );
}

/** What a setting is when it is first wanted: enough to be seen. */
function startOf({ form, minimum, meta }: Field): unknown {
  if (form === 'distribution') return { type: 'constant', valueMs: 10 };
  if (form === 'toggle') return true;
  const [low, high] = meta.usual ?? [minimum, minimum + 10];
  return Math.max(minimum, Math.round((low + high) / 2));
}

function WireInput({
  field,
  value,
  set,
}: {
  readonly field: Field;
  readonly value: unknown;
  readonly set: (value: unknown) => void;
}): ReactElement | null {
  const { meta } = field;
  if (field.form === 'toggle') return null;
  if (field.form === 'distribution') return <DistributionField label={meta.title} value={value as DistributionSpec} onChange={set} />;
  return (
    <NumberField
      label={meta.title}
      unit={meta.unit}
      minimum={field.minimum}
      maximum={field.maximum}
      usual={meta.usual}
      value={Number(value)}
      onChange={set}
    />
  );
}
