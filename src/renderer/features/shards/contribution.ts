import { isShard } from '../../../sim/index';
import type { Command, Contribution, PartOfMenu, Services } from '../../workbench/workbenchApi';
import { leftOutAfter, membershipsOf } from './membership';
import { strings } from './strings';

/** Takes a shard out of use at its routers, or back into it; as every change of a field, it takes hold at the playhead of a run. */
function change({ document, toasts, window }: Services, shard: string, leaves: boolean): void {
  const { scenario } = document.store.getState();
  const all = membershipsOf(scenario, shard);
  const meant = all.filter(({ isOut, isLast }) => isOut !== leaves && !isLast);
  if (meant.length === 0) {
    if (all.length === 0) toasts.show({ message: strings.noRouter(shard) });
    else if (leaves) toasts.show({ message: strings.last(shard) });
    return;
  }
  const label = leaves ? strings.left(shard) : strings.joined(shard);
  for (const { router, placement } of meant) {
    document.actions.edit(label, { type: 'setParams', ids: [router.id], params: leftOutAfter(placement, shard, leaves) }, '');
  }
  window.announce(`${label}.`);
  const stayed = meant.filter(({ movesKeys }) => !movesKeys).map(({ router }) => router.id);
  if (stayed.length > 0) toasts.show({ id: 'shards.moves', message: strings.moveNow(stayed.join(', ')) });
}

const shardCommands = (services: Services): readonly Command[] =>
  ([true, false] as const).map((leaves): Command => ({
    id: leaves ? 'edit.shardLeaves' : 'edit.shardJoins',
    label: leaves ? strings.leave : strings.join,
    group: 'Edit',
    hidden: true,
    run: (subject) => {
      const shard = subject ?? services.document.store.getState().selection.nodes[0];
      if (shard !== undefined) change(services, shard, leaves);
    },
  }));

const isOut = ({ id, scenario }: PartOfMenu): boolean => membershipsOf(scenario, id).some((membership) => membership.isOut);

/** Shards that leave their routers and join them again, from the menu of a shard. */
export const shardsContribution: Contribution = {
  id: 'shards',
  title: strings.title,
  commands: shardCommands,
  partMenu: [
    { command: 'edit.shardLeaves', label: strings.leave, isOffered: (kind, _hasRun, part) => isShard(kind) && !isOut(part) },
    { command: 'edit.shardJoins', label: strings.join, isOffered: (kind, _hasRun, part) => isShard(kind) && isOut(part) },
  ],
};
