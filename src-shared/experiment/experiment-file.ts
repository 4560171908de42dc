// The experiment file `*.strata.json`, with everything that determines the result.
import { z } from 'zod';
import { preparationSchema } from '#shared/data/preparation.ts';
import { graphDocumentSchema } from '#shared/model/graph-document.ts';
import { trainingSchema } from '#shared/training/training-settings.ts';

/** The version this program writes. Older files are migrated, newer ones refused. */
export const experimentFileVersion = 2;

/** Reads an experiment of the current version. */
export const experimentSchema = z.looseObject({
  strata: z.literal(experimentFileVersion),
  name: z.string().min(1).max(200),
  description: z.string().default(''),
  data: z.looseObject({
    /** The id of a data set in the home folder, or a known name that `strata data get` downloads. */
    dataset: z.string().min(1),
    preparation: preparationSchema,
    /** Leaks that a person has looked at and accepted: for each kind, why. */
    accepted: z.record(z.string(), z.string().min(1).max(1000)).optional(),
  }),
  model: graphDocumentSchema,
  training: trainingSchema,
});
/** An experiment, parsed: defaults filled in, unknown keys kept. */
export type Experiment = z.infer<typeof experimentSchema>;
