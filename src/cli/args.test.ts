import { describe, expect, it } from 'vitest';
import { USUAL_LIMITS } from '../sim/index';
import { readArguments, readSeconds, type Command } from './args';

function command(...argv: string[]): Command {
  const read = readArguments(argv);
  if (!read.ok) throw new Error(read.message);
  return read.command;
}

function problem(...argv: string[]): string {
  const read = readArguments(argv);
  if (read.ok) throw new Error(`accepted as ${JSON.stringify(read.command)}`);
  return read.message;
}

const plain = {
  command: 'run',
  file: 'a.json',
  seed: null,
  untilSeconds: null,
  settings: [],
  limits: USUAL_LIMITS,
  sendings: [],
  lookups: [],
  json: false,
  log: false,
  messages: false,
  processes: { isAllowed: false, record: null, replay: null },
};

describe('run', () => {
  it('needs no options', () => expect(command('run', 'a.json')).toEqual(plain));

  it('takes all of its options in any order, before and behind the file', () => {
    expect(
      command(
        'run',
        '--json',
        '--seed',
        '7',
        'a.json',
        '--until=2m',
        '--log',
        '--messages',
        '--set',
        'W1.concurrency=8',
        '--lookup',
        'peter@DB1',
        '--set=LB-2.strategy=random',
      ),
    ).toEqual({
      ...plain,
      json: true,
      seed: 7,
      untilSeconds: 120,
      log: true,
      messages: true,
      lookups: [{ key: 'peter', node: 'DB1' }],
      settings: [
        { node: 'W1', path: ['concurrency'], text: '8' },
        { node: 'LB-2', path: ['strategy'], text: 'random' },
      ],
    });
  });

  it('sets a part of a distribution, and values with an equals sign, a point or nothing in them', () => {
    const { settings } = command(
      'run',
      'a',
      '--set',
      'W1.serviceTimeMs.meanMs=2.5',
      '--set',
      'SR1.boundaries=',
      '--set',
      'X.y=a=b',
    ) as typeof plain & { settings: unknown[] };
    expect(settings).toEqual([
      { node: 'W1', path: ['serviceTimeMs', 'meanMs'], text: '2.5' },
      { node: 'SR1', path: ['boundaries'], text: '' },
      { node: 'X', path: ['y'], text: 'a=b' },
    ]);
  });

  it('sends requests by hand: keys may have dots and at signs, and only a time is a time', () => {
    const sendings = (text: string): unknown => (command('run', 'a', '--send', text) as { sendings?: unknown[] }).sendings?.[0];
    expect(sendings('C1:peter')).toEqual({ node: 'C1', atSeconds: 0, key: 'peter', field: null, value: null });
    expect(sendings('C1:peter.city=Lisbon@3s')).toEqual({ node: 'C1', atSeconds: 3, key: 'peter', field: 'city', value: 'Lisbon' });
    expect(sendings('C1:kim.lee@example.com.followers@500ms')).toEqual({
      node: 'C1',
      atSeconds: 0.5,
      key: 'kim.lee@example.com',
      field: 'followers',
      value: null,
    });
    expect(sendings('C1:kim.lee@example.com')).toMatchObject({ key: 'kim.lee@example.com', atSeconds: 0 });
    for (const text of ['peter', 'C1:', 'C1:@3s']) expect(problem('run', 'a', '--send', text)).toContain('is not of the form CLIENT:KEY');
  });

  it('reads standard input as -, and a file whose name begins with a dash behind --', () => {
    expect(command('run', '-')).toEqual({ ...plain, file: '-' });
    expect(command('run', '--', '-odd.json')).toEqual({ ...plain, file: '-odd.json' });
  });

  it.each([
    [['run'], 'run needs a FILE, or - for standard input.'],
    [['run', 'a', 'b'], 'run takes one FILE; remove "b".'],
    [['run', 'a', '--seed', '1.5'], '--seed 1.5 is not a whole number from 0 to 4294967295.'],
    [['run', 'a', '--seed='], '--seed  is not a whole number from 0 to 4294967295.'],
    [['run', 'a', '--seed=-1'], '--seed -1 is not a whole number from 0 to 4294967295.'],
    [['run', 'a', '--seed', '4294967296'], '--seed 4294967296 is not a whole number from 0 to 4294967295.'],
    [['run', 'a', '--seed'], 'The option --seed needs a value; see "faultboard --help".'],
    [['run', 'a', '--seed', '--json'], 'The option --seed needs a value; see "faultboard --help".'],
    [['run', 'a', '--json=yes'], 'The option --json takes no value; see "faultboard --help".'],
    [['run', 'a', '--until', 'soon'], '--until soon is not a time such as 30s, 500ms or 2m.'],
    [['run', 'a', '--until', '0s'], '--until 0s is not a time such as 30s, 500ms or 2m.'],
    [['run', 'a', '--until', '300h'], '--until 300h is more than 1000000 s, the longest run there is.'],
    [['run', 'a', '--set', 'W1=8'], '--set W1=8 is not of the form NODE.PARAM=VALUE, such as W1.concurrency=8.'],
    [['run', 'a', '--lookup', 'peter'], '--lookup peter is not of the form KEY@NODE, such as peter@DB1.'],
    [['run', 'a', '--max-events', '0'], '--max-events 0 is not a whole number from 1 to 1000000000000.'],
    [['run', 'a', '--max-memory', '2GB'], '--max-memory 2GB is not a whole number of MB from 1 to 16384.'],
    [['run', 'a', '--markdown'], 'The option --markdown does not belong to run; see "faultboard run --help".'],
    [['run', 'a', '--sed', '1'], 'There is no option --sed (did you mean "--seed"?); see "faultboard --help".'],
  ])('%j is refused', (argv, message) => expect(problem(...argv)).toBe(message));
});

