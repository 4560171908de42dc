// What an edit would do to a model, known before it is made. Pure.
import { problemMessage, type Problem } from '#shared/base/problem.ts';
import type { Sentence } from '#shared/base/message.ts';
import { checkModel } from '#shared/model/check-model.ts';
import type { EditResult } from '#shared/model/edits/edit.ts';
import type { GraphDocument } from '#shared/model/graph-document.ts';
import type { Shape } from '#shared/model/model-spec.ts';

export interface EditPreview {
  /** Why the edit is refused, or what would be wrong with the model after it and is not wrong now; null when nothing. */
  readonly reason: Sentence | null;
  /** The outputs of each layer after the edit. */
  readonly shapes: ReadonlyMap<string, readonly Shape[]>;
  /** The layers that the edit adds or changes. */
  readonly ids: readonly string[];
}

const textOfProblem = ({ code, nodeId, message }: Problem): string => `${code} ${nodeId ?? ''} ${message}`;

/** @param lengthOf the length that an Input gets in training; null when it is not known */
export function previewEdit(
  document: GraphDocument,
  result: EditResult,
  lengthOf: (input: string) => number | null = () => null,
): EditPreview {
  if ('refused' in result) return { reason: result.refused, shapes: new Map(), ids: [] };
  const before = new Set(checkModel(document, lengthOf).problems.map(textOfProblem));
  const { problems, layers } = checkModel(result.document, lengthOf);
  const added = problems.filter((one) => one.severity === 'error' && !before.has(textOfProblem(one)));
  // The new layer's own problem says the most.
  const problem = added.find(({ nodeId }) => nodeId !== undefined && result.ids.includes(nodeId)) ?? added[0];
  return {
    reason: problem === undefined ? null : problemMessage(problem),
    shapes: new Map(layers.map(({ id, outputShapes }) => [id, outputShapes])),
    ids: result.ids,
  };
}
