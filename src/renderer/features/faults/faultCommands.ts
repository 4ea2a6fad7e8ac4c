import { FAULT_INFO, faultTargetText, freshId, kindOf, type Fault, type FaultType } from '../../../sim/index';
import { newFault } from './newFault';
import { strings } from '../../workbench/strings';
import type { DistributiveOmit } from '../../playback/index';
import { documentModel, playbackModel } from '../../workbench/model';
import type { Command, CommandContext } from '../../workbench/commandTypes';
import { announce, uiStore } from '../../workbench/windowState';

type NewFault = DistributiveOmit<Fault, 'id' | 'atSeconds'>;

/** One entry of the menu of a part or wire. */
export interface FaultChoice {
  readonly label: string;
  readonly fault: NewFault;
}

/** What can be done to a part. */
export function nodeFaults(id: string, kind: string): FaultChoice[] {
  const choices: FaultChoice[] = [
    { label: 'Crash', fault: { type: 'crash', node: id } },
    { label: 'Crash, without a word', fault: { type: 'crash', node: id, silent: true } },
    { label: 'Restart', fault: { type: 'restart', node: id } },
    { label: 'Pause', fault: { type: 'pause', node: id } },
    { label: 'Resume', fault: { type: 'resume', node: id } },
    { label: 'Slow down \u00d75', fault: { type: 'slow', node: id, factor: 5 } },
    { label: 'Back to normal speed', fault: { type: 'slow', node: id, factor: 1 } },
  ];
  if (kindOf(kind)?.behavior.onPromote !== undefined) choices.push({ label: 'Promote to primary', fault: { type: 'promote', node: id } });
  return choices;
}

/** Does it now, at the playhead of the run on screen; without a run, puts it into the scenario, in the middle. */
export function applyFaultChoice({ label, fault }: FaultChoice): void {
  const target = faultTargetText({ ...fault, id: 'F', atSeconds: 0 } as Fault);
  if (playbackModel.store.getState().currentRunId !== null) {
    announce(`${label}: ${target}.`);
    void playbackModel.actions.inject([fault]);
    return;
  }
  const { scenario } = documentModel.store.getState();
  const id = freshId(
    'F',
    scenario.faults.map((other) => other.id),
  );
  const atSeconds = Math.round(scenario.durationSeconds / 2);
  documentModel.actions.edit(`Schedule: ${label.toLowerCase()} ${target}`, {
    type: 'setFaults',
    faults: [...scenario.faults, { ...fault, id, atSeconds } as Fault],
  });
  uiStore.setState({ dockTab: 'faults', dockOpen: true });
  announce(`${label} of ${target} scheduled at ${atSeconds} seconds.`);
}

/** Keeps the faults injected into the run on screen in the scenario. */
export function keepInjected(): void {
  const { runs, currentRunId } = playbackModel.store.getState();
  const injected = runs.find((run) => run.runId === currentRunId)?.injected ?? [];
  const { scenario } = documentModel.store.getState();
  const taken = scenario.faults.map((fault) => fault.id);
  const added = injected.map((fault) => {
    const id = freshId('F', taken);
    taken.push(id);
    return { ...fault, id };
  });
  if (added.length > 0)
    documentModel.actions.edit('Keep the injected faults', { type: 'setFaults', faults: [...scenario.faults, ...added] });
}

function selectedTarget(context: CommandContext): { node: string; kind: string } | null {
  const id = context.document.selection.nodes[0];
  const node = context.document.scenario.nodes.find((candidate) => candidate.id === id);
  return node === undefined ? null : { node: node.id, kind: node.kind };
}

function onSelected(label: string): Command {
  return {
    id: `fault.${label.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`,
    label: `${label} the selected part`,
    group: 'Fault',
    enabled: (context) => selectedTarget(context) !== null,
    run: () => {
      const target = selectedTarget({ document: documentModel.store.getState(), playback: playbackModel.store.getState() });
      const choice = target === null ? undefined : nodeFaults(target.node, target.kind).find((candidate) => candidate.label === label);
      if (choice !== undefined) applyFaultChoice(choice);
    },
  };
}

/** Commands for what is done to many at once: the selected parts, or all. */
const groupCommands: readonly Command[] = [
  ...(['isolate', 'rolling-restart', 'chaos', 'zone', 'heal-all'] as const).map((type): Command => ({
    id: `fault.${type}`,
    label: strings.groupFaults[type],
    group: 'Fault',
    line: type === 'isolate',
    enabled: (context) => context.document.scenario.nodes.length > 0,
    run: () => doToMany(type),
  })),
  {
    id: 'fault.timeline',
    label: 'Show the schedule of faults',
    group: 'Fault',
    line: true,
    run: () => uiStore.setState({ dockTab: 'faults', dockOpen: true }),
  },
];

function doToMany(type: FaultType): void {
  const { scenario, selection } = documentModel.store.getState();
  const made = newFault(type, scenario, selection, 0);
  if (!made.ok) {
    announce(made.message);
    documentModel.actions.setFailure({ name: 'no-such-fault', path: '', message: made.message });
    return;
  }
  const { id: _id, atSeconds: _at, ...fault } = made.fault;
  applyFaultChoice({ label: FAULT_INFO[type].title, fault });
}

/** Commands that break and mend things. */
export const faultCommands: readonly Command[] = [
  ...['Crash', 'Restart', 'Pause', 'Resume', 'Slow down \u00d75'].map(onSelected),
  ...groupCommands,
  {
    id: 'fault.keep',
    label: 'Keep injected faults in the scenario',
    group: 'Fault',
    enabled: (c) => c.playback.currentRunId !== null,
    run: keepInjected,
  },
];
