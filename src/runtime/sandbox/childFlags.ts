/** What the child is allowed. */
export interface ChildFlagOptions {
    /** Absolute files and folders it may read; folders with all they hold. */
    allowRead: readonly string[];
    /** Absolute files and folders it may write. */
    allowWrite: readonly string[];
    /** Size of the JavaScript heap, in MB. */
    memoryMegabytes: number;
    /** Whether certificates that this machine trusts are trusted besides Node's own, where the child's Node can. */
    systemCertificates?: boolean;
    /** Flags that the child's Node knows; those of this process by default. */
    available?: ReadonlySet<string>;
}

export interface ChildFlags {
    execArgv: string[];
    /** The protections that this Node does not have, in words. */
    unavailable: string[];
}

const SYSTEM_CERTIFICATES = '--use-system-ca';
const PERMISSION = ['--permission', '--experimental-permission'];

/** Every flag whose effect depends on whether the child's Node has it. */
export const CHILD_FLAGS: readonly string[] = [
    '--disallow-code-generation-from-strings',
    '--no-addons',
    ...PERMISSION,
    '--allow-net',
    SYSTEM_CERTIFICATES,
];

/**
 * The flags of the process that a script runs in: no code from text anywhere in it, no native add-ons, no child
 * processes, and only the files named. Network access stays open: it is what a script is for.
 */
export function childExecArgv(options: ChildFlagOptions): ChildFlags {
    const available = options.available ?? process.allowedNodeEnvironmentFlags;
    const execArgv: string[] = [];
    const unavailable: string[] = [];

    const add = (flag: string, protection: string) => {
        if (available.has(flag)) execArgv.push(flag);
        else unavailable.push(protection);
    };
    add('--disallow-code-generation-from-strings', 'code made from text is not blocked');
    add('--no-addons', 'native add-ons are not blocked');

    const permission = PERMISSION.find((flag) => available.has(flag));
    if (permission) {
        execArgv.push(permission);
        execArgv.push(...options.allowRead.map((path) => `--allow-fs-read=${path}`));
        execArgv.push(...options.allowWrite.map((path) => `--allow-fs-write=${path}`));
        if (available.has('--allow-net')) execArgv.push('--allow-net');
    } else {
        unavailable.push('access to files and child processes is not restricted');
    }
    if (options.systemCertificates && available.has(SYSTEM_CERTIFICATES)) execArgv.push(SYSTEM_CERTIFICATES);
    execArgv.push(`--max-old-space-size=${Math.floor(options.memoryMegabytes)}`);
    // Pages of records are young garbage: half of Node's space for it holds 40 MB less and costs no time.
    execArgv.push('--max-semi-space-size=16');
    return { execArgv, unavailable };
}
