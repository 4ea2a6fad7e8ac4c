import type { Contribution } from '../../workbench/workbenchApi';
import { KeysForm } from './KeysForm';
import { PartRequests } from './PartRequests';
import { askToSend, canSend, clientMeant } from './sendState';
import { strings } from './strings';

/** Requests that a person writes: one sent now, those of a script, and the keys they are about. */
export const requestsContribution: Contribution = {
  id: 'requests',
  title: strings.title,
  commands: (services) => [
    {
      id: 'run.send',
      label: strings.sendCommand,
      group: 'Run',
      line: true,
      keys: ['R'],
      enabled: ({ document }) => document.scenario.nodes.some(({ kind }) => canSend(kind)),
      run: (subject) => {
        const client = clientMeant(services, subject);
        if (client === undefined) services.window.announce(strings.noClient);
        else askToSend(services, client.id);
      },
    },
  ],
  pieces: [
    { place: 'part', Piece: PartRequests },
    { place: 'scenario', Piece: KeysForm },
  ],
  partMenu: [{ command: 'run.send', label: strings.sendMenu, isOffered: canSend, isDisabled: (hasRun) => !hasRun }],
};
