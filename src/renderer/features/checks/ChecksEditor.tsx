import type { ReactElement } from 'react';
import {
  CHECK_METRICS,
  checkTitle,
  freshId,
  GAUGE_METRICS,
  gaugesToCheck,
  isMetricCheck,
  leastEvidence,
  type Check,
  type ClaimCheck,
  type MetricCheck,
  type ScenarioNode,
} from '../../../sim/index';
import { isNetwork } from '../../document/index';
import { useDocument, useServices } from '../../workbench/context';
import { useEditedNames } from '../../workbench/partNames';
import { strings } from './strings';
import { NumberField } from '../../ui/NumberField';
import { ClaimChoice, claimsFor } from './ClaimChoice';
import css from './checks.module.css';
import { Tip } from '../../ui/Tip';

/** What is known of one part. */
const OF_PARTS: readonly MetricCheck['metric'][] = [
  'utilizationPercent',
  'queueMean',
  'queueMax',
  'received',
  'completed',
  'failed',
  'throughputPerSecond',
  'goodputPerSecond',
  'errorPercent',
  'latencyMeanMs',
  'loadImbalance',
  'keyImbalance',
];
/** What only a part has. */
const ONLY_PARTS: readonly MetricCheck['metric'][] = ['utilizationPercent', 'queueMean', 'queueMax', 'loadImbalance', 'keyImbalance'];
const OF_RUNS = CHECK_METRICS.filter((metric) => !ONLY_PARTS.includes(metric) && !GAUGE_METRICS.includes(metric));

/** The statements about a run that are checked after it: of the whole run or of one part, with a limit below, above or both. */
export function ChecksEditor(): ReactElement {
  const { actions } = useServices().document;
  const checks = useDocument((state) => state.scenario.checks);
  const nodes = useDocument((state) => state.scenario.nodes);
  const names = useEditedNames();
  const selected = useDocument((state) => (state.selection.nodes.length === 1 ? state.selection.nodes[0] : null));
  const change = (label: string, next: readonly Check[]): void => void actions.edit(label, { type: 'setChecks', checks: next });
  const add = (check: Omit<MetricCheck, 'id'>): void =>
    change(strings.added, [
      ...checks,
      {
        id: freshId(
          'K',
          checks.map((other) => other.id),
        ),
        ...check,
      },
    ]);
  // Of a network there is one thing to claim: that its members come to know the same.
  const addFor = (part: string): void => {
    const kind = nodes.find((node) => node.id === part)?.kind ?? '';
    if (!isNetwork(kind)) return add({ metric: 'utilizationPercent', node: part, atMost: 80 });
    const id = freshId(
      'K',
      checks.map((other) => other.id),
    );
    change(strings.added, [...checks, { id, type: 'convergence', network: part, leastEvidence: 1 }]);
  };
  return (
    <section className="list-editor" aria-label={strings.title}>
      <h3>{strings.title}</h3>
      {checks.length === 0 && <p className="hint">{strings.none}</p>}
      {checks.map((check, i) => {
        const remove = (): void => change(strings.removed(checkTitle(check, names)), checks.toSpliced(i, 1));
        if (!isMetricCheck(check)) {
          const set = (next: Check): void => change(strings.changed(checkTitle(check, names)), checks.with(i, next));
          return <ClaimRow key={check.id} number={i + 1} check={check} onChange={set} onRemove={remove} />;
        }
        return (
          <CheckRow
            key={check.id}
            number={i + 1}
            check={check}
            nodes={nodes}
            onChange={(next) => change(strings.changed(checkTitle(check, names)), checks.with(i, next))}
            onRemove={remove}
          />
        );
      })}
      <div className="row">
        <button type="button" onClick={() => add({ metric: 'errorPercent', atMost: 1 })}>
          {strings.add}
        </button>
        {selected !== null && (
          <button type="button" onClick={() => addFor(selected)}>
            {strings.addFor(names.part(selected))}
          </button>
        )}
        <ClaimChoice claims={claimsFor(nodes, checks, selected)} onAdd={(check) => change(strings.added, [...checks, check])} />
      </div>
    </section>
  );
}

interface ClaimRowProps {
  /** Among the checks, from 1. */
  readonly number: number;
  readonly check: ClaimCheck;
  readonly onChange: (check: ClaimCheck) => void;
  readonly onRemove: () => void;
}

/** A check of anything but a figure: only a line that is waited for can be written. */
function ClaimRow({ number, check, onChange, onRemove }: ClaimRowProps): ReactElement {
  const names = useEditedNames();
  return (
    <div className={css.checkRow} role="group" aria-label={strings.row(number)}>
      <span>{checkTitle(check, names)}</span>
      {check.type === 'says' && (
        <input
          aria-label={strings.saidBy(number)}
          value={check.text}
          maxLength={200}
          onChange={({ target }) => target.value !== '' && onChange({ ...check, text: target.value })}
        />
      )}
      <button type="button" className="icon-button" aria-label={strings.remove(number)} onClick={onRemove}>
        {'\u00d7'}
      </button>
    </div>
  );
}

interface CheckRowProps {
  readonly number: number;
  readonly check: MetricCheck;
  readonly nodes: readonly ScenarioNode[];
  readonly onChange: (check: MetricCheck) => void;
  readonly onRemove: () => void;
}

