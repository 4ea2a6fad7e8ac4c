/**
 * The number of the message that a body answers, as text; null: it answers none. Programs write what they like there, and an object of
 * theirs may not even be turned into text.
 */
export function answeredNumber(body: Readonly<Record<string, unknown>>): string | null {
  const written = body.in_reply_to;
  return typeof written === 'number' || typeof written === 'string' ? String(written) : null;
}
