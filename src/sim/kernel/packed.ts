/** Plain data in three rows: what each value is, the numbers, and what is not made of numbers. Never changed once made. */
export interface Packed {
  readonly tags: Uint8Array;
  readonly numbers: Float64Array;
  readonly others: readonly Other[];
  /** Size in memory. */
  readonly bytes: number;
}

type NumberArray = Float64Array | Float32Array | Int32Array | Uint32Array | Uint8Array;
type Other = string | NumberArray;

const NUMBER = 0;
const TRUE = 1;
const FALSE = 2;
const NULL = 3;
const UNDEFINED = 4;
const TEXT = 5;
const LIST = 6;
const OBJECT = 7;
/** An object whose names are data, such as numbers of calls. */
const DICTIONARY = 8;
const LARGE_ARRAY = 9;
const FIRST_ARRAY = 10;
const ARRAYS = [Float64Array, Float32Array, Int32Array, Uint32Array, Uint8Array] as const;

/** From this length on a typed array is copied as it is: below, making one costs more than its numbers. */
const LARGE = 64;
const MOST_SHAPES = 4096;
/** An object with more names than this is taken for a dictionary. */
const MOST_NAMES = 64;
const BYTES_OF_AN_OTHER = 64;
const FIRST_ROOM = 1024;

/** The names of an object so far: a step of a tree of names, so that objects of one shape share one list. */
class Shape {
  private readonly after = new Map<string, Shape>();
  private lastName = '';
  private last: Shape | null = null;

  constructor(
    readonly id: number,
    readonly names: readonly string[],
  ) {}

  /** The shape with one more name; null when there are too many shapes. */
  with(name: string): Shape | null {
    if (name === this.lastName && this.last !== null) return this.last;
    let next = this.after.get(name);
    if (next === undefined) {
      if (shapes.length === MOST_SHAPES || this.names.length === MOST_NAMES) return null;
      next = new Shape(shapes.length, [...this.names, name]);
      shapes.push(next);
      this.after.set(name, next);
    }
    this.lastName = name;
    this.last = next;
    return next;
  }
}

/** The place of an array's type in ARRAYS. */
function kindOfArray(value: NumberArray): number {
  if (value instanceof Int32Array) return 2;
  if (value instanceof Float64Array) return 0;
  if (value instanceof Uint8Array) return 4;
  if (value instanceof Uint32Array) return 3;
  if (value instanceof Float32Array) return 1;
  throw new TypeError('state must be plain data, found an array of an unknown type');
}

/** Every shape met by this thread, by number: what is packed here is unpacked here. */
const shapes: Shape[] = [];
const EMPTY = new Shape(0, []);
shapes.push(EMPTY);

const startsWithDigit = (name: string): boolean => name.charCodeAt(0) <= 57 && name.charCodeAt(0) >= 48;

/**
 * Copies plain data (numbers, strings, booleans, null, typed arrays, arrays and plain objects of these) into a few long rows: an object
 * or a small
 * typed array costs a few numbers there and no allocation, so that copying the states of 10,000 nodes makes nothing for the garbage
 * collector.
 */
export class Packer {
  private tags = new Uint8Array(FIRST_ROOM);
  private numbers = new Float64Array(FIRST_ROOM);
  private others: Other[] = [];
  private tagCount = 0;
  private count = 0;
  private otherBytes = 0;

  /** Adds a value. Throws TypeError on anything that is not plain data; the packer is empty then. */
  add(value: unknown): void {
    try {
      this.put(value);
    } catch (error) {
      this.clear();
      throw error;
    }
  }

  /** What has been added, in order; the packer is empty again. */
  take(): Packed {
    const tags = this.tags.slice(0, this.tagCount);
    const numbers = this.numbers.slice(0, this.count);
    const packed = { tags, numbers, others: this.others, bytes: tags.byteLength + numbers.byteLength + this.otherBytes };
    this.clear();
    return packed;
  }

  private clear(): void {
    this.others = [];
    this.tagCount = 0;
    this.count = 0;
    this.otherBytes = 0;
  }

  private put(value: unknown): void {
    if (typeof value === 'number') {
      this.tag(NUMBER);
      this.number(value);
    } else if (typeof value === 'boolean') this.tag(value ? TRUE : FALSE);
    else if (value === null) this.tag(NULL);
    else if (value === undefined) this.tag(UNDEFINED);
    else if (typeof value === 'string') {
      this.tag(TEXT);
      this.other(value, value.length * 2);
    } else if (typeof value !== 'object') throw new TypeError(`state must be plain data, found a ${typeof value}`);
    else if (ArrayBuffer.isView(value)) this.putArray(value as NumberArray);
    else if (Array.isArray(value)) {
      this.tag(LIST);
      this.number(value.length);
      for (let i = 0; i < value.length; i++) this.put(value[i]);
    } else this.putObject(value as Readonly<Record<string, unknown>>);
  }

