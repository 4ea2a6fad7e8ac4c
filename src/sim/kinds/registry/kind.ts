import { defineKind } from '../define';
import { GROUPS } from '../groups';
import { quantity, toggle, type ParamsOf } from '../fields';
import { registryBehavior } from './behavior';
import { REGISTRY_GAUGES } from './gauges';
import { ANNOUNCE, RESOLVE } from '../../toolkit/operations';

/** Fields of a service registry. */
export const registryFields = {
  heartbeatSeconds: quantity(0.01, 3600, 1, {
    title: 'A heartbeat every',
    unit: 's',
    help: 'How often each part must say that it is still there. A part learns of changes with its next heartbeat.',
    usual: [0.1, 10],
  }),
  expireSeconds: quantity(0.01, 100_000, 3, {
    title: 'Dropped after',
    unit: 's',
    face: 'drops after {} s',
    isOnFace: true,
    help: 'A part that has been silent for this long is taken off the list. Until then it stays listed, dead or alive.',
    usual: [0.5, 30],
  }),
  keepSeconds: quantity(0.01, 100_000, 1, {
    title: 'The list may be kept for',
    unit: 's',
    help: 'How long whoever asks may use the answer before asking again: changes are seen late, and so is a change of this setting.',
    usual: [0.1, 30],
  }),
  remembers: toggle(true, {
    title: 'Keeps the list on disk',
    help: 'Off: after a crash it begins with an empty list, and nobody is found until they have registered again.',
  }),
};

/** Params of a service registry. */
export type RegistryParams = ParamsOf<typeof registryFields>;

/** Knows who is there. */
export const registry = defineKind(
  {
    kind: 'registry',
    version: 1,
    title: 'Service registry',
    group: GROUPS.routing,
    idPrefix: 'RG',
    summary: 'Knows which parts are there: they register and send heartbeats, others ask it where to send requests.',
    iconPath: 'M5 4h12a2 2 0 0 1 2 2v14H7a2 2 0 0 1-2-2z M3 8h4 M3 12h4 M3 16h4 M11 9h5 M11 13h2l1-2 1.500 4 1-2',
    accepts: ['membership'],
    offers: [],
    acceptsHelp: 'Wire parts to a registry to be listed by it, and load balancers or clients to ask it where to send requests.',
    offersHelp: 'A registry only answers; nothing can be wired behind it.',
    fields: registryFields,
    gauges: REGISTRY_GAUGES,
    storesKeys: false,
    operations: { answers: [ANNOUNCE, RESOLVE] },
    card: {
      models: [
        'Parts that register, send heartbeats and are dropped when they stop',
        'Lists that are kept for a while by those who asked: entries of the dead are used until they expire and the list is fetched ' +
          'again',
        'A heartbeat is late when it is overdue by half its interval; whoever gets no answer from a registry asks ' +
          'again after a quarter of a second to a second',
        'A registry that is down: everybody goes on with the last list',
      ],
      leavesOut: [
        'Several registries that agree with each other',
        'Leaving on purpose: parts that stop just fall silent',
        'Work: it answers at once',
      ],
    },
  },
  registryBehavior,
);
