import { kindOf } from '../../../sim/index';
import type { Contribution } from '../../workbench/workbenchApi';
import { lookedUpOf } from './lookedUp';
import { LookupPanel } from './LookupPanel';
import { strings } from './strings';

/** What a store knows of a key, at any moment. */
export const lookupContribution: Contribution = {
  id: 'lookup',
  title: strings.title,
  commands: (services) => [
    {
      id: 'run.lookup',
      label: strings.lookUpInSelected,
      group: 'Run',
      hidden: true,
      run: (part) => {
        const node = part ?? services.document.store.getState().selection.nodes[0];
        if (node !== undefined) lookedUpOf(services).setState({ node });
        services.window.showPanel('lookup');
      },
    },
  ],
  panels: [{ id: 'lookup', place: 'dock', title: strings.title, Panel: LookupPanel }],
  partMenu: [
    {
      command: 'run.lookup',
      label: strings.lookUpKey,
      isOffered: (kind) => kindOf(kind)?.descriptor.storesKeys === true,
      isDisabled: (hasRun) => !hasRun,
    },
  ],
};
