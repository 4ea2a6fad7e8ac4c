import { FIELD_NAMES } from '../data/values';
import { invariant } from '../kernel/assert';
import { Fate } from '../network/fates';
import type { NodeContext } from '../parts/context';
import { LOG_VERBS } from '../trace/types';
import { batchEntries, batchHead } from './batches';
import { applyShipped, entriesOf } from './handover';
import { lastEpoch, packStanding, startOf, type Leadership } from './leadership';
import { CHECK, FENCE, LEAD } from './operations';
import { appendEntry, emptyLog, ENTRY, firstFrom } from './shipLog';
import { shippingFirst, type Leading, type ShippingState, type ShippingTools } from './shipping';
import { emptyStore, type StoreState } from './store';
import { endWaiting } from './waiting';

const PROMOTED = LOG_VERBS.indexOf('was promoted');
const REJECTED = LOG_VERBS.indexOf('rejected');
const MOST_NAMES = 20;

/** State of a part that leads or follows. */
export interface MemberState {
  store: StoreState;
  shipping: ShippingState;
  lead: Leadership;
}

/** Where such a part shows what it is; -1: nowhere. */
export interface MemberGauges {
  readonly keys: number;
  readonly epoch: number;
  readonly lost: number;
  readonly alone: number;
  readonly isPrimary: number;
  readonly steppedDown: number;
}

/** What such a part has beside its state. */
export interface MemberTools {
  readonly shipping: ShippingTools;
  readonly gauges: MemberGauges;
}

/** A part that leads or follows. */
export type MemberNode = NodeContext<unknown, MemberTools, MemberState>;

/** What shipping asks of the primary. */
export function leadingOf(node: MemberNode): Leading {
  const { lead, shipping, store } = node.state;
  return {
    lead,
    all: () => entriesOf(store, node.setup.keys.count, shipping.log.head - 1),
    deposed: (epoch) => adoptEpoch(node, epoch, -1),
  };
}

/** A batch has arrived: true where it is to be applied; otherwise it has been answered. */
export function takeBatch(node: MemberNode, call: number): boolean {
  const { calls, state } = node;
  if (node.isDiskFull) {
    node.reply(call, Fate.diskFull, state.shipping.log.head);
    return false;
  }
  const { epoch, lineage } = batchHead(batchOf(node, call));
  // An old primary says what is lost before its log is the new one's.
  if (isNews(state.lead, epoch)) adoptEpoch(node, epoch, startOf(lineage, epoch));
  if (epoch < state.lead.promised) {
    calls.setPayload(call, standing(node));
    node.reply(call, Fate.fenced, state.shipping.log.head);
    return false;
  }
  if (state.lead.isPrimary) node.reply(call, Fate.readOnly, state.shipping.log.head);
  return !state.lead.isPrimary;
}

/** Applies a batch, unless a promise or a promotion has come in between. True: something has changed. */
export function applyBatch(node: MemberNode, call: number): boolean {
  if (!takeBatch(node, call)) return false;
  const { calls, state } = node;
  const batch = batchOf(node, call);
  const { head, lineage, sort } = batchHead(batch);
  const isGap = sort === 'entries' && calls.value(call) > state.shipping.log.head;
  if (sort === 'ask' || isGap) {
    calls.setPayload(call, standing(node));
    node.reply(call, Fate.ok, state.shipping.log.head);
    return false;
  }
  if (sort === 'copy') {
    state.store = emptyStore(node.setup.keys.count);
    state.shipping.log = emptyLog(head);
    state.shipping.unacknowledged = [];
    state.lead.isWiped = false;
    const entries = batchEntries(batch);
    for (let at = 0; at < entries.length; at += ENTRY) applyShipped(state.store, entries[at], entries[at + 1], entries[at + 2]);
  } else applyEntries(node, batchEntries(batch));
  if (lineage.length > 0) state.lead.lineage = [...lineage];
  node.setGauge(node.derived.gauges.keys, state.store.keysHeld);
  return true;
}

function applyEntries(node: MemberNode, entries: Int32Array): void {
  const { derived, state } = node;
  const { log } = state.shipping;
  for (let at = 0; at < entries.length; at += ENTRY) {
    const place = entries[at + 3];
    if (place < log.head) continue;
    applyShipped(state.store, entries[at], entries[at + 1], entries[at + 2]);
    log.head = place;
    if (derived.shipping.followers.length > 0) appendEntry(log, entries[at], entries[at + 1], entries[at + 2], node.now());
    else log.head++;
  }
}

/** What a failover monitor asks or tells. */
export function memberControl(node: MemberNode, call: number, op: number): void {
  const { calls, state } = node;
  const { lead } = state;
  const epoch = calls.value(call);
  let fate: number = Fate.ok;
  if (op === CHECK.code) hear(node, calls.payload(call));
  else if (op === FENCE.code && epoch > lead.promised) adoptEpoch(node, epoch, -1);
  else if (op === FENCE.code || (op === LEAD.code && epoch > 0 && epoch < lead.promised)) fate = Fate.fenced;
  else if (op === LEAD.code) promoteTo(node, epoch);
  calls.setPayload(call, standing(node));
  node.reply(call, fate, op === LEAD.code && epoch > 0 ? startOf(lead.lineage, epoch) : state.shipping.log.head);
}

