import { applyPalette, GIFEncoder, quantize } from 'gifenc';
import { replayData } from '../../../exports/replay/data';
import { paintReplay } from '../../../exports/replay/paint';
import { longestOf, ReplayState } from '../../../exports/replay/state';
import { strings } from './strings';
import { exportFile, plainName } from '../../workbench/exportFile';
import type { Services } from '../../workbench/workbenchApi';

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
  readonly toNs: number;
  /** Simulated seconds per second of the picture. */
  readonly speed: number;
}

/**
 * What is seen in some seconds of playback: from the playhead, or what lies before the end of the run. The whole run where it is over
 * sooner than that, then so slowly that it still takes some seconds; so, too, as fast as it goes.
 */
export function gifStretch(playheadNs: number, speed: number, endNs: number): GifStretch {
  const spanNs = Math.min(endNs, SECONDS * speed * NS_PER_SECOND);
  const fromNs = Math.floor(Math.max(0, Math.min(playheadNs, endNs - spanNs)));
  return slowedTo(SECONDS, { fromNs, toNs: Math.min(endNs, Math.ceil(fromNs + spanNs)), speed });
}

/** The same stretch, so slowly that it takes so long; what takes as long already stays as it is. */
function slowedTo(seconds: number, { fromNs, toNs, speed }: GifStretch): GifStretch {
  return { fromNs, toNs, speed: Math.min(speed, Math.max(1, toNs - fromNs) / NS_PER_SECOND / seconds) };
}

/** Writes some seconds of the run on screen, from the playhead at the speed of playback, as an animated GIF of the board. */
export async function exportGif(services: Services): Promise<void> {
  const { api, document, playback, window } = services;
  const { currentRunId, runs, playheadNs, speed } = playback.store.getState();
  const run = runs.find((candidate) => candidate.runId === currentRunId);
  const report = run?.report;
  if (!report) return;
  playback.actions.pause();
  window.announce(strings.gif.painting);
  const wanted = gifStretch(playheadNs, speed, report.endNs);
  const answer = await api.runWindow({ runId: report.runId, fromNs: wanted.fromNs, toNs: wanted.toNs + 1, maxRows: MOST_ROWS });
  if (!answer.ok) {
    document.actions.setFailure(answer.failure);
    return;
  }
  const data = replayData({ ...report, places: (run.design ?? document.store.getState().scenario).nodes }, answer.value);
  // Of very much traffic only the beginning fits: it is shown slower, not as a picture that stands still.
  const stretch = slowedTo(SECONDS, { ...wanted, toNs: Math.min(wanted.toNs, data.toNs) });
  const bytes = await paintGif(new ReplayState(data), stretch);
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
