// Reads losses, optimizers, metrics and callbacks, which a file writes in the same form: a name and arguments.
import { removeSettingFix, settingFix } from '#shared/base/fix.ts';
import { about, msg, sentences } from '#shared/base/message.ts';
import type { JsonObject } from '#shared/base/json.ts';
import type { NamedConfig } from '#shared/reading/named-config.ts';
import { errorProblem, type Problem } from '#shared/base/problem.ts';
import { readArguments, type ArgumentRules } from '#shared/reading/arguments.ts';
import { didYouMean, nearestName, type NameLookup } from '#shared/reading/names.ts';

/** A kind of named thing: its lookup by name and its arguments. */
export interface NamedThing<Config extends { readonly name: string }> extends ArgumentRules<Config> {
  readonly kind: 'loss' | 'optimizer' | 'metric' | 'callback';
  readonly names: readonly Config['name'][];
  readonly find: NameLookup<Config['name']>;
  /** Keras's short names (`mae`), which a mistyped name may mean. */
  readonly shortNames?: readonly string[];
}

const unknown = {
  loss: (name: string) => msg`No loss is called "${name}".`,
  optimizer: (name: string) => msg`No optimizer is called "${name}".`,
  metric: (name: string) => msg`No metric is called "${name}".`,
  callback: (name: string) => msg`No callback is called "${name}".`,
};
const known = {
  loss: (names: string) => msg`There are the losses ${names}.`,
  optimizer: (names: string) => msg`There are the optimizers ${names}.`,
  metric: (names: string) => msg`There are the metrics ${names}.`,
  callback: (names: string) => msg`There are the callbacks ${names}.`,
};

/**
 * Converts a name and its arguments to canonical form, or says what is wrong.
 * @param path its path in the file: `training.optimizer`
 */
export function readNamed<Config extends { readonly name: string }>(
  thing: NamedThing<Config>,
  given: NamedConfig,
  path: string,
): { readonly value: Config | null; readonly problems: readonly Problem[] } {
  const name = thing.find(given.name);
  if (name === undefined) {
    const names = [...(thing.shortNames ?? []), ...thing.names];
    const hint = didYouMean(given.name, names) ?? known[thing.kind](thing.names.join(', '));
    const message = sentences(unknown[thing.kind](given.name), hint);
    const near = nearestName(given.name, names);
    const fixes = near === undefined ? [] : [settingFix(path, { name: near, config: given.config })];
    return { value: null, problems: [errorProblem(`unknown-${thing.kind}`, message, { path, fixes })] };
  }
  const config: JsonObject = given.config;
  const { value, problems } = readArguments(thing, config, name);
  return {
    value,
    problems: problems.map((problem) => {
      const [argument = ''] = problem.path.split('.');
      const { [argument]: _wrong, ...others } = config;
      // Keras's default is right; an argument without one has to be given.
      const helps = readArguments(thing, others, name).problems.every((other) => other.path.split('.')[0] !== argument);
      return errorProblem(problem.code, about(name, problem.message), {
        path: `${path}.config.${problem.path}`,
        fixes: helps ? [removeSettingFix(`${path}.config.${argument}`)] : [],
      });
    }),
  };
}
