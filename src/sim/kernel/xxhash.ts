import { utf8Bytes } from './hash';

const P1 = 0x9e3779b1;
const P2 = 0x85ebca77;
const P3 = 0xc2b2ae3d;
const P4 = 0x27d4eb2f;
const P5 = 0x165667b1;

const rotl = (x: number, r: number): number => (x << r) | (x >>> (32 - r));
const round = (lane: number, input: number): number => Math.imul(rotl((lane + Math.imul(input, P2)) | 0, 13), P1);

/** xxHash32 (Y. Collet; specification in the xxHash repository, BSD) of a text's UTF-8 bytes. An unsigned 32-bit integer. */
export function xxhash32(text: string, seed = 0): number {
  const bytes = utf8Bytes(text);
  const word = (i: number): number => bytes[i] | (bytes[i + 1] << 8) | (bytes[i + 2] << 16) | (bytes[i + 3] << 24);
  let at = 0;
  let h: number;
  if (bytes.length >= 16) {
    const lanes = [(seed + P1 + P2) | 0, (seed + P2) | 0, seed | 0, (seed - P1) | 0];
    for (; at + 16 <= bytes.length; at += 16) for (let lane = 0; lane < 4; lane++) lanes[lane] = round(lanes[lane], word(at + lane * 4));
    h = (rotl(lanes[0], 1) + rotl(lanes[1], 7) + rotl(lanes[2], 12) + rotl(lanes[3], 18)) | 0;
  } else h = (seed + P5) | 0;
  h = (h + bytes.length) | 0;
  for (; at + 4 <= bytes.length; at += 4) h = Math.imul(rotl((h + Math.imul(word(at), P3)) | 0, 17), P4);
  for (; at < bytes.length; at++) h = Math.imul(rotl((h + Math.imul(bytes[at], P5)) | 0, 11), P1);
  h = Math.imul(h ^ (h >>> 15), P2);
  h = Math.imul(h ^ (h >>> 13), P3);
  return (h ^ (h >>> 16)) >>> 0;
}
