import type { ReactElement } from 'react';
import { useDocument, useServices, useWindow } from '../../workbench/context';
import { keyText } from '../../workbench/keyboard';
import { strings } from './strings';
import { templates, type Template } from './templates';
import css from './welcome.module.css';

const ACTIONS = [
  ['add.part', strings.emptyAdd],
  ['file.examples', strings.emptyExamples],
] as const;

/** What to do first, in the middle of a board without anything on it. */
export function EmptyBoard(): ReactElement | null {
  const isEmpty = useDocument(({ scenario }) => scenario.nodes.length === 0 && (scenario.notes ?? []).length === 0);
  // A lesson says itself what may be put on its board.
  const isFree = useDocument((state) => state.rules === null && !state.locked);
  const { boardView, commands, document } = useServices();
  // While a file is on its way, nobody is to begin something that it would take away.
  const hasBegun = useWindow((state) => state.hasBegun);
  if (!isEmpty || !hasBegun) return null;
  const begin = ({ name, scenario }: Template): void => {
    const { name: kept, description, seed } = document.store.getState().scenario;
    document.actions.edit(strings.startedFrom(name), { type: 'replace', scenario: { ...scenario, name: kept, description, seed } });
    requestAnimationFrame(() => boardView.fit());
  };
  return (
    <div className={css.welcomeEmpty}>
      <svg className={css.welcomeEmptyIcon} viewBox="0 0 72 48" aria-hidden="true">
        <rect x="2" y="14" width="20" height="20" rx="4" strokeDasharray="4 3" />
        <rect x="50" y="14" width="20" height="20" rx="4" strokeDasharray="4 3" />
        <path d="M22 24h24 M41 19l5 5-5 5" />
      </svg>
      <h2>{strings.emptyTitle}</h2>
      <p>{strings.emptyText}</p>
      <div className={css.welcomeEmptyActions}>
        {ACTIONS.map(([id, label], i) => {
          const keys = commands.of(id).keys?.[0];
          return (
            <button key={id} type="button" className={i === 0 ? 'primary' : ''} onClick={() => commands.of(id).run()}>
              {label}
              {keys !== undefined && <kbd>{keyText(keys)}</kbd>}
            </button>
          );
        })}
      </div>
      {isFree && (
        <div className={css.welcomeEmptyActions} role="group" aria-label={strings.templatesTitle}>
          <span>{strings.templatesTitle}</span>
          {templates().map((template) => (
            <button key={template.id} type="button" onClick={() => begin(template)}>
              {template.name}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
