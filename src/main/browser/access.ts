import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { proofText, type Admission, type ChallengeAnswer } from '../../contract/handshake';

const START_KEY_LASTS_MS = 600_000;
/** A page that was not there for so long needs a new start key. */
const PAGE_LASTS_MS = 7 * 86_400_000;
const CHALLENGE_LASTS_MS = 30_000;
const MOST_PAGES = 100;
const MOST_CHALLENGES = 200;
const SECRET_BYTES = 32;

/** A page that was let in: a browser at this address. */
export interface KnownPage {
  readonly page: string;
  readonly secret: string;
  lastSeenMs: number;
}

const random = (): string => randomBytes(SECRET_BYTES).toString('base64url');

function sign(secret: string, text: string): string {
  return createHmac('sha256', Buffer.from(secret, 'base64url')).update(text).digest('base64url');
}

function isSame(a: string, b: string): boolean {
  const [p, q] = [Buffer.from(a), Buffer.from(b)];
  return p.length === q.length && timingSafeEqual(p, q);
}

/** A new secret that start keys are signed with. */
export function newStartSecret(): string {
  return random();
}

/** A start key: works once and for ten minutes, at the shell that has the secret. */
export function makeStartKey(startSecret: string, nowMs: number): string {
  const head = `${randomBytes(12).toString('base64url')}.${nowMs + START_KEY_LASTS_MS}`;
  return `${head}.${sign(startSecret, head)}`;
}

/** Who is let in at one port: pages that were given a secret for a start key, and prove that they know it. */
export class Access {
  private readonly pages = new Map<string, KnownPage>();
  private readonly usedKeys = new Map<string, number>();
  private readonly challenges = new Map<string, { readonly page: string; readonly pageNonce: string; readonly untilMs: number }>();

  constructor(
    private readonly port: number,
    private readonly startSecret: string,
    known: readonly KnownPage[],
    private readonly now: () => number,
    /** Told of the pages whenever they change, so that a page finds its way back after a new start. */
    private readonly onChange: (pages: readonly KnownPage[]) => void,
  ) {
    for (const page of known) if (this.isFresh(page)) this.pages.set(page.page, page);
  }

  /** A page for a start key; null: the key was used, is too old, or is none of ours. */
  redeem(key: string): Admission | null {
    const [name, untilMs, mark] = key.split('.');
    if (mark === undefined || !isSame(mark, sign(this.startSecret, `${name}.${untilMs}`))) return null;
    if (!(Number(untilMs) > this.now()) || this.usedKeys.has(name)) return null;
    for (const [used, until] of this.usedKeys) if (until < this.now()) this.usedKeys.delete(used);
    this.usedKeys.set(name, Number(untilMs));
    const page: KnownPage = { page: randomBytes(12).toString('base64url'), secret: random(), lastSeenMs: this.now() };
    this.pages.set(page.page, page);
    const [oldest] = [...this.pages.values()].sort((p, q) => p.lastSeenMs - q.lastSeenMs);
    if (this.pages.size > MOST_PAGES) this.pages.delete(oldest.page);
    this.changed();
    return { page: page.page, secret: page.secret };
  }

  /** Proves to a page that this is its shell, and challenges it; null: the page is not known here. */
  challenge(id: string, pageNonce: string): ChallengeAnswer | null {
    const page = this.pages.get(id);
    if (page === undefined || !this.isFresh(page) || !/^[\w-]{16,60}$/.test(pageNonce)) return null;
    const [oldest] = this.challenges.keys();
    if (this.challenges.size >= MOST_CHALLENGES) this.challenges.delete(oldest);
    const nonce = random();
    this.challenges.set(nonce, { page: id, pageNonce, untilMs: this.now() + CHALLENGE_LASTS_MS });
    return { nonce, proof: sign(page.secret, proofText('shell', String(this.port), pageNonce, nonce)) };
  }

  /** Whether a page has proved that it knows its secret. Every challenge is good for one answer. */
  admits(id: string, shellNonce: string, proof: string): boolean {
    const challenge = this.challenges.get(shellNonce);
    this.challenges.delete(shellNonce);
    const page = this.pages.get(id);
    if (challenge === undefined || page === undefined || challenge.page !== id || challenge.untilMs < this.now()) return false;
    if (!isSame(proof, sign(page.secret, proofText('page', String(this.port), challenge.pageNonce, shellNonce)))) return false;
    this.seen(id);
    return true;
  }

  /** The page is there, or was until now. */
  seen(id: string): void {
    const page = this.pages.get(id);
    if (page === undefined) return;
    page.lastSeenMs = this.now();
    this.changed();
  }

  private isFresh({ lastSeenMs }: KnownPage): boolean {
    return lastSeenMs + PAGE_LASTS_MS > this.now();
  }

  private changed(): void {
    this.onChange([...this.pages.values()]);
  }
}
