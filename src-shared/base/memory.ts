// Remembers what a pure function gave for a key. An editor asks for the same layers again at every key that is typed.

/** Results by their keys, up to a number; the oldest are forgotten. */
export class Memory<Value> {
  readonly #most: number;
  readonly #values = new Map<string, Value>();

  /** @param most how many are kept */
  constructor(most: number) {
    this.#most = most;
  }

  /** The remembered result, or a new one. It is shared: nobody may change it. */
  get(key: string, compute: () => Value): Value {
    const known = this.#values.get(key);
    if (known !== undefined) return known;
    const value = compute();
    if (this.#values.size >= this.#most) {
      const [oldest] = this.#values.keys();
      if (oldest !== undefined) this.#values.delete(oldest);
    }
    this.#values.set(key, value);
    return value;
  }
}
