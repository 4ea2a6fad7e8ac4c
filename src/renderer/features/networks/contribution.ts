import { canJoin, withNetwork } from '../../board/networks/frames';
import { isNetwork, withJoined, type DocumentState } from '../../document/index';
import type { Command, Contribution, Services } from '../../workbench/workbenchApi';
import type { ScenarioNode } from '../../../sim/index';
import { strings } from './strings';

/** The network that the selected parts would join: the one selected with them, or the first there is. */
function networkMeant({ scenario, selection }: DocumentState): string | undefined {
  const networks = scenario.nodes.filter(({ kind }) => isNetwork(kind)).map(({ id }) => id);
  return networks.find((id) => selection.nodes.includes(id)) ?? networks[0];
}

function selected({ scenario, selection }: DocumentState, isMeant: (node: ScenarioNode) => boolean): string[] {
  return scenario.nodes.filter((node) => selection.nodes.includes(node.id) && isMeant(node)).map(({ id }) => id);
}

const joining = (state: DocumentState): string[] => selected(state, ({ kind, network }) => canJoin(kind) && network === undefined);
const leaving = (state: DocumentState): string[] => selected(state, ({ network }) => network !== undefined);

function move({ document, window }: Services, label: string, ids: readonly string[], network: string | undefined): void {
  const { scenario } = document.store.getState();
  const nodes = scenario.nodes.map((node) => (ids.includes(node.id) ? withNetwork(node, network) : node));
  const after = network === undefined ? { ...scenario, nodes } : withJoined({ ...scenario, nodes }, network, ids);
  if (document.actions.edit(label, { type: 'replace', scenario: after }) === null) window.announce(`${label}.`);
}

const networkCommands = (services: Services): readonly Command[] => [
  {
    id: 'edit.joinNetwork',
    label: strings.join,
    group: 'Edit',
    line: true,
    enabled: ({ document }) => networkMeant(document) !== undefined && joining(document).length > 0,
    run: () => {
      const state = services.document.store.getState();
      const network = networkMeant(state);
      const ids = joining(state);
      if (network !== undefined) move(services, strings.joined(ids.join(', '), network), ids, network);
    },
  },
  {
    id: 'edit.leaveNetwork',
    label: strings.leave,
    group: 'Edit',
    enabled: ({ document }) => leaving(document).length > 0,
    run: () => {
      const ids = leaving(services.document.store.getState());
      move(services, strings.left(ids.join(', ')), ids, undefined);
    },
  },
];

/** Joining and leaving networks without dragging. */
export const networksContribution: Contribution = { id: 'networks', title: strings.title, commands: networkCommands };
