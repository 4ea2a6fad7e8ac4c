import { paintReplay } from './paint';
import { longestOf, ReplayState } from './state';
import type { ReplayData } from './types';

/*
 * The program inside of an exported replay: it plays the data that stands in the same page. It is built into one script whose hash is the
 * only
 * thing the page's content policy allows; the style is made by the script, so that no other style is allowed either.
 */
const STYLE = `
* { box-sizing: border-box; }
body {
  margin: 0;
  height: 100vh;
  display: grid;
  grid-template: 1fr auto / 1fr 300px;
  font: 13px/1.4 system-ui, sans-serif;
  color: #1b2430;
  background: #f8f9fb;
}
canvas { width: 100%; height: 100%; min-width: 0; min-height: 0; }
aside { border-left: 1px solid #e0e3e8; background: #fff; display: flex; flex-direction: column; min-height: 0; }
h1 { font-size: 15px; margin: 10px 12px 2px; }
aside p { margin: 0 12px 8px; color: #566070; font-size: 12px; overflow-wrap: anywhere; }
ol { list-style: none; margin: 0; padding: 0 12px 8px; overflow-y: auto; flex: 1; font: 12px/1.6 ui-monospace, monospace; }
time { color: #566070; margin-right: 8px; }
footer {
  grid-column: 1 / -1;
  display: flex;
  gap: 10px;
  align-items: center;
  padding: 8px 12px;
  border-top: 1px solid #e0e3e8;
  background: #fff;
}
input { flex: 1; accent-color: #0b7285; }
button, select { font: inherit; padding: 4px 12px; }
output { font-variant-numeric: tabular-nums; min-width: 90px; text-align: right; font-weight: 600; }
@media (max-width: 760px) { body { grid-template: 1fr 160px auto / 1fr; } aside { border-left: 0; border-top: 1px solid #e0e3e8; } }
`;
const SPEEDS = [0.001, 0.01, 0.1, 0.5, 1, 2, 5, 10, 100] as const;
const LINES = 200;

function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  parent: Element,
  facts: Partial<HTMLElementTagNameMap[K]> = {},
): HTMLElementTagNameMap[K] {
  const made = Object.assign(document.createElement(name), facts);
  parent.append(made);
  return made;
}

class Player {
  private readonly state: ReplayState;
  private readonly longestNs: number;
  private readonly canvas = element('canvas', document.body);
  private readonly lines: HTMLOListElement;
  private readonly play: HTMLButtonElement;
  private readonly slider: HTMLInputElement;
  private readonly speed: HTMLSelectElement;
  private readonly clock: HTMLOutputElement;
  private playing = false;
  private lastMs = 0;
  private shownLines = -1;

  constructor(private readonly data: ReplayData) {
    this.state = new ReplayState(data);
    this.longestNs = longestOf(data);
    this.canvas.setAttribute('role', 'img');
    this.canvas.setAttribute('aria-label', `The board of ${data.name}`);
    const side = element('aside', document.body);
    element('h1', side, { textContent: data.name });
    element('p', side, { textContent: `${data.about} Messages too fast to be seen are shown slower than they are.` });
    this.lines = element('ol', side, { tabIndex: 0 });
    this.lines.setAttribute('aria-label', 'Log');
    const foot = element('footer', document.body);
    this.play = element('button', foot, { textContent: 'Play', onclick: () => this.toggle() });
    this.slider = element('input', foot, {
      type: 'range',
      min: '0',
      max: '10000',
      step: '1',
      value: '0',
      oninput: () => this.seek(data.fromNs + (Number(this.slider.value) / 10_000) * (data.toNs - data.fromNs)),
    });
    this.slider.setAttribute('aria-label', 'Moment of the run');
    this.speed = element('select', foot);
    this.speed.setAttribute('aria-label', 'Speed');
    for (const value of SPEEDS)
      element('option', this.speed, { value: String(value), textContent: `${value}\u00d7`, selected: value === this.firstSpeed() });
    this.clock = element('output', foot);
    document.addEventListener('keydown', (event) => this.key(event));
    new ResizeObserver(() => this.draw()).observe(this.canvas);
    this.draw();
  }

  /** A stretch should last some ten seconds or more. */
  private firstSpeed(): number {
    const seconds = (this.data.toNs - this.data.fromNs) / 1e9;
    return SPEEDS.findLast((value) => seconds / value >= 10) ?? SPEEDS[0];
  }

  private key(event: KeyboardEvent): void {
    const isControl =
      event.target instanceof HTMLButtonElement || event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
    if (isControl) return;
    if (event.key === ' ') this.toggle();
    else if (event.key === 'ArrowRight' || event.key === 'ArrowLeft')
      this.seek(this.state.atNs + ((event.key === 'ArrowRight' ? 1 : -1) * (this.data.toNs - this.data.fromNs)) / 200);
    else return;
    event.preventDefault();
  }

  private toggle(): void {
    if (!this.playing && this.state.atNs >= this.data.toNs) this.seek(this.data.fromNs);
    this.playing = !this.playing;
    this.play.textContent = this.playing ? 'Pause' : 'Play';
    this.lastMs = performance.now();
    if (this.playing) requestAnimationFrame((nowMs) => this.frame(nowMs));
  }

  private frame(nowMs: number): void {
    if (!this.playing) return;
    this.seek(this.state.atNs + Math.max(0, nowMs - this.lastMs) * 1e6 * Number(this.speed.value));
    this.lastMs = nowMs;
    if (this.state.atNs >= this.data.toNs) this.toggle();
    else requestAnimationFrame((next) => this.frame(next));
  }

  private seek(atNs: number): void {
    this.state.moveTo(Math.max(this.data.fromNs, Math.min(this.data.toNs, atNs)));
    this.draw();
  }

  private draw(): void {
    const { width, height } = this.canvas.getBoundingClientRect();
    const ratio = window.devicePixelRatio || 1;
    const context = this.canvas.getContext('2d');
    if (context === null || width === 0) return;
    if (this.canvas.width !== Math.round(width * ratio) || this.canvas.height !== Math.round(height * ratio)) {
      this.canvas.width = Math.round(width * ratio);
      this.canvas.height = Math.round(height * ratio);
    }
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    paintReplay(context, this.state, this.longestNs, Number(this.speed.value), width, height);
    this.clock.value = `${(this.state.atNs / 1e9).toFixed(4)} s`;
    this.slider.value = String(
      Math.round(((this.state.atNs - this.data.fromNs) / Math.max(1, this.data.toNs - this.data.fromNs)) * 10_000),
    );
    this.writeLog();
  }

  private writeLog(): void {
    const { log } = this.data;
    let low = 0;
    let high = log.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (log[middle][0] <= this.state.atNs) low = middle + 1;
      else high = middle;
    }
    if (low === this.shownLines) return;
    this.shownLines = low;
    this.lines.replaceChildren(
      ...log.slice(Math.max(0, low - LINES), low).map(([atNs, text]) => {
        const line = document.createElement('li');
        element('time', line, { textContent: (atNs / 1e9).toFixed(4) });
        line.append(text);
        return line;
      }),
    );
    this.lines.scrollTop = this.lines.scrollHeight;
  }
}

const sheet = new CSSStyleSheet();
sheet.replaceSync(STYLE);
document.adoptedStyleSheets = [sheet];
const text = document.getElementById('replay')?.textContent;
if (text === undefined || text === null) throw new Error('this page holds no replay');
// One object, for whoever wants to look at it from the console.
Object.assign(window, { replay: new Player(JSON.parse(text) as ReplayData) });
