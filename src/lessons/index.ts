/** Lessons: what they are, what of a board counts, and what it is worth. Knows the simulator's door and nothing else. */
export { parseCourse, parseLesson, changed, RULES, type Lesson } from './parseLesson';
export { parseTask } from './exercise';
export type { BoardChange, Course, Objective, Question, WrongAnswer } from './lessonSchema';
export { BUDGET_CHECK, checksOf, entryOf, type BrokenRule, type Entry } from './entry';
export { boardRefusal } from './boardRefusal';
export { scoreAnswer, type Answer, type AnswerScore } from './questions';
export { parseScore, runOfScore, scoreText, type Score, type ScoredRun } from './scoreFile';
export { proveScore, type ScoreProof } from './proveScore';
export { gradeEntry, nothing, pointsOf, type Grade, type ObjectiveGrade } from './grade';
