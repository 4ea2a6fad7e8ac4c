import { describe, expect, it } from 'vitest';
import { projectOf, shown } from './files';
import { literalTexts } from './literalTexts';

describe('texts within code', () => {
  const saysOf = (code: string, path = 'src/renderer/features/log/Panel.tsx'): string[] =>
    literalTexts(projectOf({ [path]: code })).map(shown);

  it.each([
    ['children', 'const a = <p>Save <b>{name}</b></p>;', 'the text Save in place'],
    ['a child that is chosen', "const a = <p>{isOpen ? 'Close' : strings.open}</p>;", "the text 'Close' in place"],
    ['a child with values', 'const a = <p>{`${count} lines`}</p>;', 'the text `${count} lines` in place'],
    ['what screen readers say', '<button aria-label="Close" />;', 'the text "Close" in place'],
    ['a title', "<i title={isOpen ? 'Shut' : undefined} />;", "the text 'Shut' in place"],
    ['a placeholder', "<input placeholder={'Filter' + more} />;", "the text 'Filter' in place"],
    ['a picture', '<img alt="The board" />;', 'the text "The board" in place'],
    ['heads of a table', "<Table columns={['Part']} />;", "the text 'Part' in place"],
    ['a command', "const a = { id: 'edit.copy', label: 'Copy' };", "the text 'Copy' in place"],
    ['a step of the history', "actions.edit('Delete', change);", "the text 'Delete' in place"],
    ['a sentence anywhere', "const a = isStale && 'Run again';", "the text 'Run again' in place"],
  ])('finds %s', (_where, code, found) => {
    expect(saysOf(code)).toEqual([`src/renderer/features/log/Panel.tsx:1: ${found} is banned, use the room's strings.ts`]);
  });

  it('lets pass texts of the room, signs, units, names that nobody reads, and what programmers read', () => {
    const code = [
      '<p className="hint wide" role="status" title={strings.title}>{strings.a}: 5 <Field unit="ms" /> s</p>;',
      'throw new Error("There is no part");',
      "const a = { id: 'log', type: 'Worker', keys: ['Escape'] };",
    ].join('\n');
    expect(saysOf(code)).toEqual([]);
    expect(saysOf("export const strings = { title: 'The log' };", 'src/renderer/features/log/strings.ts')).toEqual([]);
    expect(saysOf("const label = { title: 'The log' };", 'src/cli/log.ts')).toEqual([]);
  });
});
