// Runs that validate on the first samples only, or on one fold. Their values are not ones of all validation samples, so the hash of their targets is
// another: no rule that asks for the same targets sets them against a baseline, which is computed over all.

/** The hash of the first so many targets. */
export function firstTargets(targetsHash: string, samples: number): string {
  return `${targetsHash}/${samples}`;
}

/** How many validation samples a run is judged on, the first ones; null when on all, or not known. */
export function validatedPart(targetsHash: string | null): number | null {
  const [, samples] = targetsHash?.split('/') ?? [];
  return samples === undefined ? null : Number(samples);
}

/** The hash of the targets of one fold, from the hash that all folds of its cross-validation share. */
export function foldTargets(sharedHash: string, fold: number): string {
  return `${sharedHash}#${fold}`;
}

/** What the targets of all folds of a cross-validation have in common; null for a run without folds, or when not known. */
export function crossValidationOf(targetsHash: string | null): string | null {
  const [, shared, part = ''] = /^([^#]+)#\d+(\/.*)?$/.exec(targetsHash ?? '') ?? [];
  return shared === undefined ? null : shared + part;
}
