import { useState, type FormEvent, type ReactElement } from 'react';
import { describeDistribution, type ScenarioLink } from '../../../sim/index';
import { useCanvas } from '../context';
import { FloatingBox } from './FloatingBox';
import { NumberField, parseNumber } from './NumberField';

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
  const { document } = useCanvas();
  const latency = link.latency ?? DEFAULT_LATENCY;
  const varies = latency.type !== 'constant';
  const [latencyMs, setLatencyMs] = useState(latency.type === 'constant' ? String(latency.valueMs) : '');
  const [loss, setLoss] = useState(String(link.lossPercent ?? 0));
  const [problem, setProblem] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const keeps = varies && latencyMs.trim() === '';
    const valueMs = keeps ? 0 : parseNumber(latencyMs, 0, MOST_LATENCY_MS);
    const lossPercent = parseNumber(loss, 0, 100);
    if (valueMs === null) return setProblem(`The latency must be a number from 0 to ${MOST_LATENCY_MS.toLocaleString('en-US')} ms.`);
    if (lossPercent === null) return setProblem('The loss must be a number from 0 to 100 percent.');
    const failure = document.actions.edit(`Change wire ${link.from} to ${link.to}`, {
      type: 'setLink',
      id: link.id,
      changes: { ...(keeps ? {} : { latency: { type: 'constant', valueMs } }), lossPercent },
    });
    if (failure !== null) return setProblem(failure.message);
    onClose();
  };
  return (
    <FloatingBox x={x} y={y} onClose={onClose}>
      <form className="cs-form" role="dialog" aria-label={`Wire from ${link.from} to ${link.to}`} noValidate onSubmit={submit}>
        <h2>
          Wire from {link.from} to {link.to}
        </h2>
        {varies && <p>The latency varies ({describeDistribution(latency)}). A number here makes it always the same.</p>}
        <NumberField label="Latency, one way" unit="ms" value={latencyMs} onChange={setLatencyMs} isFirst />
        <NumberField label="Messages lost" unit="%" value={loss} onChange={setLoss} />
        {problem !== '' && (
          <p className="cs-problem" role="alert">
            {problem}
          </p>
        )}
        <div className="cs-buttons">
          <button type="button" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" className="cs-primary">
            Change
          </button>
        </div>
      </form>
    </FloatingBox>
  );
}
