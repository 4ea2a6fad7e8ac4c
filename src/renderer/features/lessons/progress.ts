import type { LessonProgress } from '../../../contract/index';
import { checksOf, type Lesson } from '../../../lessons/index';
import { parseScenarioValue, type Scenario } from '../../../sim/index';

/** Where everybody begins. */
export const NO_PROGRESS: LessonProgress = { board: null, answers: {}, hints: 0, won: false, points: 0, best: null };

/** The board that a lesson begins with, as a scenario with the lesson's goals as its checks. */
export function startBoard(lesson: Lesson): Scenario {
  return { ...lesson.start, checks: [...checksOf(lesson)], mutations: undefined, solution: undefined };
}

/** What of a board is kept: its parts and wires, and programs where they are the learner's. Null: it is as the lesson begins. */
export function boardText(lesson: Lesson, { nodes, links, programs }: Scenario): string | null {
  const own = lesson.board.ownPrograms === true ? { programs } : {};
  const text = JSON.stringify({ nodes, links, ...own });
  const start = lesson.start;
  return text ===
    JSON.stringify({ nodes: start.nodes, links: start.links, ...(lesson.board.ownPrograms === true ? { programs: start.programs } : {}) })
    ? null
    : text;
}

/** The board as somebody left it; as the lesson begins, when nothing was kept or it cannot be read any more. */
export function boardOf(lesson: Lesson, text: string | null): Scenario {
  const start = startBoard(lesson);
  if (text === null) return start;
  try {
    const kept: unknown = JSON.parse(text);
    if (typeof kept !== 'object' || kept === null) return start;
    const parsed = parseScenarioValue({ ...start, ...kept });
    return parsed.ok ? parsed.scenario : start;
  } catch {
    return start;
  }
}
