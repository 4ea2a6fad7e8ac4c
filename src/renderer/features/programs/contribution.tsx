import type { ReactElement } from 'react';
import type { ScenarioNode } from '../../../sim/index';
import type { Field } from '../../fields/schemaFields';
import type { Contribution } from '../../workbench/workbenchApi';
import { activeFunction, anchorOf } from './active';
import { warnOfLostNames } from './nameWarnings';
import { ProgramField, writeProgram } from './ProgramField';
import { ProgramProblems } from './ProgramProblems';
import { strings } from './strings';

interface BelowProps {
  readonly row: string;
  readonly owned: Field;
  readonly nodes: readonly ScenarioNode[];
}

/** The program below the field that asks for it. */
function Below({ row, owned, nodes }: BelowProps): ReactElement | null {
  const [{ params }] = nodes;
  const called = anchorOf(owned, params) === row ? activeFunction(owned, params) : null;
  return called === null ? null : <ProgramField field={owned} called={called} nodes={nodes} />;
}

/** Programs of learners: their code in the inspector, and what went wrong with them in the results. */
export const programsContribution: Contribution = {
  id: 'programs',
  title: strings.problems,
  start: warnOfLostNames,
  pieces: [{ place: 'results.problems', Piece: ProgramProblems }],
  fieldEditors: [
    {
      owns: (field) => field.meta.programs !== undefined,
      Below,
      // Who chooses to have a program called gets one that begins with the example, in the same step.
      set: ({ document }, nodes, owned, field, value) => {
        const [first] = nodes;
        const params = { [field.name]: value };
        const called = activeFunction(owned, { ...first.params, ...params });
        if (called === null || first.params[owned.name] !== '' || field.form !== 'choice') return false;
        writeProgram(
          document,
          nodes.map((node) => node.id),
          owned,
          called,
          params,
        );
        return true;
      },
    },
  ],
};
