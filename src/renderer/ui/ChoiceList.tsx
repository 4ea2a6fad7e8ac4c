import { Autocomplete } from '@base-ui/react/autocomplete';
import { useContext, useRef, useState, type ReactElement } from 'react';
import { CloseDialogContext } from './Dialog';
import { strings } from './strings';

/** An entry of a list to choose from. */
export interface Choice {
  readonly key: string;
  readonly label: string;
  readonly detail?: string | undefined;
  /** What else it is found by, without being shown. */
  readonly hidden?: string | undefined;
  readonly keys?: string | undefined;
  /** Why it cannot be chosen; undefined: it can. */
  readonly refusal?: string | undefined;
  readonly choose: () => void;
}

/** What is called that comes before what is only described with it. */
function rank(choice: Choice, search: string): number {
  const at = choice.label.toLowerCase().indexOf(search.trim().toLowerCase());
  return (choice.refusal === undefined ? 0 : 3) + (at === 0 ? 0 : at > 0 ? 1 : 2);
}

/** The entries that every word of a search is found in, best first; all of them, as they come, without one. */
function matching(choices: readonly Choice[], search: string): readonly Choice[] {
  const words = search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const found = choices.filter((choice) =>
    words.every((word) => `${choice.label} ${choice.detail ?? ''} ${choice.hidden ?? ''}`.toLowerCase().includes(word)),
  );
  return words.length === 0 ? found : found.sort((p, q) => rank(p, search) - rank(q, search));
}

interface ChoiceListProps {
  readonly label: string;
  readonly choices: readonly Choice[];
  readonly placeholder: string;
}

/** A list that is searched while typing: arrow keys move, Enter chooses. It closes the dialog that it stands in. */
export function ChoiceList({ label, choices, placeholder }: ChoiceListProps): ReactElement {
  const closeDialog = useContext(CloseDialogContext);
  const [search, setSearch] = useState('');
  const current = useRef<Choice | undefined>(undefined);
  const matches = matching(choices, search);
  const choose = (choice: Choice | undefined): void => {
    if (choice === undefined || choice.refusal !== undefined) return;
    closeDialog();
    choice.choose();
  };
  return (
    <div className="choices">
      <Autocomplete.Root<Choice>
        open
        inline
        items={matches}
        filter={null}
        itemToStringValue={(choice) => choice.label}
        autoHighlight="always"
        keepHighlight
        loopFocus={false}
        value={search}
        onValueChange={(text, { reason }) => {
          // What is chosen closes the list and is not written into the search.
          if (reason !== 'item-press') setSearch(text);
        }}
        onItemHighlighted={(choice) => {
          current.current = choice;
        }}
      >
        <Autocomplete.Input
          data-autofocus
          aria-label={label}
          placeholder={placeholder}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            // Enter right after a letter comes before the list has marked its first entry anew.
            event.preventDefault();
            event.preventBaseUIHandler();
            choose(matches.find((choice) => choice.key === current.current?.key) ?? matches[0]);
          }}
        />
        <Autocomplete.List aria-label={label}>
          {(choice: Choice) => (
            <Autocomplete.Item key={choice.key} value={choice} aria-disabled={choice.refusal !== undefined} onClick={() => choose(choice)}>
              <span className="choice-label">{choice.label}</span>
              {(choice.refusal ?? choice.detail) !== undefined && <small>{choice.refusal ?? choice.detail}</small>}
              {choice.keys !== undefined && <kbd>{choice.keys}</kbd>}
            </Autocomplete.Item>
          )}
        </Autocomplete.List>
        {/* Read out as it changes, so it is there before there is anything to say. */}
        <Autocomplete.Empty className="hint">{choices.length === 0 ? strings.listLoading : strings.listNothing}</Autocomplete.Empty>
      </Autocomplete.Root>
    </div>
  );
}
