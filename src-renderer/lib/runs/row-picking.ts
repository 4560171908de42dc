// Picks rows of a list: one, a range from the one before, all. The set is the page's own.
interface Row {
  readonly id: string;
  /** What picking it picks, where that is not itself: what is folded into it. */
  readonly holds?: readonly string[];
}

export class RowPicking {
  readonly #rows: () => readonly Row[];
  readonly #picked: Set<string>;
  /** Where a range begins. */
  #from: string | null = null;

  /** @param rows those of the list as it stands now @param picked their ids */
  constructor(rows: () => readonly Row[], picked: Set<string>) {
    this.#rows = rows;
    this.#picked = picked;
  }

  /** -1 for a row that is not in the list. */
  placeOf(id: string | null): number {
    return id === null ? -1 : this.#rows().findIndex((row) => row.id === id);
  }

  one(id: string, isPicked = !this.#picked.has(id)): void {
    this.#set(this.#rows()[this.placeOf(id)] ?? { id }, isPicked);
    this.#from = id;
  }

  /** All between the row that was picked last and this one. */
  range(to: number, isPicked = true): void {
    const rows = this.#rows();
    const before = this.placeOf(this.#from);
    const from = before < 0 ? to : before;
    for (const row of rows.slice(Math.min(from, to), Math.max(from, to) + 1)) this.#set(row, isPicked);
    if (before < 0) this.#from = rows[to]?.id ?? null;
  }

  /** Goes on from a row to the next; one that is not picked begins a new range. */
  extend(from: number, to: number): void {
    const here = this.#rows()[from]?.id;
    if (here !== undefined && !this.#picked.has(here)) this.#from = here;
    this.range(to);
  }

  all(isPicked: boolean): void {
    for (const row of this.#rows()) this.#set(row, isPicked);
  }

  #set({ id, holds = [id] }: Row, isPicked: boolean): void {
    for (const each of holds) {
      if (isPicked) this.#picked.add(each);
      else this.#picked.delete(each);
    }
  }
}
