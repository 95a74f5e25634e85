// `npm run bench [-- --rounds 9] [-- --only <part of a row's file name>] [-- --no-official]`: measures the built program,
// and the official tool where it can be had, and prints a table.
// Rows are the files of bench/rows; in each round every row is measured once (A B C, A B C, …), so that a machine that
// becomes slower or faster on the way meets all rows alike. The table shows medians; it fails nothing.
import '../scripts/requireNode24.mjs';
import { readdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createBench } from './support/Bench.mjs';
import { resultTable } from './support/table.mjs';

const { values } = parseArgs({
    options: {
        rounds: { type: 'string', default: '9' },
        only: { type: 'string', default: '' },
        official: { type: 'boolean', default: true },
    },
    allowNegative: true,
});
const rounds = Number(values.rounds);
const folder = path.join(path.dirname(fileURLToPath(import.meta.url)), 'rows');
const bench = await createBench({ official: values.official });

try {
    const loadBefore = os.loadavg()[0];
    const rows = [];
    for (const file of readdirSync(folder).sort()) {
        const { default: rowOrRows } = await import(`./rows/${file}`);
        // Ratios need the floor, whatever else is left out.
        if (!rowOrRows.isFloor && !file.includes(values.only)) continue;
        for (const row of typeof rowOrRows === 'function' ? await rowOrRows(bench) : [rowOrRows])
            rows.push({ ...row, samples: [], measure: await row.prepare(bench) });
    }
    for (let round = 0; round < rounds; round++) {
        for (const row of rows) {
            if (round < (row.rounds ?? rounds)) row.samples.push(await row.measure());
            if (process.stderr.isTTY) process.stderr.write(`\r\x1b[2Kround ${round + 1} of ${rounds}: ${row.name}`);
        }
    }
    if (process.stderr.isTTY) process.stderr.write('\r\x1b[2K');
    console.log(
        `${os.cpus()[0]?.model.trim()}, ${os.availableParallelism()} cores, ${Math.round(os.totalmem() / 2 ** 30)} GiB`,
    );
    console.log(
        `${os.type()} ${os.release()} ${os.arch()}, Node ${process.versions.node}, esbuild ${bench.esbuildVersion}`,
    );
    // A machine that others use at the same time tells little by its seconds and more by its ratios.
    console.log(`Load of a minute: ${loadBefore.toFixed(1)} before, ${os.loadavg()[0].toFixed(1)} after\n`);
    console.log(resultTable(rows));
} finally {
    await bench.close();
}
