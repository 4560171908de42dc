// Requests about the program itself: what it is, its engines, its settings.
import { z } from 'zod';
import { sentenceSchema } from '#shared/base/message.ts';
import { settingsSchema } from '#shared/contract/settings.ts';
import { engineIdSchema } from '#shared/runs/run.ts';

/** An engine and whether it can be used. */
export const engineStatusSchema = z.object({
  id: engineIdSchema,
  /** Whether it is installed by a person; else it comes with Strata. */
  isInstallable: z.boolean(),
  available: z.boolean(),
  version: z.string().nullable(),
  device: z.string().nullable(),
  /** Why it is or is not available, and what to do about it; one or two sentences. */
  reason: sentenceSchema,
});
export type EngineStatus = z.infer<typeof engineStatusSchema>;

const none = z.object({});

/** The program, its engines and its settings. */
export const appRequests = {
  'app.info': {
    input: none,
    output: z.object({
      version: z.string(),
      home: z.string(),
      host: z.enum(['browser', 'electron']),
      engines: z.array(engineStatusSchema),
    }),
  },
  'settings.get': { input: none, output: settingsSchema },
  /** Changes the given settings, keeps the rest, and returns all. Blocks and views have requests of their own. */
  'settings.set': { input: settingsSchema.omit({ blocks: true, views: true }).partial(), output: settingsSchema },
} as const;
