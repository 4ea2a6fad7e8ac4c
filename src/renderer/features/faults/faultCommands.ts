import { FAULT_INFO, faultTargetText, placeNames, freshId, type Fault, type FaultType } from '../../../sim/index';
import { memberFaults, partFaults, type FaultChoice } from '../../document/index';
import type { Command, CommandContext, Services } from '../../workbench/workbenchApi';
import { newFault } from './newFault';
import { strings } from './strings';

/** Does it now, at the playhead of the run on screen; without a run, puts it into the scenario, in the middle. */
function applyFault({ document, playback, window }: Services, { label, fault }: Pick<FaultChoice, 'label' | 'fault'>): void {
  const names = placeNames(document.store.getState().scenario);
  const target = faultTargetText({ ...fault, id: 'F', atSeconds: 0 } as Fault, names);
  if (playback.store.getState().currentRunId !== null) {
    window.announce(`${label}: ${target}.`);
    void playback.actions.inject([fault]);
    return;
  }
  const { scenario } = document.store.getState();
  const id = freshId(
    'F',
    scenario.faults.map((other) => other.id),
  );
  const atSeconds = Math.round(scenario.durationSeconds / 2);
  document.actions.edit(strings.scheduleStep(label.toLowerCase(), target), {
    type: 'setFaults',
    faults: [...scenario.faults, { ...fault, id, atSeconds } as Fault],
  });
  window.showPanel('faults');
  window.announce(strings.scheduledAt(label, target, atSeconds));
}

/** Keeps the faults injected into the run on screen in the scenario. */
function keepInjected({ document, playback }: Services): void {
  const { runs, currentRunId } = playback.store.getState();
  const injected = runs.find((run) => run.runId === currentRunId)?.injected ?? [];
  const { scenario } = document.store.getState();
  const taken = scenario.faults.map((fault) => fault.id);
  const added = injected.map((fault) => {
    const id = freshId('F', taken);
    taken.push(id);
    return { ...fault, id };
  });
  if (added.length > 0) document.actions.edit(strings.keepThem, { type: 'setFaults', faults: [...scenario.faults, ...added] });
}

/** What is done to the selected part by command: ids of choices of its menu. */
const LABELS = strings.commands;

function selectedTarget(context: CommandContext): { node: string; kind: string } | null {
  const id = context.document.selection.nodes[0];
  const node = context.document.scenario.nodes.find((candidate) => candidate.id === id);
  return node === undefined ? null : { node: node.id, kind: node.kind };
}

function onSelected(services: Services, choiceId: string): Command {
  const choiceFor = (context: CommandContext): FaultChoice | undefined => {
    const target = selectedTarget(context);
    return target === null ? undefined : partFaults(target.node, target.kind).find((candidate) => candidate.id === choiceId);
  };
  const label = LABELS[choiceId];
  return {
    id: `fault.${label.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`,
    label: strings.doToSelected(label),
    group: 'Fault',
    enabled: (context) => selectedTarget(context) !== null,
    run: () => {
      const choice = choiceFor({ document: services.document.store.getState(), playback: services.playback.store.getState() });
      if (choice !== undefined) applyFault(services, choice);
    },
  };
}

/** Commands for what is done to many at once: the selected parts, or all. */
const groupCommands = (services: Services): readonly Command[] => [
  ...(['isolate', 'rolling-restart', 'chaos', 'zone', 'heal-all'] as const).map((type): Command => ({
    id: `fault.${type}`,
    label: strings.groupFaults[type],
    group: 'Fault',
    line: type === 'isolate',
    ...(type === 'heal-all' ? { keys: ['Shift+X'] } : {}),
    enabled: (context) => context.document.scenario.nodes.length > 0,
    run: () => doToMany(services, type),
  })),
  {
    id: 'fault.timeline',
    label: strings.showSchedule,
    group: 'Fault',
    line: true,
    run: () => services.window.showPanel('faults'),
  },
];

/** The selected members of networks, as choices of their menu. */
const onMembers = (services: Services): readonly Command[] =>
  (['split', 'cutPair', 'cutPairForward', 'flapPair', 'slowPair'] as const).map((id): Command => {
    const choiceFor = ({ scenario, selection }: CommandContext['document']): FaultChoice | undefined =>
      memberFaults(selection.nodes, scenario).find((choice) => choice.id === id);
    return {
      id: `fault.${id}`,
      label: strings.memberFaults[id],
      group: 'Fault',
      line: id === 'split',
      ...(id === 'split' ? { keys: ['X'] } : {}),
      enabled: (context) => choiceFor(context.document) !== undefined,
      run: () => {
        const choice = choiceFor(services.document.store.getState());
        if (choice !== undefined) applyFault(services, choice);
      },
    };
  });

function doToMany(services: Services, type: FaultType): void {
  const { document, window } = services;
  const { scenario, selection } = document.store.getState();
  const made = newFault(type, scenario, selection, 0);
  if (!made.ok) {
    window.announce(made.message);
    document.actions.setFailure({ name: 'no-such-fault', path: '', message: made.message });
    return;
  }
  const { id: _id, atSeconds: _at, ...fault } = made.fault;
  applyFault(services, { label: FAULT_INFO[type].title, fault });
}

/** Commands that break and mend things. */
export const faultCommands = (services: Services): readonly Command[] => [
  ...Object.keys(LABELS).map((choice) => onSelected(services, choice)),
  ...onMembers(services),
  ...groupCommands(services),
  {
    id: 'fault.keep',
    label: strings.keepInjected,
    group: 'Fault',
    enabled: (c) => c.playback.currentRunId !== null,
    run: () => keepInjected(services),
  },
];
