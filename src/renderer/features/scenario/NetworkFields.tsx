import type { ReactElement } from 'react';
import { DEFAULT_PRICES, FALLACIES, pricesSchema, type FallacyName, type Prices, type Scenario } from '../../../sim/index';
import { useServices } from '../../workbench/context';
import { strings } from './strings';
import { FieldInput } from '../../fields/FieldInput';
import { fieldsOf } from '../../fields/schemaFields';
import css from './scenario.module.css';

/** The eight fallacies as eight switches over every wire of the scenario. */
export function Fallacies({ chosen }: { readonly chosen: readonly FallacyName[] }): ReactElement {
  const { actions } = useServices().document;
  const set = (name: FallacyName, isOn: boolean): void => {
    const next = FALLACIES.map((fallacy) => fallacy.name).filter((other) => (other === name ? isOn : chosen.includes(other)));
    actions.edit(isOn ? strings.giveUpFallacy(name) : strings.believeFallacy(name), {
      type: 'setScenario',
      changes: { fallacies: next.length === 0 ? undefined : next },
    });
  };
  return (
    <section className="list-editor" aria-label={strings.fallacies}>
      <h3>{strings.fallacies}</h3>
      <p className="help">{strings.fallaciesHelp}</p>
      {FALLACIES.map(({ name, title, help }, i) => (
        <div key={name} className={css.fallacy}>
          <input
            type="checkbox"
            role="switch"
            id={`fallacy-${name}`}
            aria-describedby={`fallacy-${name}-help`}
            aria-checked={chosen.includes(name)}
            checked={chosen.includes(name)}
            onChange={(event) => set(name, event.target.checked)}
          />
          <div>
            <label htmlFor={`fallacy-${name}`} className={chosen.includes(name) ? css.isGivenUp : ''}>{`${i + 1}. ${title}`}</label>
            <p className="help" id={`fallacy-${name}-help`}>
              {help}
            </p>
          </div>
        </div>
      ))}
    </section>
  );
}

/** Of the name of a currency. */
const MOST_LETTERS = 8;

/** What parts and traffic cost, and how much may fail. */
export function PriceFields({ prices }: { readonly prices: Prices | undefined }): ReactElement {
  const { actions } = useServices().document;
  const set = (name: string, title: string, value: unknown): void => {
    const next = { ...prices, [name]: value } as Prices;
    actions.edit(
      strings.setPrice(title.toLowerCase()),
      { type: 'setScenario', changes: { prices: next } satisfies Partial<Pick<Scenario, 'prices'>> },
      `price ${name}`,
    );
  };
  const { currency } = { ...DEFAULT_PRICES, ...prices };
  return (
    <details className="field-section">
      <summary>{strings.prices}</summary>
      {fieldsOf(pricesSchema).map((field) => (
        <div className="field" key={field.name} data-field={field.name}>
          <span className="field-title">{field.meta.title}</span>
          <FieldInput
            field={field.meta.unit === undefined ? { ...field, meta: { ...field.meta, unit: currency } } : field}
            value={{ ...DEFAULT_PRICES, ...prices }[field.name as keyof Prices]}
            onChange={(value) => {
              // A currency is one to eight letters; while it is being written anew nothing is changed.
              if (field.form !== 'text') set(field.name, field.meta.title, value);
              else if (value !== '') set(field.name, field.meta.title, String(value).slice(0, MOST_LETTERS));
            }}
          />
          <p className="help">{field.meta.help}</p>
        </div>
      ))}
    </details>
  );
}
