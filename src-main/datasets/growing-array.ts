// A growing array of numbers in typed blocks; growing does not copy existing values.

const blockLength = 1 << 18;

abstract class GrowingArray<T extends Uint32Array | Float64Array> {
  readonly #full: T[] = [];
  #block: T;
  #used = 0;

  constructor() {
    this.#block = this.create();
  }

  protected abstract create(): T;

  get length(): number {
    return this.#full.length * blockLength + this.#used;
  }

  push(value: number): void {
    if (this.#used === blockLength) {
      this.#full.push(this.#block);
      this.#block = this.create();
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
  protected create(): Uint32Array {
    return new Uint32Array(blockLength);
  }
}

export class GrowingFloat64 extends GrowingArray<Float64Array> {
  protected create(): Float64Array {
    return new Float64Array(blockLength);
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