describe('the other commands', () => {
  it('are understood', () => {
    expect(command('validate', 'a', 'b')).toEqual({ command: 'validate', files: ['a', 'b'] });
    expect(command('schema')).toEqual({ command: 'schema' });
    expect(command('kinds', '--markdown')).toEqual({ command: 'kinds', markdown: true });
    expect(command('--version')).toEqual({ command: 'version' });
    expect(command()).toEqual({ command: 'help', topic: '' });
    expect(command('run', '--help')).toEqual({ command: 'help', topic: 'run' });
    expect(command('help', 'kinds')).toEqual({ command: 'help', topic: 'kinds' });
    expect(command('completion', 'fish')).toEqual({ command: 'completion', shell: 'fish' });
    expect(command('-h')).toEqual({ command: 'help', topic: '' });
  });

  it.each([
    [
      ['runn', 'a'],
      'There is no command "runn" (did you mean "run"?); the commands are run, replicate, compare, export, ' +
        'difference, grade, prove, validate, schema, kinds, associate, completion, help.',
    ],
    [
      ['help', 'me'],
      'There is no command "me"; the commands are run, replicate, compare, export, difference, grade, prove, validate, ' +
        'schema, kinds, associate, completion, help.',
    ],
    [['validate'], 'validate needs at least one FILE.'],
    [['validate', 'a', '--json'], 'The option --json does not belong to validate; see "faultboard validate --help".'],
    [['schema', 'a'], 'schema takes no FILE; remove "a".'],
    [['completion'], 'completion needs the name of one shell: bash, zsh, fish, powershell.'],
    [['completion', 'tcsh'], 'completion needs the name of one shell: bash, zsh, fish, powershell.'],
    [['--seed', '1'], 'The option --seed belongs after a command; see "faultboard --help".'],
  ])('%j is refused', (argv, message) => expect(problem(...argv)).toBe(message));
});

describe('a time', () => {
  it.each([
    ['30s', 30],
    ['500ms', 0.5],
    ['2m', 120],
    ['1h', 3600],
    ['1.5', 1.5],
    ['.5s', 0.5],
    ['0', 0],
  ])('%s is %d seconds', (text, seconds) => expect(readSeconds(text)).toBe(seconds));
  it.each(['', 's', '-1s', '1e3', '5 s', '1,5s', '3d', '0x10'])('%j is none', (text) => expect(readSeconds(text)).toBeNaN());
});
