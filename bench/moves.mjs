import { ask, say } from './measure.mjs';

/**
 * A sharded store that a tenth shard joins: how time and memory grow with the number of keys, a tenth of which moves.
 * @param {(...args: (string | number)[]) => import('./measure.mjs').Command} ours
 */
export function moves(ours) {
  say('\nA store on nine shards for 30 s, 500 requests a second; a tenth shard joins, and a tenth of the keys moves to it');
  let before = null;
  for (const keys of [10_000, 100_000, 1_000_000]) {
    /** @type {any} */
    const row = ask(ours('rebalance', keys));
    const seconds = row.madeSeconds + row.seconds;
    const growth = before === null ? '' : `, ${(seconds / before).toFixed(1)} times as long as with a tenth of the keys`;
    const isWhole = row.held === keys && row.toMove === 0 && row.failed === 0;
    say(
      `  ${keys.toLocaleString('en').padStart(9)} keys: made in ${row.madeSeconds.toFixed(2)} s, run in ${row.seconds.toFixed(2)} s of the processor` +
        ` (${row.events.toLocaleString('en')} events), ${row.moved.toLocaleString('en')} keys moved, ${row.memoryMB.toFixed(0)} MB at most,` +
        ` ${row.checkpoints} checkpoints of ${row.checkpointMB.toFixed(0)} MB in all; every key is on one shard and nobody was refused: ${isWhole ? 'yes' : 'NO'}${growth}`,
    );
    before = seconds;
  }
}
