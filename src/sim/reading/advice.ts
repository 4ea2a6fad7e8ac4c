import { beginsRequests, kindOf } from '../kinds/index';
import { isMetricCheck, isRegisterClaim, type ClaimCheck, type MetricCheck } from '../model/checkSchema';
import type { Fault, Scenario, ScenarioNode } from '../model/scenario';
import { roleInfo } from '../parts/roles';
import { adviseNetworks } from './networkAdvice';
import { adviseSurroundings, type Advice } from './adviceParts';
import { checkParams } from './params';
import { wireKinds } from './wiring';

export type { Advice } from './adviceParts';

const OF_PARTS_ONLY: readonly MetricCheck['metric'][] = ['utilizationPercent', 'queueMean', 'queueMax', 'loadImbalance', 'keyImbalance'];
const OF_RUNS_ONLY: readonly MetricCheck['metric'][] = [
  'latencyP50Ms',
  'latencyP95Ms',
  'latencyP99Ms',
  'latencyMaxMs',
  'costPerHour',
  'costPerMillion',
  'okPerUnit',
];

/** What is missing or without effect in a valid scenario, in the order of the document. Empty: nothing. */
export function adviseScenario(scenario: Scenario): readonly Advice[] {
  return [
    ...wholeAdvice(scenario),
    ...partAdvice(scenario),
    ...adviseNetworks(scenario),
    ...adviseSurroundings(scenario),
    ...faultAdvice(scenario),
    ...checkAdvice(scenario),
    ...changeAdvice(scenario),
  ];
}

function wholeAdvice({ nodes }: Scenario): Advice[] {
  if (nodes.length === 0)
    return [{ name: 'no-parts', path: 'nodes', message: 'There are no parts, so nothing will happen; add a client and a worker.' }];
  // Members of networks have things to do without anybody's requests.
  if (nodes.some(({ kind }) => beginsRequests(kind) || kindOf(kind)?.descriptor.isMember === true)) return [];
  return [{ name: 'no-client', path: 'nodes', message: 'There is no client, so nobody sends requests; add one and wire it.' }];
}

interface Wires {
  readonly out: ReadonlySet<string>;
  readonly requests: ReadonlySet<string>;
  readonly replication: ReadonlySet<string>;
}

function wiresOf({ nodes, links }: Scenario): Wires {
  const kinds = new Map(nodes.map((node) => [node.id, node.kind]));
  const wires = { out: new Set<string>(), requests: new Set<string>(), replication: new Set<string>() };
  for (const link of links) {
    const verdict = wireKinds(kinds.get(link.from) ?? '', kinds.get(link.to) ?? '');
    // A registry answers no requests of clients, so a wire to one leads nowhere for them.
    if (!verdict.ok || verdict.role !== 'membership') wires.out.add(link.from);
    if (verdict.ok && roleInfo(verdict.role).isBeside === true) continue;
    wires[verdict.ok && verdict.role === 'replication' ? 'replication' : 'requests'].add(link.to);
  }
  return wires;
}

function partAdvice(scenario: Scenario): Advice[] {
  const wires = wiresOf(scenario);
  return scenario.nodes.flatMap((node, i) => {
    const found = advisePart(node, wires);
    return found === null ? [] : [{ ...found, path: `nodes[${i}]` }];
  });
}

function advisePart({ id, kind }: ScenarioNode, wires: Wires): Omit<Advice, 'path'> | null {
  const descriptor = kindOf(kind)?.descriptor;
  // What members of networks and networks themselves need is looked at elsewhere: they are reached without wires of requests.
  if (descriptor === undefined || descriptor.isMember === true || descriptor.accepts.includes('member')) return null;
  if (beginsRequests(kind))
    return wires.out.has(id)
      ? null
      : {
          name: 'client-without-target',
          message: `${id} is not wired to anything, so its requests go nowhere; wire it to a part that answers.`,
        };
  if (descriptor.offers.includes('control')) {
    return wires.out.has(id)
      ? null
      : {
          name: 'autoscaler-without-balancer',
          message: `${id} is not wired to a load balancer, so it switches nothing on or off; wire it to one.`,
        };
  }
  if (descriptor.offers.includes('failover')) {
    return wires.out.has(id)
      ? null
      : { name: 'monitor-without-group', message: `${id} watches nobody; wire it to a database or a shard, and to its replicas.` };
  }
  if (descriptor.accepts.includes('replication')) {
    if (wires.replication.has(id)) return null;
    return { name: 'replica-without-source', message: `${id} follows nobody, so it stays empty; wire a database or a shard to it.` };
  }
  if (descriptor.accepts.includes('membership')) {
    return wires.requests.has(id)
      ? null
      : {
          name: 'registry-unused',
          message:
            `${id} lists nobody, because nothing is wired into it; wire the parts to it that should be found, and those ` +
            'that look for them.',
        };
  }
  if (!wires.requests.has(id)) {
    const isShard = !descriptor.accepts.includes('request');
    return isShard
      ? { name: 'shard-without-router', message: `${id} is not behind a shard router, so no request reaches it; wire a router to it.` }
      : {
          name: 'part-not-reached',
          message: `${id} gets no requests, because nothing is wired into it; wire something to it or remove it.`,
        };
  }
  if (descriptor.spreads === true && !wires.out.has(id))
    return {
      name: 'router-without-target',
      message: `${id} has nothing behind it, so it fails every request; wire it to a part that answers.`,
    };
  return null;
}

