import { useState, type ReactElement } from 'react';
import { checkWire, kindNames, kindOf, kinds, wireKinds } from '../../sim/index';
import { addPart } from '../features/palette/addPart';
import { commands, isEnabled } from './commands';
import { COMMAND_GROUPS } from './commandTypes';
import { fanOut } from '../features/editing/editCommands';
import { openPasted } from '../features/exports/exportCommands';
import { useDocument, useUi } from './hooks';
import { shownKey } from './keyboard';
import { documentModel } from './model';
import { view } from './boardView';
import { insertBetween } from '../board/index';
import { strings } from './strings';
import { ChoiceList, closeDialog, DialogBox } from './Dialog';
import { AssociationDialog } from '../features/files/AssociationDialog';
import { ConflictDialog, ExamplesDialog, OpenDialog, RecoveryDialog, SaveAsDialog, UnsavedDialog } from '../features/files/FileDialogs';
import { NumberInput } from '../ui/NumberField';
import '../features/editing/editing.css';

/** The dialog that is open, if any. */
export function Dialogs(): ReactElement | null {
  const dialog = useUi((state) => state.dialog);
  switch (dialog?.type) {
    case 'open':
      return <OpenDialog answer={dialog.answer} />;
    case 'saveAs':
      return <SaveAsDialog suggestedName={dialog.suggestedName} answer={dialog.answer} />;
    case 'examples':
      return <ExamplesDialog />;
    case 'recovery':
      return <RecoveryDialog found={dialog.found} />;
    case 'unsaved':
      return <UnsavedDialog name={dialog.name} answer={dialog.answer} />;
    case 'conflict':
      return <ConflictDialog conflict={dialog.conflict} answer={dialog.answer} />;
    case 'palette':
      return <CommandPalette />;
    case 'shortcuts':
      return <Shortcuts />;
    case 'addPart':
      return <AddPartDialog wireFrom={dialog.wireFrom} at={dialog.at} />;
    case 'wireTo':
      return <WireToDialog from={dialog.from} />;
    case 'insertPart':
      return <InsertPartDialog link={dialog.link} />;
    case 'fanOut':
      return <FanOutDialog ids={dialog.nodes} />;
    case 'history':
      return <HistoryDialog />;
    case 'find':
      return <FindDialog />;
    case 'openText':
      return <OpenTextDialog />;
    case 'association':
      return <AssociationDialog />;
    default:
      return null;
  }
}

function CommandPalette(): ReactElement {
  const choices = commands
    .filter((command) => command.hidden !== true && command.id !== 'view.palette' && isEnabled(command))
    .map((command) => ({
      key: command.id,
      label: command.label,
      detail: command.group,
      keys: command.keys?.[0] === undefined ? undefined : shownKey(command.keys[0]),
      choose: command.run,
    }));
  return (
    <DialogBox title="All commands">
      <ChoiceList label="Commands" placeholder="What do you want to do?" choices={choices} />
    </DialogBox>
  );
}

function Shortcuts(): ReactElement {
  return (
    <DialogBox title="Keyboard shortcuts">
      <div className="shortcuts" role="region" aria-label="All keys" tabIndex={0}>
        {COMMAND_GROUPS.map((group) => (
          <section key={group}>
            <h3>{group}</h3>
            {commands
              .filter((command) => command.group === group && command.keys !== undefined)
              .map((command) => (
                <p key={command.id}>
                  <span>{command.label}</span>
                  <span>
                    {command.keys?.map((keys) => (
                      <kbd key={keys}>{shownKey(keys)}</kbd>
                    ))}
                  </span>
                </p>
              ))}
          </section>
        ))}
        <section>
          <h3>On the board</h3>
          <p>
            <span>Walk the parts and wires</span>
            <kbd>Tab</kbd>
          </p>
          <p>
            <span>Menu of the selected part</span>
            <kbd>{shownKey('Shift+F10')}</kbd>
          </p>
          <p>
            <span>Add to the selection</span>
            <span>
              <kbd>{shownKey('Shift+Enter')}</kbd>
              <kbd>{shownKey('Mod+click')}</kbd>
            </span>
          </p>
          <p>
            <span>Select with a box</span>
            <kbd>{shownKey('Shift+drag')}</kbd>
          </p>
          <p>
            <span>Move the board</span>
            <kbd>Space+drag</kbd>
          </p>
          <p>
            <span>Move a part off the grid</span>
            <kbd>{shownKey('Alt+drag')}</kbd>
          </p>
          <p>
            <span>Give up a wire, leave the settings</span>
            <kbd>Esc</kbd>
          </p>
        </section>
      </div>
    </DialogBox>
  );
}

/** Adds a part; when a wire was pulled into empty space, only what it can be wired to, and the wire with it. */
function AddPartDialog({ wireFrom, at }: { readonly wireFrom: string | null; readonly at: { x: number; y: number } | null }): ReactElement {
  const source = useDocument((state) => state.scenario.nodes.find((node) => node.id === wireFrom));
  const choices = kindNames.map((name) => {
    const { descriptor } = kinds[name];
    const verdict = source === undefined ? null : wireKinds(source.kind, name);
    return {
      key: name,
      label: descriptor.title,
      detail: descriptor.summary,
      refusal: verdict === null || verdict.ok ? undefined : verdict.reason,
      choose: () => {
        const id = addPart(name, at);
        if (wireFrom !== null) documentModel.actions.connect(wireFrom, id);
      },
    };
  });
  const sorted = [...choices].sort((p, q) => Number(p.refusal !== undefined) - Number(q.refusal !== undefined));
  return (
    <DialogBox title={wireFrom === null ? 'Add a part' : `Wire ${wireFrom} to a new part`}>
      <ChoiceList label="Parts" placeholder="Which part?" choices={sorted} />
    </DialogBox>
  );
}

