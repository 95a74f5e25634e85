import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Engine } from '../host/Engine';
import { type Context, EXIT } from './Context';
import { Output } from './output/Output';
import { type PrewarmTarget, prewarmTarget } from './prewarmTarget';
import { localDate, localTime, painter, type Style } from './render/style';

declare const SYNCBENCH_VERSION: string;

/** Runs the program: `words` as typed after its name, `distFolder` where the built program lies. Ends the process. */
export async function start(words: string[], distFolder: string): Promise<void> {
    let engine: Promise<Engine> | undefined;
    const context: Context = {
        ...surroundings(words),
        engine: () => {
            engine ??= createEngine(distFolder);
            return engine;
        },
        exit: async (code) => {
            await engine?.then(
                (made) => made.dispose(),
                () => undefined,
            );
            await Promise.all([context.out.flush(), context.err.flush()]);
            process.exit(code);
        },
    };
    try {
        // The child takes longest to start, so it comes before the rest of this program.
        const target = prewarmTarget(words, context.cwd);
        if (target) await prewarm(context.engine(), target);
        const { runProgram } = await import('./program');
        await context.exit(await runProgram(words, SYNCBENCH_VERSION, context));
    } catch (error) {
        context.err.write(`${error instanceof Error ? error.stack : String(error)}\n`);
        await context.exit(EXIT.failed);
    }
}

async function createEngine(distFolder: string): Promise<Engine> {
    const { Engine } = await import('../host/Engine');
    const { userCacheFolder } = await import('../host/cacheFolder');
    const cacheFolder = userCacheFolder(process.env);
    return new Engine({ distFolder, nodePath: process.execPath, environment: process.env, cacheFolder });
}

/** A head start only: whatever is wrong is found, and said, by the run itself. */
async function prewarm(engine: Promise<Engine>, { folder, storeFolder }: PrewarmTarget): Promise<void> {
    await engine.then((made) => made.prewarm(folder, storeFolder)).catch(() => undefined);
}

function surroundings(words: string[]): Omit<Context, 'engine' | 'exit'> {
    const cwd = process.cwd();
    const plain = words.includes('--no-color') || Boolean(process.env.NO_COLOR);
    const { stdout, stderr } = process;
    return {
        out: new Output(stdout),
        err: new Output(stderr),
        style: styleFor(stdout, plain, cwd),
        errorStyle: styleFor(stderr, plain, cwd),
        isTerminal: stdout.isTTY === true && process.env.TERM !== 'dumb',
        cwd,
        sourceLine,
        ...(process.stdin.isTTY && stderr.isTTY && { ask }),
    };
}

async function ask(question: string): Promise<boolean | undefined> {
    const { askYesNo } = await import('./askYesNo');
    return askYesNo(question, process.stdin, process.stderr);
}

function styleFor(stream: NodeJS.WriteStream, plain: boolean, cwd: string): Style {
    return {
        paint: painter(stream.isTTY === true && !plain),
        time: localTime,
        date: localDate,
        width: stream.isTTY ? stream.columns || 80 : Number.POSITIVE_INFINITY,
        file: (file) => {
            const relative = path.relative(cwd, file);
            return relative && relative.length < file.length ? relative : file;
        },
    };
}

function sourceLine(file: string, line: number): string | undefined {
    try {
        return readFileSync(file, 'utf8').split(/\r?\n/)[line - 1];
    } catch {
        return undefined;
    }
}
