// The texts of a language of the page.

/** A text or a list: what the functions take. */
class Sample extends String {
  join(): string {
    return String(this);
  }
  map(): this {
    return this;
  }
}

/** Every text of the language, functions with samples of their arguments. */
export function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'function') {
    const given = ['3', '2', '4', '1', '5', '6'].map((text) => new Sample(text));
    const text: unknown = (value as (...given: unknown[]) => unknown)(...given);
    return typeof text === 'string' ? [text] : [];
  }
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}
