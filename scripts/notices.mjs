// Writes THIRD_PARTY_NOTICES from what the build really contains: every package whose code is in a bundle (the source maps
// say so), esbuild beside the bundles, and the provider catalogue.
//   node scripts/notices.mjs [--check] [--dist <folder>]
// --check writes nothing and fails if the file is not up to date.
import { globSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const target = path.join(root, 'THIRD_PARTY_NOTICES');
const { values } = parseArgs({
    options: { check: { type: 'boolean', default: false }, dist: { type: 'string', default: path.join(root, 'dist') } },
});

const packages = bundledPackages(values.dist);
const text = notices(packages);
if (!values.check) {
    writeFileSync(target, text);
    console.log(`${path.relative(process.cwd(), target)}: ${packages.length} packages`);
} else {
    const written = readFileSync(target, 'utf8');
    const missing = packages.filter((entry) => !written.includes(`\n${title(entry)}\n`)).map(title);
    if (missing.length > 0) console.error(`THIRD_PARTY_NOTICES does not name ${missing.join(', ')}.`);
    if (written !== text) {
        console.error('THIRD_PARTY_NOTICES is not up to date. Run: npm run notices');
        process.exitCode = 1;
    }
}

/** Folders of the packages that the bundles' source maps name, and of esbuild, which is copied beside them; by name. */
function bundledPackages(dist) {
    const maps = globSync('**/*.js.map', { cwd: dist, exclude: (name) => name === 'vendor' });
    if (maps.length === 0) throw new Error(`There are no source maps in ${dist}. Run: npm run build`);
    const folders = new Set(['node_modules/esbuild']);
    for (const map of maps) {
        for (const source of JSON.parse(readFileSync(path.join(dist, map), 'utf8')).sources) {
            const folder = /(?:^|\/)(node_modules\/(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+)\//.exec(source)?.[1];
            if (folder) folders.add(folder);
        }
    }
    return [...folders].map(describePackage).sort((a, b) => (title(a) < title(b) ? -1 : 1));
}

function describePackage(folder) {
    const absolute = path.join(root, folder);
    const { name, version, license } = JSON.parse(readFileSync(path.join(absolute, 'package.json'), 'utf8'));
    const text = licenceFile(absolute) ?? readmeSection(absolute);
    if (!text)
        throw new Error(`${name} ${version} (${license}) carries no licence text; its terms have to be found by hand.`);
    return { name, version, license, text: text.trim() };
}

function licenceFile(folder) {
    const file = readdirSync(folder).find((entry) => /^(licen[cs]e|copying)(\.(md|txt))?$/i.test(entry));
    return file && readFileSync(path.join(folder, file), 'utf8');
}

/** Some packages have their licence's text only as the last section of their README. */
function readmeSection(folder) {
    const file = readdirSync(folder).find((entry) => /^readme(\.md)?$/i.test(entry));
    const text = file && readFileSync(path.join(folder, file), 'utf8');
    return text && /^(?:#+ *)?Licen[cs]e *\n(?:-+\n)?([\s\S]*Copyright[\s\S]*)/im.exec(text)?.[1];
}

function title({ name, version, license }) {
    return `${name} ${version} (${license})`;
}

function notices(packages) {
    const providers = JSON.parse(readFileSync(path.join(root, 'node_modules/@nangohq/providers/package.json'), 'utf8'));
    const sections = [
        ...packages.map((entry) => [title(entry), entry.text]),
        [
            `${providers.name} ${providers.version} (Elastic-2.0)`,
            [
                'Copyright Nango and contributors, https://github.com/NangoHQ/nango',
                'dist/providers.json is made from the providers.yaml of this package and is a modified copy: aliases are resolved,',
                'and only the fields that Syncbench reads are kept. It is licensed under the terms below, not under those of Syncbench.',
                '',
                readFileSync(path.join(root, 'scripts', 'Elastic-2.0.txt'), 'utf8').trim(),
            ].join('\n'),
        ],
    ];
    const rule = '-'.repeat(100);
    return [
        'Syncbench contains the following third-party software. This file is written by scripts/notices.mjs.',
        ...sections.map(([heading, body]) => `${rule}\n${heading}\n\n${body.replaceAll('\r\n', '\n')}`),
        '',
    ].join('\n\n');
}
