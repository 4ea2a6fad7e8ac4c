import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../scripts/tools.mjs';

/*
 * Draws the curves that the bench measured last into docs/scaling.svg: node bench/picture.mjs
 */
const WIDTH = 760;
const HEIGHT = 430;
const LEFT = 64;
const RIGHT = 44;
const TOP = 56;
const BOTTOM = 112;
const MOST_SIZE = 1_000_000;

/** @typedef {{ size: number, ratio: number, low: number, high: number }} Row */
/** Colours that can be told apart by people who do not see all of them (M. Okabe and K. Ito), and marks besides. @type {Record<string, { name: string, colour: string, dash: string }>} */
const CURVES = {
  hold: { name: 'kernel alone, by events pending', colour: '#0072b2', dash: '' },
  flight: { name: 'by requests in flight', colour: '#d55e00', dash: '' },
  nodes: { name: 'by workers, without checkpoints', colour: '#009e73', dash: '' },
  nodesRewindable: { name: 'by workers, with checkpoints', colour: '#009e73', dash: '6 4' },
};
const LOGARITHM = { name: 'the logarithm, from 10 and from 100 on', colour: '#767676', dash: '2 4' };

/** @param {number} size */
const x = (size) => LEFT + ((Math.log10(size) - 1) / (Math.log10(MOST_SIZE) - 1)) * (WIDTH - LEFT - RIGHT);

/** @param {string} className @param {number} px @param {number} py @param {string | number} text @param {string} [anchor] */
const label = (className, px, py, text, anchor = 'middle') =>
  `<text class="${className}" x="${px.toFixed(1)}" y="${py.toFixed(1)}" text-anchor="${anchor}">${text}</text>`;

/** @param {{ colour: string, dash: string }} look @param {readonly (readonly [number, number])[]} points */
const line = ({ colour, dash }, points) =>
  `<polyline fill="none" stroke="${colour}" stroke-width="2" stroke-dasharray="${dash}" points="${points.map(([px, py]) => `${px.toFixed(1)},${py.toFixed(1)}`).join(' ')}"/>`;

/** @param {Record<string, readonly Row[]>} tables @returns {string} */
function picture(tables) {
  const most = Math.ceil(
    Math.max(
      ...Object.values(tables)
        .flat()
        .map(({ high }) => high),
      4,
    ),
  );
  const y = (/** @type {number} */ ratio) => HEIGHT - BOTTOM - (ratio / most) * (HEIGHT - TOP - BOTTOM);
  const parts = [
    label('title', LEFT, 24, 'What an event costs as the system grows', 'start'),
    label('note', LEFT, 42, 'in multiples of the smallest size; medians, with least and greatest', 'start'),
  ];
  for (let ratio = 0; ratio <= most; ratio++)
    parts.push(
      `<line class="grid" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y(ratio).toFixed(1)}" y2="${y(ratio).toFixed(1)}"/>`,
      label('note', LEFT - 10, y(ratio) + 4, ratio, 'end'),
    );
  for (let size = 10; size <= MOST_SIZE; size *= 10) parts.push(label('note', x(size), HEIGHT - BOTTOM + 20, size.toLocaleString('en')));
  for (const [first, last] of [
    [10, 10_000],
    [100, MOST_SIZE],
  ])
    parts.push(
      line(
        LOGARITHM,
        [first, last].map((size) => [x(size), y(Math.log2(size) / Math.log2(first))]),
      ),
    );
  for (const [name, rows] of Object.entries(tables)) {
    const look = CURVES[name];
    parts.push(
      line(
        look,
        rows.map(({ size, ratio }) => [x(size), y(ratio)]),
      ),
    );
    for (const { size, ratio, low, high } of rows) {
      parts.push(
        `<line stroke="${look.colour}" x1="${x(size).toFixed(1)}" x2="${x(size).toFixed(1)}" y1="${y(low).toFixed(1)}" y2="${y(high).toFixed(1)}"/>`,
        `<circle fill="${look.colour}" cx="${x(size).toFixed(1)}" cy="${y(ratio).toFixed(1)}" r="3.5"/>`,
      );
    }
    const last = rows[rows.length - 1];
    parts.push(label('value', x(last.size) + 8, y(last.ratio) + (look.dash === '' ? -2 : 10), last.ratio.toFixed(1), 'start'));
  }
  [...Object.values(CURVES), LOGARITHM].forEach((look, i) => {
    const [px, py] = [LEFT + (i % 2) * 330, HEIGHT - BOTTOM + 50 + Math.floor(i / 2) * 20];
    parts.push(
      line(look, [
        [px, py - 4],
        [px + 28, py - 4],
      ]),
      label('note', px + 36, py, look.name, 'start'),
    );
  });
  const style =
    'text{font:12px system-ui,sans-serif;fill:#222}.title{font-size:16px;font-weight:600}.value{font-weight:600}.grid{stroke:#ddd}';
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="What an event costs as the system grows"><style>${style}</style><rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>\n${parts.join('\n')}\n</svg>\n`;
}

const measured = join(root, 'out/bench/scaling.json');
if (!existsSync(measured)) {
  process.stderr.write('Nothing has been measured yet: node bench/bench.mjs curves\n');
  process.exit(1);
}
writeFileSync(join(root, 'docs/scaling.svg'), picture(JSON.parse(readFileSync(measured, 'utf8'))));
