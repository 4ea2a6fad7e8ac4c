import { kindNames, kinds } from '../../../sim/index';
import type { Command, Contribution, Services } from '../../workbench/workbenchApi';
import { addPartInSight } from './addPartInSight';
import { Palette } from './Palette';
import { AddPartDialog, InsertPartDialog, WireToDialog } from './PartDialogs';
import { strings } from './strings';

function commands(services: Services): readonly Command[] {
  const { boardView, document, window } = services;
  const selection = () => document.store.getState().selection;
  return [
    {
      id: 'add.part',
      label: strings.addPart,
      group: 'Add',
      keys: ['A', 'Insert'],
      run: () => window.openDialog(<AddPartDialog />),
    },
    { id: 'add.note', label: strings.addNote, group: 'Add', keys: ['T'], run: () => boardView.note() },
    {
      id: 'add.wire',
      label: strings.wireTo,
      group: 'Add',
      keys: ['W'],
      enabled: (c) => c.document.selection.nodes.length === 1,
      run: () => window.openDialog(<WireToDialog from={selection().nodes[0]} />),
    },
    {
      id: 'add.insert',
      label: strings.putIntoWire,
      group: 'Add',
      keys: ['Shift+A'],
      enabled: (c) => c.document.selection.links.length === 1,
      run: () => window.openDialog(<InsertPartDialog link={selection().links[0]} />),
    },
    ...kindNames.map((name): Command => ({
      id: `add.${name}`,
      label: strings.addKind(kinds[name].descriptor.title.toLowerCase()),
      group: 'Add',
      run: () => addPartInSight(services, name),
    })),
  ];
}

/** The parts to choose from, left of the board, and the commands that add one. */
export const paletteContribution: Contribution = {
  id: 'palette',
  title: strings.title,
  commands,
  pieces: [{ place: 'left', Piece: Palette }],
};
