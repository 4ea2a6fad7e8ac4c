import { useState, type ReactElement } from 'react';
import { DialogBox } from '../../ui/Dialog';
import { TERMS } from '../../workbench/terms';
import { strings } from './strings';
import css from './glossary.module.css';

/** Every word of the field with what it means, to be searched; begins at one of them, if asked. */
export function Glossary({ first }: { readonly first: string }): ReactElement {
  const [search, setSearch] = useState(first);
  const wanted = search.trim().toLowerCase();
  const found = TERMS.filter(({ name, text }) => `${name} ${text}`.toLowerCase().includes(wanted));
  const named = found.filter(({ name }) => name.toLowerCase().includes(wanted));
  const shown = [...named, ...found.filter((term) => !named.includes(term))];
  return (
    <DialogBox title={strings.title}>
      <input
        type="search"
        aria-label={strings.search}
        placeholder={strings.search}
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      <dl className={css.terms}>
        {shown.map(({ id, name, text }) => (
          <div key={id}>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      {shown.length === 0 && <p className="hint">{strings.none}</p>}
    </DialogBox>
  );
}
