// The user's settings for all runs, in the home folder. Settings of one page (theme, language) are not here.
import { z } from 'zod';
import { jsonValueSchema } from '#shared/base/json.ts';

/** Which has priority when training and the window need the processor. */
export const trainingPriorities = ['window', 'training'] as const;
export type TrainingPriority = (typeof trainingPriorities)[number];

/** How many blocks the palette keeps. */
export const mostBlocks = 1000;

/** How many views of the table of runs are kept. */
export const mostViews = 200;

/** The settings of a home folder. */
export const settingsSchema = z.object({
  /** `window`: training yields to it. Read when Strata starts: a thread's priority cannot be raised again. */
  trainingPriority: z.enum(trainingPriorities),
  /** The blocks of the palette, each read by `readBlocks`: one that is damaged stays here and does no harm to the others. */
  blocks: z.array(jsonValueSchema).max(mostBlocks).optional(),
  /** Saved views of the table of runs, each read by `readViews`. */
  views: z.array(jsonValueSchema).max(mostViews).optional(),
});
export type Settings = z.infer<typeof settingsSchema>;

/** The default settings. */
export const defaultSettings: Settings = { trainingPriority: 'window' };
