import type { ReactElement } from 'react';
import { lineText, type Logged, type LogLines } from '../../../exports/logLines';
import { NS_PER_SECOND, type TraceIndex } from '../../../sim/index';
import { Tip } from '../../ui/Tip';
import { useServices } from '../../workbench/context';
import { useNames } from '../../workbench/partNames';
import { isFailure } from './filterLines';
import css from './log.module.css';
import { strings } from './strings';

interface LogLineProps {
  readonly atNs: number;
  readonly text: string;
  readonly isCurrent: boolean;
  readonly isAhead: boolean;
  readonly isBad?: boolean;
  /** What a click does besides going to the moment. */
  readonly onOpen?: (() => void) | undefined;
}

/** A line of the log, which leads to its moment. */
export function LogLine({ atNs, text, isCurrent, isAhead, isBad = false, onOpen }: LogLineProps): ReactElement {
  const { playback } = useServices();
  const classes = [
    css.logLine,
    ...(isCurrent ? [css.isCurrent] : []),
    ...(isAhead ? [css.isAhead] : []),
    ...(isBad ? [css.isFailure] : []),
  ];
  return (
    <button
      type="button"
      className={classes.join(' ')}
      onClick={() => {
        playback.actions.seek(atNs);
        onOpen?.();
      }}
    >
      <span className={css.logTime}>{(atNs / NS_PER_SECOND).toFixed(4)}</span>
      <span>{text}</span>
    </button>
  );
}

interface LogRowProps extends Pick<LogLineProps, 'isCurrent' | 'isAhead'> {
  readonly index: TraceIndex;
  readonly logged: Logged;
  readonly lines: LogLines;
  readonly line: number;
}

/** A line with what else it leads to: a message to its card, a request to its hops, a failure to its reason. */
export function LogRow({ index, logged, lines, line, isCurrent, isAhead }: LogRowProps): ReactElement {
  const { boardView, commands, explanations } = useServices();
  const text = useNames()(lineText(index, logged, lines, line));
  const isBad = isFailure(logged, lines, line);
  const row = lines.row[line];
  const isMessage = lines.isMessage[line] === 1;
  const request = isMessage ? 0 : logged.log.request[row];
  return (
    <>
      <LogLine
        atNs={lines.atNs[line]}
        text={text}
        isCurrent={isCurrent}
        isAhead={isAhead}
        isBad={isBad}
        onOpen={isMessage ? () => boardView.message(logged.messages.id[row]) : undefined}
      />
      {isBad && request > 0 && (
        <button
          type="button"
          className="small-button"
          aria-label={strings.whyLine(text)}
          onClick={() => void explanations.ask({ request, check: null })}
        >
          {strings.whyButton}
        </button>
      )}
      {request > 0 && (
        <Tip text={strings.hopsLine(request)}>
          <button
            type="button"
            className="small-button"
            aria-label={strings.hopsLine(request)}
            onClick={() => commands.run('run.request', String(request))}
          >
            {strings.hopsButton}
          </button>
        </Tip>
      )}
    </>
  );
}
