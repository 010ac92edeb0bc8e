import tseslint from 'typescript-eslint'

const ambient = [
  { object: 'process', property: 'env', message: 'Only src/config.ts reads the environment.' },
  { object: 'Date', property: 'now', message: 'Take a Clock.' },
  { object: 'Math', property: 'random', message: 'Use node:crypto, or take the value as an argument.' },
  { object: 'DateTime', property: 'now', message: 'Take a Clock.' },
  { object: 'DateTime', property: 'local', message: 'Take a Clock.' },
]

export default tseslint.config(
  { ignores: ['dist/', 'db/migrations/', 'node_modules/', '*.cjs'] },
  ...tseslint.configs.recommended,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['eslint.config.js', 'drizzle.config.ts'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      'max-lines': ['error', 300],
      'max-lines-per-function': ['error', { max: 50, skipBlankLines: true, skipComments: true }],
      complexity: ['error', 8],
      'no-console': 'error',
      'no-restricted-properties': ['error', ...ambient],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['src/config.ts', 'src/clock.ts', 'src/cli/**', 'src/local/**'],
    rules: { 'no-restricted-properties': 'off' },
  },
  { files: ['src/cli/**'], rules: { 'no-console': 'off' } },
  {
    files: ['test/**'],
    rules: { 'max-lines-per-function': 'off', complexity: 'off', 'no-restricted-properties': 'off' },
  },
)
