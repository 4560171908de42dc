// What a run's values say in one sentence: how good the best one is, and whether it still improved at the end. Pure.
import { countOf, joined, msg, type Message } from '#shared/base/message.ts';
import { amountText, measuredText, metricText } from '#shared/base/number-text.ts';
import type { ValueRow } from '#shared/compare/value-groups.ts';
import { baselineAnswer, verdictOf, type BaselineAnswer, type Difference } from '#shared/runs/difference.ts';
import { inUnit } from '#shared/runs/measure.ts';
import { statusWord } from '#shared/runs/run-status.ts';

function answerText(answer: BaselineAnswer): Message {
  return answer === 'last value' ? msg`the last value` : msg`the most frequent class`;
}

/** `14 % worse than the last value`. */
function differenceText(difference: Difference, answer: BaselineAnswer): Message {
  const other = answerText(answer);
  const amount = amountText(Math.abs(difference.worse));
  const verdict = verdictOf(difference);
  if (verdict === 'same') return msg`as good as ${other}`;
  if (difference.kind === 'percent')
    return verdict === 'worse' ? msg`${amount} % worse than ${other}` : msg`${amount} % better than ${other}`;
  return verdict === 'worse'
    ? msg`${amount} percentage points worse than ${other}`
    : msg`${amount} percentage points better than ${other}`;
}

/** When the best value came; null for a single epoch, which says nothing. */
function improvementText(best: number, last: number | null): Message | null {
  if (last === null || last < 2) return null;
  if (best === last) return msg`best at its last epoch, ${best}`;
  const since = countOf(last - best, 'the {0} epoch after it', 'the {0} epochs after it');
  return msg`best at epoch ${best}, not improved in ${since}`;
}

/** `val_mae 0.2599 (4.67 °F), 14 % worse than the last value; best at epoch 4, not improved in the 4 epochs after it`. */
export function verdictText(metric: string, row: ValueRow): Message {
  const { run, best, lastEpoch, difference, measure } = row;
  if (best === null) return msg`no ${metric}; ${statusWord(run.status)}`;
  const raw = `${metric} ${metricText(best.value)}`;
  const value =
    measure.unit === null ? raw : `${raw} (${measuredText(inUnit(best.value, measure))} ${measure.unit.unit})`;
  if (run.kind === 'baseline') return msg`${value}: ${answerText(baselineAnswer(run))}, without learning`;
  const compared = difference === null ? null : differenceText(difference, baselineAnswer(run));
  return joined('; ', [joined(', ', [value, compared]), improvementText(best.epoch, lastEpoch)]);
}
