/** Texts of the lesson and course files that are shipped, by their paths. A chunk of its own, loaded when it is first asked for. */
export const LESSON_FILES = import.meta.glob<string>('../../../lessons/*.json', { query: '?raw', import: 'default', eager: true });
