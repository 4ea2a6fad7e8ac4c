import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { shippedCourses } from '../../courses/courses';
import { inWindow, testServices } from '../../workbench/testWindow';
import { Lessons } from './Lessons';

afterEach(cleanup);

const PROGRESS = { board: null, answers: {}, hints: 0, won: false, points: 0, best: null };

it('a lesson that is begun goes on, others start; they keep the order of their course, and a course is scrolled to', async () => {
  const [course] = (await shippedCourses()).courses;
  const titles = course.lessons.map(({ lesson }) => lesson.title);
  const services = testServices();
  const { settings } = services.window.store.getState();
  services.window.store.setState({ settings: { ...settings, lessons: { [course.lessons[2].lesson.id]: { ...PROGRESS, points: 1 } } } });
  render(inWindow(services, <Lessons />));
  const section = await screen.findByRole('region', { name: course.course.title });
  const named = within(section)
    .getAllByRole('button')
    .map((button) => button.getAttribute('aria-label'));
  expect(named).toEqual(titles.map((title, i) => `${i === 2 ? 'Go on' : 'Start'}: ${title}`));

  const scrolled = vi.fn<() => void>();
  section.scrollIntoView = scrolled;
  fireEvent.click(within(screen.getByRole('navigation')).getByRole('button', { name: new RegExp(`^${course.course.title}`) }));
  expect(scrolled).toHaveBeenCalledOnce();
});
