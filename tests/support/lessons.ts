import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseCourse, parseLesson, type Course, type Lesson } from '../../src/lessons/index';

const folder = resolve(import.meta.dirname, '../../lessons');
const textOf = (name: string): string => readFileSync(join(folder, name), 'utf8');

/** The file of a shipped lesson. */
export function lessonFile(id: string): string {
  return join(folder, `${id}.json`);
}

/** Every shipped lesson, by file name. */
export function shippedLessons(): [string, Lesson][] {
  return readdirSync(folder)
    .filter((name) => /^[a-z0-9-]+\.json$/.test(name))
    .sort()
    .map((name) => {
      const parsed = parseLesson(textOf(name));
      if (!parsed.ok) throw new Error(`${name}: ${parsed.failure.path}: ${parsed.failure.message}`);
      return [name.replace('.json', ''), parsed.value];
    });
}

/** Every shipped course. */
export function shippedCourses(): Course[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.course.json'))
    .map((name) => {
      const parsed = parseCourse(textOf(name));
      if (!parsed.ok) throw new Error(`${name}: ${parsed.failure.path}: ${parsed.failure.message}`);
      return parsed.value;
    });
}
