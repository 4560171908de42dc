// Settings in words: a path such as `training.batch_size` is what the model's page calls it. Names of Keras's arguments stay
// as they are. Pure.
import { msg, type Message, type MessageValue, type Sentence } from '#shared/base/message.ts';
import type { Messages } from '#renderer/locales/en.ts';

function knownNames({ settingsOf, fields, runs, leaks }: Messages): Readonly<Record<string, string>> {
  const data = 'data.preparation';
  return {
    'data.dataset': settingsOf.dataset,
    'data.hash': settingsOf.dataHash,
    ...Object.fromEntries(Object.entries(leaks.kinds).map(([kind, name]) => [`data.accepted.${kind}`, name])),
    [`${data}.kind`]: settingsOf.kind,
    [`${data}.words`]: settingsOf.words,
    [`${data}.length`]: settingsOf.length,
    [`${data}.padding`]: settingsOf.padding,
    [`${data}.truncating`]: settingsOf.truncating,
    [`${data}.validation_split`]: settingsOf.validationSplit,
    [`${data}.shuffle_seed`]: settingsOf.shuffleSeed,
    [`${data}.test_split`]: settingsOf.testSplit,
    [`${data}.stratify`]: settingsOf.stratify,
    [`${data}.group`]: settingsOf.group,
    [`${data}.equal_texts_together`]: settingsOf.equalTexts,
    [`${data}.folds`]: settingsOf.folds,
    [`${data}.fold`]: settingsOf.fold,
    [`${data}.split.folds`]: settingsOf.folds,
    [`${data}.split.fold`]: settingsOf.fold,
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
    'training.validation_steps': fields.validationSteps,
    'training.class_weight': fields.classWeights,
    'training.checkpoint_every': fields.checkpointEvery,
    'training.callbacks': settingsOf.callbacks,
    'training.shuffle': settingsOf.shuffle,
    'training.seed': fields.seed,
    'training.embedding_gradient': fields.embeddingGradient,
    parameters: runs.column.parameters,
    engine: runs.column.engine,
    'ms/step': runs.column.msPerStep,
  };
}

/**
 * `training.optimizer.rho` is "Optimizer · rho", `training.metrics.0` "Metrics 1"; a path that nobody knows stays as it is.
 * @param path as a comparison flattens it, or as it is in the file: there arguments are in `config`, and lists have places
 */
export function settingName(path: string, t: Messages): string {
  const names = knownNames(t);
  const known = names[path];
  if (known !== undefined) return known;
  const [, part, kind, id, key] = /^(data\.preparation|training)\.(inputs|outputs)\.([^.]+)\.(.+)$/.exec(path) ?? [];
  if (part !== undefined && id !== undefined) {
    const end = kind === 'inputs' ? t.settingsOf.ofInput(id) : t.settingsOf.ofOutput(id);
    return `${end} · ${key === 'weight' ? t.settingsOf.lossWeight : settingName(`${part}.${key ?? ''}`, t)}`;
  }
  const [, list, place, rest] = /^(.+\.(?:metrics|weighted_metrics|callbacks))\.(\d+)(?:\.(.+))?$/.exec(path) ?? [];
  if (list !== undefined)
    return `${settingName(list, t)} ${Number(place) + 1}${rest === undefined ? '' : ` · ${plainRest(rest)}`}`;
  const [, callback, argument] = /^training\.callbacks\.([^.]+)(?:\.(.+))?$/.exec(path) ?? [];
  if (callback !== undefined) return argument === undefined ? callback : `${callback} · ${argument}`;
  const parent = Object.keys(names).find((one) => path.startsWith(`${one}.`));
  return parent === undefined ? path : `${names[parent] ?? ''} · ${plainRest(path.slice(parent.length + 1))}`;
}

/** `config.learning_rate.config.decay_rate` in a file is `learning_rate · decay_rate`. */
function plainRest(path: string): string {
  return path
    .split('.')
    .filter((key) => key !== 'config')
    .join(' · ');
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

/** Sentences of the history and of fixes that begin with the path of a setting; the second value is what it is set to. */
const withPath: ReadonlySet<string> = new Set([msg`Set ${''} to ${''}`, msg`Remove ${''}`].map(({ text }) => text));

/** A step of the history, or a fix, with the setting that it names in words. */
export function stepWords(sentence: Sentence, t: Messages): Sentence {
  if (typeof sentence === 'string' || !withPath.has(sentence.text)) return sentence;
  const [path, value, ...others] = sentence.values;
  if (typeof path !== 'string' || !/^(?:data|training)\./.test(path)) return sentence;
  const said = value === undefined ? [] : [valueWords(path, value, t)];
  return { ...sentence, values: [settingName(path, t), ...said, ...others] };
}

/** A value that has a word is said by it, without quotes. */
function valueWords(path: string, value: MessageValue, t: Messages): MessageValue {
  const [own] = isMessage(value) ? value.values : [value];
  const said = typeof own === 'string' ? settingValue(path, own, t) : own;
  return said === own || said === undefined ? value : said;
}

function isMessage(value: MessageValue): value is Message {
  return typeof value === 'object';
}