function WireToDialog({ from }: { readonly from: string }): ReactElement {
  const scenario = useDocument((state) => state.scenario);
  const choices = scenario.nodes
    .filter((node) => node.id !== from)
    .map((node) => {
      const verdict = checkWire(scenario, from, node.id);
      return {
        key: node.id,
        label: node.id,
        detail: node.label ?? kindOf(node.kind)?.descriptor.title ?? node.kind,
        refusal: verdict.ok ? undefined : verdict.reason,
        choose: () => void documentModel.actions.connect(from, node.id),
      };
    });
  const sorted = [...choices].sort((p, q) => Number(p.refusal !== undefined) - Number(q.refusal !== undefined));
  return (
    <DialogBox title={`Wire ${from} to`}>
      <ChoiceList label={`Parts that ${from} can be wired to`} placeholder="Which part?" choices={sorted} />
    </DialogBox>
  );
}

/** What can stand in the middle of a wire. */
function InsertPartDialog({ link }: { readonly link: string }): ReactElement {
  const scenario = useDocument((state) => state.scenario);
  const wire = scenario.links.find((other) => other.id === link);
  const choices = kindNames.flatMap((name) => {
    const { title, summary } = kinds[name].descriptor;
    const inserted = insertBetween(scenario, name, link);
    if (inserted === null) return [];
    return [
      {
        key: name,
        label: title,
        detail: summary,
        choose: () => {
          if (documentModel.actions.edit(inserted.label, { type: 'replace', scenario: inserted.scenario }) === null)
            documentModel.actions.select({ nodes: [inserted.id] });
        },
      },
    ];
  });
  return (
    <DialogBox title={strings.insertTitle(wire?.from ?? '', wire?.to ?? '')}>
      <ChoiceList label={strings.insertLabel} placeholder={strings.insertHint} choices={choices} />
    </DialogBox>
  );
}

/** Every part by id, label and kind; the chosen one is selected and shown. */
function FindDialog(): ReactElement {
  const scenario = useDocument((state) => state.scenario);
  const groupOf = new Map((scenario.groups ?? []).flatMap((group) => group.nodes.map((id): [string, string] => [id, group.title])));
  const choices = scenario.nodes.map(({ id, label, kind }) => ({
    key: id,
    label: label === undefined ? id : `${id} ${label}`,
    detail: [kindOf(kind)?.descriptor.title ?? kind, groupOf.get(id)].filter((text) => text !== undefined).join(', '),
    choose: () => {
      documentModel.actions.select({ nodes: [id] });
      // The dialog gives the focus back when it goes; the part that was found takes it after that.
      requestAnimationFrame(() => view.show([id]));
    },
  }));
  return (
    <DialogBox title={strings.find}>
      <ChoiceList label={strings.find} placeholder={strings.findHint} choices={choices} />
    </DialogBox>
  );
}

function OpenTextDialog(): ReactElement {
  const [text, setText] = useState('');
  return (
    <DialogBox title={strings.openTextTitle}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          closeDialog();
          void openPasted(text);
        }}
      >
        <p className="hint">{strings.openTextHelp}</p>
        <textarea
          data-autofocus
          rows={6}
          aria-label={strings.openTextLabel}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <button type="submit" className="primary" disabled={text.trim() === ''}>
          {strings.open}
        </button>
      </form>
    </DialogBox>
  );
}

function FanOutDialog({ ids }: { readonly ids: readonly string[] }): ReactElement {
  const [times, setTimes] = useState(5);
  return (
    <DialogBox title={`Fan out ${ids.join(', ')}`}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          closeDialog();
          fanOut(ids, times);
        }}
      >
        <p>So many in all, each with the same settings and the same wires.</p>
        <NumberInput label="How many" minimum={2} maximum={100} integer value={times} onChange={setTimes} usual={[2, 20]} />
        <button type="submit" className="primary">{`Make it ${times}`}</button>
      </form>
    </DialogBox>
  );
}

function HistoryDialog(): ReactElement {
  const { past, future } = useDocument((state) => ({ past: state.past, future: state.future }));
  const jump = (steps: number): void => {
    documentModel.actions.jump(steps);
    closeDialog();
  };
  return (
    <DialogBox title="History">
      <ol className="history">
        <li>
          <button type="button" disabled={past.length === 0} onClick={() => jump(-past.length)}>
            As it was opened
          </button>
        </li>
        {past.map((step, i) => (
          <li key={i}>
            <button type="button" aria-current={i === past.length - 1} onClick={() => jump(i - past.length + 1)}>
              {step.label}
            </button>
          </li>
        ))}
        {future.map((step, i) => (
          <li key={`f${i}`}>
            <button type="button" className="is-undone" onClick={() => jump(i + 1)}>
              {step.label}
            </button>
          </li>
        ))}
      </ol>
    </DialogBox>
  );
}
