// Where a run comes from that Strata has not trained: the files of another program, or a script that logged it.
import { z } from 'zod';
import { msg, type Message } from '#shared/base/message.ts';

/** The programs whose histories are read. */
export const importedKinds = ['tensorboard', 'mlflow', 'trackio', 'neptune'] as const;
/** The program that wrote a history. */
export const importedKindSchema = z.enum(importedKinds);
export type ImportedKind = z.infer<typeof importedKindSchema>;

/** The origin of a run that was trained elsewhere. Two of one origin are the same run. */
export const runOriginSchema = z.object({
  /** `script`: logged by `strata log`. */
  from: z.enum([...importedKinds, 'script']),
  /** The folder or file it was read from; null for a script. */
  path: z.string().nullable(),
  /** Which run of that file, where it holds several. */
  run: z.string().nullable(),
});
export type RunOrigin = z.infer<typeof runOriginSchema>;

/** The names of the programs as they are written. */
export const importedNames: Readonly<Record<ImportedKind, string>> = {
  tensorboard: 'TensorBoard',
  mlflow: 'MLflow',
  trackio: 'Trackio',
  neptune: 'Neptune',
};

/** Whether a run counts what its program called a step, which may be no epoch. */
export function countsSteps(origin: RunOrigin | null): boolean {
  return origin !== null && origin.from !== 'script';
}

/** `Imported from TensorBoard`, `Logged by a script`. */
export function originText({ from }: Pick<RunOrigin, 'from'>): Message {
  return from === 'script' ? msg`Logged by a script` : msg`Imported from ${importedNames[from]}`;
}
