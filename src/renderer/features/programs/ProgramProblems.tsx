import type { ReactElement } from 'react';
import { useCurrentRun } from '../../workbench/context';
import { strings } from './strings';

/** What authors of programs should know of the run on screen. */
export function ProgramProblems(): ReactElement | null {
  const problems = useCurrentRun()?.report?.summary.nodes.flatMap((node) => node.problem ?? []) ?? [];
  if (problems.length === 0) return null;
  return (
    <section aria-label={strings.problems}>
      <h3>{strings.problems}</h3>
      {problems.map((problem) => (
        <p key={problem} className="reason">
          {problem}
        </p>
      ))}
    </section>
  );
}
