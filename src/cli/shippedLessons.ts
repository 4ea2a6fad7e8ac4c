import { resolve } from 'node:path';

/** Names of lessons as they are shipped; anything else is a file. */
const NAME = /^[a-z][a-z0-9-]{0,39}$/;

/** The file of the shipped lesson of a name; null: it is no such name. */
export function shippedLessonFile(name: string): string | null {
  return NAME.test(name) ? resolve(import.meta.dirname, '../../lessons', `${name}.json`) : null;
}
