import { kindOf } from '../kinds/index';
import { partsNamed } from './partNames';
import type { Fault, Scenario, ScenarioLink, ScenarioNode } from '../model/scenario';
import { wireKinds } from './wiring';

/** Something that is allowed, because a scenario is built step by step, but that will not do what its author hopes. */
export interface Advice {
  /** Stable name, e.g. `replica-without-source`. */
  readonly name: string;
  /** Where in the document, e.g. `nodes[3]`; empty for the whole. */
  readonly path: string;
  /** One sentence: what, where, what to do. */
  readonly message: string;
}

/** Fields by which a part gives up on an answer; 0: never. */
const PATIENCE = ['timeoutMs', 'callTimeoutMs'] as const;
/** Faults of a wire after which messages are missing. */
const LOSING: readonly Fault['type'][] = ['lossy', 'corrupt', 'cut', 'flap', 'drop'];

/** What parts hope for that their surroundings do not give, in the order of the parts. */
export function adviseSurroundings(scenario: Scenario): Advice[] {
  const around = surroundingsOf(scenario);
  return scenario.nodes.flatMap((node, i) =>
    [...idleNames(node, scenario), endlessPatience(node, scenario, around), orphan(node, scenario, around)].flatMap((found) =>
      found === null ? [] : [{ ...found, path: `nodes[${i}]${found.path}` }],
    ),
  );
}

/** Parts by their ids and wires by their ends, looked up once: each of 500 parts would else look through all of them. */
interface Surroundings {
  readonly parts: ReadonlyMap<string, ScenarioNode>;
  readonly into: ReadonlyMap<string, readonly ScenarioLink[]>;
  readonly outOf: ReadonlyMap<string, readonly ScenarioLink[]>;
}

function surroundingsOf({ nodes, links }: Scenario): Surroundings {
  const [into, outOf] = [new Map<string, ScenarioLink[]>(), new Map<string, ScenarioLink[]>()];
  const add = (ends: Map<string, ScenarioLink[]>, id: string, link: ScenarioLink): void => {
    const known = ends.get(id);
    if (known === undefined) ends.set(id, [link]);
    else known.push(link);
  };
  for (const link of links) {
    add(into, link.to, link);
    add(outOf, link.from, link);
  }
  return { parts: new Map(nodes.map((node) => [node.id, node])), into, outOf };
}

/** Whether wires lead from one part to another, over others too. */
function leadsTo(links: Scenario['links'], from: string, to: string): boolean {
  const reached = new Set([from]);
  for (const id of reached) for (const link of links) if (link.from === id) reached.add(link.to);
  return reached.has(to);
}

/** Text fields that name parts which are not wired behind the part, or streams that no wires lead to it, so that nothing comes of it. */
function idleNames(node: ScenarioNode, { links }: Scenario): Advice[] {
  return Object.entries(node.params).flatMap(([field, value]): Advice[] => {
    const isStream = kindOf(node.kind)?.descriptor.accepts.includes('stream') === true;
    const strangers = partsNamed(node.kind, field, value).filter((name) =>
      isStream ? !leadsTo(links, name, node.id) : !links.some((link) => link.from === node.id && link.to === name),
    );
    if (strangers.length === 0) return [];
    const several = strangers.length > 1;
    const names = several ? `${strangers.slice(0, -1).join(', ')} and ${strangers.at(-1)}` : strangers[0];
    if (isStream) {
      const message = `${node.id} follows ${names}, but no wires lead from there to it; correct the names or wire them.`;
      return [{ name: 'stream-of-nobody', path: `.params.${field}`, message }];
    }
    return [
      {
        name: 'weight-for-nobody',
        path: `.params.${field}`,
        message: several
          ? `${node.id} gives weights to ${names}, which are not wired behind it; correct the names or wire them.`
          : `${node.id} gives a weight to ${names}, which is not wired behind it; correct the name or wire it.`,
      },
    ];
  });
}

function losesMessages(link: ScenarioLink, faults: readonly Fault[]): boolean {
  const { lossPercent = 0, network } = link;
  if (lossPercent > 0 || (network?.lossBackPercent ?? 0) > 0 || (network?.damagedPercent ?? 0) > 0) return true;
  return faults.some((fault) => 'link' in fault && fault.link === link.id && LOSING.includes(fault.type));
}

/** Without patience, one lost message is a request that never ends. */
function endlessPatience({ id, params }: ScenarioNode, { faults }: Scenario, { outOf }: Surroundings): Advice | null {
  const field = PATIENCE.find((name) => params[name] === 0);
  const link = field === undefined ? undefined : outOf.get(id)?.find((wire) => losesMessages(wire, faults));
  // A deadline for the whole request ends it, too.
  if (field === undefined || link === undefined || Number(params.deadlineMs ?? 0) > 0) return null;
  return {
    name: 'waits-for-ever',
    path: `.params.${field}`,
    message:
      `${id} waits for ever (its ${field} is 0), and messages on ${link.id} can be lost, so some requests will ` +
      'never end; let it give up after a while.',
  };
}

/** A replica that is there to take over, and that nothing would ask to. */
function orphan({ id, kind }: ScenarioNode, { faults }: Scenario, { into, parts }: Surroundings): Advice | null {
  if (kindOf(kind)?.descriptor.accepts.includes('replication') !== true) return null;
  const wires = into.get(id) ?? [];
  const roleOf = (link: ScenarioLink): string => {
    const verdict = wireKinds(parts.get(link.from)?.kind ?? '', kind);
    return verdict.ok ? verdict.role : '';
  };
  const source = wires.find((link) => roleOf(link) === 'replication')?.from;
  if (source === undefined || faults.some((fault) => fault.type === 'promote' && fault.node === id)) return null;
  if (wires.some((link) => roleOf(link) === 'failover')) return null;
  const askers = wires.filter((link) => !['replication', 'standby'].includes(roleOf(link))).map((link) => parts.get(link.from));
  const isPromoted = askers.some(
    (asker) => asker !== undefined && asker.params.promoteAfterFailures !== 0 && 'promoteAfterFailures' in asker.params,
  );
  const isLost = faults.some((fault) => fault.type === 'crash' && fault.node === source);
  if (isPromoted || (askers.length > 0 && !isLost)) return null;
  return {
    name: 'replica-never-promoted',
    path: '',
    message:
      `${id} follows ${source}, but nothing ${askers.length === 0 ? 'reads it or ' : ''}would promote it when ` +
      `${source} fails; wire what asks ${source} to ${id} too, with its "Promote a replica after" (promoteAfterFailures) ` +
      'above 0, or add a fault that promotes it.',
  };
}
