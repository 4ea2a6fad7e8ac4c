import type { Scenario } from '../../sim/index';
import type { Edit } from './types';

/**
 * What a run depends on: everything but where things stand, where playback stops, what they are called for people, and the notes beside
 * them.
 */
export function essenceOf(scenario: Scenario): string {
  const {
    name: _name,
    description: _description,
    notes: _notes,
    groups: _groups,
    breakpoints: _breakpoints,
    lesson: _lesson,
    nodes,
    ...rest
  } = scenario;
  return JSON.stringify({ ...rest, nodes: nodes.map(({ id, kind, zone, network, params }) => ({ id, kind, zone, network, params })) });
}

/** Whether a run of the new scenario could differ from one of the old: moving a part or writing a note makes no run out of date. */
export function affectsRun(before: Scenario, after: Scenario, edit: Edit): boolean {
  switch (edit.type) {
    case 'moveNodes':
    case 'setNotes':
    case 'setGroups':
    case 'setBreakpoints':
      return false;
    case 'setNode':
    case 'setScenario':
    case 'remove':
    case 'replace':
      return essenceOf(before) !== essenceOf(after);
    default:
      return true;
  }
}
