import { expect, test } from 'vitest';
import { analyseFile } from '../../../../src/language/analysis/analyseFile';
import { applyEdits, fixAll } from '../../../../src/language/fixes/fixAll';
import { FileFixes } from '../../../../src/language/fixes/fixesFor';
import { SYNC, sync } from '../markedSource';
import { firstFix } from './fixTable';

test('fix all mends what can be mended without thinking, and leaves the rest', async () => {
    const source = `import crypto from 'lodash';
export default function fetchData(nango: NangoSync) {
    nango.log('x');
    console.warn('y');
    const r = nango.get({ endpoint: '/x', retryOn: [404] });
    nango.batchSend(r.data, 'Isue');
    process.env.KEY;
    return r.data;
}
`;
    const fixed = await fixAll('/p/a.ts', source, SYNC, (text) => analyseFile('/p/a.ts', text, SYNC).findings);
    expect(fixed).toBe(`export default async function fetchData(nango: NangoSync) {
    await nango.log('x');
    await nango.log('y', { level: 'warn' });
    const r = await nango.get({ endpoint: '/x', retries: 3, retryOn: [404] });
    await nango.batchSave(r.data, 'Issue');
    process.env.KEY;
}
`);
    expect(analyseFile('/p/a.ts', fixed, SYNC).findings.map(({ code }) => code)).toEqual(['missing-global']);
});

test('a fix mends its finding: nothing of that code is left at its place', () => {
    const sources = [
        sync(`nango.log('x');`),
        sync(`const a = [1]; a.forEach((i) => nango.log(i));`),
        sync(`await nango.get({ retryOn: [404] });`),
        sync(`console.log('x');`),
        sync(`return 1;`),
        `import axios from 'axios';\n${sync(`await axios.get('/x');`)}`,
    ];
    for (const source of sources) {
        const [finding] = analyseFile('/p/a.ts', source, SYNC).findings;
        const fixed = firstFix(finding!.code, source)!;
        expect(analyseFile('/p/a.ts', fixed, SYNC).findings, fixed).toEqual([]);
    }
});

test('a finding can be silenced on its line and in its file', () => {
    const source = `${sync('\n    console.log(1);\n')}\n`;
    const [finding] = analyseFile('/p/a.ts', source, SYNC).findings;
    const [here, inFile] = new FileFixes('/p/a.ts', source, SYNC).suppressions(finding!);
    const silenced = applyEdits(source, here!.edits);
    expect(silenced).toContain('\n    // syncbench-ignore-next-line console-call\n    console.log(1);');
    for (const fix of [here!, inFile!]) {
        expect(analyseFile('/p/a.ts', applyEdits(source, fix.edits), SYNC).findings).toEqual([]);
    }
});
