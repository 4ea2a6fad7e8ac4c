import { placesKeys } from '../../../sim/index';
import type { Contribution } from '../../workbench/workbenchApi';
import { KeyTester } from './KeyTester';
import { testedOf } from './tested';
import { strings } from './strings';

/** Where any key is, by two strategies side by side. */
export const keyTesterContribution: Contribution = {
  id: 'keyTester',
  title: strings.title,
  commands: (services) => [
    {
      id: 'view.keyTester',
      label: strings.open,
      group: 'View',
      hidden: true,
      run: (router) => {
        if (router !== undefined) testedOf(services).setState({ router });
        services.window.showPanel('keyTester');
      },
    },
  ],
  panels: [{ id: 'keyTester', place: 'dock', title: strings.title, Panel: KeyTester }],
  partMenu: [{ command: 'view.keyTester', label: strings.open, isOffered: placesKeys, isDisabled: () => false }],
};
