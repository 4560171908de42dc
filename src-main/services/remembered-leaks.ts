// Leaks of data sets that are here, looked for once for each question.
import { datasetIdSchema } from '#shared/base/ids.ts';
import type { Leak, LeakQuestion } from '#shared/data/leaks.ts';
import type { DatasetStore } from '#main/ports/dataset-store.ts';
import type { Trainer } from '#main/ports/trainer.ts';

/** So many answers are kept: the steps of an edit are undone and made again. */
const mostAnswers = 32;

/** Asks the trainer; a data set that is not here has none, nor has a preparation of the other kind. */
export function rememberLeaks(
  datasets: Pick<DatasetStore, 'find'>,
  trainer: Pick<Trainer, 'findLeaks'>,
): (question: LeakQuestion) => Promise<Leak[]> {
  const answers = new Map<string, Promise<Leak[]>>();
  return async (question) => {
    const id = datasetIdSchema.safeParse(question.data.dataset);
    const dataset = id.success ? datasets.find(id.data) : null;
    if (dataset?.kind !== question.data.preparation.kind) return [];
    const key = JSON.stringify([dataset.hash, question]);
    const answer = answers.get(key) ?? trainer.findLeaks(question);
    // The latest are last.
    answers.delete(key);
    answers.set(key, answer);
    answer.catch(() => answers.delete(key));
    const [oldest] = answers.keys();
    if (answers.size > mostAnswers && oldest !== undefined) answers.delete(oldest);
    return answer;
  };
}
