/** Names of the statuses of a part, indexed by `NodeStatus`. */
export const STATUS_NAMES = ['up', 'down', 'paused', 'slow', 'off', 'starting'] as const;
