// All Korean sentences, by their English texts. The files beside it hold one domain each.
import { templateTexts } from '#shared/locales/ko/templates.ts';

export const koreanTables: readonly Readonly<Record<string, string>>[] = [templateTexts];

export const korean: ReadonlyMap<string, string> = new Map(koreanTables.flatMap((table) => Object.entries(table)));
