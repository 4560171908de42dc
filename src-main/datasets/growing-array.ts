// A growing array of numbers in typed blocks; growing does not copy existing values.

/** Blocks are as long as all before them together, so that many short arrays take little memory, but no longer than this. */
const longestBlock = 1 << 18;
const firstBlock = 1 << 8;

abstract class GrowingArray<T extends Uint32Array | Float64Array> {
  readonly #full: T[] = [];
  /** The numbers in them. */
  #stored = 0;
  #block: T;
  #used = 0;

  constructor() {
    this.#block = this.create(firstBlock);
  }

  protected abstract create(length: number): T;

  get length(): number {
    return this.#stored + this.#used;
  }

  push(value: number): void {
    if (this.#used === this.#block.length) {
      this.#full.push(this.#block);
      this.#stored += this.#block.length;
      this.#block = this.create(Math.min(this.#stored, longestBlock));
      this.#used = 0;
    }
    this.#block[this.#used++] = value;
  }

  /** The numbers in order, in pieces; changing a piece changes the array. */
  pieces(): T[] {
    return [...this.#full, this.#block.subarray(0, this.#used) as T];
  }
}

export class GrowingUint32 extends GrowingArray<Uint32Array> {
  protected create(length: number): Uint32Array {
    return new Uint32Array(length);
  }
}

export class GrowingFloat64 extends GrowingArray<Float64Array> {
  protected create(length: number): Float64Array {
    return new Float64Array(length);
  }

  /** All numbers in one array, a copy. */
  whole(): Float64Array<ArrayBuffer> {
    const all = new Float64Array(this.length);
    let at = 0;
    for (const piece of this.pieces()) {
      all.set(piece, at);
      at += piece.length;
    }
    return all;
  }
}
