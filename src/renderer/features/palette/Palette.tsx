import { useState, type ReactElement } from 'react';
import { KIND_GROUPS, kindNames, kinds, type KindDescriptor } from '../../../sim/index';
import { useServices } from '../../workbench/context';
import { addPart } from './addPart';
import { DRAG_TYPE } from '../../board/index';
import { Icon } from '../../ui/Icon';
import { strings } from './strings';
import './palette.css';

/** Every kind of part, in groups, to drag onto the board or to add with a click. */
export function Palette(): ReactElement {
  const [search, setSearch] = useState('');
  const [described, describe] = useState<KindDescriptor | null>(null);
  const wanted = search.trim().toLowerCase();
  const matches = kindNames
    .map((name) => kinds[name].descriptor)
    .filter((d) => wanted === '' || `${d.title} ${d.summary}`.toLowerCase().includes(wanted));
  return (
    <aside className="palette" aria-label="Parts">
      <div className="palette-list">
        <input
          type="search"
          className="palette-search"
          placeholder={strings.search}
          aria-label={strings.search}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
        {KIND_GROUPS.map((group) => {
          const members = matches.filter((d) => d.group === group);
          return members.length === 0 ? null : (
            <section key={group} aria-labelledby={`group-${group}`}>
              <h2 id={`group-${group}`}>{group}</h2>
              {members.map((descriptor) => (
                <PaletteEntry key={descriptor.kind} descriptor={descriptor} describe={describe} />
              ))}
            </section>
          );
        })}
        {matches.length === 0 && <p className="hint">No part is called that.</p>}
      </div>
      <div className="palette-description" aria-hidden="true">
        {described === null ? (
          strings.paletteHint
        ) : (
          <>
            <strong>{described.title}</strong> {described.summary}
          </>
        )}
      </div>
    </aside>
  );
}

/** One line: what the part is for is told below the list while the pointer or the focus is on it. */
function PaletteEntry({
  descriptor,
  describe,
}: {
  readonly descriptor: KindDescriptor;
  readonly describe: (descriptor: KindDescriptor) => void;
}): ReactElement {
  const services = useServices();
  return (
    <button
      type="button"
      className={`palette-entry part-${descriptor.kind}`}
      draggable
      data-kind={descriptor.kind}
      onDragStart={(event) => {
        event.dataTransfer.setData(DRAG_TYPE, descriptor.kind);
        event.dataTransfer.effectAllowed = 'copy';
      }}
      title={descriptor.summary}
      aria-label={`${descriptor.title}: ${descriptor.summary}`}
      onPointerEnter={() => describe(descriptor)}
      onFocus={() => describe(descriptor)}
      onClick={() => addPart(services, descriptor.kind)}
    >
      <Icon path={descriptor.iconPath} sizePx={20} />
      <span>{descriptor.title}</span>
    </button>
  );
}
