import { defineOperation } from '../../network/operations';
import { READ } from '../../toolkit/operations';

/** Wants a text back. */
export const ECHO = defineOperation({ name: 'echo', sort: 'request', unknown: 'refused' });
/** Wants an id that nobody else gets. */
export const GENERATE = defineOperation({ name: 'generate', sort: 'request', unknown: 'refused' });
/** Wants every node to hear of a value. */
export const BROADCAST = defineOperation({ name: 'broadcast', sort: 'request', isWrite: true, unknown: 'refused' });

/** Wants to know who leads. */
export const LEADER = defineOperation({ name: 'leader', sort: 'request', unknown: 'refused' });

/** What a workload asks, by the names of Maelstrom's messages. */
export const ASKED = { echo: ECHO, generate: GENERATE, broadcast: BROADCAST, read: READ, leader: LEADER } as const;
