import { StringDecoder } from 'node:string_decoder';

/** Cuts bytes into lines of text, as they come. */
export class LineSplitter {
  private readonly decoder = new StringDecoder('utf8');
  private rest = '';

  /** `keptChars`: of the beginning of a line that is not whole yet; what comes behind that, up to its end, is left out. */
  constructor(private readonly keptChars = Infinity) {}

  /** Lines that are whole with these bytes. */
  add(bytes: Buffer): string[] {
    const lines = (this.rest + this.decoder.write(bytes)).split('\n');
    const rest = lines.pop() ?? '';
    this.rest = rest.length > this.keptChars ? rest.slice(0, this.keptChars) : rest;
    return lines.map((line) => line.replace(/\r$/, '')).filter((line) => line !== '');
  }

  /** Characters of the line that is not whole yet. */
  get pending(): number {
    return this.rest.length;
  }

  /** What is left when no more bytes come. */
  end(): string[] {
    const rest = this.rest + this.decoder.end();
    this.rest = '';
    return rest === '' ? [] : [rest];
  }
}
