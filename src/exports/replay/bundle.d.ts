/**
 * `./player.bundle` is `./player.ts` with all that it imports as one script for a page of its own, and the SHA-256 of it in base64, as a
 * content policy wants it.
 */
declare module '*.bundle' {
  export const code: string;
  export const sha256: string;
}
