import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { CONNECTION_FIELDS, connectionFileSchema } from '../../../../src/core/connection/connectionSchema';
import { credentialDoubts } from '../../../../src/core/connection/credentialFields';

const root = path.resolve(import.meta.dirname, '../../../..');
const read = (file: string) => JSON.parse(readFileSync(path.join(root, file), 'utf8'));
const schema = read('schemas/connection.json');
const { credentials } = schema.properties;

it('is for connection files', () => {
    expect(read('package.json').contributes.jsonValidation).toEqual([
        {
            fileMatch: ['**/syncbench/connections/*.json', '**/.syncbench/connections/*.json'],
            url: './schemas/connection.json',
        },
    ]);
});

it('explains the fields that a person writes', () => {
    expect(Object.keys(schema.properties)).toEqual(CONNECTION_FIELDS);
});

it('only helps to write: what is wrong is said by the findings, once', () => {
    const helping = new Set([
        'title',
        'description',
        'markdownDescription',
        'defaultSnippets',
        'examples',
        'properties',
    ]);
    const keywords = (node: Record<string, unknown>): string[] => [
        ...Object.keys(node),
        ...Object.values((node.properties ?? {}) as Record<string, Record<string, unknown>>).flatMap(keywords),
    ];
    expect(keywords(schema).filter((keyword) => keyword !== '$schema' && !helping.has(keyword))).toEqual([]);
});

it.each(credentials.properties.type.examples as string[])('proposes a type that there is: %s', (type) => {
    expect(credentialDoubts({ type }, type).filter(({ field }) => field === 'type')).toEqual([]);
});

it.each(credentials.defaultSnippets as { label: string; body: Record<string, unknown> }[])(
    'proposes credentials that are right: $label',
    ({ body }) => {
        expect(connectionFileSchema().safeParse({ credentials: body }).success).toBe(true);
        expect(credentialDoubts(body, String(body.type))).toEqual([]);
    },
);
