import type { Scenario, ScenarioLink } from '../sim/index';
import { brokenRules, freeOf, tunedWire } from './entry';
import type { Lesson } from './parseLesson';

/** What of a board the lesson sets, and the sentence for whoever would change it. */
const FIXED: readonly (readonly [keyof Scenario, string])[] = [
  ['checks', 'The goals belong to the lesson; change the board to meet them.'],
  ['faults', 'The faults belong to the lesson. You can still break a part while a run plays, to see what happens.'],
  ['durationSeconds', 'The length of the run belongs to the lesson.'],
  ['fallacies', 'How the network behaves belongs to the lesson.'],
  ['prices', 'The prices belong to the lesson.'],
];

/** Why a learner may not make this change in a lesson, in a sentence; null: they may. */
export function boardRefusal(lesson: Lesson, before: Scenario, after: Scenario): string | null {
  const known = new Set(brokenRules(lesson, before).map(({ message }) => message));
  const broken = brokenRules(lesson, after).find(({ message }) => !known.has(message));
  if (broken !== undefined) return broken.message;
  if (after.checks.length < before.checks.length) return 'A goal of the lesson is about this part; keep it.';
  const fixed = FIXED.find(([field]) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
  if (fixed !== undefined) return fixed[1];
  if (lesson.board.ownPrograms !== true && JSON.stringify(before.programs) !== JSON.stringify(after.programs))
    return 'The programs belong to the lesson.';
  const changedWire = after.links.find((link) => {
    const old = before.links.find(({ id }) => id === link.id);
    return old !== undefined && old !== link && quality(lesson, old) !== quality(lesson, link);
  });
  if (changedWire === undefined) return null;
  const free = freeOf(lesson, changedWire.id).length > 0;
  return free
    ? `Of ${changedWire.id}, you may change only what the lesson is about.`
    : 'The quality of the wires belongs to the lesson. You may add wires and remove them.';
}

/** What of a wire belongs to the lesson, as text. */
function quality(lesson: Lesson, link: ScenarioLink): string {
  const { latency, lossPercent, network } = tunedWire(link, freeOf(lesson, link.id), undefined);
  return JSON.stringify([latency, lossPercent, Object.entries(network ?? {}).sort(([p], [q]) => (p < q ? -1 : 1))]);
}
