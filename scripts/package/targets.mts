/** A platform that VS Code has packages of its own for, and esbuild's binary for it. */
export interface Target {
    /** As `vsce --target` names it. */
    name: string;
    /** The npm package `@esbuild/<esbuild>`. */
    esbuild: string;
    /** Path of the binary in that package. */
    binary: string;
    /** What npm calls the platform. */
    os: string;
    cpu: string;
}

const unix = (name: string, os: string, cpu: string): Target => ({
    name,
    esbuild: `${os}-${cpu}`,
    binary: 'bin/esbuild',
    os,
    cpu,
});
const windows = (cpu: string): Target => ({
    name: `win32-${cpu}`,
    esbuild: `win32-${cpu}`,
    binary: 'esbuild.exe',
    os: 'win32',
    cpu,
});

export const targets: readonly Target[] = [
    unix('linux-x64', 'linux', 'x64'),
    unix('linux-arm64', 'linux', 'arm64'),
    // esbuild's binary for Linux is linked statically and runs with musl too.
    unix('alpine-x64', 'linux', 'x64'),
    unix('darwin-x64', 'darwin', 'x64'),
    unix('darwin-arm64', 'darwin', 'arm64'),
    windows('x64'),
    windows('arm64'),
];

/** The target of the machine that this runs on, or undefined where there is none. */
export function ownTarget(): Target | undefined {
    return targets.find(({ name }) => name === `${process.platform}-${process.arch}`);
}

/** The targets of these names, all without names; throws a RangeError that lists what there is. */
export function findTargets(names: string[]): readonly Target[] {
    if (names.length === 0) return targets;
    return names.map((name) => {
        const target = targets.find((each) => each.name === name);
        if (target) return target;
        throw new RangeError(`There is no target "${name}"; there are ${targets.map((each) => each.name).join(', ')}.`);
    });
}
