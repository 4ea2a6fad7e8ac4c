import { useMemo, useState, type ReactElement } from 'react';
import { useStore } from 'zustand';
import { STRATEGIES, type Strategy } from '../../../sim/index';
import { useDocument, useServices } from '../../workbench/context';
import { Circle } from './Circle';
import { testedOf } from './tested';
import { movedBy, placedBy, routersOf, type RouterOnBoard } from './placed';
import { strings } from './strings';
import css from './keyTester.module.css';

/** Where any key is, by two strategies side by side. */
export function KeyTester(): ReactElement {
  const scenario = useDocument((state) => state.scenario);
  const routers = useMemo(() => routersOf(scenario), [scenario]);
  const tested = testedOf(useServices());
  const chosen = useStore(tested, (state) => state.router);
  const [key, setKey] = useState('user_123');
  const [first, setFirst] = useState<Strategy | null>(null);
  const [second, setSecond] = useState<Strategy | null>(null);
  const router = routers.find(({ id }) => id === chosen) ?? routers[0];
  if (router === undefined) return <p className="hint dock-hint">{strings.none}</p>;
  const own = router.spec.strategy;
  const both = [first ?? own, second ?? (own === 'ring' ? 'modulo' : 'ring')] as const;
  return (
    <div className={css.tester}>
      <div className={css.answers}>
        <form className={css.tools} onSubmit={(event) => event.preventDefault()}>
          <label>
            {strings.key} <input value={key} spellCheck={false} onChange={(event) => setKey(event.target.value)} />
          </label>
          <label>
            {strings.router}{' '}
            <select value={router.id} onChange={(event) => tested.setState({ router: event.target.value })}>
              {routers.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        </form>
        <Answers router={router} both={both} name={key} choose={[setFirst, setSecond]} />
      </div>
      {both.map((strategy, side) => (
        <Circle key={side} router={router} strategy={strategy} name={key} />
      ))}
    </div>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly value: Strategy;
  readonly choose: (strategy: Strategy) => void;
}

function Choice({ label, value, choose }: ChoiceProps): ReactElement {
  return (
    <select aria-label={label} value={value} onChange={(event) => choose(event.target.value as Strategy)}>
      {STRATEGIES.map((strategy) => (
        <option key={strategy} value={strategy}>
          {strings.strategy(strategy)}
        </option>
      ))}
    </select>
  );
}

interface AnswersProps {
  readonly router: RouterOnBoard;
  readonly both: readonly [Strategy, Strategy];
  readonly name: string;
  readonly choose: readonly [(strategy: Strategy) => void, (strategy: Strategy) => void];
}

function Answers({ router, both, name, choose }: AnswersProps): ReactElement {
  const keys = useDocument((state) => state.scenario.keys);
  const [left, right] = both;
  const moved = useMemo(() => movedBy(router, [left, right], keys), [router, left, right, keys]);
  const placed = both.map((strategy) => placedBy(router, strategy, name));
  const shards = placed.map(({ slot }) => router.shards[slot]);
  const rows: readonly (readonly [string, ...string[]])[] = [
    [strings.shard, ...shards.map((shard) => shard.name)],
    [strings.replicas, ...shards.map(({ replicas }) => replicas.join(', ') || strings.nobody)],
    [strings.hash, ...placed.map(({ hash }) => `${hash} (0x${hash.toString(16).padStart(8, '0')})`)],
    [strings.circle, ...placed.map(({ at }) => at.toFixed(4))],
    [strings.point, ...placed.map(({ point }) => (point === null ? strings.nobody : point.toFixed(4)))],
    [strings.fullest, ...moved.fullest.map(strings.times)],
    [strings.joins, ...moved.joins.map((count) => strings.share(count, moved.total))],
  ];
  return (
    <div className={css.tableScroll}>
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">{name}</th>
            {both.map((strategy, side) => (
              <th key={side} scope="col">
                <Choice label={side === 0 ? strings.first : strings.second} value={strategy} choose={choose[side]} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([title, ...cells]) => (
            <tr key={title}>
              <th scope="row">{title}</th>
              {cells.map((cell, side) => (
                <td key={side}>{cell}</td>
              ))}
            </tr>
          ))}
          <tr>
            <th scope="row">{strings.swapped}</th>
            <td colSpan={2}>{strings.share(moved.swapped, moved.total)}</td>
          </tr>
        </tbody>
      </table>
    </div>
  );
}
