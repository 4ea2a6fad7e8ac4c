import { parseCourse, parseLesson, type Course, type Lesson } from '../../lessons/index';

/** A lesson in its course. */
export interface PlacedLesson {
  readonly lesson: Lesson;
  readonly course: Course;
  /** From 1. */
  readonly number: number;
  readonly of: number;
  /** Ids of lessons that are best done before. */
  readonly after: readonly string[];
  /** Null: it is the last one. */
  readonly nextId: string | null;
}

/** A course with its lessons in their order. */
export interface CourseWithLessons {
  readonly course: Course;
  readonly lessons: readonly PlacedLesson[];
}

/** Everything that is shipped. */
export interface Courses {
  readonly courses: readonly CourseWithLessons[];
  of(lessonId: string): PlacedLesson | undefined;
}

let known: Promise<Courses> | null = null;

/** The shipped courses, read when they are first asked for. Rejects when a file of this app is broken, which a test rules out. */
export function shippedCourses(): Promise<Courses> {
  known ??= import('./files').then(({ LESSON_FILES }) => coursesOf(LESSON_FILES));
  return known;
}

/** Courses and lessons from their files' texts, by path. Throws for a file that cannot be read. */
export function coursesOf(files: Readonly<Record<string, string>>): Courses {
  const lessons = new Map<string, Lesson>();
  const courses: Course[] = [];
  for (const [path, text] of Object.entries(files)) {
    const parsed = path.endsWith('.course.json') ? parseCourse(text) : parseLesson(text);
    if (!parsed.ok) throw new Error(`${path}: ${parsed.failure.message}`);
    if ('course' in parsed.value) courses.push(parsed.value);
    else lessons.set(parsed.value.id, parsed.value);
  }
  const placed = courses
    .sort((a, b) => (a.place ?? 99) - (b.place ?? 99))
    .map((course): CourseWithLessons => ({ course, lessons: placedIn(course, lessons) }));
  return { courses: placed, of: (id) => placed.flatMap((course) => course.lessons).find(({ lesson }) => lesson.id === id) };
}

function placedIn(course: Course, lessons: ReadonlyMap<string, Lesson>): PlacedLesson[] {
  return course.lessons.map(({ id, after = [] }, i) => {
    const lesson = lessons.get(id);
    if (lesson === undefined) throw new Error(`${course.id}: there is no lesson "${id}"`);
    return { lesson, course, number: i + 1, of: course.lessons.length, after, nextId: course.lessons[i + 1]?.id ?? null };
  });
}
