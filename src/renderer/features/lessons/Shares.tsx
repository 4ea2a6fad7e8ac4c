import type { ReactElement } from 'react';
import type { Lesson } from '../../../lessons/index';
import { writtenNumber } from '../../messages/message';
import { useCurrentRun, usePlayhead } from '../../workbench/context';
import { sharesAt } from './shares';
import { strings } from './strings';
import css from './lessons.module.css';

/** New bars a second while a run plays. */
const TIMES_A_SECOND = 8;

/** A bar for each of some parts: its share of their requests up to the playhead. */
export function Shares({ lesson, parts }: { readonly lesson: Lesson; readonly parts: readonly string[] }): ReactElement {
  const report = useCurrentRun()?.report ?? null;
  const playheadNs = usePlayhead(TIMES_A_SECOND);
  const shares = report === null ? parts.map((part) => ({ part, count: 0, percent: 0 })) : sharesAt(report, parts, playheadNs);
  const nameOf = (id: string): string => lesson.start.nodes.find((node) => node.id === id)?.label ?? id;
  return (
    <section aria-label={strings.shares}>
      <h3>{strings.shares}</h3>
      <ul className={css.lessonShares}>
        {shares.map(({ part, count, percent }) => (
          <li key={part} data-part={part}>
            <span>{nameOf(part)}</span>
            <span className={css.lessonBar} aria-hidden="true">
              <i style={{ width: `${percent}%` }} />
            </span>
            <small>{strings.share(count, writtenNumber(percent, 1))}</small>
          </li>
        ))}
      </ul>
    </section>
  );
}
