// Settings of a comparison in words: a path such as `training.batch_size` is what the model's page calls it. Names of Keras's
// arguments stay as they are. Pure.
import type { Messages } from '#renderer/locales/en.ts';

function knownNames({ settingsOf, fields, runs }: Messages): Readonly<Record<string, string>> {
  const data = 'data.preparation';
  return {
    'data.dataset': settingsOf.dataset,
    'data.hash': settingsOf.dataHash,
    [`${data}.kind`]: settingsOf.kind,
    [`${data}.words`]: settingsOf.words,
    [`${data}.length`]: settingsOf.length,
    [`${data}.padding`]: settingsOf.padding,
    [`${data}.truncating`]: settingsOf.truncating,
    [`${data}.validation_split`]: settingsOf.validationSplit,
    [`${data}.shuffle_seed`]: settingsOf.shuffleSeed,
    [`${data}.features`]: settingsOf.features,
    [`${data}.target`]: settingsOf.target,
    [`${data}.lookback`]: settingsOf.lookback,
    [`${data}.step`]: settingsOf.rowStep,
    [`${data}.delay`]: settingsOf.delay,
    [`${data}.horizon`]: settingsOf.horizon,
    [`${data}.split.train`]: settingsOf.trainShare,
    [`${data}.split.validation`]: settingsOf.validationShare,
    [`${data}.normalize`]: settingsOf.normalize,
    [`${data}.missing`]: settingsOf.missing,
    [`${data}.sample_weight`]: settingsOf.sampleWeight,
    'training.loss': settingsOf.loss,
    'training.optimizer': settingsOf.optimizer,
    'training.metrics': settingsOf.metrics,
    'training.weighted_metrics': settingsOf.weightedMetrics,
    'training.batch_size': fields.batchSize,
    'training.epochs': fields.epochs,
    'training.steps_per_epoch': settingsOf.stepsPerEpoch,
    'training.shuffle': settingsOf.shuffle,
    'training.seed': fields.seed,
    'training.embedding_gradient': fields.embeddingGradient,
    parameters: runs.column.parameters,
    engine: runs.column.engine,
    'ms/step': runs.column.msPerStep,
  };
}

/** `training.optimizer.rho` is "Optimizer · rho"; a path that nobody knows stays as it is. */
export function settingName(path: string, t: Messages): string {
  const names = knownNames(t);
  const known = names[path];
  if (known !== undefined) return known;
  const [, part, kind, id, key] = /^(data\.preparation|training)\.(inputs|outputs)\.([^.]+)\.(.+)$/.exec(path) ?? [];
  if (part !== undefined && id !== undefined) {
    const end = kind === 'inputs' ? t.settingsOf.ofInput(id) : t.settingsOf.ofOutput(id);
    return `${end} · ${key === 'weight' ? t.settingsOf.lossWeight : settingName(`${part}.${key ?? ''}`, t)}`;
  }
  const [, callback, argument] = /^training\.callbacks\.([^.]+)(?:\.(.+))?$/.exec(path) ?? [];
  if (callback !== undefined) return argument === undefined ? callback : `${callback} · ${argument}`;
  const parent = Object.keys(names).find((one) => path.startsWith(`${one}.`));
  return parent === undefined ? path : `${names[parent] ?? ''} · ${path.slice(parent.length + 1)}`;
}

/** `true` is "yes", `pre` of a padding "at the start"; figures and names of Keras stay as they are. */
export function settingValue(path: string, value: string, t: Messages): string {
  const { settingsOf: words } = t;
  const last = path.split('.').at(-1) ?? '';
  const ofPath: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    kind: { text: t.data.text, series: t.data.series },
    padding: { pre: words.pre, post: words.post },
    truncating: { pre: words.pre, post: words.post },
    missing: { stop: words.missingStop, drop: words.missingDrop, fill: words.missingFill },
    embedding_gradient: { rows: t.fields.gradientRows, summed: t.fields.gradientSummed },
  };
  const isCallback = /^training\.callbacks\.[^.]+$/.test(path);
  const everywhere: Readonly<Record<string, string>> = { true: words.yes, false: words.no };
  return isCallback && value === 'on' ? words.yes : (ofPath[last]?.[value] ?? everywhere[value] ?? value);
}