  private putObject(value: Readonly<Record<string, unknown>>): void {
    const proto: unknown = Object.getPrototypeOf(value);
    if (proto !== Object.prototype && proto !== null) throw new TypeError('state must be plain data, found an instance of a class');
    const { tagCount, count, otherBytes } = this;
    const otherCount = this.others.length;
    this.tag(OBJECT);
    this.number(0);
    let shape = EMPTY;
    for (const name in value) {
      const next = shape === EMPTY && startsWithDigit(name) ? null : shape.with(name);
      if (next === null) {
        this.tagCount = tagCount;
        this.count = count;
        this.others.length = otherCount;
        this.otherBytes = otherBytes;
        this.putDictionary(value);
        return;
      }
      shape = next;
      this.put(value[name]);
    }
    this.numbers[count] = shape.id;
  }

  private putDictionary(value: Readonly<Record<string, unknown>>): void {
    const names = Object.keys(value);
    this.tag(DICTIONARY);
    this.number(names.length);
    for (const name of names) {
      this.other(name, name.length * 2);
      this.put(value[name]);
    }
  }

  private putArray(value: NumberArray): void {
    if (value.length >= LARGE) {
      kindOfArray(value);
      this.tag(LARGE_ARRAY);
      this.other(value.slice(), value.byteLength);
      return;
    }
    this.tag(FIRST_ARRAY + kindOfArray(value));
    this.number(value.length);
    while (this.count + value.length > this.numbers.length)
      this.numbers = enlarged(this.numbers, new Float64Array(this.numbers.length * 2));
    for (let i = 0; i < value.length; i++) this.numbers[this.count + i] = value[i];
    this.count += value.length;
  }

  private tag(tag: number): void {
    if (this.tagCount === this.tags.length) this.tags = enlarged(this.tags, new Uint8Array(this.tags.length * 2));
    this.tags[this.tagCount++] = tag;
  }

  private number(value: number): void {
    if (this.count === this.numbers.length) this.numbers = enlarged(this.numbers, new Float64Array(this.numbers.length * 2));
    this.numbers[this.count++] = value;
  }

  private other(value: Other, bytes: number): void {
    this.others.push(value);
    this.otherBytes += bytes + BYTES_OF_AN_OTHER;
  }
}

/** Gives back what was packed, value by value, as copies that share nothing with it. */
export class Unpacker {
  private tagAt = 0;
  private at = 0;
  private otherAt = 0;

  constructor(private readonly packed: Packed) {}

  /**
   * The next value that was added. Objects and lists are written into `into` where that has the same form, and given back: an object
   * keeps what
   * the engine knows of its form then, which one that is put together name by name would not have.
   */
  next(into?: unknown): unknown {
    const { tags, numbers, others } = this.packed;
    const tag = tags[this.tagAt++];
    switch (tag) {
      case NUMBER:
        return whole(numbers[this.at++]);
      case TRUE:
        return true;
      case FALSE:
        return false;
      case NULL:
        return null;
      case UNDEFINED:
        return undefined;
      case TEXT:
        return others[this.otherAt++];
      case LIST:
        return this.list(numbers[this.at++], Array.isArray(into) ? into : []);
      case OBJECT:
        return this.object(shapes[numbers[this.at++]].names, into);
      case DICTIONARY:
        return this.dictionary(numbers[this.at++]);
      case LARGE_ARRAY:
        return (others[this.otherAt++] as NumberArray).slice();
      default:
        return this.array(tag - FIRST_ARRAY, numbers[this.at++]);
    }
  }

  private array(kind: number, length: number): NumberArray {
    const result = new ARRAYS[kind](length);
    const { numbers } = this.packed;
    for (let i = 0; i < length; i++) result[i] = numbers[this.at++];
    return result;
  }

  private object(names: readonly string[], into: unknown): Record<string, unknown> {
    const result: Record<string, unknown> = hasNames(into, names) ? into : {};
    for (const name of names) result[name] = this.next(result[name]);
    return result;
  }

  private list(length: number, into: unknown[]): unknown[] {
    for (let i = 0; i < length; i++) into[i] = this.next(into[i]);
    into.length = length;
    return into;
  }

  private dictionary(size: number): Record<string, unknown> {
    const result: Record<string, unknown> = {};
    for (let i = 0; i < size; i++) {
      const name = this.packed.others[this.otherAt++] as string;
      result[name] = this.next();
    }
    return result;
  }
}

/** The same number, as an integer where it is one: a fraction in a field makes engines keep that field as an object of its own. */
function whole(value: number): number {
  const integer = value | 0;
  return Object.is(integer, value) ? integer : value;
}

/** Whether a value is a plain object with just these names in this order. */
function hasNames(value: unknown, names: readonly string[]): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || ArrayBuffer.isView(value)) return false;
  let at = 0;
  for (const name in value) if (names[at++] !== name) return false;
  return at === names.length;
}

function enlarged<T extends Float64Array | Uint8Array>(old: T, bigger: T): T {
  bigger.set(old);
  return bigger;
}
