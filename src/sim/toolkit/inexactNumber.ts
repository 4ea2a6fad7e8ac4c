import type { MessageBody } from '../network/messages';

/**
 * The first whole number in a body that a message cannot carry exactly; null: it carries them all. Numbers travel as doubles, which hold
 * whole numbers up to 2^53 - 1 (RFC 8259, section 6); a larger one may have been rounded on the way here.
 */
export function inexactNumber(body: MessageBody): number | null {
  if (typeof body === 'number') return Number.isInteger(body) && !Number.isSafeInteger(body) ? body : null;
  if (typeof body !== 'object' || body === null) return null;
  for (const item of Object.values(body)) {
    const found = inexactNumber(item);
    if (found !== null) return found;
  }
  return null;
}
