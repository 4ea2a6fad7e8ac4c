import { useState, type ReactElement } from 'react';
import { KIND_GROUPS, kindNames, kinds, type KindDescriptor } from '../../sim/index';
import { documentModel } from '../app/model';
import { view } from '../app/view';
import { DRAG_TYPE } from '../canvas/index';
import { Icon } from '../ui/Icon';
import { strings } from '../ui/strings';

/** Every kind of part, in groups, to drag onto the board or to add with a click. */
export function Palette(): ReactElement {
  const [search, setSearch] = useState('');
  const wanted = search.trim().toLowerCase();
  const shown = kindNames.map((name) => kinds[name].descriptor).filter((d) => wanted === '' || `${d.title} ${d.summary}`.toLowerCase().includes(wanted));
  return (
    <aside className="palette" aria-label="Parts">
      <input type="search" className="palette-search" placeholder={strings.search} aria-label={strings.search} value={search} onChange={(event) => setSearch(event.target.value)} />
      {KIND_GROUPS.map((group) => {
        const members = shown.filter((d) => d.group === group);
        return members.length === 0 ? null : (
          <section key={group} aria-labelledby={`group-${group}`}>
            <h2 id={`group-${group}`}>{group}</h2>
            {members.map((descriptor) => <PaletteEntry key={descriptor.kind} descriptor={descriptor} />)}
          </section>
        );
      })}
      {shown.length === 0 && <p className="hint">No part is called that.</p>}
    </aside>
  );
}

function PaletteEntry({ descriptor }: { readonly descriptor: KindDescriptor }): ReactElement {
  return (
    <button
      type="button" className={`palette-entry part-${descriptor.kind}`} draggable data-kind={descriptor.kind}
      onDragStart={(event) => {
        event.dataTransfer.setData(DRAG_TYPE, descriptor.kind);
        event.dataTransfer.effectAllowed = 'copy';
      }}
      onClick={() => documentModel.actions.addPart(descriptor.kind, view.centre())}
    >
      <Icon path={descriptor.iconPath} sizePx={24} />
      <span>
        <strong>{descriptor.title}</strong>
        <small>{descriptor.summary}</small>
      </span>
    </button>
  );
}
