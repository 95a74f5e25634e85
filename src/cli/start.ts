import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Engine } from '../host/Engine';
import { type Context, EXIT } from './Context';
import { Output } from './output/Output';
import { type PrewarmTarget, prewarmTarget } from './prewarmTarget';
import { localDate, localTime, painter, type Style } from './render/style';
import { Interrupts } from './run/Interrupts';
import { leaveEarly, leaveInHurry } from './run/leaveEarly';

declare const SYNCBENCH_VERSION: string;

/** Runs the program: `words` as typed after its name, `distFolder` where the built program lies. Ends the process. */
export async function start(words: string[], distFolder: string): Promise<void> {
    // The child takes longest to start, so it comes before all else.
    const target = prewarmTarget(words, process.cwd());
    let engine = target && createEngine(distFolder);
    const prewarmed = engine && target && prewarm(engine, target);
    let leaving: Promise<never> | undefined;
    const context: Context = {
        ...surroundings(words),
        interrupts: new Interrupts(process, {
            ask: (code) => void leaveEarly(words, context, code),
            force: (code) => void leaveInHurry(context, code),
        }),
        distFolder,
        engine: () => {
            engine ??= createEngine(distFolder);
            return engine;
        },
        exit: (code) => {
            leaving ??= leave(code);
            return leaving;
        },
    };
    const leave = async (code: number, end = (made: Engine) => made.dispose()): Promise<never> => {
        await engine?.then(end, () => undefined);
        await Promise.all([context.out.close(), context.err.close()]);
        process.exit(code);
    };
    try {
        await prewarmed;
        const { runProgram } = await import('./program');
        const code = await runProgram(words, SYNCBENCH_VERSION, context);
        leaving ??= leave(code, (made) => made.abandon());
        await leaving;
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
    await engine.then((made) => made.prewarm(folder, { storeFolder })).catch(() => undefined);
}

function surroundings(words: string[]): Omit<Context, 'engine' | 'exit' | 'interrupts' | 'distFolder'> {
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
