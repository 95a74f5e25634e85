import { defineConfig } from 'vitest/config';

export default defineConfig({
    test: {
        include: ['test/ui/**/*.test.ts'],
        reporters: ['verbose', './test/support/totalsReporter.ts'],
        // Each file has a VS Code of its own; two at once would only wait for each other.
        fileParallelism: false,
        testTimeout: 400_000,
        hookTimeout: 300_000,
    },
});
