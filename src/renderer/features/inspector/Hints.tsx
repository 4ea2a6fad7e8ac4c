import type { ReactElement } from 'react';
import type { ScenarioNode } from '../../../sim/index';
import { hintsOf } from '../../board/index';
import { useDocument } from '../../workbench/context';
import css from './inspector.module.css';

/** What is likely a mistake about the parts that are selected: the same as the mark on the part, as text, before the many fields. */
export function Hints({ nodes }: { readonly nodes: readonly ScenarioNode[] }): ReactElement | null {
  const hints = useDocument((state) => ({ all: hintsOf(state.scenario) })).all;
  const told = nodes.flatMap(({ id }) => hints.get(id) ?? []);
  return told.length === 0 ? null : (
    <div role="note" className={css.hints}>
      {told.map((text) => (
        <p key={text}>{text}</p>
      ))}
    </div>
  );
}
