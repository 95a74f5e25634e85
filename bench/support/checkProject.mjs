import { writeFiles } from './writeFiles.mjs';

/**
 * Writes a classic project as large ones are: `scripts` syncs of about 80 lines, ten to an integration, each with types
 * and a mapper of its own; one in twenty writes to the console.
 *
 * @param {string} root an empty folder
 * @param {number} scripts
 */
export function writeCheckProject(root, scripts) {
    const yaml = ['integrations:'];
    const models = ['models:'];
    for (let index = 0; index < scripts; index++) {
        const integration = `bench-${Math.floor(index / 10)}`;
        if (index % 10 === 0) yaml.push(`    ${integration}:`, '        syncs:');
        yaml.push(
            `            sync-${index}:`,
            '                runs: every day',
            `                output: Item${index}`,
            `                endpoint: GET /bench/items-${index}`,
        );
        models.push(`    Item${index}:`, '        id: string', '        name: string', '        tags: string[]');
        writeFiles(root, {
            [`${integration}/syncs/sync-${index}.ts`]: scriptSource(index),
            [`${integration}/mappers/to-item-${index}.ts`]: mapperSource(index),
        });
    }
    writeFiles(root, { 'nango.yaml': [...yaml, ...models, ''].join('\n') });
}

/** The source of one sync, about 80 lines. */
export function scriptSource(index) {
    const call = index % 20 === 0 ? 'console.log' : 'await nango.log';
    const steps = Array.from(
        { length: 12 },
        (_, step) => `        const field${step} = item.fields?.['custom-${step}'] ?? metadata?.defaults?.[${step}];
        if (field${step} && typeof field${step} === 'string' && field${step}.length > ${step}) {
            item.tags.push(\`${step}:\${field${step}.trim().toLowerCase()}\`);
        }`,
    ).join('\n');
    return `import type { NangoSync, Item${index} } from '../../models';
import { toItem } from '../mappers/to-item-${index}.js';

interface Metadata {
    defaults?: string[];
    since?: string;
}

const LIMIT = 100;

export default async function fetchData(nango: NangoSync): Promise<void> {
    const metadata = await nango.getMetadata<Metadata | null>();
    const pages = nango.paginate<Record<string, any>>({
        endpoint: '/bench/items-${index}',
        params: { since: metadata?.since ?? '', limit: LIMIT },
        paginate: { type: 'cursor', cursor_path_in_response: 'next', cursor_name_in_request: 'cursor' },
        retries: 5
    });
    const seen = new Set<string>();
    for await (const page of pages) {
        const items: Item${index}[] = page.filter((raw) => !raw['archived']).map((raw) => toItem(raw));
        for (const item of items) await complete(item, metadata);
        await nango.batchSave(items.filter(({ id }) => !seen.has(id)), 'Item${index}');
        for (const { id } of items) seen.add(id);
        ${call}(\`saved \${items.length} of page\`);
    }

    async function complete(item: Item${index} & { fields?: Record<string, unknown> }, metadata: Metadata | null) {
${steps}
    }
}
`;
}

function mapperSource(index) {
    return `import type { Item${index} } from '../../models';

export function toItem(raw: Record<string, any>): Item${index} {
    return { id: String(raw['id']), name: raw['name'] ?? '', tags: [...(raw['tags'] ?? [])] };
}
`;
}
