import {
  DEFAULT_PRICES,
  defaultParams,
  type Check,
  kindOf,
  type LinkNetwork,
  parseScenarioValue,
  type Scenario,
  type ScenarioLink,
  type ScenarioNode,
} from '../sim/index';
import type { Lesson } from './parseLesson';

/** A rule of the board that a hand-in breaks: its name in RULES, and one sentence. */
export interface BrokenRule {
  readonly rule: string;
  readonly message: string;
}

/** What of a hand-in counts, ready to be run with a seed; or the rules that it breaks. */
export type Entry = { readonly ok: true; readonly scenario: Scenario } | { readonly ok: false; readonly broken: readonly BrokenRule[] };

/** The id of the check that holds a design to the lesson's budget. */
export const BUDGET_CHECK = 'Budget';

/**
 * Makes of a hand-in what is graded: its parts and who is wired to whom. Everything else is the lesson's: traffic, faults, checks, prices,
 * length, how good wires are, and programs unless they are the task. What the hand-in says of these is not read.
 * Names of wires decide which luck they have; they are given anew, unless `keepsNames`: then the run is the very one that was handed in.
 */
export function entryOf(lesson: Lesson, handIn: Scenario, keepsNames = false): Entry {
  const broken = brokenRules(lesson, handIn);
  if (broken.length > 0) return { ok: false, broken };
  const { start, board } = lesson;
  const parsed = parseScenarioValue({
    ...start,
    nodes: handIn.nodes.map((node) => placed(node, start, new Set(handIn.nodes.map(({ id }) => id)))),
    links: wiresOf(lesson, handIn, keepsNames),
    programs: board.ownPrograms === true ? handIn.programs : start.programs,
    checks: checksOf(lesson),
    solution: undefined,
    mutations: undefined,
    breakpoints: undefined,
    notes: undefined,
    groups: undefined,
    lesson: undefined,
  });
  if (parsed.ok) return { ok: true, scenario: parsed.scenario };
  const rule = parsed.failure.path.startsWith('faults') ? 'faults' : 'scenario';
  return { ok: false, broken: [{ rule, message: parsed.failure.message }] };
}

/** The checks that a board of a lesson is judged by: its objectives, and its budget where it has one. */
export function checksOf({ objectives, board, start }: Pick<Lesson, 'objectives' | 'board' | 'start'>): readonly Check[] {
  const budget = board.budgetPerHour;
  return [
    ...objectives.map(({ check }) => check),
    ...(budget === undefined
      ? []
      : [
          {
            id: BUDGET_CHECK,
            title: `It costs at most ${budget} ${start.prices?.currency ?? DEFAULT_PRICES.currency} an hour`,
            metric: 'costPerHour',
            atMost: budget,
            leastEvidence: 1,
          } as const,
        ]),
  ];
}

/** A part with the name that people read and the place in zones and networks that the lesson gives it. */
function placed({ id, kind, x, y, params }: ScenarioNode, start: Scenario, isThere: ReadonlySet<string>): ScenarioNode {
  const own = start.nodes.find((node) => node.id === id);
  return {
    id,
    kind,
    x,
    y,
    params,
    ...(own?.label === undefined ? {} : { label: own.label }),
    ...(own?.zone === undefined ? {} : { zone: own.zone }),
    ...(own?.network === undefined || !isThere.has(own.network) ? {} : { network: own.network }),
  };
}

/**
 * The wires of a hand-in with the lesson's quality: those of the start as they are there, but for what is the learner's to set; new ones
 * like the ones it begins with.
 */
function wiresOf(lesson: Lesson, handIn: Scenario, keepsNames: boolean): ScenarioLink[] {
  const { start } = lesson;
  const [usual] = start.links;
  const taken = new Set(start.links.map(({ id }) => id));
  let serial = 0;
  return handIn.links.map(({ id: given, from, to, network }) => {
    const own = start.links.find((link) => link.from === from && link.to === to);
    if (own !== undefined) return tunedWire(own, freeOf(lesson, own.id), network);
    let id = keepsNames ? given : `New${++serial}`;
    while (taken.has(id)) id = `New${++serial}`;
    taken.add(id);
    return { id, from, to, ...(usual?.latency === undefined ? {} : { latency: usual.latency }) };
  });
}

/** What of a wire a lesson lets its learner set. */
export function freeOf({ board }: Pick<Lesson, 'board'>, wire: string): readonly (keyof LinkNetwork)[] {
  return board.wires?.find(({ id }) => id === wire)?.free ?? [];
}

