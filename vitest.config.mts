import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import LongestFirst from './test/support/LongestFirst.mts';

export default defineConfig({
    test: {
        // Tests mostly wait for programs that they start; of two cores, vitest would leave one idle.
        maxWorkers: availableParallelism(),
        include: ['test/unit/**/*.test.ts', 'test/integration/**/*.test.ts', 'test/ui-page/**/*.test.ts'],
        // Files share what a worker has loaded, for half of the time of those that only compute. What a test changes of
        // the process it must put back: globals, environment, timers.
        isolate: false,
        sequence: { sequencer: LongestFirst },
        reporters: ['default', './test/support/totalsReporter.ts'],
        testTimeout: 120_000,
        hookTimeout: 120_000,
    },
});
