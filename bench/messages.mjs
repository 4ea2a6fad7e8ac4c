import { ask, median, say } from './measure.mjs';

const SECONDS = 60;
/** Handed to the 25 programs: more than 100,000 messages. */
const VALUES = 880;
const MEDIAN_MS = 150;
const WORST_MS = 500;

/**
 * Peers that gossip: how time and memory grow with their number, and looks into a run of a million messages.
 * @param {(...args: (string | number)[]) => import('./measure.mjs').Command} ours
 */
export function messages(ours) {
  say(`\nGossip over a random graph for ${SECONDS} s, with checkpoints`);
  let before = null;
  for (const members of [100, 1000, 10_000]) {
    /** @type {any} */
    const row = ask(ours('gossip', members, SECONDS));
    const each = (row.seconds / row.events) * 1e6;
    const growth = before === null ? '' : `, ${(each / before).toFixed(2)} times as long for an event as with a tenth of them`;
    say(
      `  ${members.toLocaleString('en').padStart(6)} members: ${row.messages.toLocaleString('en')} messages, ${row.events.toLocaleString('en')} events in ${row.seconds.toFixed(1)} s of the processor` +
        ` (${Math.round(row.events / row.seconds).toLocaleString('en')} a second), made in ${row.madeSeconds.toFixed(2)} s, ${row.memoryMB?.toFixed(0)} MB at most,` +
        ` ${row.checkpoints} checkpoints of ${row.checkpointMB?.toFixed(0)} MB; all know the same: ${row.verdict === 'met' ? 'yes' : 'NO'}${growth}`,
    );
    before = each;
  }
  /** @type {any} */
  const found = ask(ours('seeks', 1000, 1010));
  say(`\nLooks at 100 moments of a run of ${found.messages.toLocaleString('en')} messages (${found.events.toLocaleString('en')} events)`);
  seekLines(found);
}

/**
 * Programs of learners' as nodes that gossip, beside peers that are built in, and looks into such a run.
 * @param {(...args: (string | number)[]) => import('./measure.mjs').Command} ours
 */
export function programs(ours) {
  say('\nGossip of 25 nodes, with checkpoints');
  /** @type {any} */
  const built = ask(ours('gossip', 25, 4000));
  say(`  built-in peers: ${rate(built)}`);
  for (const language of ['javascript', 'python']) {
    /** @type {any} */
    const row = ask(ours('programGossip', language, VALUES));
    say(
      `  programs in ${language}: ${rate(row)}, begun in ${row.madeSeconds.toFixed(2)} s,` +
        ` ${row.checkpoints} checkpoints of ${Math.round((row.checkpointMB * 1000) / row.checkpoints)} KB each, ${row.memoryMB.toFixed(0)} MB at most`,
    );
    seekLines(ask(ours('programSeeks', language, VALUES)));
  }
}

/** @param {any} row */
const rate = (row) =>
  `${row.messages.toLocaleString('en')} messages in ${row.seconds.toFixed(1)} s of the processor (${Math.round(row.messages / row.seconds).toLocaleString('en')} a second)`;

/** @param {any} found */
function seekLines(found) {
  for (const [what, ms, processorMs, equal] of [
    ['the run', found.seekMs, found.seekProcessorMs, found.equal],
    ['a branch of it', found.branchSeekMs, found.branchSeekProcessorMs, found.branchEqual],
  ]) {
    const worst = Math.max(...ms);
    const isMet = median(ms) < MEDIAN_MS && worst < WORST_MS && equal === 100;
    say(
      `  ${what}: median ${median(ms).toFixed(0)} ms, worst ${worst.toFixed(0)} ms` +
        ` (of the processor ${median(processorMs).toFixed(0)} and ${Math.max(...processorMs).toFixed(0)}),` +
        ` equal by state hash ${equal} of 100; asked: ${MEDIAN_MS}, ${WORST_MS}, 100: ${isMet ? 'met' : 'MISSED'}`,
    );
  }
}