/** A wire with some fields as they are on another. */
export function tunedWire(wire: ScenarioLink, fields: readonly (keyof LinkNetwork)[], like: LinkNetwork | undefined): ScenarioLink {
  if (fields.length === 0) return wire;
  const isFree = (name: string): boolean => (fields as readonly string[]).includes(name);
  const network = Object.fromEntries([
    ...Object.entries(wire.network ?? {}).filter(([name]) => !isFree(name)),
    ...Object.entries(like ?? {}).filter(([name]) => isFree(name)),
  ]);
  const { network: _before, ...rest } = wire;
  return Object.keys(network).length === 0 ? rest : { ...rest, network };
}

/** Rules of the lesson's board that a board breaks; none: it keeps them. */
export function brokenRules(lesson: Lesson, board: Scenario): readonly BrokenRule[] {
  return [...lockedBroken(lesson, board), ...paletteBroken(lesson, board), ...waysBroken(lesson, board)];
}

function lockedBroken({ board, start }: Lesson, handIn: Scenario): BrokenRule[] {
  return board.locked.flatMap((id) => {
    const own = start.nodes.find((node) => node.id === id);
    const given = handIn.nodes.find((node) => node.id === id);
    if (own === undefined) return [];
    if (given === undefined || given.kind !== own.kind)
      return [{ rule: 'locked', message: `${id} is locked, and it is not on this board; put it back.` }];
    const field = differing(own.params, given.params)[0];
    return field === undefined
      ? []
      : [{ rule: 'locked', message: `${id} is locked, and its ${field} was changed; set it back to ${written(own.params[field])}.` }];
  });
}

function paletteBroken({ board, start }: Lesson, handIn: Scenario): BrokenRule[] {
  const broken: BrokenRule[] = [];
  const counts = new Map<string, number>();
  for (const node of handIn.nodes) {
    counts.set(node.kind, (counts.get(node.kind) ?? 0) + 1);
    if (board.locked.includes(node.id)) continue;
    const offered = board.palette.find(({ kind }) => kind === node.kind);
    if (offered === undefined) {
      broken.push({ rule: 'palette', message: `${node.id} is a ${titleOf(node.kind)}, which this lesson does not offer; remove it.` });
      continue;
    }
    const own = start.nodes.find(({ id, kind }) => id === node.id && kind === node.kind);
    const wanted = own?.params ?? { ...defaultParams(node.kind), ...offered.params };
    const field = differing(wanted, node.params).find((name) => offered.free?.includes(name) !== true);
    if (field !== undefined)
      broken.push({
        rule: 'fields',
        message: `${node.id}: ${field} is fixed in this lesson; set it to ${written(wanted[field])}.`,
      });
  }
  for (const { kind, most } of board.palette)
    if (most !== undefined && (counts.get(kind) ?? 0) > most)
      broken.push({
        rule: 'palette',
        message: `There are ${counts.get(kind)} parts of the kind ${titleOf(kind)}, but this lesson allows only ${most}; remove some.`,
      });
  return broken;
}

/** Ways that go round what they must pass: with its parts gone, requests arrive all the same. */
function waysBroken({ board }: Lesson, { nodes, links }: Scenario): BrokenRule[] {
  const kinds = new Map(nodes.map(({ id, kind }) => [id, kind]));
  return (board.through ?? []).flatMap(({ from, to, kind }) => {
    const reached = new Set([from]);
    for (const part of reached)
      for (const link of links) if (link.from === part && (link.to === to || kinds.get(link.to) !== kind)) reached.add(link.to);
    if (!reached.has(to)) return [];
    return [
      {
        rule: 'way',
        message: `Requests of ${from} get to ${to} without passing a ${titleOf(kind)}; remove the wire that leads around it.`,
      },
    ];
  });
}

const titleOf = (kind: string): string => kindOf(kind)?.descriptor.title.toLowerCase() ?? kind;

function written(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 120 ? 'what it was' : text;
}

/** Names of the fields that differ, in the order of the names. */
function differing(wanted: Readonly<Record<string, unknown>>, given: Readonly<Record<string, unknown>>): string[] {
  return [...new Set([...Object.keys(wanted), ...Object.keys(given)])]
    .sort()
    .filter((name) => ordered(wanted[name]) !== ordered(given[name]));
}

/** JSON with the keys of objects in order. */
function ordered(value: unknown): string {
  return (
    JSON.stringify(value, (_key, inner: unknown) =>
      typeof inner === 'object' && inner !== null && !Array.isArray(inner)
        ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
        : inner,
    ) ?? ''
  );
}
