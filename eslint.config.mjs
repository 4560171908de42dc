// One linter configuration for the whole tree. The architecture's rules are data: lint/import-table.ts.
import { createNodeResolver, importX } from 'eslint-plugin-import-x';
import svelte from 'eslint-plugin-svelte';
import { defineConfig, globalIgnores } from 'eslint/config';
import globals from 'globals';
import ts from 'typescript-eslint';
import { documentedExports } from './lint/documented-exports.ts';
import { fileNames } from './lint/file-names.ts';
import { importBoundaries } from './lint/import-boundaries.ts';

const noDefaultExport = {
  selector: 'ExportDefaultDeclaration',
  message: 'No default exports: export by name, so that a thing has one name everywhere.',
};
const rune = '/^\\$(state|derived|effect|props|bindable|inspect|host)$/';
const noRunes = {
  selector: `:matches(CallExpression[callee.name=${rune}], CallExpression[callee.object.name=${rune}])`,
  message: 'Runes work in .svelte and .svelte.ts files only: rename the file to *.svelte.ts, or use plain values.',
};

export default defineConfig(
  globalIgnores([
    'out/',
    'dist/',
    'coverage/',
    '.cache/',
    'resources/',
    'test/keras/reference/',
    'test/unit/lint/examples/',
  ]),
  {
    files: ['**/*.{ts,mjs,svelte}'],
    extends: [ts.configs.strictTypeChecked, ts.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['*.mjs'] },
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.svelte'],
        // For the Svelte parser: what is inside a component's script.
        parser: ts.parser,
      },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    plugins: {
      'import-x': importX,
      strata: {
        rules: {
          'documented-exports': documentedExports,
          'import-boundaries': importBoundaries,
          'file-names': fileNames,
        },
      },
    },
    settings: {
      'import-x/extensions': ['.ts', '.svelte'],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts'], 'svelte-eslint-parser': ['.svelte'] },
      'import-x/resolver-next': [createNodeResolver({ extensions: ['.ts', '.js', '.svelte'] })],
    },
    rules: {
      'strata/import-boundaries': 'error',
      'strata/file-names': 'error',
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
      'no-restricted-syntax': ['error', noDefaultExport, noRunes],
      eqeqeq: 'error',
      'no-console': ['error', { allow: ['warn', 'error'] }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // Keys of a record read either way; `process.env['STRATA_HOME']` is not a property of ours.
      '@typescript-eslint/dot-notation': ['error', { allowIndexSignaturePropertyAccess: true }],
      // Numbers and booleans are what our messages are made of.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      // `() => list.push(x)` says no less than with braces.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // Type parameters that appear once bind the result of a schema or a message to its request.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      // Index access is checked by the compiler (noUncheckedIndexedAccess); `!` after a bounds check is the idiom of the hot loops.
      '@typescript-eslint/no-non-null-assertion': 'off',
      // Ports are objects made of closures: taking a method off one is safe.
      '@typescript-eslint/unbound-method': 'off',
      // JSON objects are type aliases where they must be assignable to an index signature.
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/consistent-indexed-object-style': 'off',
    },
  },
  {
    // What other parts of the program build on.
    files: ['src-shared/**/*.ts', 'src-main/ports/**/*.ts', 'src-main/training/nn/**/*.ts'],
    rules: { 'strata/documented-exports': 'error' },
  },
  {
    files: ['src-*/**/*.{ts,svelte}', 'test/**/*.ts', 'lint/**', 'scripts/**'],
    // A longer file is split. Tables of text are as long as they are.
    ignores: ['src-renderer/locales/**', 'src-shared/locales/**'],
    rules: { 'max-lines': ['error', { max: 300 }] },
  },
  svelte.configs.recommended,
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { globals: globals.browser },
    rules: {
      'no-restricted-syntax': ['error', noDefaultExport],
      // Collections are raw state, replaced as a whole: reactive ones would track every point of a series.
      'svelte/prefer-svelte-reactivity': 'off',
      // `void this.version` in a derivation says what it depends on.
      '@typescript-eslint/no-meaningless-void-operator': 'off',
    },
  },
  {
    files: ['**/*.svelte'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    // The command line and the tools write to the terminal.
    files: ['src-main/cli/**', 'lint/**', 'scripts/**', 'test/**'],
    rules: { 'no-console': 'off' },
  },
  {
    // `expect.any(…)` and its kin are `any`; a listener that does nothing is a legal listener.
    files: ['test/**'],
    rules: { '@typescript-eslint/no-unsafe-assignment': 'off', '@typescript-eslint/no-empty-function': 'off' },
  },
  {
    // Tools ask for a default export in their configuration files.
    files: ['*.config.{ts,mjs}'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: ['**/*.mjs'],
    extends: [ts.configs.disableTypeChecked],
  },
);
