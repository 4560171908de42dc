// The lint rule for names of files: kebab-case, components in Pascal case.
import { basename } from 'node:path';
import type { Rule } from 'eslint';

const kebabCase = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)*\.[cm]?[jt]s$/;
const numberedMigration = /^\d{4}(-[a-z0-9]+)+\.ts$/;
const pascalCase = /^[A-Z][A-Za-z0-9]*\.svelte$/;

export const fileNames: Rule.RuleModule = {
  meta: {
    type: 'problem',
    docs: { description: 'Name files in kebab-case, Svelte components in Pascal case' },
    messages: {
      kebab: "Name '{{name}}' in kebab-case: small letters and hyphens, e.g. run-store.ts.",
      pascal: "Name '{{name}}' in Pascal case: components are capitalized, e.g. RunTable.svelte.",
    },
    schema: [],
  },
  create(context) {
    const name = basename(context.filename);
    const isComponent = name.endsWith('.svelte');
    const isGood = isComponent ? pascalCase.test(name) : kebabCase.test(name) || numberedMigration.test(name);
    return {
      Program(node) {
        if (!isGood) context.report({ node, messageId: isComponent ? 'pascal' : 'kebab', data: { name } });
      },
    };
  },
};
