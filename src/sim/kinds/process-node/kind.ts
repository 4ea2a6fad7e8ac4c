import { z } from 'zod';
import { defineKind } from '../define';
import { GROUPS } from '../groups';
import { choice, toggle, type ParamsOf } from '../fields';
import { processNodeBehavior } from './behavior';
import { PROCESS_NODE_GAUGES } from './gauges';

/** A text in one line. */
const ONE_LINE = /^.*$/;

/** Fields of a process node. */
export const processNodeFields = {
  path: () =>
    z
      .string()
      .max(1000)
      .regex(ONE_LINE, { message: 'must be one line' })
      .default('')
      .meta({
        title: 'Program',
        help: 'Path of the file to start, such as /home/you/echo.py. You will be asked before it is started for the first time.',
        examples: ['', '/opt/nodes/echo.py'],
      }),
  arguments: () =>
    z
      .string()
      .max(1000)
      .regex(ONE_LINE, { message: 'must be one line' })
      .default('')
      .meta({
        title: 'Arguments',
        help: 'Arguments for the program, separated by spaces. Words in double quotes are one argument.',
        examples: ['', '--verbose "two words"'],
      }),
  pace: choice(['real-time', 'as-it-answers'], 'real-time', {
    title: 'Pace',
    help:
      'Real time: a simulated second takes a second, so that its own timers are right. As fast as it answers: time stands still ' +
      'while it works on what it was given, and its own timers come late.',
    options: { 'real-time': 'Real time', 'as-it-answers': 'As fast as it answers' },
    face: '{}',
    isOnFace: true,
  }),
  tellsTopology: toggle(false, {
    title: 'Is told the topology',
    help: "Maelstrom's topology message, with its neighbours, follows init; programs for broadcast wait for it.",
  }),
};

/** Params of a process node. */
export type ProcessNodeParams = ParamsOf<typeof processNodeFields>;

/** Runs an existing program outside of the simulator, which speaks Maelstrom's protocol. */
export const processNode = defineKind(
  {
    kind: 'process-node',
    version: 1,
    title: 'Process node',
    group: GROUPS.networks,
    idPrefix: 'P',
    summary: 'Runs a program on this computer that speaks Maelstrom\u2019s protocol on its standard input and output.',
    iconPath: 'M4 5h16v14H4z M4 9h16 M8 13h3 M8 16h8',
    accepts: ['request', 'peer'],
    offers: ['member', 'peer'],
    acceptsHelp: 'Wire clients to a process node to send it requests, or another member to make the two neighbours.',
    offersHelp: 'Wire a process node to a network to make it a member, or to another member.',
    fields: processNodeFields,
    gauges: PROCESS_NODE_GAUGES,
    storesKeys: false,
    isMember: true,
    takesBodies: true,
    card: {
      models: [
        'An existing program, one process for each node, started only once somebody has allowed it',
        'Lines of JSON as in Maelstrom: init, messages, answers, errors by number; clients are c1, c2 and so on',
        'Everything it reads and writes is kept: the run can be rewound, and replayed without the program',
        'A crash kills the process, a restart starts another; its error output goes to the log',
        'A pause holds back what it reads and writes',
      ],
      leavesOut: [
        'The same run twice: another live run may differ, because the program has its own time and chance',
        'Clocks that go wrong: it uses the clock of this computer',
        'The services of Maelstrom (lin-kv and others); of the topology, it is told only its own neighbours',
      ],
    },
  },
  processNodeBehavior,
);
