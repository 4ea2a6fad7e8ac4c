import { FIELD_NAMES } from '../data/values';
import { kindOf } from '../kinds/index';
import { keySpace } from '../data/keySpaces';
import type { Miss } from '../checkers/registers';
import { operationsOf, type Operation } from '../history/operations';
import { sinceWhen, told } from './causes';
import { hitsOf, type Hit } from './hits';
import { servedBy, senderTo } from './served';
import type { Explainable, ExplainedStep } from './types';
import { step } from './words';

const PRIMARY = 1;
const STEPPED_DOWN = 1;
const BY_CLOCK = 'by the clocks of the nodes';
/** What keeps parts from hearing of each other, or makes their times wrong. */
const PARTING: ReadonlySet<string> = new Set(['crash', 'pause', 'cut', 'apart', 'clock', 'drop', 'lossy', 'set']);

/** Who answered the two operations of a miss; -1: it cannot be told. */
interface Parties {
  readonly acknowledged: number;
  readonly answered: number;
}

/** Who became primary without a write, and when. */
interface Takeover {
  readonly node: number;
  readonly atNs: number;
}

/**
 * Why a read shows less than was acknowledged: who had acknowledged it, who was promoted without it or which write counted as newer, and
 * who answered the read. In order of time, without the verdict.
 */
export function missSteps(run: Explainable, miss: Miss): ExplainedStep[] {
  const { write, read } = miss;
  const who: Parties = { acknowledged: servedBy(run, write), answered: servedBy(run, read) };
  const takeover = takeoverOf(run, miss, who);
  const order = orderOf(run, who.acknowledged);
  const winner = order === null ? null : winnerOf(run, miss);
  const newer = order === null || winner === null ? [] : [newerStep(run, winner, order)];
  const taken = takeover === null ? [] : [takeoverStep(run, miss, who, takeover)];
  const hit = causeOf(run, miss, takeover, order === BY_CLOCK);
  const steps = [
    ...(hit === undefined ? [] : [told(run, hit, '')]),
    ...newer,
    acknowledgedStep(run, write, who.acknowledged),
    ...standInSteps(run, write, who.acknowledged),
    ...taken,
    ...afterwardsSteps(run, read, who.acknowledged),
    readStep(run, read, who.answered),
  ];
  return steps.sort((p, q) => p.atNs - q.atNs);
}

const idOf = (run: Explainable, node: number): string => run.index.nodes[node].id;

function whatText(run: Explainable, { operation, asked, node }: Operation): string {
  const what = operation === 'delete' ? 'the deletion' : `${operation} ${JSON.stringify(asked)}`;
  return `${what} of ${idOf(run, node)}`;
}

function acknowledgedStep(run: Explainable, write: Operation, by: number): ExplainedStep {
  const what = whatText(run, write);
  const text = by < 0 ? `${what} was acknowledged.` : `${idOf(run, by)} acknowledged ${what}.`;
  return step('effect', write.completeNs, text, by < 0 ? write.node : by);
}

function readStep(run: Explainable, read: Operation, by: number): ExplainedStep {
  const kept = kindOf(run.index.nodes[by]?.kind ?? '')?.descriptor.isCache === true ? ', which remembered it from before' : '';
  const from = by < 0 ? '' : ` from ${idOf(run, by)}${kept}`;
  const text = `${idOf(run, read.node)} read ${JSON.stringify(read.got)}${from}: not that, and nothing newer.`;
  return step('break', read.completeNs, text, by < 0 ? read.node : by);
}

/** What a gauge of a part has just before a moment; NaN: it has none of that name. */
function gaugeAt(run: Explainable, node: number, name: string, atNs: number): number {
  const position = positionOf(run, node, name);
  return position < 0 ? Number.NaN : run.moment(atNs).gauges[run.index.nodes[node].gaugeBase + position];
}

function positionOf(run: Explainable, node: number, name: string): number {
  return node < 0 ? -1 : run.index.nodes[node].gauges.findIndex((gauge) => gauge.name === name);
}

/**
 * Who had become primary by the time of the read, so that writes and reads went different ways: a part that lacks the write, or the very
 * one that acknowledged it, where another one answered the read that had never heard of it.
 */
function takeoverOf(run: Explainable, { write, read }: Miss, { acknowledged, answered }: Parties): Takeover | null {
  if (acknowledged < 0) return null;
  for (const node of new Set([answered, ...run.index.nodes.keys()])) {
    if (gaugeAt(run, node, 'primary', read.completeNs) !== PRIMARY) continue;
    const atNs = sinceWhen(run, node, PRIMARY, read.completeNs, positionOf(run, node, 'primary'));
    const lacking = node === acknowledged ? answered : node;
    if (atNs === 0 || lacking < 0 || lacking === acknowledged) continue;
    if (!holds(run, lacking, write, Math.max(atNs, write.completeNs) + 1)) return { node, atNs };
  }
  return null;
}

