import { programsThatName, type Scenario } from '../../../sim/index';
import type { Services } from '../../workbench/workbenchApi';
import { strings } from './strings';

/** What to tell of programs that still name parts by ids that an edit took away; null: none does. */
export function namesLost(before: Scenario, now: Scenario): string | null {
  const ids = new Set(now.nodes.map(({ id }) => id));
  const gone = before.nodes.filter(({ id }) => !ids.has(id));
  const isRename = before.nodes.length === now.nodes.length;
  const lost = gone.flatMap(({ id }) => {
    const programs = programsThatName(now, id);
    if (programs.length === 0) return [];
    const newId = isRename ? now.nodes[before.nodes.findIndex((node) => node.id === id)].id : null;
    return [newId === null ? strings.namesDeleted(programs.join(', '), id) : strings.namesRenamed(programs.join(', '), id, newId)];
  });
  return lost.length === 0 ? null : lost.join(' ');
}

/** Tells of programs that name a part that was renamed or deleted: nobody can rename it in what somebody wrote. Returns how to stop. */
export function warnOfLostNames({ document, playback }: Services): () => void {
  return document.store.subscribe((state, before) => {
    if (state.scenario === before.scenario || state.file !== before.file || state.past.length <= before.past.length) return;
    const notice = namesLost(before.scenario, state.scenario);
    if (notice !== null) playback.store.setState({ notice });
  });
}
