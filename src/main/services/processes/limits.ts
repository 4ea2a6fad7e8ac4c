/** What a process may do before it is ended; in bytes of what nobody has taken yet. */
export const PROCESS_LIMITS = {
  /** Of one line, and of what is written faster than the run takes it. */
  lineBytes: 1_000_000,
  unreadBytes: 4_000_000,
  unreadLines: 20_000,
  /** Of what it was given and has not read. */
  inputBytes: 4_000_000,
  /** Of a line of its error output; the rest of it is left out. */
  logChars: 500,
  /** Lines of its error output in a second; the rest is left out. */
  logLines: 1_000,
  /** How long its output is waited for once it has ended, ms: another program may hold it open. */
  lastWordsMs: 300,
} as const;
