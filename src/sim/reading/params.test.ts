import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { kindNames, kinds } from '../kinds/index';
import { checkParams, defaultParams, fieldNames } from './params';

interface Numeric {
  readonly type?: string;
  readonly minimum: number;
  readonly maximum: number;
  readonly title: string;
  readonly unit?: string;
}

/** Every field of every kind that is a plain number, with its schema. */
const numbers = kindNames.flatMap((kind) => {
  const { shape } = kinds[kind].descriptor.fields as unknown as z.ZodObject;
  return Object.entries(shape).flatMap(([field, schema]) => {
    const facts = z.toJSONSchema(schema as z.ZodType, { io: 'input' }) as unknown as Numeric;
    return facts.type === 'number' || facts.type === 'integer' ? [[kind, field, facts] as const] : [];
  });
});

describe('params of every kind', () => {
  it.each(kindNames)('%s: the defaults are good, and there is one for each field', (kind) => {
    expect(checkParams(kind, {})).toEqual([]);
    expect(checkParams(kind, defaultParams(kind))).toEqual([]);
    expect(Object.keys(defaultParams(kind))).toEqual(fieldNames(kind));
  });

  it.each(numbers)(
    '%s.%s: out of range is told with title, value, range and unit',
    (kind, field, { type, minimum, maximum, title, unit }) => {
      const range =
        `${type === 'integer' ? 'a whole number' : 'a number'} from ${minimum} to ` + `${maximum}${unit === undefined ? '' : ` ${unit}`}`;
      for (const value of [minimum - 1, maximum * 2 + 1])
        expect(checkParams(kind, { [field]: value })).toEqual([{ path: field, message: `${title} is ${value}; it must be ${range}.` }]);
      expect(checkParams(kind, { [field]: 'many' })).toEqual([{ path: field, message: `${title} is "many"; it must be ${range}.` }]);
      expect(checkParams(kind, { [field]: minimum })).toEqual([]);
      expect(checkParams(kind, { [field]: maximum })).toEqual([]);
    },
  );

  it('there are numbers to be checked', () => expect(numbers.length).toBeGreaterThan(20));
});

describe('what is wrong with params', () => {
  it.each([
    [{ concurency: 4 }, 'concurency', 'There is no field "concurency" (did you mean "concurrency"?); remove or rename it.'],
    [{ concurrency: 1.5 }, 'concurrency', 'Slots is 1.5; it must be a whole number from 1 to 1000000.'],
    [{ holdSlot: 'yes' }, 'holdSlot', 'Hold the slot while asking is "yes"; it must be true or false.'],
    [{ readsFrom: 'primry' }, 'readsFrom', 'Reads go to is "primry" (did you mean "primary"?); it must be "any", "primary" or "replicas".'],
    [{ serviceTimeMs: 20 }, 'serviceTimeMs', 'Service time is 20; it must be an object in braces with a type, such as "constant".'],
    [{ serviceTimeMs: { type: 'uniform', minMs: 9, maxMs: 3 } }, 'serviceTimeMs.minMs', 'Service time: minMs must not be above maxMs.'],
    [
      { serviceTimeMs: { type: 'lognormal', medianMs: 1, sigma: 9 } },
      'serviceTimeMs.sigma',
      'Service time: Spread (sigma) is 9; it must be a number from 0 to 4.',
    ],
    [
      { serviceTimeMs: { type: 'empirical', valuesMs: [1, -2] } },
      'serviceTimeMs.valuesMs[1]',
      'Service time: valuesMs: entry 2 is -2; it must be a number from 0 to 3600000 ms.',
    ],
    [
      { serviceTimeMs: { type: 'constant', valueMs: 1, meanMs: 2 } },
      'serviceTimeMs.meanMs',
      'Service time has "meanMs", which is not known there (known are type and valueMs); remove or rename it.',
    ],
  ])('%j', (params, path, message) => {
    expect(checkParams('worker', params)).toEqual([{ path, message }]);
  });

  it('tells of every field that is wrong', () => {
    expect(checkParams('worker', { concurrency: 0, queueLimit: -1, speed: 3 }).map((problem) => problem.path)).toEqual([
      'concurrency',
      'queueLimit',
      'speed',
    ]);
  });

  it('of a kind that is not known, and of what is no object', () => {
    expect(checkParams('mainframe', {})).toEqual([{ path: '', message: 'This version does not know the part "mainframe".' }]);
    expect(checkParams('worker', [])[0]).toEqual({
      path: '',
      message: 'The list of fields is an empty list; it must be an object in braces.',
    });
    expect(() => defaultParams('mainframe')).toThrow('unknown kind mainframe');
    expect(fieldNames('mainframe')).toEqual([]);
  });
});
