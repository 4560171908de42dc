// Names that a person gives: whether there is anything to see of them.
import { z } from 'zod';

const visible = /[^\p{C}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]/u;

/** False for a text of blanks, control characters and characters without width only. */
export function isVisible(text: string): boolean {
  return visible.test(text);
}

/** A name of which something can be seen. Only for what a person asks for: what is stored is read whatever its name. */
export function nameSchema(mostCharacters: number): z.ZodType<string, string> {
  return z
    .string()
    .max(mostCharacters, `the name is longer than ${mostCharacters} characters`)
    .refine(isVisible, 'the name is blank');
}
