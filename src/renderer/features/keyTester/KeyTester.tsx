import { useMemo, useState, type ReactElement } from 'react';
import { STRATEGIES, type Strategy } from '../../../sim/index';
import { useDocument } from '../../workbench/context';
import { movedBy, placedBy, routersOf, type RouterOnBoard } from './placed';
import { strings } from './strings';
import css from './keyTester.module.css';

/** Where any key is, by two strategies side by side. */
export function KeyTester(): ReactElement {
  const scenario = useDocument((state) => state.scenario);
  const routers = useMemo(() => routersOf(scenario), [scenario]);
  const [key, setKey] = useState('user_123');
  const [chosen, setChosen] = useState('');
  const [first, setFirst] = useState<Strategy | null>(null);
  const [second, setSecond] = useState<Strategy | null>(null);
  const router = routers.find(({ id }) => id === chosen) ?? routers[0];
  if (router === undefined) return <p className="hint dock-hint">{strings.none}</p>;
  const own = router.spec.strategy;
  const both = [first ?? own, second ?? (own === 'ring' ? 'modulo' : 'ring')] as const;
  return (
    <div className={css.tester}>
      <form className={css.tools} onSubmit={(event) => event.preventDefault()}>
        <label>
          {strings.key} <input value={key} spellCheck={false} onChange={(event) => setKey(event.target.value)} />
        </label>
        <label>
          {strings.router}{' '}
          <select value={router.id} onChange={(event) => setChosen(event.target.value)}>
            {routers.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <Choice label={strings.first} value={both[0]} choose={setFirst} />
        <Choice label={strings.second} value={both[1]} choose={setSecond} />
      </form>
      <Answers router={router} both={both} name={key} />
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
    <label>
      {label}{' '}
      <select value={value} onChange={(event) => choose(event.target.value as Strategy)}>
        {STRATEGIES.map((strategy) => (
          <option key={strategy} value={strategy}>
            {strings.strategy(strategy)}
          </option>
        ))}
      </select>
    </label>
  );
}

interface AnswersProps {
  readonly router: RouterOnBoard;
  readonly both: readonly [Strategy, Strategy];
  readonly name: string;
}

function Answers({ router, both, name }: AnswersProps): ReactElement {
  const keys = useDocument((state) => state.scenario.keys);
  const [left, right] = both;
  const moved = useMemo(() => movedBy(router, [left, right], keys), [router, left, right, keys]);
  const placed = both.map((strategy) => placedBy(router, strategy, name));
  const shards = placed.map(({ slot }) => router.shards[slot]);
  const rows: readonly (readonly [string, ...string[]])[] = [
    [strings.hash, ...placed.map(({ hash }) => `${hash} (0x${hash.toString(16).padStart(8, '0')})`)],
    [strings.circle, ...placed.map(({ at }) => at.toFixed(4))],
    [strings.point, ...placed.map(({ point }) => (point === null ? strings.nobody : point.toFixed(4)))],
    [strings.shard, ...shards.map((shard) => shard.name)],
    [strings.replicas, ...shards.map(({ replicas }) => replicas.join(', ') || strings.nobody)],
    [strings.joins, ...moved.joins.map((count) => strings.share(count, moved.total))],
  ];
  return (
    <div className={css.answers}>
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">{name}</th>
            {both.map((strategy, side) => (
              <th key={side} scope="col">
                {strings.strategy(strategy)}
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
      <Circle at={placed[0].at} name={strings.picture(name, shards[0].name)} />
    </div>
  );
}

const RADIUS = 44;

/** Where a hash lies on the circle: 0 is at the top, and it goes round as a clock does. */
function Circle({ at, name }: { readonly at: number; readonly name: string }): ReactElement {
  const angle = at * 2 * Math.PI;
  return (
    <svg className={css.circle} viewBox="-56 -56 112 112" role="img" aria-label={name}>
      <circle r={RADIUS} />
      <line x1={0} y1={-RADIUS - 6} x2={0} y2={-RADIUS + 6} />
      <circle className={css.dot} cx={RADIUS * Math.sin(angle)} cy={-RADIUS * Math.cos(angle)} r={6} />
    </svg>
  );
}