/** Whether a part holds the very value of a write just before a moment. */
function holds(run: Explainable, node: number, write: Operation, atNs: number): boolean {
  const key = keySpace(run.index.keys).nameOf(write.key);
  const found = run.lookup(Math.min(atNs, run.reachedNs), idOf(run, node), key)?.fields[FIELD_NAMES[Math.max(0, write.field)]];
  return found !== undefined && found === write.asked;
}

function takeoverStep(run: Explainable, { write }: Miss, { acknowledged, answered }: Parties, { node, atNs }: Takeover): ExplainedStep {
  const now = idOf(run, node);
  const old = idOf(run, node === acknowledged ? answered : acknowledged);
  const by = senderTo(run, node, atNs);
  const how = by < 0 ? `${now} was promoted` : `${idOf(run, by)} promoted ${now}`;
  const isBefore = atNs <= write.completeNs;
  const what = isBefore
    ? `, while ${old} did not know and went on as primary: two primaries, and neither hears of the other\u2019s writes`
    : `, which had not got that write from ${old} yet`;
  return step('effect', atNs, `${how}${what}.`, node);
}

/** The part that acknowledged a write has heard of the other primary by the time of the read: it gives up, or goes on. */
function afterwardsSteps(run: Explainable, read: Operation, acknowledged: number): ExplainedStep[] {
  if (acknowledged < 0) return [];
  const id = idOf(run, acknowledged);
  const since = (name: string, value: number): number =>
    sinceWhen(run, acknowledged, value, read.completeNs, positionOf(run, acknowledged, name));
  const writes = (count: number): string => (count === 1 ? '1 write' : `${count} writes`);
  if (gaugeAt(run, acknowledged, 'steppedDown', read.completeNs) === STEPPED_DOWN) {
    const lost = gaugeAt(run, acknowledged, 'lost', read.completeNs);
    const what = lost > 0 ? `; of what it had acknowledged, it lost ${writes(lost)}` : '';
    const text = `${id} heard of the new primary and stepped down${what}.`;
    return [step('effect', since('steppedDown', STEPPED_DOWN), text, acknowledged)];
  }
  const alone = gaugeAt(run, acknowledged, 'alone', read.completeNs);
  if (!(alone > 0)) return [];
  const text = `${id} heard of the new primary and went on all the same, with ${writes(alone)} that only it has.`;
  return [step('effect', since('alone', alone), text, acknowledged)];
}

/** The write that the read shows in place of the missing one; null: it shows what was there at the start, or several. */
function winnerOf(run: Explainable, { read }: Miss): Operation | null {
  const { gotVersion = -1 } = read;
  if (gotVersion <= 0) return null;
  return operationsOf(run.history()).find(({ askedVersion }) => askedVersion === gotVersion) ?? null;
}

function newerStep(run: Explainable, winner: Operation, how: string): ExplainedStep {
  const by = servedBy(run, winner);
  const what = whatText(run, winner);
  const acknowledged = by < 0 ? `${what} was acknowledged` : `${idOf(run, by)} acknowledged ${what}`;
  return step(
    'effect',
    winner.completeNs,
    `${acknowledged}: ${how} that is the newer one, though it came first.`,
    by < 0 ? winner.node : by,
  );
}

/** By what a part tells which of two writes is newer; null: it keeps whatever came last. */
function orderOf(run: Explainable, node: number): string | null {
  const params = run.scenario.nodes[node]?.params;
  if (params?.versions === 'clock' || params?.conflict === 'last-write-wins') return BY_CLOCK;
  return params?.versions === undefined ? null : 'by version number';
}

/** Nodes that took a write in place of others. */
function standInSteps(run: Explainable, write: Operation, acknowledged: number): ExplainedStep[] {
  const asked = gaugeAt(run, acknowledged, 'standIns', write.completeNs + 1) - gaugeAt(run, acknowledged, 'standIns', write.invokeNs);
  if (!(asked > 0)) return [];
  const text =
    `Nodes that keep this key did not answer ${idOf(run, acknowledged)}, so others stood in for them: a sloppy quorum, ` +
    'which a read elsewhere need not meet.';
  return [step('effect', write.completeNs, text, acknowledged)];
}

/** What a fault had done: to clocks where these decide; else what last parted the parts before somebody took over, or the read. */
function causeOf(run: Explainable, { write, read }: Miss, takeover: Takeover | null, isClock: boolean): Hit | undefined {
  const hits = hitsOf(run);
  const clock = isClock ? hits.findLast(({ atNs, effect }) => effect.type === 'clock' && atNs <= write.completeNs) : undefined;
  if (clock !== undefined) return clock;
  const lastNs = takeover?.atNs ?? read.completeNs;
  return hits.findLast(
    ({ atNs, untilNs, effect }) => atNs <= lastNs && untilNs >= Math.min(lastNs, write.invokeNs) && PARTING.has(effect.type),
  );
}
