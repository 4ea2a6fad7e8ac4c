/** The courses that are shipped, with their lessons. Data: knows nothing of the window. */
export { shippedCourses, type Courses, type CourseWithLessons, type PlacedLesson } from './courses';
