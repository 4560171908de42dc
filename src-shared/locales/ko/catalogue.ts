// All Korean sentences, by their English texts. The files beside it hold one domain each.
import { fileTexts } from '#shared/locales/ko/files.ts';
import { initializerTexts } from '#shared/locales/ko/initializers.ts';
import { templateTexts } from '#shared/locales/ko/templates.ts';
import { trainingRunTexts } from '#shared/locales/ko/training-run.ts';

/** The tables of the Korean catalogue. */
export const koreanTables: readonly Readonly<Record<string, string>>[] = [
  fileTexts,
  initializerTexts,
  templateTexts,
  trainingRunTexts,
];

/** Korean by English text. */
export const korean: ReadonlyMap<string, string> = new Map(koreanTables.flatMap((table) => Object.entries(table)));
