import { useState, type ReactElement } from 'react';
import { progressFileSchema, type LessonProgress } from '../../../contract/index';
import { exportFile } from '../../workbench/exportFile';
import { useServices } from '../../workbench/context';
import { strings } from './strings';
import css from './gallery.module.css';

/** Progress as a file: saved, and taken over from one. */
export function Progress(): ReactElement {
  const services = useServices();
  const [told, tell] = useState('');
  const save = async (): Promise<void> => {
    const { lessons } = services.window.store.getState().settings;
    const text = `${JSON.stringify({ progress: 1, lessons }, null, 2)}\n`;
    await exportFile(services, { name: strings.fileName, mediaType: 'application/json', content: text });
  };
  const read = async (file: File): Promise<void> => {
    const lessons = progressOf(await file.text());
    if (lessons === null) tell(strings.noProgressFile);
    else {
      services.commands.run('lessons.takeOver', JSON.stringify(lessons));
      tell(strings.imported(Object.keys(lessons).length));
    }
  };
  return (
    <section aria-label={strings.progress}>
      <h3>{strings.progress}</h3>
      <div className="row">
        <button type="button" onClick={() => void save()}>
          {strings.exportProgress}
        </button>
        <label className={css.galleryFile}>
          {strings.importProgress}
          <input
            type="file"
            accept=".json"
            className="visually-hidden"
            onChange={({ target }) => {
              const [file] = target.files ?? [];
              if (file !== undefined) void read(file);
              target.value = '';
            }}
          />
        </label>
      </div>
      <p role="status">{told}</p>
    </section>
  );
}

/** The lessons of a file of progress; null: it is none. */
export function progressOf(text: string): Readonly<Record<string, LessonProgress>> | null {
  try {
    const parsed = progressFileSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data.lessons : null;
  } catch {
    return null;
  }
}
