import { mix32 } from '../../kernel/hash';

/**
 * The place in `salts` (one a shard, from its name) of whoever scores highest for a key's hash (D. Thaler, C. Ravishankar, Using Name-Based
 * Mappings to Increase Hit Rates, 1998). Whoever leaves takes its keys along and moves no other; costs a hash for each shard.
 */
export function rendezvous(hash: number, salts: Uint32Array): number {
  let best = -1;
  let highest = -1;
  for (let i = 0; i < salts.length; i++) {
    const score = mix32(mix32(hash ^ salts[i]) + hash);
    if (score <= highest) continue;
    highest = score;
    best = i;
  }
  return best;
}
