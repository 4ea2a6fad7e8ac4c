import type { Beginning } from '../parts/contract';
import { kindOf } from '../kinds/index';
import { FALLACY_NAMES } from '../model/fallacies';
import { faultTargets, faultWithout } from '../model/faultInfo';
import type { Fault, ParamChange, Scenario } from '../model/scenario';

/** A change of a scenario that takes something away which its checks rely on. */
export interface MutationInfo {
  readonly name: string;
  /** As a sentence goes on after the name of a scenario. */
  readonly title: string;
  /** Whether no check at all may pass under it, whatever the check claims: nothing good can be said of a system that does nothing. */
  readonly isFatal: boolean;
}

/** Mutations that every scenario has, where they change anything. A scenario may add its own (`mutations`). */
export const MUTATIONS: readonly MutationInfo[] = [
  { name: 'no-wires', title: 'without its wires', isFatal: true },
  { name: 'no-traffic', title: 'without traffic', isFatal: true },
  { name: 'little-traffic', title: 'with next to no traffic', isFatal: true },
  { name: 'dead-servers', title: 'with every server dead', isFatal: true },
  { name: 'no-faults', title: 'without its faults', isFatal: false },
  { name: 'other-fallacy', title: 'with another fallacy in place of its own', isFatal: false },
  { name: 'no-cure', title: 'without its solution', isFatal: false },
];

/** Before the name of a fallacy: that one in place of the scenario's own. */
const ONE_FALLACY = 'fallacy:';

type Params = Scenario['nodes'][number]['params'];

/** A scenario that a mutation gives. */
export interface Mutated {
  /** What was done, as in `MutationInfo.title`, more precisely where one mutation gives several scenarios. */
  readonly title: string;
  readonly scenario: Scenario;
}

/** The scenario with fields of some parts changed. Parts that are not there are left out. */
export function withChanges(scenario: Scenario, changes: readonly ParamChange[]): Scenario {
  return {
    ...scenario,
    nodes: scenario.nodes.map((node) => {
      const own = changes.filter((change) => change.node === node.id);
      return own.length === 0 ? node : { ...node, params: { ...node.params, ...Object.fromEntries(own.map((c) => [c.param, c.value])) } };
    }),
  };
}

/** The scenario with its task done well: the state in which its checks are met. A scenario without a task is in it as it stands. */
export function solved(scenario: Scenario): Scenario {
  return withChanges(scenario, scenario.solution ?? []);
}

/**
 * The scenarios that a mutation makes of a solved one; none when it has nothing to change, or is not known. `name`: one of MUTATIONS, the
 * id of one of the scenario's own, or `fallacy:` and the name of another fallacy.
 */
export function mutate(scenario: Scenario, name: string): readonly Mutated[] {
  const base = solved(scenario);
  const own = scenario.mutations?.find((mutation) => mutation.id === name);
  if (own !== undefined) return [{ title: own.title ?? own.id, scenario: withChanges(base, own.changes) }];
  const title = MUTATIONS.find((mutation) => mutation.name === name)?.title ?? name;
  const one = (changed: Scenario): Mutated[] => [{ title, scenario: changed }];
  switch (name) {
    case 'no-wires':
      return one(withoutWires(base));
    case 'no-traffic':
      return one(withDead(base, (kind) => kindOf(kind)?.descriptor.begins !== undefined));
    case 'little-traffic':
      return littleTraffic(base);
    case 'dead-servers':
      return one(withDead(base, isServer));
    case 'no-faults':
      return base.faults.length + (base.fallacies?.length ?? 0) > 0 ? one({ ...base, faults: [], fallacies: undefined }) : [];
    case 'other-fallacy':
      return base.fallacies?.length === 1 ? otherFallacies(base) : [];
    case 'no-cure':
      return scenario.solution === undefined ? [] : one(scenario);
    default:
      return base.fallacies?.length === 1
        ? otherFallacies(base).filter((made) => `${ONE_FALLACY}${made.scenario.fallacies?.[0]}` === name)
        : [];
  }
}

/** Without wires, and without what is as good as one: to stand in the frame of a network. */
function withoutWires(scenario: Scenario): Scenario {
  const wires = new Set(scenario.links.map((link) => link.id));
  const nodes = scenario.nodes.map(({ network: _left, ...node }) => node);
  const faults = scenario.faults.filter((fault) => !faultTargets(fault).wires.some((id) => wires.has(id)));
  return { ...scenario, nodes, links: [], faults };
}

/** One request of each client, one event of each source and the like; and a hundredth of what they begin. */
function littleTraffic(scenario: Scenario): Mutated[] {
  const made = (title: string, fields: (begins: Beginning, params: Params) => Readonly<Record<string, unknown>>): Mutated => ({
    title,
    scenario: {
      ...scenario,
      nodes: scenario.nodes.map((node) => {
        const begins = kindOf(node.kind)?.descriptor.begins;
        return begins === undefined ? node : { ...node, params: { ...node.params, ...(fields(begins, node.params) as Params) } };
      }),
    },
  });
  return [
    made('with one request of each client and one event of each source', ({ once }) => once),
    made('with a hundredth of its traffic', ({ hundredth }, params) => hundredth(params, scenario.durationSeconds)),
  ];
}

/** Parts that do the work or keep what it is about; what only passes requests on is none. */
function isServer(name: string): boolean {
  const kind = kindOf(name);
  if (kind === undefined) return false;
  const { descriptor } = kind;
  const isAsked = descriptor.accepts.some((role) => role !== 'member' && role !== 'membership' && role !== 'control');
  const onlyPassesOn = descriptor.operations?.passesOn === true && kind.behavior.capacity === undefined;
  return isAsked && (!onlyPassesOn || descriptor.hasDisk === true);
}

/** With some parts down from the beginning to the end: whatever was to befall them is left out, since it might bring them back. */
function withDead(scenario: Scenario, isDead: (kind: string) => boolean): Scenario {
  const dead = new Set(scenario.nodes.filter(({ kind }) => isDead(kind)).map(({ id }) => id));
  const crashes = [...dead].map((node, i): Fault => ({ id: `MutationCrash${i + 1}`, atSeconds: 0, type: 'crash', node, loses: 'memory' }));
  const others = scenario.faults.flatMap((fault) => faultWithout(fault, (id) => dead.has(id)) ?? []);
  return { ...scenario, faults: [...crashes, ...others] };
}

function otherFallacies(scenario: Scenario): Mutated[] {
  return FALLACY_NAMES.filter((name) => scenario.fallacies?.includes(name) !== true).map((name) => ({
    title: `with the fallacy "${name}" in place of its own`,
    scenario: { ...scenario, fallacies: [name] },
  }));
}
