import type { Command, Contribution, Services } from '../../workbench/workbenchApi';
import { LimitDialog, type LimitRange } from './LimitDialog';
import { strings } from './strings';

/** A range as a command is given it: "C1 2 30". Null: none was given, or it is none. */
function rangeOf(subject: string | undefined): LimitRange | null {
  const [client, from, to] = (subject ?? '').split(' ');
  return Number(from) > 0 && Number(to) > Number(from) ? { client, from: Number(from), to: Number(to) } : null;
}

function commands({ window }: Services): readonly Command[] {
  return [
    {
      id: 'limit.find',
      label: strings.command,
      group: 'Run',
      line: true,
      harmless: true,
      enabled: (c) => c.document.scenario.nodes.length > 0,
      run: (subject) => window.openDialog(<LimitDialog range={rangeOf(subject)} />),
    },
  ];
}

/** What is the highest rate that a board survives? */
export const limitContribution: Contribution = { id: 'limit', title: strings.title, commands };
