import type { Grade, Lesson } from '../lessons/index';
import { cleanLine, cleanName } from './clean';
import { table } from './table';

/** A hand-in and its grade. */
export interface Graded {
  readonly file: string;
  readonly grade: Grade;
}

/** What was graded, with which seeds. */
export interface GradeReport {
  readonly lesson: Lesson;
  readonly seeds: readonly number[];
  readonly graded: readonly Graded[];
}

/** Why a hand-in has not all points, a sentence each; none: it has. */
export function reasonsOf({ broken, objectives, runs }: Grade): string[] {
  const missed = objectives.flatMap(({ title, reason, met }) =>
    reason === null ? [] : [`${title}: met in ${met} of ${runs} runs. ${reason}`],
  );
  return [...broken.map(({ message }) => message), ...missed];
}

/** A table of points, and below it the reasons. */
export function gradesAsText({ lesson, seeds, graded }: GradeReport): string {
  const rows = graded.map(({ file, grade }) => [
    cleanName(file),
    `${grade.points} of ${grade.of}`,
    cleanLine(reasonsOf(grade)[0] ?? 'all met'),
  ]);
  const more = graded.flatMap(({ file, grade }) => {
    const reasons = reasonsOf(grade);
    return reasons.length < 2 ? [] : [`${cleanName(file)}\n${reasons.map((reason) => `  ${cleanLine(reason)}\n`).join('')}`];
  });
  const full = graded.filter(({ grade }) => grade.points === grade.of).length;
  const head = `${cleanName(lesson.title)}: ${graded.length} graded with ${seedsText(seeds)}, ${full} with all points\n`;
  const body = graded.length === 0 ? '' : `\n${table(['hand-in', 'points', 'why'], rows, true)}\n`;
  return `${head}${body}${more.length === 0 ? '' : `\n${more.join('')}`}`;
}

function seedsText(seeds: readonly number[]): string {
  return seeds.length === 1 ? `seed ${seeds[0]}` : `${seeds.length} seeds from ${seeds[0]}`;
}

/** All of it as JSON. */
export function gradesAsJson({ lesson, seeds, graded }: GradeReport): string {
  const handIns = graded.map(({ file, grade }) => ({ file, ...grade, reasons: reasonsOf(grade) }));
  return `${JSON.stringify({ lesson: lesson.id, seeds, handIns }, null, 2)}\n`;
}

/** A table for spreadsheets (RFC 4180). */
export function gradesAsCsv({ graded }: GradeReport): string {
  const rows = graded.map(({ file, grade }) => [file, grade.points, grade.of, reasonsOf(grade).join(' ')]);
  return [['hand-in', 'points', 'of', 'reasons'], ...rows].map((row) => `${row.map(cell).join(',')}\n`).join('');
}

/** One cell: in quotes, and what a spreadsheet would take for a formula with an apostrophe before it. */
function cell(value: string | number): string {
  if (typeof value === 'number') return `${value}`;
  const text = cleanName(value).replaceAll('"', '""');
  return `"${/^[=+\-@\t\r]/.test(text) ? `'${text}` : text}"`;
}
