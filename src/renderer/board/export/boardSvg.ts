import { kindOf, type Scenario, type ScenarioGroup, type ScenarioNode, type ScenarioNote } from '../../../sim/index';
import { NOTE_HEIGHT, NOTE_WIDTH } from '../adapter/elements';
import { designFacts } from '../faces/designFacts';
import { FACE_HEIGHT, FACE_WIDTH, inPort, outPort } from '../geometry/face';
import { curvePath, wireCurve, type Point } from '../geometry/wireCurve';
import { groupText } from '../groups/groupText';
import { groupBox, groupFlowId, standIns, TITLE_HEIGHT, type Box } from '../geometry/groupPlaces';

/** Colours of a picture, CSS colours. `group` gives the colour of a group of kinds, e.g. `Routing`. */
export interface PictureColours {
  readonly board: string;
  readonly face: string;
  readonly line: string;
  readonly text: string;
  readonly textSoft: string;
  readonly wire: string;
  readonly note: string;
  /** Of a group, by the name of its colour; empty: a part of a kind that is not known. */
  readonly group: (colour: string) => string;
}

/** A picture and its size, flow units. */
export interface Picture {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

const MARGIN = 32;
const FONT = "system-ui, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif";
const NOTE_LINE = 17;
const NOTE_LETTER = 6.6;
const FACT_LETTERS = 26;

/** The board as an SVG picture that stands for itself: real shapes and texts, no page inside. An empty board gives an empty picture. */
export function boardSvg(scenario: Scenario, colours: PictureColours): Picture {
  const { nodes, notes = [], groups = [] } = scenario;
  const places = new Map<string, Point>(nodes.map((node) => [node.id, node]));
  const folded = standIns(groups);
  const boxes = new Map(
    groups.flatMap((group): [string, Box][] => {
      const box = groupBox(group, places);
      return box === null ? [] : [[groupFlowId(group.id), box]];
    }),
  );
  const visible = nodes.filter((node) => !folded.has(node.id));
  const all: Box[] = [
    ...boxes.values(),
    ...visible.map((node) => ({ x: node.x, y: node.y, width: FACE_WIDTH, height: FACE_HEIGHT })),
    ...notes.map((note) => ({ x: note.x, y: note.y, width: note.widthPx ?? NOTE_WIDTH, height: note.heightPx ?? NOTE_HEIGHT })),
  ];
  const frame = around(all);
  const standing = (id: string): Point => boxes.get(folded.get(id) ?? '') ?? places.get(id) ?? { x: 0, y: 0 };
  const wires = scenario.links
    .filter((link) => folded.get(link.from) === undefined || folded.get(link.from) !== folded.get(link.to))
    .map(
      (link) =>
        `<path d="${curvePath(wireCurve(outPort(standing(link.from)), inPort(standing(link.to))))}" fill="none" ` +
        `stroke="${colours.wire}" stroke-width="2" ` +
        `marker-end="url(#arrow)"><title>${escaped(`${link.from} to ${link.to}`)}</title></path>`,
    );
  const kinds = new Map(nodes.map((node) => [node.id, node.kind]));
  const body = [
    ...groups.map((group) =>
      groupShape(
        group,
        boxes.get(groupFlowId(group.id)),
        group.nodes.flatMap((id) => kinds.get(id) ?? []),
        colours,
      ),
    ),
    ...notes.map((note) => noteShape(note, colours)),
    ...wires,
    ...visible.map((node) => faceShape(node, colours)),
  ].join('\n');
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${frame.x} ${frame.y} ${frame.width} ${frame.height}"
 width="${frame.width}" height="${frame.height}" font-family="${FONT}">
<title>${escaped(scenario.name)}</title>
<defs><marker id="arrow" viewBox="0 0 10 10" refX="8" refY="5" markerWidth="9" markerHeight="9"
 markerUnits="userSpaceOnUse" orient="auto"><path d="M1 1L9 5L1 9z" fill="${colours.wire}"/></marker></defs>
<rect x="${frame.x}" y="${frame.y}" width="${frame.width}" height="${frame.height}" fill="${colours.board}"/>
${body}
</svg>
`;
  return { svg, width: frame.width, height: frame.height };
}

function around(boxes: readonly Box[]): Box {
  if (boxes.length === 0) return { x: 0, y: 0, width: 2 * MARGIN, height: 2 * MARGIN };
  const x = Math.min(...boxes.map((box) => box.x)) - MARGIN;
  const y = Math.min(...boxes.map((box) => box.y)) - MARGIN;
  return {
    x,
    y,
    width: Math.max(...boxes.map((box) => box.x + box.width)) + MARGIN - x,
    height: Math.max(...boxes.map((box) => box.y + box.height)) + MARGIN - y,
  };
}

function faceShape(node: ScenarioNode, colours: PictureColours): string {
  const descriptor = kindOf(node.kind)?.descriptor;
  const colour = colours.group(descriptor?.group.colour ?? '');
  const name = node.label ?? node.id;
  const kind = node.label === undefined ? (descriptor?.title ?? node.kind) : '';
  const facts = wrapped(designFacts(node.kind, node.params), FACT_LETTERS).slice(0, 2);
  return `<g transform="translate(${node.x} ${node.y})">
<rect width="${FACE_WIDTH}" height="${FACE_HEIGHT}" rx="10" fill="${colours.face}" stroke="${colours.line}" stroke-width="1.5"/>
<path d="M10 0h-1a9 9 0 0 0 -9 9v${FACE_HEIGHT - 18}a9 9 0 0 0 9 9h-1z" fill="${colour}" stroke="${colour}" stroke-width="3"/>
<g transform="translate(14 7) scale(0.875)" fill="none" stroke="${colour}" stroke-width="1.75"
 stroke-linecap="round" stroke-linejoin="round"><path d="${descriptor?.iconPath ?? 'M4 4h16v16H4z'}"/></g>
<text x="41" y="22" font-size="14" font-weight="700" fill="${colours.text}">${escaped(cut(name, 18))}<tspan
 dx="6" font-size="11" font-weight="400"
 fill="${colours.textSoft}">${escaped(cut(kind, Math.max(0, 20 - name.length)))}</tspan></text>
${facts.map((line, i) => `<text x="14" y="${50 + i * 18}" font-size="12.5" fill="${colours.text}">${escaped(line)}</text>`).join('')}
</g>`;
}

function groupShape(group: ScenarioGroup, box: Box | undefined, kinds: readonly string[], colours: PictureColours): string {
  if (box === undefined) return '';
  const isFolded = group.collapsed === true;
  const text = isFolded
    ? wrapped(groupText(group, kinds), FACT_LETTERS)
        .slice(0, 3)
        .map(
          (line, i) =>
            `<text x="${box.x + 12}" y="${box.y + 46 + i * 15}" font-size="11.5" fill="${colours.textSoft}">${escaped(line)}</text>`,
        )
        .join('')
    : '';
  return `<rect x="${box.x}" y="${box.y}" width="${box.width}" height="${box.height}" rx="12" fill="${isFolded ? colours.face : 'none'}"
 stroke="${colours.line}" stroke-width="1.5"${isFolded ? '' : ' stroke-dasharray="6 4"'}/>
<text x="${box.x + 12}" y="${box.y + TITLE_HEIGHT - 10}" font-size="13" font-weight="600"
 fill="${colours.text}">${escaped(group.title)}</text>${text}`;
}

function noteShape(note: ScenarioNote, colours: PictureColours): string {
  const [width, height] = [note.widthPx ?? NOTE_WIDTH, note.heightPx ?? NOTE_HEIGHT];
  const lines = note.text
    .split('\n')
    .flatMap((line) => wrapped(line, Math.floor((width - 20) / NOTE_LETTER)))
    .slice(0, Math.floor((height - 12) / NOTE_LINE));
  return `<rect x="${note.x}" y="${note.y}" width="${width}" height="${height}" rx="4" fill="${colours.note}" stroke="${colours.line}"/>
${lines
  .map(
    (line, i) =>
      `<text x="${note.x + 10}" y="${note.y + 22 + i * NOTE_LINE}" font-size="13" ` + `fill="${colours.text}">${escaped(line)}</text>`,
  )
  .join('')}`;
}

/** A text in lines of so many letters, broken between words where that is possible. */
function wrapped(text: string, letters: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > letters) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].map((each) => cut(each, letters));
}

function cut(text: string, letters: number): string {
  return text.length <= letters ? text : `${text.slice(0, Math.max(0, letters - 1))}\u2026`;
}

/** As the text of an XML element; letters that XML does not know are left out. */
function escaped(text: string): string {
  return (
    text
      // eslint-disable-next-line no-control-regex
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
  );
}
