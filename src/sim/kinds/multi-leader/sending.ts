import { rings, setAlarm } from '../../toolkit/alarm';
import { copyHash, type Copy } from '../../toolkit/versions/copy';
import { MultiLeaderGauge } from './gauges';
import { copyOf, isFull, takeIn } from './keep';
import { MultiLeaderTag, neighboursOf, say, type MultiLeaderNode } from './state';

/** So many values go in one message. */
const MOST_A_TIME = 100;

/** What one leader tells another of values that have changed. */
export interface CopiesBody {
  /** Whether the sender tells all the others itself, so that nobody has to pass it on. */
  readonly isToAll: boolean;
  readonly cells: readonly number[];
  readonly copies: readonly Copy[];
}

/** What has arrived, by the hashes of the copies that came, and of those that are kept now. */
export interface KeptBody {
  readonly cells: readonly number[];
  readonly came: readonly number[];
  readonly kept: readonly number[];
}

/** Notes that the neighbours (but the one it comes from) lack a change, and tells them, now or with the next batch. */
export function passOn(node: MultiLeaderNode, cells: readonly number[], from = -1): void {
  const { state, derived } = node;
  const others = neighboursOf(node).filter((member) => member !== from);
  if (others.length === 0 || cells.length === 0) return;
  for (const member of others) {
    state.owed[member] ??= {};
    for (const cell of cells) {
      if (!Object.hasOwn(state.owed[member], cell)) state.owedCount++;
      state.owed[member][cell] = -1;
    }
    if (derived.replicateNs === 0) send(node, member, cells);
  }
  showOwed(node);
  if (derived.replicateNs > 0 && state.batch.dueNs < 0) setAlarm(node, state.batch, derived.replicateNs, MultiLeaderTag.batch);
}

function send(node: MultiLeaderNode, member: number, cells: readonly number[]): void {
  const { state } = node;
  const isToAll = neighboursOf(node).length >= node.derived.members.length - 1;
  for (let first = 0; first < cells.length; first += MOST_A_TIME) {
    const some = cells.slice(first, first + MOST_A_TIME);
    for (const cell of some) state.owed[member][cell] = node.now();
    const body: CopiesBody = { isToAll, cells: some, copies: some.map((cell) => copyOf(node, cell)) };
    say(node, member, 'replicate', body);
  }
  tryLater(node);
}

/** The next batch is due: all that was not sent yet. */
export function sendBatch(node: MultiLeaderNode): void {
  if (rings(node, node.state.batch)) sendWhere(node, (sentNs) => sentNs < 0);
}

/** Sends what somebody has not acknowledged for too long. */
export function sendAgain(node: MultiLeaderNode): void {
  const latestNs = node.now() - node.derived.retryNs;
  node.addGauge(
    MultiLeaderGauge.again,
    sendWhere(node, (sentNs) => sentNs >= 0 && sentNs <= latestNs),
  );
}

/** Sets when it looks next for what has not arrived, as long as there is anything to look for. */
export function tryLater(node: MultiLeaderNode): void {
  const { state, derived } = node;
  if (state.again.dueNs < 0 && state.owedCount + state.asks.length > 0) setAlarm(node, state.again, derived.retryNs, MultiLeaderTag.again);
}

/** Sends, to each member, what it is owed and was last sent at such a time. Returns how many changes that were. */
function sendWhere(node: MultiLeaderNode, isDue: (sentNs: number) => boolean): number {
  let sum = 0;
  for (const [member, cells] of Object.entries(node.state.owed)) {
    const due = Object.keys(cells).filter((cell) => isDue(cells[cell]));
    if (due.length > 0) send(node, Number(member), due.map(Number));
    sum += due.length;
  }
  return sum;
}

/** Another leader tells of changes: they are taken in, acknowledged, and passed on where not everybody hears of them. */
export function hearCopies(node: MultiLeaderNode, from: number, { isToAll, cells, copies }: CopiesBody, msgId: number): void {
  if (isFull(node)) return;
  const news = cells.filter((cell, at) => takeIn(node, cell, copies[at]));
  const body: KeptBody = { cells, came: copies.map(copyHash), kept: cells.map((cell) => copyHash(copyOf(node, cell))) };
  say(node, from, 'kept', body, msgId);
  if (!isToAll) passOn(node, news, from);
}

/** What somebody has kept it need not be told again, unless it has changed since. */
export function hearKept(node: MultiLeaderNode, from: number, { cells, came, kept }: KeptBody): void {
  const owed = node.state.owed[from] as Record<string, number> | undefined;
  if (owed === undefined) return;
  cells.forEach((cell, at) => {
    if (!Object.hasOwn(owed, cell)) return;
    const hash = copyHash(copyOf(node, cell));
    if (hash !== came[at] && hash !== kept[at]) return;
    delete owed[cell];
    node.state.owedCount--;
  });
  showOwed(node);
}

/** Shows how many changes others have not acknowledged. */
export function showOwed(node: MultiLeaderNode): void {
  node.setGauge(MultiLeaderGauge.owed, node.state.owedCount);
}
