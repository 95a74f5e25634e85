import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take more than half a minute each, longest first: one that began last would keep one core alone. */
const LONG = [
    'test/ui-page/themes.test.ts',
    'test/unit/records/kills.test.ts',
    'test/integration/packages.test.ts',
    'test/integration/secrets.test.ts',
    'test/integration/initProjects.test.ts',
    'test/integration/zeroYamlInit.test.ts',
    'test/integration/faults.test.ts',
    'test/ui-page/rows.test.ts',
    'test/ui-page/lists.test.ts',
];

/** Begins with the files that are known to take long, the others as vitest would. */
export default class LongestFirst extends BaseSequencer {
    override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
        const rank = ({ moduleId }: TestSpecification) => {
            const index = LONG.findIndex((file) => moduleId.endsWith(`/${file}`));
            return index < 0 ? LONG.length : index;
        };
        return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
    }
}
