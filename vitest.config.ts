import { defineConfig } from 'vitest/config';

export default defineConfig({
  // As Node does: one graphql for us and for Apollo's CommonJS. Vite would give us graphql's second, ESM copy.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: ['test/**/*.test.ts'],
    // Two cores: more workers only make each test slower and its timing stranger.
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
