import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { kindNames } from '../../src/sim/index';
import { faultboard, lines, scenarioOf, scratch, shipped, written } from './faultboard';

describe('bad input: exit code 2, one line, nothing on standard output', () => {
  const file = shipped('five-workers');
  it.each([
    [['run', join(scratch, 'missing.json')], /There is no file .*missing\.json; .* \[file-missing\]/],
    [['run', scratch], /is a folder; choose a file\. \[is-a-folder\]/],
    [['run', file, '--set', 'W9.concurrency=8'], /--set names the part "W9", which does not exist \(did you mean "W1"\?\)/],
    [['run', file, '--set', 'W1.concurrency=0'], /--set W1\.concurrency: Slots is 0; it must be a whole number from 1 to 1000000\./],
    [['run', file, '--set', 'W1.speed=8'], /--set W1\.speed: There is no field "speed"/],
    [['run', file, '--set', 'W1.serviceTimeMs.mean=8'], /--set W1\.serviceTimeMs\.mean: Service time has "mean", .*did you mean "meanMs"/],
    [['run', file, '--set', 'W1.__proto__.x=8'], /--set W1\.__proto__\.x: is not|--set W1\.__proto__\.x=8 is not of the form/],
    [['run', file, '--lookup', 'peter@DB9'], /there is no part "DB9" \(did you mean "DB1"\?\)/],
    [['run', file, '--lookup', 'peter@W1'], /W1 keeps no profiles; name a database/],
    [['run', file, '--lookup', 'nobody-at-all@DB1'], /there is no key "nobody-at-all"/],
    [['run', '-'], /standard input: The file is empty; .* \[empty-file\]/],
    [['walk', file], /There is no command "walk"/],
  ])('%j', async (argv, message) => {
    const { code, out, err } = await faultboard(argv);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(message);
    expect(err).toMatch(/^faultboard: [^\n]+\n$/);
  });

  it('bytes on standard input that are no text', async () => {
    const { code, err } = await faultboard(['validate', '-'], { stdin: () => Promise.resolve(Uint8Array.of(0xff, 0xfe, 0)) });
    expect({ code, err }).toEqual({
      code: 2,
      err: 'faultboard: standard input: It is not text in UTF-8; send a scenario file. [not-text]\n',
    });
  });
});

describe('validate', () => {
  it('says of each file whether it is valid, and goes on after a bad one', async () => {
    const bad = written('bad.json', '{"format": 1');
    const lonely = written('lonely.json', JSON.stringify({ ...scenarioOf('single-server'), links: [] }));
    const { code, out, err } = await faultboard(['validate', shipped('single-server'), bad, lonely]);
    expect(code).toBe(2);
    expect(lines(out)).toEqual([
      `${shipped('single-server')}: valid`,
      `${lonely}: valid`,
      '  note: C1 is not wired to anything, so its requests go nowhere; wire it to a part that answers. [client-without-target at nodes[0]]',
      '  note: W1 gets no requests, because nothing is wired into it; wire something to it or remove it. [part-not-reached at nodes[1]]',
      '  note: DB1 gets no requests, because nothing is wired into it; wire something to it or remove it. [part-not-reached at nodes[2]]',
    ]);
    expect(err).toMatch(
      /^faultboard: .*bad\.json: The file is not valid JSON at line 1, column 13: the file seems to be cut off; .* \[not-json\]\n$/,
    );
  });

  it('ends with 0 when all are valid', async () => {
    expect(await faultboard(['validate', shipped('four-shards'), shipped('four-shards-replicas')])).toEqual({
      code: 0,
      err: '',
      out: `${shipped('four-shards')}: valid\n${shipped('four-shards-replicas')}: valid\n`,
    });
  });
});

describe('the rest', () => {
  it('schema, kinds, help and version print what they promise', async () => {
    expect(JSON.parse((await faultboard(['schema'])).out)).toMatchObject({ title: 'Faultboard scenario' });
    const reference = (await faultboard(['kinds', '--markdown'])).out;
    for (const kind of kindNames) expect(reference).toContain(`(\`${kind}\`, version 1)`);
    expect((await faultboard([])).out).toContain('faultboard validate FILE...');
    for (const topic of ['run', 'validate', 'schema', 'kinds'])
      expect(lines((await faultboard([topic, '--help'])).out)[0]).toMatch(new RegExp(`^faultboard ${topic}`));
    expect((await faultboard(['--version'])).out).toMatch(/^faultboard \d+\.\d+\.\d+ \(engine \S+\)\n$/);
  });

  it('help tells of every option', async () => {
    const { out } = await faultboard(['help', 'run']);
    for (const option of ['--seed', '--until', '--set', '--lookup', '--log', '--json']) expect(out).toContain(`  ${option} `.trimEnd());
  });
});
