import { useMemo, useRef, useState, type KeyboardEvent, type ReactElement } from 'react';
import { useStore } from 'zustand';
import { FATES, lengthText, type RequestDetail } from '../../../sim/index';
import { BeforeRun } from '../../workbench/BeforeRun';
import { useCurrentRun, useServices } from '../../workbench/context';
import { requestOnScreenOf, showRequest, showSlowest } from './requestOnScreen';
import { strings } from './strings';
import { SPENT, waterfallOf, type HopRow, type Stretch, type Waterfall } from './waterfall';
import css from './waterfall.module.css';
import { Tip } from '../../ui/Tip';

/** The way of one request hop by hop, with wires, waiting and work drawn over its time. */
export function WaterfallPanel(): ReactElement {
  const report = useCurrentRun()?.report ?? null;
  const { detail, message, isAsking } = useStore(requestOnScreenOf(useServices()));
  if (report === null) return <BeforeRun what={strings.beforeRun} />;
  return (
    <div className={css.waterfall}>
      <Chooser key={detail?.request ?? 0} request={detail?.request ?? null} />
      {isAsking && <p className="hint">{strings.searching}</p>}
      {message !== null && (
        <p className="problem" role="alert">
          {message}
        </p>
      )}
      {detail === null && !isAsking && message === null && <p className="hint">{strings.choose}</p>}
      {detail !== null && <Hops detail={detail} />}
    </div>
  );
}

function Chooser({ request }: { readonly request: number | null }): ReactElement {
  const services = useServices();
  const [text, setText] = useState(request === null ? '' : String(request));
  return (
    <form
      className={css.waterfallChoose}
      onSubmit={(event) => {
        event.preventDefault();
        if (/^\d{1,9}$/.test(text) && Number(text) > 0) void showRequest(services, Number(text));
      }}
    >
      <label>
        {strings.number}{' '}
        <input inputMode="numeric" pattern="[0-9]{1,9}" size={7} value={text} onChange={(event) => setText(event.target.value)} />
      </label>
      <button type="submit" disabled={!/^[1-9]\d{0,8}$/.test(text)}>
        {strings.show}
      </button>
      <button type="button" onClick={() => void showSlowest(services)}>
        {strings.slowest}
      </button>
    </form>
  );
}

function Hops({ detail }: { readonly detail: RequestDetail }): ReactElement | null {
  const report = useCurrentRun()?.report ?? null;
  const waterfall = useMemo(() => (report === null ? null : waterfallOf(detail, report.index)), [detail, report]);
  const list = useRef<HTMLOListElement>(null);
  if (waterfall === null) return null;
  const { rows, beganNs, endedNs } = waterfall;
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])];
    const at = buttons.findIndex((button) => button === document.activeElement);
    buttons[Math.max(0, Math.min(buttons.length - 1, at + by))]?.focus();
  };
  return (
    <section aria-label={strings.title}>
      <p className={css.waterfallHead}>
        <strong>{strings.head(detail.request, lengthText(endedNs - beganNs))}</strong>{' '}
        {detail.fate < 0 ? strings.open : detail.fate === 0 ? strings.answered : strings.ended(FATES[detail.fate].title)}
        <Shares waterfall={waterfall} />
      </p>
      <ol ref={list} aria-label={strings.hops} className={css.waterfallRows}>
        {rows.map((row) => (
          <li key={row.id}>
            <Hop row={row} waterfall={waterfall} onKeyDown={onKeyDown} />
          </li>
        ))}
      </ol>
    </section>
  );
}

/** What the whole time was spent on; adds up. */
function Shares({ waterfall: { spentNs, beganNs, endedNs } }: { readonly waterfall: Waterfall }): ReactElement {
  const whole = Math.max(1, endedNs - beganNs);
  return (
    <span className={css.waterfallShares}>
      {SPENT.filter((spent) => spentNs[spent] > 0).map((spent) => (
        <span key={spent} title={strings.spentHelp[spent]}>
          <i data-spent={spent} aria-hidden="true" /> {strings.spent[spent]} <b>{lengthText(spentNs[spent])}</b> (
          {Math.round((spentNs[spent] / whole) * 100)} %)
        </span>
      ))}
    </span>
  );
}

interface HopProps {
  readonly row: HopRow;
  readonly waterfall: Waterfall;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

function Hop({ row, waterfall, onKeyDown }: HopProps): ReactElement {
  const { playback } = useServices();
  const { beganNs, endedNs } = waterfall;
  const percent = (ns: number): number => ((ns - beganNs) / Math.max(1, endedNs - beganNs)) * 100;
  const told = row.stretches.map((stretch) => strings.stretch(stretch, lengthText(stretch.untilNs - stretch.fromNs))).join(', ');
  const trouble = row.trouble === null ? row.fate.toLowerCase() : strings.trouble[row.trouble];
  const go = (): void => {
    playback.actions.pause();
    playback.actions.seek(row.fromNs);
  };
  return (
    <Tip text={`${told}. ${strings.goHelp}`}>
      <button type="button" aria-label={strings.rowLabel(row, told, trouble)} onClick={go} onKeyDown={onKeyDown}>
        <span className={css.waterfallName} style={{ paddingLeft: Math.min(row.depth, 8) * 14 }}>
          {strings.hop(row.from, row.to)}
          {trouble !== '' && <small>{trouble}</small>}
        </span>
        <span className={css.waterfallBar} aria-hidden="true">
          {row.stretches.map((stretch) => (
            <Bar key={`${stretch.spent} ${stretch.fromNs}`} stretch={stretch} percent={percent} />
          ))}
        </span>
        <span className={css.waterfallTook} aria-hidden="true">
          {lengthText(row.untilNs - row.fromNs)}
        </span>
      </button>
    </Tip>
  );
}

function Bar({ stretch, percent }: { readonly stretch: Stretch; readonly percent: (ns: number) => number }): ReactElement {
  const { spent, fromNs, untilNs, isLost } = stretch;
  const width = percent(untilNs) - percent(fromNs);
  return (
    <i data-spent={spent} data-lost={isLost ? '' : undefined} style={{ left: `${percent(fromNs)}%`, width: `max(${width}%, 2px)` }}>
      {width > 9 && spent !== 'behind' && <em>{lengthText(untilNs - fromNs)}</em>}
    </i>
  );
}
