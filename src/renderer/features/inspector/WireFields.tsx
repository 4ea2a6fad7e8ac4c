import { useState, type ReactElement } from 'react';
import { linkNetworkSchema, type LinkNetwork, type ScenarioLink } from '../../../sim/index';
import { useServices } from '../../workbench/context';
import { strings } from './strings';
import { FieldInput } from '../../fields/FieldInput';
import { fieldsOf, type Field } from '../../fields/schemaFields';

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
          {network[field.name] !== undefined && field.form !== 'toggle' && (
            <FieldInput field={field} value={network[field.name]} onChange={(value) => set(field, value)} />
          )}
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
