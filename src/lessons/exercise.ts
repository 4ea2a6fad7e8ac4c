import { beginsRequests, isMetricCheck, parseScenario, type Check, type LoadFailure, type Scenario, type ScenarioNode } from '../sim/index';
import { parseLesson, type Lesson } from './parseLesson';

type Parsed = { readonly ok: true; readonly value: Lesson } | { readonly ok: false; readonly failure: LoadFailure };

/**
 * What hand-ins are held against: a lesson, or a scenario as a teacher saves one. Of a scenario, each check is an objective worth a point,
 * a check that the whole run costs at most so much an hour is the budget, locked parts and clients stay as they are, and of the kinds that
 * are on the board beside these, anything may be put there.
 */
export function parseTask(text: string): Parsed {
  if (!isScenario(text)) return parseLesson(text);
  const parsed = parseScenario(text);
  return parsed.ok ? exerciseOf(parsed.scenario) : parsed;
}

function isScenario(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && 'nodes' in value && !('objectives' in value);
  } catch {
    return false;
  }
}

function exerciseOf(start: Scenario): Parsed {
  const budget = start.checks.find(isBudget);
  const goals = start.checks.filter((check) => check !== budget);
  if (goals.length === 0) {
    const message = 'This scenario has no check that a hand-in could meet; add one under Scenario, Checks, and save it again.';
    return { ok: false, failure: { name: 'no-checks', path: 'checks', message } };
  }
  const isGiven = (node: ScenarioNode): boolean => node.locked === true || beginsRequests(node.kind);
  const free = start.nodes.filter((node) => !isGiven(node));
  const programs = new Set(Object.keys(start.programs ?? {}));
  const lesson: Lesson = {
    lesson: 1,
    id: 'exercise',
    title: start.name,
    level: 'going-on',
    minutes: 30,
    goal: start.name,
    steps: [],
    start,
    solved: start,
    board: {
      locked: start.nodes.filter(isGiven).map(({ id }) => id),
      palette: [...new Set(free.map(({ kind }) => kind))].map((kind) => ({ kind, free: fieldsOf(free, kind) })),
      ownPrograms: free.some(({ params }) => Object.values(params).some((value) => typeof value === 'string' && programs.has(value))),
      ...(budget?.atMost === undefined ? {} : { budgetPerHour: budget.atMost }),
    },
    objectives: goals.map((check) => ({ check })),
    hints: [],
    questions: [],
    debrief: start.name,
    solution: {},
    wrongAnswers: [],
  };
  return { ok: true, value: lesson };
}

function fieldsOf(nodes: readonly ScenarioNode[], kind: string): string[] {
  return [...new Set(nodes.flatMap((node) => (node.kind === kind ? Object.keys(node.params) : [])))];
}

type Budget = Extract<Check, { metric: unknown }>;

function isBudget(check: Check): check is Budget {
  return isMetricCheck(check) && check.metric === 'costPerHour' && check.node === undefined && check.atMost !== undefined;
}
