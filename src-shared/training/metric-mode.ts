// Which of two values of a metric is the better one, told by its name.

/** Ends of the names of metrics of which a larger value is better, without case and underscores. */
const rising = /(acc|accuracy|auc|precision|recall|f1|f1score|fbetascore|r2|r2score|cosinesimilarity)$/;

/** Whether a smaller or a larger value is the better one (Keras's `mode='auto'` rule: accuracy-like names go up). */
export function metricMode(name: string): 'min' | 'max' {
  return rising.test(name.toLowerCase().replaceAll('_', '')) ? 'max' : 'min';
}
