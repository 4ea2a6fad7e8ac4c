import type { ReactElement } from 'react';
import type { RunSummary } from '../../../sim/index';
import { useCurrentRun, useServices } from '../../workbench/context';
import { CheckMark } from '../../workbench/CheckMark';
import { checksTogether } from '../../workbench/checkVerdicts';
import { useNames } from '../../workbench/partNames';
import { meaningOf } from '../../workbench/terms';
import { strings } from './strings';
import css from './results.module.css';
import { Tip } from '../../ui/Tip';

/** How the run on screen does, in three figures over the board: what was answered, how slow the slowest are, and what limits it. */
export function Verdict(): ReactElement | null {
  const summary = useCurrentRun()?.report?.summary;
  const { window } = useServices();
  if (summary === undefined || (summary.requests.sent === 0 && summary.checks.length === 0)) return null;
  return (
    <Tip text={strings.verdictHelp}>
      <button type="button" className={css.verdict} onClick={() => window.showPanel('results')}>
        <CheckVerdict summary={summary} />
        {summary.requests.sent > 0 && <VerdictFigures summary={summary} />}
      </button>
    </Tip>
  );
}

/** How the checks stand, before any figure: that most requests are answered is no comfort to whom writes are lost. */
export function CheckVerdict({ summary }: { readonly summary: RunSummary }): ReactElement | null {
  const named = useNames();
  const together = checksTogether(summary.checks);
  if (together === null) return null;
  const { verdict, like, count } = together;
  const [first, ...others] = like;
  const long = (verdict === 'unmet' ? strings.checkUnmet : strings.checkOpen)({ more: others.length });
  const style = { met: '', unmet: 'is-bad', 'no-evidence': css.isUnknown }[verdict];
  return (
    <span className={`${css.verdictFigure} ${css.verdictCheck} ${style}`} data-verdict={verdict}>
      <CheckMark verdict={verdict} />
      {verdict === 'met' ? (
        <span title={strings.checksMet({ count })}>{strings.checksMetShort({ count })}</span>
      ) : (
        <>
          <b title={named(first.title)}>{named(first.title)}</b>
          <span title={long}>{(verdict === 'unmet' ? strings.checkUnmetShort : strings.checkOpenShort)({ more: others.length })}</span>
        </>
      )}
    </span>
  );
}

/** The figures that matter first: share answered, p99, the bottleneck, what it costs. */
export function VerdictFigures({ summary }: { readonly summary: RunSummary }): ReactElement {
  const { requests, latencyMs, bottleneck } = summary;
  const named = useNames();
  const answered = answeredPercent(requests);
  const limits = bottleneck.what !== 'none';
  return (
    <>
      <span className={answered !== null && answered < 99 ? `${css.verdictFigure} is-bad` : css.verdictFigure}>
        <b>{answered === null ? '-' : `${percentText(answered)} %`}</b> {strings.answered}
      </span>
      {requests.ok > 0 && (
        <span className={css.verdictFigure}>
          <b>{latencyText(latencyMs.p99)}</b> <span title={meaningOf('p50')}>{strings.p99}</span>
        </span>
      )}
      {limits && (
        <span className={`${css.verdictFigure} ${css.isLimit}`}>
          <b>{limitName(summary, named)}</b> {strings.limits}
        </span>
      )}
    </>
  );
}

/** What the part that limits is called; of a wire, what its ends are. */
function limitName({ bottleneck: { what, id }, links }: RunSummary, named: (id: string) => string): string {
  const wire = what === 'wire' ? links.find((link) => link.id === id) : undefined;
  return wire === undefined ? named(id) : strings.wire(named(wire.from), named(wire.to));
}

/** Of the requests that came to an end, the share that was answered, percent; null: none has ended. */
function answeredPercent({ ok, failed }: RunSummary['requests']): number | null {
  return ok + failed === 0 ? null : (ok * 100) / (ok + failed);
}

/** Never rounded up to 100: a system that fails once in a while does not answer everything. */
function percentText(percent: number): string {
  return percent === 100 ? '100' : (Math.floor(percent * 10) / 10).toFixed(1);
}

function latencyText(ms: number): string {
  return ms >= 9_999.5 ? `${(ms / 1000).toFixed(1)} s` : `${Math.round(ms)} ms`;
}
