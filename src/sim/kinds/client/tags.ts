/** Tags of a client's timers. */
export const Tag = { arrive: 0, think: 1, timeout: 2, retry: 3, hedge: 4, deadline: 5, twice: 6, timed: 7, byHand: 8 } as const;

/** The budget is counted in millionths of a retry, so that ten tenths are one. */
export const A_RETRY = 1_000_000;
