/** Lines that are told of from where a mistake was called. */
export const MOST_CALLERS = 5;

/** What a node may do in answer to one input, the same in every language. */
export const NODE_LIMITS = {
  /** Messages it may send. */
  messages: 1_000,
  /** Characters of the JSON of a message. */
  messageChars: 100_000,
  /** Log lines, and characters of each. */
  logLines: 100,
  logChars: 500,
  /** Reached lines that are told of at one moment. */
  reachedLines: 20,
  /** Timers that may be set at once. */
  timers: 1_000,
  /** Characters of a variable as it is shown, and variables that are shown. */
  shownChars: 300,
  shownVariables: 100,
  /** How long an answer to a question is waited for when nothing is said, ms. */
  rpcTimeoutMs: 1_000,
} as const;
