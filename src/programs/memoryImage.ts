const PAGE_BYTES = 65_536;

/** The memory of a WebAssembly module. */
export interface LinearMemory {
  readonly buffer: ArrayBuffer;
}

/** The memory of a WebAssembly module as it was at one moment. */
export interface MemoryImage {
  /** Puts it back: whatever has run since has left nothing. */
  restore(): void;
}

/**
 * Remembers what is in use of a memory: all up to the last byte that is not zero, without the one large gap that is the stack, of which
 * nothing is alive between two calls.
 */
export function memoryImage(memory: LinearMemory): MemoryImage {
  const used = usedPages(memory);
  const gap = longestGap(used);
  const copy = (from: number, to: number): { at: number; bytes: Uint8Array } => ({
    at: from * PAGE_BYTES,
    bytes: new Uint8Array(memory.buffer, from * PAGE_BYTES, (to - from) * PAGE_BYTES).slice(),
  });
  const pieces = [copy(0, gap.from), copy(gap.to, used.length)];
  return {
    restore: () => {
      const now = new Uint8Array(memory.buffer);
      for (const { at, bytes } of pieces) now.set(bytes, at);
    },
  };
}

/** For each page up to the last that is in use, whether anything is in it. */
function usedPages(memory: LinearMemory): boolean[] {
  const words = new Int32Array(memory.buffer);
  const perPage = PAGE_BYTES / 4;
  const used = Array.from({ length: memory.buffer.byteLength / PAGE_BYTES }, (_, page) => {
    for (let i = page * perPage; i < (page + 1) * perPage; i++) if (words[i] !== 0) return true;
    return false;
  });
  return used.slice(0, used.lastIndexOf(true) + 1);
}

function longestGap(used: readonly boolean[]): { from: number; to: number } {
  let best = { from: 0, to: 0 };
  let from = 0;
  for (let page = 0; page < used.length; page++) {
    if (used[page]) from = page + 1;
    else if (page + 1 - from > best.to - best.from) best = { from, to: page + 1 };
  }
  return best;
}
