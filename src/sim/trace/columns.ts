type Column = Float64Array<ArrayBuffer> | Int32Array<ArrayBuffer> | Uint8Array<ArrayBuffer>;

const FIRST_ROWS = 1024;

/** A float column that grows by doubling. */
export class FloatColumn {
  private data = new Float64Array(FIRST_ROWS);

  set(row: number, value: number): void {
    if (row >= this.data.length) this.data = grown(this.data, new Float64Array(this.data.length * 2));
    this.data[row] = value;
  }

  at(row: number): number {
    return this.data[row];
  }

  take(count: number): Float64Array<ArrayBuffer> {
    return this.data.slice(0, count);
  }
}

/** An integer column that grows by doubling. */
export class IntColumn {
  private data = new Int32Array(FIRST_ROWS);

  set(row: number, value: number): void {
    if (row >= this.data.length) this.data = grown(this.data, new Int32Array(this.data.length * 2));
    this.data[row] = value;
  }

  take(count: number): Int32Array<ArrayBuffer> {
    return this.data.slice(0, count);
  }
}

/** A byte column that grows by doubling. */
export class ByteColumn {
  private data = new Uint8Array(FIRST_ROWS);

  set(row: number, value: number): void {
    if (row >= this.data.length) this.data = grown(this.data, new Uint8Array(this.data.length * 2));
    this.data[row] = value;
  }

  take(count: number): Uint8Array<ArrayBuffer> {
    return this.data.slice(0, count);
  }
}

function grown<T extends Column>(old: T, bigger: T): T {
  bigger.set(old);
  return bigger;
}
