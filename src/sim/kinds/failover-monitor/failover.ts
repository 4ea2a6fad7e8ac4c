import { isMoreUpToDate } from '../../toolkit/leadership';
import { AGREE, FENCE, LEAD } from '../../toolkit/operations';
import { watchTimeout } from '../../toolkit/timeouts';
import { MonitorGauge, Tag, type MonitorNode } from './state';

/** Whether a part has not answered for too long. */
export function isSuspected(node: MonitorNode, position: number): boolean {
  return node.now() - node.state.watched[position].heardNs > node.byClock(node.derived.timeoutNs);
}

/** Deals with a primary that does not answer, or is none any more: asks the other monitors, where they must agree, then begins a round. */
export function suspect(node: MonitorNode): void {
  const { derived, params, state } = node;
  const isGone = isSuspected(node, state.leader);
  node.setGauge(MonitorGauge.suspects, isGone ? 1 : 0);
  // A round that failed may have fenced the primary: then there is none, though it answers.
  const isVacant = !isGone && !state.watched[state.leader].isPrimary && state.watched[state.leader].heardNs > 0;
  if (!isGone && !isVacant) {
    if (state.stage === 'agreeing') state.stage = 'watching';
    return;
  }
  if (state.stage === 'fencing' || state.stage === 'promoting') return;
  if (state.stage === 'watching' && isGone) node.say(`suspects ${derived.stores[state.leader].nodeId}`);
  state.stage = 'agreeing';
  state.agreed = 1;
  if (state.agreed >= params.quorum || isVacant) {
    beginRound(node);
    return;
  }
  for (const { link } of derived.monitors) {
    const call = node.send(link, AGREE.code, -1, -1, derived.stores[state.leader].node);
    watchTimeout(node, state.timeouts, call, derived.timeoutNs, Tag.timeout);
  }
}

/** Another monitor suspects the primary, too. */
export function agreed(node: MonitorNode): void {
  const { params, state } = node;
  if (state.stage !== 'agreeing') return;
  state.agreed++;
  if (state.agreed >= params.quorum) beginRound(node);
}

function beginRound(node: MonitorNode): void {
  const { derived, params, state } = node;
  state.promised = [];
  state.roundNs = node.now() + Math.max(1, node.byClock(derived.timeoutNs));
  node.afterQuietly(state.roundNs - node.now(), Tag.round, 0);
  if (!params.fencing) {
    const alive = derived.stores.flatMap((_, position) => (position === state.leader || isSuspected(node, position) ? [] : [position]));
    state.promised = alive;
    if (alive.length >= needed(node)) promote(node, 0);
    else endRound(node);
    return;
  }
  do state.highest++;
  while (state.highest % derived.count !== derived.rank);
  state.round = state.highest;
  state.stage = 'fencing';
  derived.stores.forEach(({ link }, position) => {
    const call = node.send(link, FENCE.code, -1, -1, state.round);
    node.calls.setMark(call, position);
    watchTimeout(node, state.timeouts, call, derived.timeoutNs, Tag.timeout);
  });
}

/** A part has promised to take nothing of older epochs: the longest log that can be had is promoted once enough have. */
export function promised(node: MonitorNode, position: number): void {
  const { derived, state } = node;
  if (state.stage !== 'fencing' || state.watched[position].promised !== state.round || state.promised.includes(position)) return;
  state.promised.push(position);
  // Whoever is not suspected is waited for: it may have the longest log.
  const awaited = derived.stores.filter((_, one) => !state.promised.includes(one) && !isSuspected(node, one));
  if (awaited.length === 0 && state.promised.length >= needed(node)) promote(node, state.round);
}

/** The round is over: whoever has promised by now is enough, or not. */
export function endRound(node: MonitorNode): void {
  const { state } = node;
  state.roundNs = -1;
  if (state.stage === 'fencing' && state.promised.length >= needed(node)) promote(node, state.round);
  else state.stage = 'watching';
}

function needed({ derived, params }: MonitorNode): number {
  return params.candidates === 'majority' ? Math.floor(derived.stores.length / 2) + 1 : 1;
}

function promote(node: MonitorNode, epoch: number): void {
  const { derived, state } = node;
  let best = state.promised[0];
  for (const position of state.promised) if (isMoreUpToDate(state.watched[position], state.watched[best])) best = position;
  Object.assign(state, { stage: 'promoting', candidate: best, round: epoch });
  const call = node.send(derived.stores[best].link, LEAD.code, -1, -1, epoch);
  node.calls.setMark(call, best);
  watchTimeout(node, state.timeouts, call, derived.timeoutNs, Tag.timeout);
  // Should the order be lost, another round begins.
  state.roundNs = node.now() + Math.max(1, node.byClock(derived.timeoutNs));
  node.afterQuietly(state.roundNs - node.now(), Tag.round, 0);
}

/** A part has taken the lead. */
export function ledBy(node: MonitorNode, position: number, startPlace: number, tellAll: () => void): void {
  const { derived, state } = node;
  if (state.stage !== 'promoting' || state.candidate !== position) return;
  const epoch = Math.max(state.epoch, state.round);
  Object.assign(state, { leader: position, epoch, startPlace, stage: 'watching', roundNs: -1 });
  node.addGauge(MonitorGauge.promotions, 1);
  node.setGauge(MonitorGauge.epoch, epoch);
  node.setGauge(MonitorGauge.suspects, 0);
  node.say(`made ${derived.stores[position].nodeId} primary${state.round > 0 ? ` of epoch ${epoch}` : ''}`);
  tellAll();
}
