// What a person chose once for all runs. Lies in the home folder; what belongs to one screen (theme, language) does not.
import { z } from 'zod';

/** Who goes first when training and the window want the processor at once. */
export const trainingPriorities = ['window', 'training'] as const;
export type TrainingPriority = (typeof trainingPriorities)[number];

/** The settings of a home folder. */
export const settingsSchema = z.object({
  /** `window`: training yields to it. Read when Strata starts: a thread's priority cannot be raised again. */
  trainingPriority: z.enum(trainingPriorities),
});
export type Settings = z.infer<typeof settingsSchema>;

/** The settings before a person changes any. */
export const defaultSettings: Settings = { trainingPriority: 'window' };
