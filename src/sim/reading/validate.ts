import { kindNames, kindOf } from '../kinds/index';
import { didYouMean, fail, quote, type Failed } from '../model/failure';
import { checkParams, defaultParams, fieldNames, programFields } from './params';
import { faultTargets } from '../model/faultInfo';
import { gaugesToCheck } from './gaugesToCheck';
import { GAUGE_METRICS, isMetricCheck, type Fault, type MetricCheck, type Scenario } from '../model/scenario';
import { checkRequests } from './validateKeys';
import { findCycle, wayText, wireKinds } from './wiring';

/** What the shape alone does not say: ids, kinds, params, wires, faults and checks that refer to what is there. Null: all is well. */
export function validate(scenario: Scenario): Failed {
  return (
    checkIds(scenario) ??
    checkNodes(scenario) ??
    checkLinks(scenario) ??
    checkFaults(scenario) ??
    checkMetrics(scenario) ??
    checkBreakpoints(scenario) ??
    checkGroups(scenario) ??
    checkPrograms(scenario) ??
    checkRequests(scenario)
  );
}

function checkIds(scenario: Scenario): Failed {
  const lists = {
    nodes: scenario.nodes,
    links: scenario.links,
    faults: scenario.faults,
    checks: scenario.checks,
    breakpoints: scenario.breakpoints ?? [],
    notes: scenario.notes ?? [],
    groups: scenario.groups ?? [],
  };
  for (const [list, entries] of Object.entries(lists)) {
    const seen = new Map<string, number>();
    for (const [i, entry] of entries.entries()) {
      const before = seen.get(entry.id);
      if (before !== undefined)
        return fail(
          'duplicate-id',
          `${list}[${i}].id`,
          `${list}[${i}] has the id "${entry.id}", which ${list}[${before}] has already; give it another.`,
        );
      seen.set(entry.id, i);
    }
  }
  return null;
}

function checkNodes(scenario: Scenario): Failed {
  for (const [i, node] of scenario.nodes.entries()) {
    if (kindOf(node.kind) === undefined) {
      return fail(
        'unknown-kind',
        `nodes[${i}].kind`,
        `${node.id} is a ${quote(node.kind)}, which this version does not know${didYouMean(node.kind, kindNames)}; ` +
          'correct it or update Faultboard.',
      );
    }
    const problem = checkParams(node.kind, node.params)[0];
    if (problem !== undefined) return fail('bad-param', paramPath(i, problem.path), `${node.id}: ${problem.message}`);
  }
  return checkNetworks(scenario);
}

/** Whether every part that stands in a network's frame names one that is there. */
function checkNetworks({ nodes }: Scenario): Failed {
  const kinds = new Map(nodes.map(({ id, kind }) => [id, kind]));
  for (const [i, { id, network }] of nodes.entries()) {
    if (network === undefined || isNetwork(kinds.get(network))) continue;
    const networks = nodes.filter(({ kind }) => isNetwork(kind)).map((node) => node.id);
    const is = kinds.has(network) ? 'which is not a network' : `but there is no such part${didYouMean(network, networks)}`;
    return fail(
      'bad-network',
      `nodes[${i}].network`,
      `${id} is said to be in the network ${quote(network)}, ${is}; correct the id or remove "network".`,
    );
  }
  return null;
}

function paramPath(node: number, path: string): string {
  return `nodes[${node}].params${path === '' || path.startsWith('[') ? path : `.${path}`}`;
}

function checkLinks(scenario: Scenario): Failed {
  const kinds = new Map(scenario.nodes.map((node) => [node.id, node.kind]));
  const wires = new Set<string>();
  const sources = new Map<string, string>();
  for (const [i, link] of scenario.links.entries()) {
    for (const end of ['from', 'to'] as const) {
      if (!kinds.has(link[end])) {
        return fail(
          'dangling-link',
          `links[${i}].${end}`,
          `Link ${link.id} goes ${end} "${link[end]}", but there is no such ` +
            `part${didYouMean(link[end], kinds.keys())}; correct the id or remove the link.`,
        );
      }
    }
    if (link.from === link.to)
      return fail('self-link', `links[${i}]`, `Link ${link.id} goes from ${link.from} to itself; wire it to another part or remove it.`);
    const ends = `${link.from} ${link.to}`;
    if (wires.has(ends))
      return fail('duplicate-link', `links[${i}]`, `Link ${link.id} is a second wire from ${link.from} to ${link.to}; remove one.`);
    wires.add(ends);
    const verdict = wireKinds(kinds.get(link.from) as string, kinds.get(link.to) as string);
    if (!verdict.ok)
      return fail(
        'refused-link',
        `links[${i}]`,
        `Link ${link.id} from ${link.from} to ${link.to} is not possible: ${lowerFirst(verdict.reason)}`,
      );
    if (verdict.role === 'replication') {
      const other = sources.get(link.to);
      if (other !== undefined)
        return fail(
          'replica-with-two-sources',
          `links[${i}]`,
          `${link.to} would follow both ${other} and ${link.from}, but a replica follows only one part; remove a link.`,
        );
      sources.set(link.to, link.from);
    }
  }
  const cycle = findCycle(scenario);
  return cycle === null
    ? null
    : fail(
        'cycle',
        'links',
        `The wires go round in a circle (${wayText(cycle)}), so a request could go round for ever; remove one of them.`,
      );
}

