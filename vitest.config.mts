import { defineConfig } from 'vitest/config';

export default defineConfig({
    test: {
        include: ['test/unit/**/*.test.ts', 'test/integration/**/*.test.ts', 'test/ui-page/**/*.test.ts'],
        reporters: ['default', './test/support/totalsReporter.ts'],
        testTimeout: 30_000,
        hookTimeout: 120_000,
    },
});
