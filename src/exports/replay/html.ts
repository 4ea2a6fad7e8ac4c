import type { TraceWindow } from '../../sim/index';
import type { ExportedRun, Exporter } from '../exporter';
import { replayData } from './data';
import { code, sha256 } from './player.bundle';

/**
 * A page that plays a stretch of a run by itself: no other file, no network, no Faultboard. Its content policy allows its own script, by
 * its hash, and
 * nothing else. A run of more messages than fit is cut after the first window.
 */
export function htmlExporter(run: ExportedRun): Exporter {
  let page = '';
  return {
    head: () => '',
    piece: (window: TraceWindow) => {
      if (page === '') page = replayPage(run, window);
      return '';
    },
    foot: () => page,
  };
}

/** The page for one stretch. */
export function replayPage(run: ExportedRun, window: TraceWindow): string {
  const data = replayData(run, window);
  // In a script element nothing ends the text but its end tag, so that must not stand in it.
  const json = JSON.stringify(data).replace(/</g, '\\u003c');
  const policy = `default-src 'none'; script-src 'sha256-${sha256}'; base-uri 'none'; form-action 'none'`;
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width">',
    `<title>${escaped(data.name)}: replay</title>`,
    '</head>',
    '<body>',
    '<noscript>This replay needs JavaScript.</noscript>',
    `<script type="application/json" id="replay">${json}</script>`,
    `<script>${code}</script>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
}
