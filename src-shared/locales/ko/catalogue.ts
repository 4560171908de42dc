// All Korean sentences, by their English texts. The files beside it hold one domain each.
import { compareTexts } from '#shared/locales/ko/compare.ts';
import { dataTexts } from '#shared/locales/ko/data.ts';
import { editTexts } from '#shared/locales/ko/edits.ts';
import { experimentTexts } from '#shared/locales/ko/experiment.ts';
import { fileTexts } from '#shared/locales/ko/files.ts';
import { filterTexts } from '#shared/locales/ko/filter.ts';
import { formatTexts } from '#shared/locales/ko/formats.ts';
import { guideTexts } from '#shared/locales/ko/guides.ts';
import { historyTexts } from '#shared/locales/ko/histories.ts';
import { hostTexts } from '#shared/locales/ko/host.ts';
import { importTexts } from '#shared/locales/ko/imports.ts';
import { initializerTexts } from '#shared/locales/ko/initializers.ts';
import { layerTexts } from '#shared/locales/ko/layers.ts';
import { modelTexts } from '#shared/locales/ko/model.ts';
import { readingTexts } from '#shared/locales/ko/reading.ts';
import { reportTexts } from '#shared/locales/ko/reports.ts';
import { templateTexts } from '#shared/locales/ko/templates.ts';
import { trainingRunTexts } from '#shared/locales/ko/training-run.ts';
import { trainingTexts } from '#shared/locales/ko/training.ts';

/** The tables of the Korean catalogue. */
export const koreanTables: readonly Readonly<Record<string, string>>[] = [
  compareTexts,
  dataTexts,
  editTexts,
  experimentTexts,
  fileTexts,
  filterTexts,
  formatTexts,
  guideTexts,
  historyTexts,
  hostTexts,
  importTexts,
  initializerTexts,
  layerTexts,
  modelTexts,
  readingTexts,
  reportTexts,
  templateTexts,
  trainingRunTexts,
  trainingTexts,
];

/** Korean by English text. */
export const korean: ReadonlyMap<string, string> = new Map(koreanTables.flatMap((table) => Object.entries(table)));
