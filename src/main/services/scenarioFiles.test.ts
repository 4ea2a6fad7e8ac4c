import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listExamples, openScenarioFile, saveScenarioFile } from './scenarioFiles';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'faultboard-files-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('opening', () => {
  it('gives the text without a byte order mark, as Windows editors write it', async () => {
    await writeFile(join(folder, 'a.json'), '\uFEFF{"name":"Gr\u00fc\u00dfe"}');
    expect(await openScenarioFile(join(folder, 'a.json'))).toMatchObject({
      ok: true,
      value: { name: 'a.json', text: '{"name":"Gr\u00fc\u00dfe"}', readOnly: false },
    });
  });

  it.each([
    ['what is not there', 'gone.json', 'file-missing'],
    ['a folder', '.', 'is-a-folder'],
    ['what is below a file', 'latin.json/x.json', 'file-missing'],
    ['what is no UTF-8', 'latin.json', 'not-text'],
  ])('refuses %s', async (_title, name, failure) => {
    await writeFile(join(folder, 'latin.json'), Buffer.from('{"name":"Gr\u00fc\u00dfe"}', 'latin1'));
    const opened = await openScenarioFile(join(folder, name));
    expect(opened).toMatchObject({ ok: false, failure: { name: failure } });
  });
});

describe('saving', () => {
  it('makes the folder when it is missing', async () => {
    const path = join(folder, 'deep', 'down', 'a.json');
    expect(await saveScenarioFile(path, '{}', null)).toMatchObject({ ok: true, value: { path, text: '{}' } });
    expect(await openScenarioFile(path)).toMatchObject({ ok: true });
  });

  it('notices that the file was removed meanwhile', async () => {
    const path = join(folder, 'a.json');
    const saved = await saveScenarioFile(path, '{}', null);
    if (!saved.ok) throw new Error(saved.failure.message);
    await rm(path);
    expect(await saveScenarioFile(path, '{"a":1}', saved.value.stamp)).toMatchObject({ ok: false, failure: { name: 'changed-on-disk' } });
  });
});

describe('examples', () => {
  it('leaves out what is no scenario, and is empty without a folder', async () => {
    await writeFile(join(folder, 'broken.json'), '{');
    expect(await listExamples(folder)).toEqual([]);
    expect(await listExamples(join(folder, 'gone'))).toEqual([]);
  });
});
