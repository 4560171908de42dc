// Edits of an experiment's data and training settings that change more than one value.
import { isJsonObject, jsonObjectSchema, type JsonObject, type JsonValue } from '#shared/base/json.ts';
import { msg } from '#shared/base/message.ts';
import type { Dataset, SeriesDataset, TextDataset } from '#shared/data/dataset.ts';
import { sourceOf, type DerivedColumn } from '#shared/data/derived-columns.ts';
import { columnsOfTarget } from '#shared/data/series-plan.ts';
import { preparationSchema, type SeriesPreparation, type TextPreparation } from '#shared/data/preparation.ts';
import type { EditedExperiment } from '#shared/experiment/edit-ends.ts';

/** Puts training settings of pasted code over those of the experiment. */
export function withPastedTraining(document: JsonObject, training: JsonObject): EditedExperiment {
  const before = document['training'];
  return {
    document: { ...document, training: { ...(isJsonObject(before) ? before : {}), ...training } },
    name: msg`Take ${Object.keys(training).join(', ')} of the pasted code`,
  };
}

/**
 * The experiment with another data set. A preparation of the same kind stays, without the columns that the data set lacks;
 * one of another kind is replaced.
 */
export function withDataset(document: JsonObject, dataset: Dataset): JsonObject {
  const data = jsonObjectSchema.safeParse(document['data']).data ?? {};
  const before = preparationSchema.safeParse(data['preparation']).data;
  const preparation = dataset.kind === 'text' ? textPreparation(dataset, before) : seriesPreparation(dataset, before);
  const kept = before?.kind === dataset.kind ? jsonObjectSchema.parse(data['preparation']) : {};
  return { ...document, data: { ...data, dataset: dataset.id, preparation: { ...kept, ...preparation } } };
}

type Before = TextPreparation | SeriesPreparation | undefined;

function textPreparation({ vocabulary, words }: TextDataset, before: Before): JsonObject {
  if (before?.kind === 'text') return {};
  return {
    kind: 'text',
    words: Math.max(4, Math.min(10_000, vocabulary)),
    length: Math.max(1, Math.min(500, Math.ceil(words.median * 2))),
  };
}

function seriesPreparation({ columns }: SeriesDataset, before: Before): JsonObject {
  const names = new Set(columns.map(({ name }) => name));
  const hasGaps = columns.some(({ missing }) => missing > 0);
  const [first = ''] = names;
  const missing = hasGaps ? { missing: 'fill' } : {};
  if (before?.kind !== 'series')
    return { kind: 'series', features: [], target: first, lookback: 24, delay: 0, ...missing };
  const kept = columnsOfTarget(before.target).filter((name) => names.has(name));
  const derived = (before.derived ?? []).filter((one) => names.has(sourceOf(one) ?? first) && !names.has(one.name));
  const asFeatures = new Set([...names, ...derived.map(({ name }) => name)]);
  return {
    ...(before.derived === undefined ? {} : { derived: derived.map((one) => jsonObjectSchema.parse(one)) }),
    features: before.features.filter((name) => asFeatures.has(name)),
    target: Array.isArray(before.target) ? (kept.length > 0 ? kept : first) : (kept[0] ?? first),
  };
}

function withPreparation(document: JsonObject, edit: (preparation: JsonObject) => JsonObject): JsonObject {
  const data = jsonObjectSchema.safeParse(document['data']).data ?? {};
  return { ...document, data: { ...data, preparation: edit(jsonObjectSchema.parse(data['preparation'])) } };
}

/** A series with more derived columns, which become features where those are listed. */
export function addDerived(document: JsonObject, added: readonly DerivedColumn[]): EditedExperiment {
  const names = added.map(({ name }) => name);
  const edited = withPreparation(document, (preparation) => {
    const { derived, features } = preparation;
    const columns = added.map((one) => jsonObjectSchema.parse(one));
    return {
      ...preparation,
      derived: [...(Array.isArray(derived) ? derived : []), ...columns],
      ...(Array.isArray(features) && features.length > 0 ? { features: [...features, ...names] } : {}),
    };
  });
  return { document: edited, name: msg`Derive ${names.join(', ')}` };
}

/** A series without a derived column, which no Input has as a feature any more. */
export function removeDerived(document: JsonObject, name: string): EditedExperiment {
  const isOther = (one: JsonValue): boolean => (isJsonObject(one) ? one['name'] !== name : one !== name);
  const without = (list: JsonValue | undefined): JsonValue[] => (Array.isArray(list) ? list.filter(isOther) : []);
  const withoutFeature = (part: JsonObject): JsonObject =>
    Array.isArray(part['features']) ? { ...part, features: without(part['features']) } : part;
  const edited = withPreparation(document, ({ derived, inputs, ...preparation }) => {
    const left = without(derived);
    return {
      ...withoutFeature(preparation),
      ...(left.length === 0 ? {} : { derived: left }),
      ...(isJsonObject(inputs)
        ? {
            inputs: Object.fromEntries(
              Object.entries(inputs).map(([id, own]) => [id, isJsonObject(own) ? withoutFeature(own) : own]),
            ),
          }
        : {}),
    };
  });
  return { document: edited, name: msg`Remove the derived column ${name}` };
}