function hear(node: MemberNode, told: Int32Array | null): void {
  if (told === null || told[2] === node.index) return;
  const [epoch, start, leader] = told;
  const { lead } = node.state;
  if (epoch === 0) {
    hearOfRival(node, leader, start);
    return;
  }
  if (isNews(lead, epoch)) adoptEpoch(node, epoch, start);
}

/** Whether an epoch is later than what is known, or the same, of which it is not known yet where it began. */
function isNews({ promised, isUnsettled }: Leadership, epoch: number): boolean {
  return epoch > promised || (epoch === promised && isUnsettled);
}

/** Without epochs nobody steps down: a primary that hears of another one says what only it has, and goes on. */
function hearOfRival(node: MemberNode, rival: number, start: number): void {
  const { derived, state } = node;
  const { lead } = state;
  if (!lead.isPrimary || start < 0) return;
  const isOther = lead.rival?.node !== rival || lead.rival.start !== start;
  lead.rival = { node: rival, start };
  const names = lostWrites(node, start);
  node.setGauge(derived.gauges.alone, names.length);
  if (!isOther) return;
  const what = names.length === 0 ? 'nothing is here alone' : `${writesText(names)} here alone: ${namesText(names)}`;
  node.say(`goes on as primary, though ${node.setup.nodeLabels[rival]} is one, too; ${what}`);
}

/** Becomes primary. Epoch 0: nobody has given it a number, as by hand, and nobody is fenced. */
export function promoteTo(node: MemberNode, epoch: number): void {
  const { derived, state } = node;
  const { lead, shipping } = state;
  if (lead.isPrimary && epoch <= lead.promised) return;
  Object.assign(lead, { isPrimary: true, isUnsettled: false });
  if (epoch > 0) {
    Object.assign(lead, { promised: epoch, lineage: [...lead.lineage, epoch, shipping.log.head] });
    node.setGauge(derived.gauges.epoch, epoch);
  }
  showRole(node);
  node.logAbout(PROMOTED, -1);
  shippingFirst(node, derived.shipping, shipping, leadingOf(node));
}

/** A later epoch: who was primary is not any more. `start`: the place from which its entries are; -1: not known yet. */
function adoptEpoch(node: MemberNode, epoch: number, start: number): void {
  const { derived, state } = node;
  const { lead, shipping } = state;
  lead.promised = epoch;
  node.setGauge(derived.gauges.epoch, epoch);
  if (lead.isPrimary) {
    Object.assign(lead, { isPrimary: false, isUnsettled: true, rival: null });
    node.setGauge(derived.gauges.alone, 0);
    showRole(node);
    node.say(`steps down: there is epoch ${epoch}`);
    endWaiting(shipping.waiting, (call, _, place) => {
      shipping.unacknowledged.push(place);
      node.log(REJECTED, call, Fate.noQuorum);
      node.reply(call, Fate.noQuorum, 0);
    });
  }
  if (lead.isUnsettled && start >= 0) settleLost(node, start);
}

/** Says which of its acknowledged writes the new primary does not have, and never will. */
function settleLost(node: MemberNode, start: number): void {
  const { derived, state } = node;
  const { lead, shipping } = state;
  lead.isUnsettled = false;
  const names = lostWrites(node, start);
  if (names.length === 0) return;
  node.addGauge(derived.gauges.lost, names.length);
  node.say(`${writesText(names)} lost: ${namesText(names)}`);
  shipping.unacknowledged = [];
}

function writesText({ length }: readonly string[]): string {
  return length === 1 ? '1 acknowledged write is' : `${length} acknowledged writes are`;
}

function namesText(names: readonly string[]): string {
  const more = names.length > MOST_NAMES ? `, and ${names.length - MOST_NAMES} more` : '';
  return `${names.slice(0, MOST_NAMES).join(', ')}${more}`;
}

/** Acknowledged writes from a place of the log on, by key and field. */
export function lostWrites(node: MemberNode, start: number): string[] {
  const { log, unacknowledged } = node.state.shipping;
  const silent = new Set(unacknowledged);
  const names: string[] = [];
  for (let i = firstFrom(log, start); i < log.count; i++) {
    const [key, field, , place] = log.entries.subarray(i * ENTRY, (i + 1) * ENTRY);
    if (field < FIELD_NAMES.length && !silent.has(place + 1)) names.push(`${node.setup.keys.nameOf(key)}.${FIELD_NAMES[field]}`);
  }
  return names;
}

function showRole(node: MemberNode): void {
  const { isPrimary, steppedDown } = node.derived.gauges;
  if (isPrimary >= 0) node.setGauge(isPrimary, node.state.lead.isPrimary ? 1 : 0);
  if (steppedDown >= 0) node.setGauge(steppedDown, node.state.lead.isPrimary ? 0 : 1);
}

function standing({ state: { lead, shipping } }: MemberNode): Int32Array {
  const head = lead.isWiped ? 0 : shipping.log.head;
  return packStanding({ promised: lead.promised, epoch: lastEpoch(lead.lineage, head), head, isPrimary: lead.isPrimary });
}

function batchOf({ calls }: MemberNode, call: number): Int32Array {
  const batch = calls.payload(call);
  invariant(batch !== null, 'a batch of changes arrived without its entries');
  return batch;
}
