import { writtenNumber } from '../../messages/message';
import { useState, type ReactElement } from 'react';
import type { Cell, FactsSection, InspectSection, StatesSection, TableSection } from '../../../sim/index';
import { useServices } from '../../workbench/context';
import { useNames } from '../../workbench/partNames';
import { strings as texts } from './strings';
import { Ring } from './Ring';
import css from './inside.module.css';
import { Tip } from '../../ui/Tip';

const FIRST_ROWS = 30;
const MOST_PLACES = 64;

/** One thing that a part shows of its state. */
export function Section({ section }: { readonly section: InspectSection }): ReactElement {
  return (
    <section className={css.insideSection}>
      <h3>
        {section.title}
        {section.type === 'table' && (
          <span className={css.insideCount}>
            {section.places === undefined ? section.total : texts.places(section.total, section.places)}
          </span>
        )}
      </h3>
      {section.type === 'facts' && <Facts section={section} />}
      {section.type === 'table' && <Table section={section} />}
      {section.type === 'states' && <States section={section} />}
      {section.type === 'ring' && <Ring ring={section} />}
    </section>
  );
}

const cellText = (value: Cell): string =>
  value === null ? texts.unknown : typeof value === 'number' ? writtenNumber(value) : value.replace(/(?<=\d) (?=m?s\b|%)/g, '\u00a0');

function Facts({ section }: { readonly section: FactsSection }): ReactElement {
  const named = useNames();
  return (
    <dl className={css.insideFacts}>
      {section.facts.map(([name, value]) => (
        <div key={name}>
          <dt>{named(name)}</dt>
          <dd>{named(cellText(value))}</dd>
        </div>
      ))}
    </dl>
  );
}

function Table({ section }: { readonly section: TableSection }): ReactElement {
  const named = useNames();
  const [isWhole, setIsWhole] = useState(false);
  const rows = isWhole ? section.rows : section.rows.slice(0, FIRST_ROWS);
  return (
    <>
      {section.places !== undefined && <Places busy={section.total} places={section.places} />}
      {rows.length > 0 && (
        <div className="table-scroll" tabIndex={0} role="region" aria-label={section.title}>
          <table className={css.insideTable}>
            <thead>
              <tr>
                {section.columns.map((column, i) => (
                  <th key={column} scope="col" data-column={column} data-number={isNumbers(section, i) || undefined}>
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row, i) => (
                <tr key={i}>
                  {row.map((cell, column) => (
                    <td key={column} data-column={section.columns[column]} data-number={isNumbers(section, column) || undefined}>
                      {content(section, cell, column, named)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {rows.length < section.rows.length && (
        <button type="button" className="small-button" onClick={() => setIsWhole(true)}>
          {texts.more({ count: section.rows.length })}
        </button>
      )}
      {section.rows.length < section.total && rows.length === section.rows.length && (
        <p className="hint">{texts.firstOf({ listed: section.rows.length, total: section.total })}</p>
      )}
    </>
  );
}

/** Whether a column holds numbers to be compared by their length; numbers of requests are names. */
function isNumbers({ columns, rows, meter }: TableSection, column: number): boolean {
  return columns[column] !== 'request' && meter?.column !== column && typeof rows[0]?.[column] === 'number';
}

function content({ columns, meter }: TableSection, cell: Cell, column: number, named: (text: string) => string): ReactElement | string {
  if (meter?.column === column && typeof cell === 'number') {
    return (
      <span className={css.insideMeter}>
        <span className={css.insideBar} aria-hidden="true">
          <span style={{ width: `${Math.max(0, Math.min(100, (cell / meter.most) * 100))}%` }} />
        </span>
        {cellText(cell)}
      </span>
    );
  }
  if (columns[column] === 'request' && typeof cell === 'number') {
    return <RequestButton request={cell} />;
  }
  return typeof cell === 'string' ? named(cellText(cell)) : cellText(cell);
}

function RequestButton({ request }: { readonly request: number }): ReactElement {
  const { explanations } = useServices();
  return (
    <Tip text={texts.whyRequest(request)}>
      <button
        type="button"
        className={css.insideRequest}
        aria-label={texts.whyRequest(request)}
        onClick={() => void explanations.ask({ request, check: null })}
      >
        {request}
      </button>
    </Tip>
  );
}

/** The slots of a part, the busy ones filled. */
function Places({ busy, places }: { readonly busy: number; readonly places: number }): ReactElement | null {
  if (places > MOST_PLACES) return null;
  return (
    <div className={css.insidePlaces} role="img" aria-label={texts.places(busy, places)}>
      {Array.from({ length: places }, (_, place) => (
        <span key={place} data-busy={place < busy} />
      ))}
    </div>
  );
}

function States({ section }: { readonly section: StatesSection }): ReactElement {
  return (
    <ol className={css.insideStates}>
      {section.states.map(({ name, text }, i) => (
        <li key={name} aria-current={i === section.current ? 'true' : undefined}>
          <strong>{name}</strong>
          {i === section.current && <em>{texts.now}</em>}
          <span>{text}</span>
        </li>
      ))}
    </ol>
  );
}
