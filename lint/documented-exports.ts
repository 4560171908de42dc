// The lint rule for doc comments on exports.
import type { Rule } from 'eslint';

/** A type derived from a value or another type, which has the comment. */
const derived = /typeof |\['name'\]|z\.(infer|input|output)</;

/** Requires a doc comment before every exported function, class, interface and value. */
export const documentedExports: Rule.RuleModule = {
  meta: {
    type: 'suggestion',
    docs: { description: 'Require doc comments on exports' },
    messages: {
      missing: "Say what '{{name}}' is in a doc comment: shapes, units, ranges, errors, who disposes.",
    },
    schema: [],
  },
  create(context) {
    const code = context.sourceCode;
    return {
      ExportNamedDeclaration(node) {
        const declaration = node.declaration as
          | {
              readonly type: string;
              readonly id?: { readonly name: string };
              readonly declarations?: readonly { readonly id: { readonly name?: string } }[];
            }
          | null
          | undefined;
        if (declaration === null || declaration === undefined) return;
        // `export type Run = z.infer<typeof runSchema>`: the schema has the comment.
        if (declaration.type === 'TSTypeAliasDeclaration' && derived.test(code.getText(node))) return;
        const comment = code.getCommentsBefore(node).at(-1);
        if (comment?.type === 'Block' && comment.value.startsWith('*')) return;
        const name = declaration.id?.name ?? declaration.declarations?.[0]?.id.name ?? '';
        context.report({ node, messageId: 'missing', data: { name } });
      },
    };
  },
};
