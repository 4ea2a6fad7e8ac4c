import { useContext, useEffect, useRef, useState, type ReactElement } from 'react';
import { shippedCourses, type CourseWithLessons, type PlacedLesson } from '../../courses/courses';
import { CloseDialogContext } from '../../ui/Dialog';
import { useServices, useWindow } from '../../workbench/context';
import { SmallPicture } from './SmallPicture';
import { strings } from './strings';
import css from './gallery.module.css';

/** The courses, each as a path of lessons with what is done of it. */
export function Lessons(): ReactElement {
  const [courses, setCourses] = useState<readonly CourseWithLessons[]>([]);
  useEffect(() => void shippedCourses().then((shipped) => setCourses(shipped.courses)), []);
  const progress = useWindow((state) => state.settings.lessons);
  const sections = useRef(new Map<string, HTMLElement | null>());
  const doneOf = (lessons: CourseWithLessons['lessons']): string =>
    strings.courseDone(lessons.filter(({ lesson }) => progress[lesson.id]?.won).length, lessons.length);
  return (
    <>
      <nav className={css.galleryCourses} aria-label={strings.courses}>
        {courses.map(({ course, lessons }) => (
          <button key={course.id} type="button" onClick={() => sections.current.get(course.id)?.scrollIntoView({ block: 'start' })}>
            {course.title} <small>{doneOf(lessons)}</small>
          </button>
        ))}
      </nav>
      {courses.map(({ course, lessons }) => (
        <section key={course.id} aria-label={course.title} ref={(section) => void sections.current.set(course.id, section)}>
          <h3>
            {course.title} <small>{doneOf(lessons)}</small>
          </h3>
          <p>{course.description}</p>
          <ol className={css.galleryPath}>
            {lessons.map((placed) => (
              <LessonCard
                key={placed.lesson.id}
                placed={placed}
                titleOf={(id) => lessons.find((other) => other.lesson.id === id)?.lesson.title ?? id}
              />
            ))}
          </ol>
        </section>
      ))}
    </>
  );
}

function LessonCard({ placed, titleOf }: { readonly placed: PlacedLesson; readonly titleOf: (id: string) => string }): ReactElement {
  const { commands } = useServices();
  const close = useContext(CloseDialogContext);
  const progress = useWindow((state) => state.settings.lessons);
  const { lesson, after } = placed;
  const mine = progress[lesson.id];
  const before = after.filter((id) => progress[id]?.won !== true);
  const isBegun = mine !== undefined && (mine.board !== null || mine.points > 0 || Object.keys(mine.answers).length > 0);
  const go = (): void => {
    close();
    commands.run('lessons.open', lesson.id);
  };
  return (
    <li className={css.galleryCard} data-lesson={lesson.id}>
      <SmallPicture nodes={lesson.solved.nodes} links={lesson.solved.links} />
      <h4>{lesson.title}</h4>
      <small>
        {strings.level[lesson.level]} {'\u00b7'} {strings.minutes(lesson.minutes)}
        {mine?.won === true && (
          <strong className={css.galleryDone}>
            {' '}
            {'\u2713'} {strings.done}
          </strong>
        )}
        {mine?.best != null && ` ${'\u00b7'} ${strings.best(String(Number(mine.best.toPrecision(4))))}`}
      </small>
      <p>{lesson.goal}</p>
      {before.length > 0 && <small>{strings.after(before.map(titleOf))}</small>}
      <button
        type="button"
        className={before.length === 0 && mine?.won !== true ? 'primary' : ''}
        aria-label={`${isBegun ? strings.goOn : strings.start}: ${lesson.title}`}
        onClick={go}
      >
        {isBegun ? strings.goOn : strings.start}
      </button>
    </li>
  );
}
