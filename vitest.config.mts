import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
    test: {
        // Tests mostly wait for programs that they start; of two cores, vitest would leave one idle.
        maxWorkers: availableParallelism(),
        include: ['test/unit/**/*.test.ts', 'test/integration/**/*.test.ts', 'test/ui-page/**/*.test.ts'],
        reporters: ['default', './test/support/totalsReporter.ts'],
        testTimeout: 120_000,
        hookTimeout: 120_000,
    },
});
