// A sentence whose values stand out: `Predict **temp**, **24 rows** ahead`.

/** A text, and whether it stands out. */
export interface TextPart {
  readonly text: string;
  readonly isStrong: boolean;
}

/** The values of the template stand out; what is given as a part stays as it is. */
export function strongText(texts: TemplateStringsArray, ...values: readonly (string | TextPart)[]): TextPart[] {
  return texts
    .flatMap((text, i): TextPart[] => {
      const value = values[i];
      const own = { text, isStrong: false };
      if (value === undefined) return [own];
      return [own, typeof value === 'string' ? { text: value, isStrong: true } : value];
    })
    .filter(({ text }) => text !== '');
}

/** A text that does not stand out. */
export function plain(text: string): TextPart {
  return { text, isStrong: false };
}
