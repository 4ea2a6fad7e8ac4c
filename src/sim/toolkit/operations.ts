import { defineOperation } from '../network/operations';

/** Reads one field of a profile. */
export const READ = defineOperation({ name: 'read', sort: 'request', isCommon: true, unknown: 'refused' });
/** Writes one field of a profile. */
export const WRITE = defineOperation({ name: 'write', sort: 'request', isCommon: true, isWrite: true, unknown: 'refused' });
/** Writes a value, but only where another one is there now. */
export const CAS = defineOperation({ name: 'cas', title: 'Compare and set', sort: 'request', isWrite: true, unknown: 'refused' });
/** Adds an item to a list. */
export const APPEND = defineOperation({ name: 'append', title: 'Append to a list', sort: 'request', isWrite: true, unknown: 'refused' });
/** Takes an item out of a list, wherever it stands. */
export const REMOVE = defineOperation({ name: 'remove', title: 'Take out of a list', sort: 'request', isWrite: true, unknown: 'refused' });
/** Adds to a counter. */
export const INCREMENT = defineOperation({
  name: 'increment',
  title: 'Add to a counter',
  sort: 'request',
  isWrite: true,
  unknown: 'refused',
});
/** Takes a value away. */
export const DELETE = defineOperation({ name: 'delete', sort: 'request', isWrite: true, unknown: 'refused' });
/** Hands changes on to whoever keeps a copy. */
export const REPLICATE = defineOperation({ name: 'replicate', sort: 'replication', unknown: 'refused' });
/** Makes a copy the primary. */
export const PROMOTE = defineOperation({ name: 'promote', sort: 'control', unknown: 'ok' });
/** Asks whether a part is well: one that is asked and answers is. */
export const PROBE = defineOperation({ name: 'health check', sort: 'control', unknown: 'ok' });
/** Orders how many targets are to be switched on, or one target to be on or off. */
export const SCALE = defineOperation({ name: 'scale', sort: 'control', unknown: 'ok' });
/** Asks how much there is to do. */
export const MEASURE = defineOperation({ name: 'measure', sort: 'control', unknown: 'ok' });
/** Tells a service registry that a part is there. */
export const ANNOUNCE = defineOperation({ name: 'heartbeat', sort: 'control', unknown: 'ok' });
/** Asks a service registry who is there. */
export const RESOLVE = defineOperation({ name: 'look-up', sort: 'control', unknown: 'ok' });
/** Asks a store for keys that are to move, with all that it has of them. */
export const FETCH = defineOperation({ name: 'fetch keys', sort: 'control', unknown: 'refused' });
/** Hands a store keys that have moved. */
export const ADOPT = defineOperation({ name: 'adopt keys', sort: 'control', unknown: 'refused' });
/** Tells a store to forget keys that have moved away. */
export const FORGET = defineOperation({ name: 'forget keys', sort: 'control', unknown: 'refused' });
/** A failover monitor asks a part of its group how far it is, and tells it who leads. */
export const CHECK = defineOperation({ name: 'failover check', sort: 'control', unknown: 'ok' });
/** A failover monitor has a part promise to take nothing of older epochs any more. */
export const FENCE = defineOperation({ name: 'fence', sort: 'control', unknown: 'refused' });
/** A failover monitor makes a part primary, under an epoch. */
export const LEAD = defineOperation({ name: 'take the lead', sort: 'control', unknown: 'refused' });
/** A failover monitor tells whoever sends requests who is primary. */
export const ROUTE = defineOperation({ name: 'new primary', sort: 'control', unknown: 'ok' });
/** A failover monitor asks another whether it suspects the primary, too. */
export const AGREE = defineOperation({ name: 'agree', sort: 'control', unknown: 'refused' });

/** What a failover monitor asks of the parts of its group. */
export const GROUP_OPERATIONS = [CHECK, FENCE, LEAD] as const;
