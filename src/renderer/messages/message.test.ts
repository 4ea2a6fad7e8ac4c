import { expect, test } from 'vitest';
import { counted, message, type Message, type MessageValue } from './message';

test('a count takes its plural, and its number is written as the language does', () => {
  const parts = counted('part', 'parts');
  expect([0, 1, 2, 12_345].map((count) => parts({ count }))).toEqual(['0 parts', '1 part', '2 parts', '12,345 parts']);
  const differ = message<{ count: number }>('{count, plural, one {# key differs} other {# keys differ}}:');
  expect([1, 2].map((count) => differ({ count }))).toEqual(['1 key differs:', '2 keys differ:']);
});

test('a value that is not given is a mistake, and so is a message that is not well formed', () => {
  const moved = message<Record<string, MessageValue>>('{id} is moved.');
  expect(moved({ id: 'W1' })).toBe('W1 is moved.');
  expect(() => moved({})).toThrow('id');
  expect(() => message('{count, plural, one {part}')({})).toThrow();
});

/** Every message within the texts of a file. */
function* messagesIn(texts: unknown): Generator<Message<Record<string, MessageValue>>> {
  if (typeof texts === 'function' && 'text' in texts) yield texts as Message<Record<string, MessageValue>>;
  else if (typeof texts === 'object' && texts !== null) for (const each of Object.values(texts)) yield* messagesIn(each);
}

test('every message of the window can be written, with numbers and with names', () => {
  const files = import.meta.glob(['../**/strings.ts', '../**/*Strings.ts'], { eager: true });
  const all = Object.values(files).flatMap((file) => [...messagesIn(file)]);
  expect(all.length).toBeGreaterThan(12);
  for (const each of all) {
    const names = [...each.text.matchAll(/\{(\w+)(?:,|\})/g)].map(([, name]) => name);
    for (const value of [1, 2]) {
      const written = each(Object.fromEntries(names.map((name) => [name, value])));
      expect(written, each.text).not.toMatch(/[{}]|undefined|NaN/);
    }
  }
});
