import { applyPalette, GIFEncoder, quantize } from 'gifenc';
import { replayData } from '../../../exports/replay/data';
import { paintReplay } from '../../../exports/replay/paint';
import { longestOf, ReplayState } from '../../../exports/replay/state';
import { strings } from './strings';
import { exportFile } from '../../workbench/exportFile';
import type { Services } from '../../workbench/workbenchApi';
import { plainName } from './exportRun';
import { NS_PER_SECOND } from '../../../sim/index';

const WIDTH_PX = 800;
const HEIGHT_PX = 450;
const FRAMES_PER_SECOND = 15;
const SECONDS = 6;
const MOST_ROWS = 400_000;
const COLORS = 64;

/** What a moving picture is to show. */
export interface GifStretch {
  readonly fromNs: number;
  /** Simulated seconds per second of the picture. */
  readonly speed: number;
}

/** Writes some seconds of the run on screen, from the playhead at the speed of playback, as an animated GIF of the board. */
export async function exportGif(services: Services): Promise<void> {
  const { api, document, playback, window } = services;
  const { currentRunId, runs, playheadNs, speed } = playback.store.getState();
  const report = runs.find((run) => run.runId === currentRunId)?.report;
  if (!report) return;
  playback.actions.pause();
  window.announce(strings.gif.painting);
  const spanNs = SECONDS * speed * NS_PER_SECOND;
  const fromNs = Math.max(0, Math.min(playheadNs, report.endNs - spanNs));
  const answer = await api.runWindow({
    runId: report.runId,
    fromNs: Math.floor(fromNs),
    toNs: Math.ceil(fromNs + spanNs) + 1,
    maxRows: MOST_ROWS,
  });
  if (!answer.ok) {
    document.actions.setFailure(answer.failure);
    return;
  }
  const data = replayData({ ...report, places: document.store.getState().scenario.nodes }, answer.value);
  const bytes = await paintGif(new ReplayState(data), { fromNs, speed });
  await exportFile(services, { name: `${plainName(report.summary.scenario)}.gif`, content: bytes, mediaType: 'image/gif' });
}

/** The frames of a stretch as the bytes of a GIF. Lets the page breathe between frames. */
async function paintGif(state: ReplayState, { fromNs, speed }: GifStretch): Promise<Uint8Array<ArrayBuffer>> {
  const canvas = document.createElement('canvas');
  canvas.width = WIDTH_PX;
  canvas.height = HEIGHT_PX;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('this browser has no 2d canvas');
  const longestNs = longestOf(state.data);
  const gif = GIFEncoder();
  for (let frame = 0; frame < SECONDS * FRAMES_PER_SECOND; frame++) {
    state.moveTo(Math.min(state.data.toNs, fromNs + (frame / FRAMES_PER_SECOND) * speed * NS_PER_SECOND));
    paintReplay(context, state, longestNs, speed, WIDTH_PX, HEIGHT_PX);
    const { data } = context.getImageData(0, 0, WIDTH_PX, HEIGHT_PX);
    const palette = quantize(data, COLORS);
    gif.writeFrame(applyPalette(data, palette), WIDTH_PX, HEIGHT_PX, { palette, delay: 1000 / FRAMES_PER_SECOND });
    await new Promise((resolve) => {
      window.setTimeout(resolve, 0);
    });
  }
  gif.finish();
  return Uint8Array.from(gif.bytes());
}