function lowerFirst(sentence: string): string {
  return sentence[0].toLowerCase() + sentence.slice(1);
}

function checkFaults(scenario: Scenario): Failed {
  const nodes = new Map(scenario.nodes.map((node) => [node.id, node]));
  const links = new Set(scenario.links.map((link) => link.id));
  const zones = new Set(scenario.nodes.flatMap((node) => node.zone ?? []));
  for (const [i, fault] of scenario.faults.entries()) {
    const at = `faults[${i}]`;
    const { parts, wires } = faultTargets(fault);
    const wire = wires.find((id) => !links.has(id));
    if (wire !== undefined)
      return fail(
        'bad-fault',
        `${at}.link`,
        `Fault ${fault.id} names the link "${wire}", which does not exist${didYouMean(wire, links)}; correct or remove it.`,
      );
    const part = parts.find((id) => !nodes.has(id));
    if (part !== undefined)
      return fail(
        'bad-fault',
        `${at}.${'node' in fault ? 'node' : 'nodes'}`,
        `Fault ${fault.id} names the part "${part}", which does not exist${didYouMean(part, nodes.keys())}; correct or remove it.`,
      );
    if (fault.type === 'zone' && !zones.has(fault.zone)) {
      return fail(
        'bad-fault',
        `${at}.zone`,
        `Fault ${fault.id} names the zone ${quote(fault.zone)}, in which there is no ` +
          `part${didYouMean(fault.zone, zones)}; correct or remove it.`,
      );
    }
    const problem = checkPartFault(fault, 'node' in fault ? nodes.get(fault.node)?.kind : undefined);
    if (problem !== null) return fail('bad-fault', `${at}.${problem.field}`, problem.message);
  }
  return null;
}

/** What a part of this kind cannot suffer. */
function checkPartFault(fault: Fault, kind: string | undefined): { field: string; message: string } | null {
  if (kind === undefined || !('node' in fault)) return null;
  if (fault.type === 'promote' && kindOf(kind)?.behavior.onPromote === undefined) {
    return { field: 'node', message: `Fault ${fault.id} promotes ${fault.node}, but only a replica can be promoted; name a replica.` };
  }
  if (fault.type === 'send' && kindOf(kind)?.behavior.onSend === undefined) {
    return { field: 'node', message: `Fault ${fault.id} lets ${fault.node} send a request, but only a client does; name a client.` };
  }
  if (fault.type === 'send') return checkSend(fault, kind);
  if (fault.type !== 'set') return null;
  const problem = checkSet(kind, fault.param, fault.value);
  return problem === null ? null : { field: problem.field, message: `Fault ${fault.id} on ${fault.node}: ${problem.message}` };
}

/** Whether the kind begins the operation that a request names. */
function checkSend({ id, node, op }: Fault & { type: 'send' }, kind: string): { field: string; message: string } | null {
  const names = kindOf(kind)?.descriptor.operations?.begins?.map(({ name }) => name) ?? [];
  if (op === undefined || names.includes(op)) return null;
  const message = `Fault ${id} has ${node} ask for ${quote(op)}${didYouMean(op, names)}; it knows ${names.join(', ')}.`;
  return { field: 'op', message };
}

function checkSet(kind: string, param: string, value: unknown): { field: string; message: string } | null {
  const names = fieldNames(kind);
  if (!names.includes(param))
    return { field: 'param', message: `there is no field ${quote(param)}${didYouMean(param, names)}; correct the name.` };
  const problem = checkParams(kind, { ...defaultParams(kind), [param]: value })[0];
  return problem === undefined ? null : { field: 'value', message: problem.message };
}

/** Whether parts of a kind are networks, which others join. */
function isNetwork(kind: string | undefined): boolean {
  return kind !== undefined && kindOf(kind)?.behavior.asNetwork !== undefined;
}

