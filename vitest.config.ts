import { defineConfig } from 'vitest/config';

export default defineConfig({
  // As Node does: one graphql for us and for Apollo's CommonJS. Vite would give us graphql's second, ESM copy.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/require-servers.ts'],
    // Two cores: more workers only make each test slower and its timing stranger.
    maxWorkers: 2,
    // Threads that come and go by the hundred trip over V8's table of protected code pages ("Check failed: jit_page.has_value()"),
    // on processors that have protection keys; a shop opens one thread and keeps it.
    execArgv: ['--no-memory-protection-keys'],
    // Against tests that hang: a busy machine is ten times as slow as a quiet one, and no test is about time.
    testTimeout: 120_000,
    hookTimeout: 300_000,
  },
});