function CheckRow({ number, check, nodes, onChange, onRemove }: CheckRowProps): ReactElement {
  const { atLeast, atMost, ...rest } = check;
  const mode = atLeast === undefined ? 'most' : atMost === undefined ? 'least' : 'both';
  const part = nodes.find((node) => node.id === check.node);
  const gauges = part === undefined ? [] : gaugesToCheck(part.kind);
  const setNode = (node: string): void => {
    const allowed = node === '' ? OF_RUNS : OF_PARTS;
    const metric = allowed.includes(check.metric) ? check.metric : allowed[0];
    const { node: _node, gauge: _gauge, ...others } = check;
    onChange({ ...others, metric, ...(node === '' ? {} : { node }) });
  };
  const setMode = (next: string): void => {
    const limit = atLeast ?? atMost ?? 0;
    onChange(
      next === 'least'
        ? { ...rest, atLeast: limit }
        : next === 'most'
          ? { ...rest, atMost: atMost ?? limit }
          : { ...rest, atLeast: limit, atMost: Math.max(limit, atMost ?? limit) },
    );
  };
  return (
    <div className={css.checkRow} role="group" aria-label={strings.row(number)}>
      <select aria-label={strings.of(number)} value={check.node ?? ''} onChange={(event) => setNode(event.target.value)}>
        <option value="">{strings.wholeRun}</option>
        {nodes.map(({ id, label = id }) => (
          <option key={id} value={id}>
            {label}
          </option>
        ))}
      </select>
      <MetricChoice number={number} partName={part?.label ?? check.node ?? ''} check={check} gauges={gauges} onChange={onChange} />
      <select aria-label={strings.direction(number)} value={mode} onChange={(event) => setMode(event.target.value)}>
        {(['most', 'least', 'both'] as const).map((each) => (
          <option key={each} value={each}>
            {strings.directions[each]}
          </option>
        ))}
      </select>
      {mode !== 'most' && (
        <NumberField
          label={strings.lower(number)}
          minimum={-1e12}
          maximum={1e12}
          value={atLeast ?? 0}
          onChange={(limit) => onChange({ ...check, atLeast: limit })}
        />
      )}
      {mode !== 'least' && (
        <NumberField
          label={strings.limit(number)}
          minimum={-1e12}
          maximum={1e12}
          value={atMost ?? 0}
          onChange={(limit) => onChange({ ...check, atMost: limit })}
        />
      )}
      <EvidenceField number={number} check={check} onChange={onChange} />
      <button type="button" className="icon-button" aria-label={strings.remove(number)} onClick={onRemove}>
        {'\u00d7'}
      </button>
    </div>
  );
}

/** How many observations a check needs before it is met or not; empty: what is usual for its metric. */
function EvidenceField({ number, check, onChange }: Pick<CheckRowProps, 'number' | 'check' | 'onChange'>): ReactElement {
  const { leastEvidence: said, ...others } = check;
  const usual = leastEvidence(others);
  return (
    <label className={css.checkEvidence}>
      <input
        type="checkbox"
        checked={said !== undefined}
        aria-label={strings.evidenceOwn(number)}
        onChange={(event) => onChange(event.target.checked ? { ...others, leastEvidence: usual } : others)}
      />
      {said === undefined ? (
        <Tip text={strings.evidenceHelp}>
          <span className="hint">{strings.evidenceUsual({ count: usual })}</span>
        </Tip>
      ) : (
        <>
          <Tip text={strings.evidenceHelp}>
            <span>{strings.evidence}</span>
          </Tip>
          <NumberField
            label={strings.evidenceOf(number)}
            minimum={0}
            maximum={1_000_000_000}
            integer
            value={said}
            onChange={(count) => onChange({ ...check, leastEvidence: count })}
          />
        </>
      )}
    </label>
  );
}

type Gauges = ReturnType<typeof gaugesToCheck>;

interface MetricChoiceProps {
  readonly number: number;
  /** Its part, as people know it. */
  readonly partName: string;
  readonly check: MetricCheck;
  readonly gauges: Gauges;
  readonly onChange: (check: MetricCheck) => void;
}

/** What of the run or the part is checked: a figure, or one of the part's own gauges. */
function MetricChoice({ number, partName, check, gauges, onChange }: MetricChoiceProps): ReactElement {
  const metrics = CHECK_METRICS.filter(
    (metric) => (metric === check.metric && check.gauge === undefined) || (check.node === undefined ? OF_RUNS : OF_PARTS).includes(metric),
  );
  const setMetric = (chosen: string): void => {
    const [metric, gauge] = chosen.split(' ');
    const { gauge: _gauge, ...others } = check;
    onChange({ ...others, metric: metric as MetricCheck['metric'], ...(gauge === undefined ? {} : { gauge }) });
  };
  return (
    <Tip text={metricTitle(check, gauges)}>
      <select
        aria-label={strings.metric(number)}
        value={check.gauge === undefined ? check.metric : `${check.metric} ${check.gauge}`}
        onChange={(event) => setMetric(event.target.value)}
      >
        {metrics.map((metric) => (
          <option key={metric} value={metric}>
            {strings.metrics[metric] ?? metric}
          </option>
        ))}
        {gauges.length > 0 && (
          <optgroup label={strings.ownGauges(partName)}>
            {gauges.flatMap(({ name, title, type }) =>
              (type === 'counter' ? GAUGE_METRICS.slice(0, 1) : GAUGE_METRICS).map((metric) => (
                <option key={`${metric} ${name}`} value={`${metric} ${name}`}>
                  {strings.gauge(title.toLowerCase(), type === 'counter' ? '' : metric)}
                </option>
              )),
            )}
          </optgroup>
        )}
      </select>
    </Tip>
  );
}

/** What is measured, in full: the list is narrow. */
function metricTitle({ metric, gauge }: MetricCheck, gauges: Gauges): string {
  if (gauge === undefined) return strings.metrics[metric] ?? metric;
  return strings.gauge((gauges.find(({ name }) => name === gauge)?.title ?? gauge).toLowerCase(), metric);
}
