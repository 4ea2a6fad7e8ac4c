import { useState, type FormEvent, type ReactElement } from 'react';
import { freshId, NS_PER_SECOND } from '../../../sim/index';
import { useBoard } from '../context';
import { strings } from '../strings';
import { FloatingBox } from './FloatingBox';
import { FormEnd } from './FormEnd';
import { faultsOf, scheduled, targetName, type FaultTarget } from '../../document/index';
import { NumberText } from '../../ui/NumberField';
import { readNumberWithin } from '../../ui/numberText';
import css from './menus.module.css';

interface FaultFormProps {
  readonly target: FaultTarget;
  /** Id of the choice already made in the menu; null: choose here. */
  readonly choice: string | null;
  readonly x: number;
  readonly y: number;
  readonly onClose: () => void;
}

/** Asks when a fault is to happen (and for how long) and adds it to the scenario. */
export function FaultForm({ target, choice, x, y, onClose }: FaultFormProps): ReactElement {
  const { document, playback, ui } = useBoard();
  const { scenario } = document.store.getState();
  const name = targetName(target, scenario);
  const choices = faultsOf(target, scenario, document.store.getState().selection.nodes);
  const startSeconds =
    playback.store.getState().currentRunId === null
      ? Math.min(10, scenario.durationSeconds / 2)
      : playback.store.getState().playheadNs / NS_PER_SECOND;
  const [chosenId, setChosenId] = useState(choice ?? choices[0]?.id ?? '');
  const [at, setAt] = useState(String(Number(startSeconds.toFixed(3))));
  const [lasting, setLasting] = useState('');
  const [problem, setProblem] = useState('');
  const chosen = choices.find((candidate) => candidate.id === chosenId);

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const range = { minimum: 0, maximum: scenario.durationSeconds, unit: 's' };
    const atSeconds = readNumberWithin(at, range);
    const forSeconds = lasting.trim() === '' ? null : readNumberWithin(lasting, range);
    if (chosen === undefined) return onClose();
    if (!atSeconds.ok) return setProblem(strings.badMoment(atSeconds.problem, scenario.durationSeconds));
    if (forSeconds?.ok === false) return setProblem(strings.badLength(forSeconds.problem, scenario.durationSeconds));
    const id = freshId(
      'F',
      scenario.faults.map((fault) => fault.id),
    );
    const label = `${chosen.label}: ${name}`;
    const failure = document.actions.edit(strings.scheduleStep(label), {
      type: 'setFaults',
      faults: [...scenario.faults, scheduled(chosen, id, atSeconds.value, forSeconds?.value ?? null)],
    });
    if (failure !== null) return setProblem(failure.message);
    ui.setState({ announcement: strings.scheduled({ what: label, seconds: atSeconds.value }) });
    onClose();
  };

  return (
    <FloatingBox label={strings.scheduleFor(name)} className={css.menusFloating} x={x} y={y} onClose={onClose}>
      <form className={css.menusForm} noValidate onSubmit={submit}>
        <h2>{strings.scheduleFor(name)}</h2>
        <label className={css.menusField}>
          {strings.whatHappens}
          <select value={chosenId} onChange={(event) => setChosenId(event.target.value)}>
            {choices.map((candidate) => (
              <option key={candidate.id} value={candidate.id}>
                {candidate.label}
              </option>
            ))}
          </select>
        </label>
        <NumberText label={strings.atTime} unit="s" value={at} onChange={setAt} isFirst />
        {chosen?.canLast === true && <NumberText label={strings.howLong} unit="s" value={lasting} onChange={setLasting} />}
        <FormEnd problem={problem} go={strings.schedule} onClose={onClose} />
      </form>
    </FloatingBox>
  );
}
