import { StringDecoder } from 'node:string_decoder';

/** Cuts bytes into lines of text, as they come. */
export class LineSplitter {
  private readonly decoder = new StringDecoder('utf8');
  private rest = '';

  /** Lines that are whole with these bytes. */
  add(bytes: Buffer): string[] {
    const lines = (this.rest + this.decoder.write(bytes)).split('\n');
    this.rest = lines.pop() ?? '';
    return lines.map((line) => line.replace(/\r$/, '')).filter((line) => line !== '');
  }

  /** Characters of the line that is not whole yet. */
  get pending(): number {
    return this.rest.length;
  }

  /** What is left when no more bytes come. */
  end(): string[] {
    const { rest } = this;
    this.rest = '';
    return rest === '' ? [] : [rest];
  }
}
