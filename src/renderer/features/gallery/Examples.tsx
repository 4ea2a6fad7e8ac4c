import { useContext, useEffect, useState, type ReactElement } from 'react';
import type { ExampleInfo } from '../../../contract/index';
import { parseScenario, type Scenario } from '../../../sim/index';
import { CloseDialogContext } from '../../ui/Dialog';
import { useServices } from '../../workbench/context';
import { SmallPicture } from './SmallPicture';
import { strings } from './strings';
import { MORE, placeOf, TOPICS, type Level } from './topics';
import css from './gallery.module.css';

const LEVELS = Object.keys(strings.level) as readonly Level[];

/** Every example by topic, with its whole text, to be searched and narrowed down by level. */
export function Examples(): ReactElement {
  const { examples, boards } = useExamples();
  const [search, setSearch] = useState('');
  const [level, setLevel] = useState<Level | ''>('');
  const words = search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const found = examples.filter(({ id, name, description }) => {
    const text = `${name} ${description}`.toLowerCase();
    return (level === '' || placeOf(id).level === level) && words.every((word) => text.includes(word));
  });
  return (
    <>
      <div className={css.gallerySearch}>
        <input
          type="search"
          data-autofocus
          placeholder={strings.search}
          aria-label={strings.search}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
        <select aria-label={strings.levelFilter} value={level} onChange={(event) => setLevel(event.target.value as Level | '')}>
          <option value="">{strings.allLevels}</option>
          {LEVELS.map((name) => (
            <option key={name} value={name}>
              {strings.level[name]}
            </option>
          ))}
        </select>
      </div>
      {[...TOPICS.map(({ title }) => title), MORE].map((topic) => {
        const here = asShown(found).filter(({ id }) => placeOf(id).topic === topic);
        return here.length === 0 ? null : (
          <section key={topic} aria-label={topic}>
            <h3>{topic}</h3>
            <ul className={css.galleryPath}>
              {here.map((example) => (
                <ExampleCard key={example.id} example={example} board={boards[example.id]} />
              ))}
            </ul>
          </section>
        );
      })}
      {examples.length > 0 && found.length === 0 && <p className="hint">{strings.nothing}</p>}
    </>
  );
}

/** The examples of a topic, from the simplest on. */
function inOrder(examples: readonly ExampleInfo[]): readonly ExampleInfo[] {
  const rank = ({ id }: ExampleInfo): number => TOPICS.flatMap(({ examples: listed }) => listed).findIndex(([known]) => known === id);
  return [...examples].sort((a, b) => rank(a) - rank(b));
}

/** All examples in the order in which the gallery shows them. */
function asShown(examples: readonly ExampleInfo[]): readonly ExampleInfo[] {
  return [...TOPICS.map(({ title }) => title), MORE].flatMap((topic) => inOrder(examples.filter(({ id }) => placeOf(id).topic === topic)));
}

/** The list, and the boards as they come in. */
function useExamples(): { readonly examples: readonly ExampleInfo[]; readonly boards: Readonly<Record<string, Scenario>> } {
  const { api } = useServices();
  const [examples, setExamples] = useState<readonly ExampleInfo[]>([]);
  const [boards, setBoards] = useState<Readonly<Record<string, Scenario>>>({});
  useEffect(() => {
    let isWanted = true;
    const load = async (): Promise<void> => {
      const listed = await api.listExamples();
      if (isWanted) setExamples(listed);
      // Those that are seen first come first.
      for (const { id } of asShown(listed)) {
        const opened = isWanted ? await api.openExample({ id }) : null;
        const parsed = opened?.ok === true ? parseScenario(opened.value.text) : null;
        if (isWanted && parsed?.ok === true) setBoards((known) => ({ ...known, [id]: parsed.scenario }));
      }
    };
    void load();
    return () => {
      isWanted = false;
    };
  }, [api]);
  return { examples, boards };
}

function ExampleCard({ example, board }: { readonly example: ExampleInfo; readonly board: Scenario | undefined }): ReactElement {
  const { opening } = useServices();
  const close = useContext(CloseDialogContext);
  const go = (): void => {
    close();
    void opening.example(example.id);
  };
  return (
    <li className={css.galleryCard} data-example={example.id}>
      {board === undefined ? <div className={css.galleryPicture} /> : <SmallPicture nodes={board.nodes} links={board.links} />}
      <h4>{example.name}</h4>
      <small>{strings.level[placeOf(example.id).level]}</small>
      <p>{example.description}</p>
      <button type="button" aria-label={`${strings.open}: ${example.name}`} onClick={go}>
        {strings.open}
      </button>
    </li>
  );
}
