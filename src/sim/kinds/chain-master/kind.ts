import { defineKind } from '../define';
import { GROUPS } from '../groups';
import { quantity, type ParamsOf } from '../fields';
import { chainMasterBehavior } from './behavior';
import { CHAIN_MASTER_GAUGES } from './gauges';

/** Fields of the master of a chain. */
export const chainMasterFields = {
  detectMs: quantity(10, 3_600_000, 1000, {
    title: 'Takes a node out after',
    unit: 'ms',
    help:
      'A chain node that was not heard of for so long is taken out of the chain. For as long a node may answer by itself after the ' +
      'master has last answered it: so one that is cut off falls silent before the others go on without it.',
    usual: [200, 10_000],
    face: 'out after {} ms',
    isOnFace: true,
  }),
};

/** Params of the master of a chain. */
export type ChainMasterParams = ParamsOf<typeof chainMasterFields>;

/** Says who is in a chain. */
export const chainMaster = defineKind(
  {
    kind: 'chain-master',
    version: 1,
    title: 'Chain master',
    group: GROUPS.networks,
    idPrefix: 'CM',
    summary: 'Watches the nodes of a chain: takes out those that fall silent, and adds those that come back at the tail.',
    iconPath: 'M4 18h16 M5 15l-1-8l5 4l3-6l3 6l5-4l-1 8z',
    accepts: [],
    offers: ['member'],
    acceptsHelp: 'Nothing is wired to a chain master: it hears of chain nodes through their network.',
    offersHelp: 'Wire a chain master to the network of its chain nodes.',
    fields: chainMasterFields,
    gauges: CHAIN_MASTER_GAUGES,
    storesKeys: false,
    isMember: true,
    standsApart: true,
    card: {
      models: [
        'The master of chain replication (van Renesse and Schneider, 2004): it takes out nodes that fall silent, and adds at the tail',
        'Leases: who has not been answered in time serves nobody, so that a node which is cut off cannot answer with old values',
        'It knows the chain after a crash; until it is back nobody is taken out, and leases run out',
        'The last node that has the data is never taken out',
      ],
      leavesOut: ['That a real master is several machines that agree with each other', 'Several chains in one network'],
    },
  },
  chainMasterBehavior,
);
