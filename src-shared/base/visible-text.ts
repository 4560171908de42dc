// Checks that a name given by a user has visible characters.
import { z } from 'zod';

const visible = /[^\p{C}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]/u;

/** False for a text that has only blanks, control characters and zero-width characters. */
export function isVisible(text: string): boolean {
  return visible.test(text);
}

/** A name with visible characters. Only for names in requests: stored names are read as they are. */
export function nameSchema(mostCharacters: number): z.ZodType<string, string> {
  return z
    .string()
    .max(mostCharacters, `the name is longer than ${mostCharacters} characters`)
    .refine(isVisible, 'the name is blank');
}
