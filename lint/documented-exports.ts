// The lint rule for doc comments: what other parts of the program use says what it is.
import type { Rule } from 'eslint';

/** Requires a doc comment before every exported function, class, interface and value; a type that a schema gives needs none. */
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
        const declaration = node.declaration as { readonly type: string; readonly id?: { readonly name: string }; readonly declarations?: readonly { readonly id: { readonly name?: string } }[] } | null | undefined;
        if (declaration === null || declaration === undefined) return;
        // `export type Run = z.infer<typeof runSchema>` is said at the schema.
        if (declaration.type === 'TSTypeAliasDeclaration' && /z\.(infer|input|output)</.test(code.getText(node))) return;
        const comment = code.getCommentsBefore(node).at(-1);
        if (comment?.type === 'Block' && comment.value.startsWith('*')) return;
        const name = declaration.id?.name ?? declaration.declarations?.[0]?.id.name ?? '';
        context.report({ node, messageId: 'missing', data: { name } });
      },
    };
  },
};