function faultAdvice(scenario: Scenario): Advice[] {
  const { faults, durationSeconds } = scenario;
  return faults.flatMap((fault, i) => {
    if (fault.atSeconds >= durationSeconds) {
      return [
        {
          name: 'fault-after-end',
          path: `faults[${i}].atSeconds`,
          message: `Fault ${fault.id} comes at ${fault.atSeconds} s, when the run of ${durationSeconds} s is over; move it earlier.`,
        },
      ];
    }
    const useless = uselessFault(fault, scenario);
    return useless === null ? [] : [{ name: 'fault-without-effect', path: `faults[${i}]`, message: `Fault ${fault.id} ${useless}` }];
  });
}

/** Why a fault changes nothing, or never what it says; null when it does. */
function uselessFault(fault: Fault, { nodes }: Scenario): string | null {
  if (fault.type === 'disk-full') {
    const kind = nodes.find((node) => node.id === fault.node)?.kind ?? '';
    return kindOf(kind)?.descriptor.hasDisk === true
      ? null
      : `fills the disk of ${fault.node}, which has none; name a database, a shard, a replica or a queue.`;
  }
  if (fault.type === 'flap' && fault.downSeconds >= fault.everySeconds)
    return (
      `cuts ${fault.link} for ${fault.downSeconds} s in every ${fault.everySeconds} s, so it is always cut; cut it for less time, ` +
      'or use a plain cut.'
    );
  if (fault.type === 'isolate') {
    const group = new Set(fault.nodes);
    const others = fault.others === undefined ? nodes.map((node) => node.id) : fault.others;
    return others.some((id) => !group.has(id)) ? null : 'separates a group from nobody, because all parts belong to it; leave some out.';
  }
  return null;
}

function checkAdvice({ checks, nodes }: Scenario): Advice[] {
  const kinds = new Map(nodes.map((node) => [node.id, node.kind]));
  return checks.flatMap((check, i) => {
    if (!isMetricCheck(check)) return claimAdvice(check, i, nodes);
    const problem = check.node === undefined ? unmeasuredOfRun(check) : unmeasuredOfPart(check, check.node, kinds.get(check.node) ?? '');
    return problem === null
      ? []
      : [{ name: 'check-not-measured', path: `checks[${i}]`, message: `Check ${check.id} can never be met: ${problem}.` }];
  });
}

/** Checks of orders need sinks. */
function claimAdvice(check: ClaimCheck, place: number, nodes: readonly ScenarioNode[]): Advice[] {
  const { id, type } = check;
  if (type !== 'history' || isRegisterClaim(check.claim) || nodes.some(({ kind }) => kindOf(kind)?.descriptor.takesEvents === true))
    return [];
  const message = `Check ${id} can never be met: it is about the order in which sinks take events, and there is no sink; add one.`;
  return [{ name: 'check-not-measured', path: `checks[${place}]`, message }];
}

/** Changes of a solution or a mutation that change nothing, and checks that name a mutation nobody knows. */
function changeAdvice(scenario: Scenario): Advice[] {
  const nodes = new Map(scenario.nodes.map((node) => [node.id, node]));
  const note = (path: string, message: string): Advice => ({ name: 'no-such-change', path, message });
  const changes = [
    ...(scenario.solution ?? []).map((change, i) => ({ change, path: `solution[${i}]`, who: 'The solution' })),
    ...(scenario.mutations ?? []).flatMap((mutation, m) =>
      mutation.changes.map((change, i) => ({ change, path: `mutations[${m}].changes[${i}]`, who: `The mutation ${mutation.id}` })),
    ),
  ];
  return changes.flatMap(({ change: { node: id, param, value }, path, who }) => {
    const node = nodes.get(id);
    if (node === undefined) return [note(path, `${who} changes ${id}, which does not exist; correct or remove it.`)];
    const problem = checkParams(node.kind, { ...node.params, [param]: value })[0];
    return problem === undefined ? [] : [note(path, `${who} cannot set ${param} of ${id}: ${problem.message}`)];
  });
}

function unmeasuredOfRun({ metric }: MetricCheck): string | null {
  return OF_PARTS_ONLY.includes(metric) ? `${metric} is measured of a part, so name one as its node` : null;
}

function unmeasuredOfPart({ metric }: MetricCheck, id: string, kind: string): string | null {
  if (OF_RUNS_ONLY.includes(metric)) return `${metric} is measured of the whole run only, so remove its node or use latencyMeanMs`;
  const hasSlots = kindOf(kind)?.behavior.capacity !== undefined;
  return metric === 'utilizationPercent' && !hasSlots ? `${id} has no slots that could be busy, so choose another metric or part` : null;
}
