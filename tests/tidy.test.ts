import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { conversions } from './tidy/conversions';
import { dataRoom } from './tidy/dataRoom';
import { determinism } from './tidy/determinism';
import { shown, trackedProject, type Rule } from './tidy/files';
import { barrels, deadFiles, unregisteredKinds } from './tidy/imports';
import { circles, windowRooms } from './tidy/rooms';
import { bannedSyntax, leftovers, longFiles, longFunctions, longLines } from './tidy/style';
import { literalTexts } from './tidy/literalTexts';
import { numberInputs } from './tidy/numberInputs';
import { kindsByName } from './tidy/kindNames';
import { closedLists } from './tidy/operations';
import { unusedTexts } from './tidy/strings';
import { featureStyles, quickStyles } from './tidy/styles';
import { units } from './tidy/units';
import { deadEntries, unusedExports } from './tidy/unused';

const project = trackedProject(resolve(import.meta.dirname, '..'));

const rules: readonly (readonly [string, Rule])[] = [
  ['the simulator is deterministic', determinism],
  ['no file is dead', deadFiles],
  ['every kind is registered', unregisteredKinds],
  ['only doors are barrels', barrels],
  ['the rooms of the window look down only', windowRooms],
  ['no circle between folders', circles],
  ['what data is shipped is known in one room', dataRoom],
  ['operations are listed by kinds only', closedLists],
  ['nobody but the kinds names a kind', kindsByName],
  ['functions are short', longFunctions],
  ['files are short', longFiles],
  ['lines are short', longLines],
  ['nothing is left undone', leftovers],
  ['no any, no default export, no test left out', bannedSyntax],
  ['every text of the window is shown somewhere', unusedTexts],
  ['every text of the window stands with the texts of its room', literalTexts],
  ['numbers are read by one rule', numberInputs],
  ['styles of a feature are its own', featureStyles],
  ['styles ask for no attribute within an element', quickStyles],
  ['quantities carry their unit', units],
  ['times are converted in one place', conversions],
  ['nothing is exported for nobody', unusedExports],
  ['no verb, fate or phase is dead', deadEntries],
];

describe('the tracked files', () => {
  it('are all there', () => {
    expect(project.has('tests/tidy.test.ts')).toBe(true);
    expect(project.has('src/sim/index.ts')).toBe(true);
  });

  it.each(rules)('%s', (_title, rule) => {
    expect(rule(project).map(shown)).toEqual([]);
  });
});
