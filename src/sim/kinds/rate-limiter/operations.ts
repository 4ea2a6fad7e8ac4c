import { defineOperation } from '../../network/operations';

/** Asks whoever counts for several limiters whether one more request may pass. */
export const ACQUIRE = defineOperation({ name: 'acquire', sort: 'control', unknown: 'ok' });
