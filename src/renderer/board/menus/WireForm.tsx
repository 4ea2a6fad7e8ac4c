import { useState, type FormEvent, type ReactElement } from 'react';
import { describeDistribution, type ScenarioLink, placeNames } from '../../../sim/index';
import { useBoard } from '../context';
import { FloatingBox } from './FloatingBox';
import { FormEnd } from './FormEnd';
import { NumberText } from '../../ui/NumberField';
import { readNumberWithin } from '../../ui/numberText';
import { strings } from '../strings';
import css from './menus.module.css';

const MOST_LATENCY_MS = 3_600_000;
const DEFAULT_LATENCY = { type: 'constant', valueMs: 1 } as const;

interface WireFormProps {
  readonly link: ScenarioLink;
  readonly x: number;
  readonly y: number;
  readonly onClose: () => void;
}

/** Changes latency and loss of a wire. A latency that varies is left alone unless a number is typed. */
export function WireForm({ link, x, y, onClose }: WireFormProps): ReactElement {
  const { document } = useBoard();
  const { part } = placeNames(document.store.getState().scenario);
  const title = strings.wire(part(link.from), part(link.to));
  const latency = link.latency ?? DEFAULT_LATENCY;
  const varies = latency.type !== 'constant';
  const [latencyMs, setLatencyMs] = useState(latency.type === 'constant' ? String(latency.valueMs) : '');
  const [loss, setLoss] = useState(String(link.lossPercent ?? 0));
  const [problem, setProblem] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const keeps = varies && latencyMs.trim() === '';
    const readMs = readNumberWithin(keeps ? '0' : latencyMs, { minimum: 0, maximum: MOST_LATENCY_MS, unit: 'ms' });
    const lossPercent = readNumberWithin(loss, { minimum: 0, maximum: 100, unit: '%' });
    if (!readMs.ok) return setProblem(strings.badLatency(readMs.problem));
    if (!lossPercent.ok) return setProblem(strings.badLoss(lossPercent.problem));
    const failure = document.actions.edit(strings.changeWire(link.from, link.to), {
      type: 'setLink',
      id: link.id,
      changes: { ...(keeps ? {} : { latency: { type: 'constant', valueMs: readMs.value } }), lossPercent: lossPercent.value },
    });
    if (failure !== null) return setProblem(failure.message);
    onClose();
  };
  return (
    <FloatingBox label={title} className={css.menusFloating} x={x} y={y} onClose={onClose}>
      <form className={css.menusForm} noValidate onSubmit={submit}>
        <h2>{title}</h2>
        {varies && <p>{strings.varies(describeDistribution(latency))}</p>}
        <NumberText label={strings.latencyOneWay} unit="ms" value={latencyMs} onChange={setLatencyMs} isFirst />
        <NumberText label={strings.messagesLost} unit="%" value={loss} onChange={setLoss} />
        <FormEnd problem={problem} go={strings.change} onClose={onClose} />
      </form>
    </FloatingBox>
  );
}