function checkMetrics(scenario: Scenario): Failed {
  const nodes = new Map(scenario.nodes.map((node) => [node.id, node.kind]));
  for (const [i, check] of scenario.checks.entries()) {
    if (check.type === 'convergence' && !isNetwork(nodes.get(check.network))) {
      const problem = `Check ${check.id} names the network ${quote(check.network)}, which is not a network; correct or remove it.`;
      return fail('bad-check', `checks[${i}].network`, problem);
    }
    if (!isMetricCheck(check) && check.type !== 'says') continue;
    if (check.node !== undefined && !nodes.has(check.node)) {
      return fail(
        'bad-check',
        `checks[${i}].node`,
        `Check ${check.id} names the part ${quote(check.node)}, which does not ` +
          `exist${didYouMean(check.node, nodes.keys())}; correct or remove it.`,
      );
    }
    if (!isMetricCheck(check)) continue;
    const gauge = gaugeProblem(check, nodes.get(check.node ?? ''));
    if (gauge !== null) return fail('bad-check', `checks[${i}].${gauge.field}`, `Check ${check.id} ${gauge.message}`);
    if (check.atLeast !== undefined && check.atMost !== undefined && check.atLeast > check.atMost) {
      return fail(
        'bad-check',
        `checks[${i}]`,
        `Check ${check.id} wants at least ${check.atLeast} and at most ${check.atMost}, which is impossible; correct the limits.`,
      );
    }
  }
  return null;
}

function checkBreakpoints(scenario: Scenario): Failed {
  const nodes = new Set(scenario.nodes.map((node) => node.id));
  const checks = new Set(scenario.checks.map((check) => check.id));
  for (const [i, breakpoint] of (scenario.breakpoints ?? []).entries()) {
    const at = `breakpoints[${i}]`;
    if ('node' in breakpoint && breakpoint.node !== undefined && !nodes.has(breakpoint.node)) {
      return fail(
        'bad-breakpoint',
        `${at}.node`,
        `Breakpoint ${breakpoint.id} names the part ${quote(breakpoint.node)}, which does not ` +
          `exist${didYouMean(breakpoint.node, nodes)}; correct or remove it.`,
      );
    }
    if (breakpoint.type === 'check' && breakpoint.check !== undefined && !checks.has(breakpoint.check)) {
      return fail(
        'bad-breakpoint',
        `${at}.check`,
        `Breakpoint ${breakpoint.id} names the check ${quote(breakpoint.check)}, which does not ` +
          `exist${didYouMean(breakpoint.check, checks)}; correct or remove it.`,
      );
    }
  }
  return null;
}

/** Checks of gauges name a part and one of its gauges; others name none. */
function gaugeProblem(check: MetricCheck, kind: string | undefined): { field: string; message: string } | null {
  if (!GAUGE_METRICS.includes(check.metric))
    return check.gauge === undefined
      ? null
      : {
          field: 'gauge',
          message:
            `names the gauge ${quote(check.gauge)}, but ${check.metric} is measured without one; remove it, or use ` +
            `${GAUGE_METRICS.join(', ')}.`,
        };
  if (kind === undefined) return { field: 'node', message: `is about a gauge, and gauges belong to parts; name a part as its node.` };
  const names = gaugesToCheck(kind).map((gauge) => gauge.name);
  if (check.gauge !== undefined && names.includes(check.gauge)) return null;
  const known = `known are ${names.join(', ')}`;
  return {
    field: 'gauge',
    message:
      check.gauge === undefined
        ? `needs a gauge of ${check.node}; ${known}.`
        : `names the gauge ${quote(check.gauge)}, which ${check.node} does not have${didYouMean(check.gauge, names)}; ${known}.`,
  };
}

function checkGroups(scenario: Scenario): Failed {
  const nodes = new Set(scenario.nodes.map((node) => node.id));
  const owners = new Map<string, string>();
  for (const [i, group] of (scenario.groups ?? []).entries()) {
    for (const [j, id] of group.nodes.entries()) {
      const at = `groups[${i}].nodes[${j}]`;
      if (!nodes.has(id))
        return fail(
          'bad-group',
          at,
          `Group ${group.id} names the part ${quote(id)}, which does not exist${didYouMean(id, nodes)}; correct or remove it.`,
        );
      const other = owners.get(id);
      if (other !== undefined)
        return fail(
          'bad-group',
          at,
          `${id} is in the groups ${other} and ${group.id}, but a part can be in one group only; remove it from one.`,
        );
      owners.set(id, group.id);
    }
  }
  return null;
}

/** A field that names a program must name one that is there, or none. */
function checkPrograms(scenario: Scenario): Failed {
  const programs = Object.keys(scenario.programs ?? {});
  const unknown = (value: unknown): boolean => value !== undefined && value !== '' && !programs.includes(String(value));
  const sentence = (value: unknown): string =>
    `names the program ${quote(value)}, which does not exist${didYouMean(String(value), programs)}; correct the ` +
    'name, or add the program under "programs".';
  for (const [i, node] of scenario.nodes.entries()) {
    for (const field of programFields(node.kind)) {
      if (unknown(node.params[field])) return fail('unknown-program', paramPath(i, field), `${node.id} ${sentence(node.params[field])}`);
    }
  }
  for (const [i, fault] of scenario.faults.entries()) {
    if (fault.type !== 'set') continue;
    const kind = scenario.nodes.find((node) => node.id === fault.node)?.kind ?? '';
    if (programFields(kind).includes(fault.param) && unknown(fault.value))
      return fail('unknown-program', `faults[${i}].value`, `Fault ${fault.id} ${sentence(fault.value)}`);
  }
  return null;
}
