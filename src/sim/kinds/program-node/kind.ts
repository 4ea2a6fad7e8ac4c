import { defineKind } from '../define';
import { GROUPS } from '../groups';
import { programName, type ParamsOf } from '../fields';
import { programNodeBehavior } from './behavior';
import { PROGRAM_NODE_GAUGES } from './gauges';
import { NODE_PROGRAM } from './starters';

/** Fields of a program node. */
export const programNodeFields = {
  program: programName({
    title: 'Program',
    face: '{}',
    isOnFace: true,
    options: { '': 'No program yet' },
    help: 'What the node does with each message. Several nodes may run the same program; each has variables of its own.',
    programs: [NODE_PROGRAM],
  }),
};

/** Params of a program node. */
export type ProgramNodeParams = ParamsOf<typeof programNodeFields>;

/** Runs a program that its author writes: messages in, messages out. */
export const programNode = defineKind(
  {
    kind: 'program-node',
    version: 1,
    title: 'Program node',
    group: GROUPS.networks,
    idPrefix: 'PN',
    summary: 'Runs your own program: it gets messages, keeps what it likes, and sends messages.',
    iconPath: 'M4 5h16v14H4z M8 9l3 3l-3 3 M13 15h4',
    accepts: ['request', 'peer'],
    offers: ['member', 'peer'],
    acceptsHelp: 'Wire clients to a program node to send it requests, or another member to make the two neighbours.',
    offersHelp: 'Wire a program node to a network to make it a member, or to another member.',
    fields: programNodeFields,
    gauges: PROGRAM_NODE_GAUGES,
    storesKeys: false,
    isMember: true,
    takesBodies: true,
    card: {
      models: [
        'A program with variables of its own, which lives from message to message',
        'Messages as in Maelstrom: on, reply, send, rpc, errors by number',
        'Timers, chance and a clock of its own; storage that survives a crash',
        'A crash loses the variables: the program starts afresh',
      ],
      leavesOut: [
        'The time that a handler takes to compute',
        'Files, sockets, threads and other machines',
        'Sizes of messages',
        'In JavaScript, errors in promises that nobody awaits or returns: they are not told',
      ],
    },
  },
  programNodeBehavior,
);
