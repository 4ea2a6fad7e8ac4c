/** Reads a WebAssembly module from front to back. Numbers are LEB128, as the specification's binary format has them (section 5). */
export class WasmReader {
  constructor(
    readonly bytes: Uint8Array,
    public at = 0,
    readonly end = bytes.length,
  ) {}

  get isAtEnd(): boolean {
    return this.at >= this.end;
  }

  byte(): number {
    if (this.at >= this.end) throw new Error('the module ends too early');
    return this.bytes[this.at++];
  }

  /** An unsigned number of at most 32 bits. */
  unsigned(): number {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.byte();
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
    throw new Error('a number is longer than 32 bits');
  }

  /** Passes over a number of any sign and length. */
  skipNumber(): void {
    while (this.byte() >= 0x80);
  }

  skip(count: number): void {
    this.at += count;
    if (this.at > this.end) throw new Error('the module ends too early');
  }

  /** The next bytes, as many as a number in front of them says. */
  counted(): WasmReader {
    const size = this.unsigned();
    const start = this.at;
    this.skip(size);
    return new WasmReader(this.bytes, start, this.at);
  }
}

/** Writes a WebAssembly module into a buffer that grows. */
export class WasmWriter {
  private buffer = new Uint8Array(1024);
  private length = 0;

  byte(...values: readonly number[]): void {
    this.room(values.length);
    for (const value of values) this.buffer[this.length++] = value;
  }

  bytes(from: Uint8Array, start = 0, end = from.length): void {
    this.room(end - start);
    this.buffer.set(from.subarray(start, end), this.length);
    this.length += end - start;
  }

  /** An unsigned number of at most 32 bits. */
  unsigned(value: number): void {
    let left = value;
    for (; left >= 0x80; left = Math.floor(left / 128)) this.byte((left & 0x7f) | 0x80);
    this.byte(left);
  }

  /** A number of at most 31 bits that is not negative, in the form for signed ones. */
  positive(value: number): void {
    let left = value;
    for (; left >= 0x40; left = Math.floor(left / 128)) this.byte((left & 0x7f) | 0x80);
    this.byte(left);
  }

  /** Bytes with their number in front. */
  counted(from: Uint8Array): void {
    this.unsigned(from.length);
    this.bytes(from);
  }

  text(value: string): void {
    this.counted(new TextEncoder().encode(value));
  }

  done(): Uint8Array {
    return this.buffer.slice(0, this.length);
  }

  private room(count: number): void {
    if (this.length + count <= this.buffer.length) return;
    const larger = new Uint8Array(Math.max(this.buffer.length * 2, this.length + count));
    larger.set(this.buffer.subarray(0, this.length));
    this.buffer = larger;
  }
}
