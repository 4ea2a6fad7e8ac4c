import css from './face.module.css';

type Shape = readonly [tag: 'div' | 'span' | 'b', className: string, name: string, children?: readonly Shape[]];

/** The places of a face that change with the playhead, by name; `writeFace` writes them. */
const BODY: readonly Shape[] = [
  [
    'div',
    css.faceFigure,
    '',
    [
      ['b', '', 'figure'],
      ['span', '', 'unit'],
    ],
  ],
  [
    'div',
    css.faceSide,
    '',
    [
      ['span', css.faceRole, 'role'],
      ['span', css.faceFact, 'facts'],
      ['span', css.faceLoad, 'load'],
      ['span', css.faceWrong, 'wrong'],
    ],
  ],
  [
    'div',
    css.faceWork,
    '',
    [
      ['span', css.facePips, 'pips'],
      ['span', css.faceNumber, 'slotsText'],
      ['span', css.faceQueue, 'queue', [['span', css.faceQueueFill, 'queueFill']]],
      ['span', css.faceNumber, 'queueText'],
      ['span', `${css.faceNumber} is-bad`, 'failed'],
    ],
  ],
  [
    'div',
    css.faceCounts,
    '',
    [
      ['span', '', 'count0'],
      ['span', '', 'count1'],
      ['span', '', 'count2'],
    ],
  ],
];

let made: DocumentFragment | null = null;

/** A new body of a face. Copied from one that was made once: 500 of them made piece by piece are a tenth of opening a large file. */
export function newFaceBody(): Node {
  if (made === null) {
    made = document.createDocumentFragment();
    for (const shape of BODY) made.append(elementOf(shape));
  }
  return made.cloneNode(true);
}

function elementOf([tag, className, name, children = []]: Shape): HTMLElement {
  const element = document.createElement(tag);
  if (className !== '') element.className = className;
  if (name !== '') element.dataset.face = name;
  for (const child of children) element.append(elementOf(child));
  return element;
}
