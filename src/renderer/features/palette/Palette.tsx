import { useState, type ReactElement, type SyntheticEvent } from 'react';
import { kindGroups, kindNames, kinds, type KindDescriptor } from '../../../sim/index';
import { useServices, useWindow } from '../../workbench/context';
import { FoldButton } from '../../workbench/FoldButton';
import { addPartInSight } from './addPartInSight';
import { PartEntry } from '../../board/index';
import { Icon, ICONS } from '../../ui/Icon';
import { strings } from './strings';
import css from './palette.module.css';

/** So much room is left below where a description begins. */
const ROOM_BELOW_PX = 110;

/** Every kind of part, in groups, to drag onto the board or to add with a click: a rail of pictures, or, unfolded, with their names. */
export function Palette(): ReactElement {
  const { window } = useServices();
  const isOpen = useWindow((state) => state.open.parts);
  const [search, setSearch] = useState('');
  const [described, describe] = useState<Described | null>(null);
  const wanted = isOpen ? search.trim().toLowerCase() : '';
  const matches = kindNames
    .map((name) => kinds[name].descriptor)
    .filter((d) => wanted === '' || `${d.title} ${d.summary}`.toLowerCase().includes(wanted));
  return (
    <aside
      className={isOpen ? `at-left ${css.palette}` : `at-left ${css.palette} ${css.isRail}`}
      aria-label={strings.title}
      onPointerLeave={() => describe(null)}
    >
      <div className={css.paletteHead}>
        {isOpen && (
          <input
            type="search"
            className={css.paletteSearch}
            placeholder={strings.search}
            aria-label={strings.search}
            value={search}
            onChange={(event) => setSearch(event.target.value)}
          />
        )}
        <FoldButton
          command="view.parts"
          isOpen={isOpen}
          icon={isOpen ? ICONS.foldLeft : ICONS.foldRight}
          fold={() => window.setOpen('parts', !isOpen)}
        />
      </div>
      <div className={css.paletteList} onScroll={() => describe(null)}>
        {kindGroups.map((group) => {
          const members = matches.filter((d) => d.group === group);
          return members.length === 0 ? null : (
            <section key={group.title} aria-labelledby={`group-${group.title}`}>
              <h2 id={`group-${group.title}`}>{group.title}</h2>
              {members.map((descriptor) => (
                <PaletteEntry key={descriptor.kind} descriptor={descriptor} describe={describe} />
              ))}
            </section>
          );
        })}
        {matches.length === 0 && <p className="hint">{strings.noPart}</p>}
      </div>
      <Description described={described} isOpen={isOpen} />
    </aside>
  );
}

/** A kind that is pointed at, and how far down it stands in the window, CSS pixels. */
interface Described {
  readonly descriptor: KindDescriptor;
  readonly topPx: number;
}

/** What a kind is for: below the list, or beside the picture on the rail. */
function Description({ described, isOpen }: { readonly described: Described | null; readonly isOpen: boolean }): ReactElement | null {
  if (!isOpen && described === null) return null;
  return (
    <div
      className={isOpen ? css.paletteDescription : `${css.paletteDescription} ${css.isBeside}`}
      style={isOpen || described === null ? undefined : { top: described.topPx }}
      aria-hidden="true"
    >
      {described === null ? (
        strings.paletteHint
      ) : (
        <>
          <strong>{described.descriptor.title}</strong> {described.descriptor.summary}
        </>
      )}
    </div>
  );
}

/** One kind: a picture, and its name where the list is unfolded. */
function PaletteEntry({
  descriptor,
  describe,
}: {
  readonly descriptor: KindDescriptor;
  readonly describe: (described: Described | null) => void;
}): ReactElement {
  const services = useServices();
  const tell = (event: SyntheticEvent<HTMLElement>): void =>
    describe({ descriptor, topPx: Math.min(event.currentTarget.getBoundingClientRect().top, window.innerHeight - ROOM_BELOW_PX) });
  return (
    <PartEntry
      kind={descriptor.kind}
      onDragStart={() => describe(null)}
      aria-label={`${descriptor.title}: ${descriptor.summary}`}
      onPointerEnter={tell}
      onFocus={tell}
      onBlur={() => describe(null)}
      onClick={() => addPartInSight(services, descriptor.kind)}
    >
      <Icon path={descriptor.iconPath} sizePx={20} />
      <span className={css.paletteName}>{descriptor.title}</span>
    </PartEntry>
  );
}
