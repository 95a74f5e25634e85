import { fileURLToPath } from 'node:url';
import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';
import type { ScriptFrame } from '../../protocol/events';
import { safeText } from './safeRead';

/** At most this many frames of a stack are told (nango-semantics §9.1). */
const MAX_FRAMES = 10;

interface Place {
    file: string;
    line: number;
    column: number;
}

/** The bundles that run in this process, and where their code comes from. Source maps are decoded at the first error. */
export class ScriptSources {
    readonly #code = new Map<string, string>();
    readonly #maps = new Map<string, TraceMap | undefined>();
    /** By error: an object with the stack of the script's call that failed with it. */
    readonly #callers = new WeakMap<object, object>();

    /** @param bundle the name that the code runs under */
    add(bundle: string, code: string): void {
        this.#code.set(bundle, code);
        this.#maps.delete(bundle);
    }

    has(bundle: string): boolean {
        return this.#code.has(bundle);
    }

    /**
     * Where a place in a bundle comes from; lines and columns are 1-based on both sides.
     * `undefined` for code that no file of the project holds.
     */
    map(bundle: string, line: number, column: number): Place | undefined {
        const map = this.#mapOf(bundle);
        if (!map) return undefined;
        const original = originalPositionFor(map, { line, column: Math.max(0, column - 1) });
        if (original.source === null || !original.source.startsWith('file:')) return undefined;
        return { file: fileURLToPath(original.source), line: original.line, column: original.column + 1 };
    }

    /** Keeps where the script made the call that failed with an error; the first call told counts. */
    rememberCaller(error: unknown, caller: object): void {
        if (typeof error !== 'object' || error === null || this.#callers.has(error)) return;
        this.#callers.set(error, caller);
    }

    /** The frames of an error's stack that lie in the project's files, innermost first; else those of its caller. */
    framesOf(error: unknown): ScriptFrame[] {
        const own = this.#framesIn(error);
        if (own.length > 0 || typeof error !== 'object' || error === null) return own;
        return this.#framesIn(this.#callers.get(error));
    }

    /** The text of a line (1-based) of a file that a bundle holds, as it was compiled. */
    lineOf(file: string, line: number): string | undefined {
        for (const bundle of this.#code.keys()) {
            const map = this.#mapOf(bundle);
            const index = map?.resolvedSources.findIndex((source) => isFile(source, file)) ?? -1;
            const text = index < 0 ? undefined : map?.sourcesContent?.[index];
            if (text) return text.split('\n')[line - 1];
        }
        return undefined;
    }

    #framesIn(error: unknown): ScriptFrame[] {
        const frames: ScriptFrame[] = [];
        for (const line of (safeText(error, 'stack') ?? '').split('\n')) {
            const frame = this.#frameOf(line);
            if (frame && frames.push(frame) === MAX_FRAMES) break;
        }
        return frames;
    }

    /**
     * A stack as text, in the form V8 gives it, with the script's frames at their places in its sources.
     * For `Error.prepareStackTrace`; the call sites go no further than here.
     */
    formatStack(error: unknown, callSites: readonly NodeJS.CallSite[]): string {
        let text = header(error);
        for (let i = 0; i < callSites.length; i++) {
            const site = callSites[i] as NodeJS.CallSite;
            const file = site.getFileName();
            const line = site.getLineNumber();
            const column = site.getColumnNumber();
            let frame = String(site);
            if (file && line && column && this.has(file)) {
                const place = this.map(file, line, column);
                if (place) frame = frame.replace(`${file}:${line}:${column}`, () => format(place));
            }
            text += `\n    at ${frame}`;
        }
        return text;
    }

    /** Reads one line of a stack, be it already mapped or not. */
    #frameOf(line: string): ScriptFrame | undefined {
        const match = /^\s+at (?:(?:async )?(?:new )?(.*?) \()?(.*?):(\d+):(\d+)\)?$/.exec(line);
        if (!match) return undefined;
        const [, called, location = '', lineText, columnText] = match;
        // "Object.fetchData" and "fetchData [as default]": what the script calls it is enough.
        const name = called?.replace(/^Object\./, '').replace(/ \[as .*\]$/, '');
        const file = location.replace(/^async /, '');
        const at = { file, line: Number(lineText), column: Number(columnText) };
        const place = this.has(file) ? this.map(file, at.line, at.column) : this.#isSource(file) ? at : undefined;
        if (!place) return undefined;
        return name ? { function: name, ...place } : place;
    }

    #isSource(file: string): boolean {
        for (const bundle of this.#code.keys()) {
            const map = this.#mapOf(bundle);
            if (map?.resolvedSources.some((source) => isFile(source, file))) return true;
        }
        return false;
    }

    #mapOf(bundle: string): TraceMap | undefined {
        if (this.#maps.has(bundle)) return this.#maps.get(bundle);
        const code = this.#code.get(bundle);
        const encoded =
            code && /\/\/# sourceMappingURL=data:application\/json;[^,]*base64,([A-Za-z0-9+/=]+)\s*$/.exec(code)?.[1];
        const map = encoded ? new TraceMap(Buffer.from(encoded, 'base64').toString()) : undefined;
        this.#maps.set(bundle, map);
        return map;
    }
}

function isFile(source: string, file: string): boolean {
    return source.startsWith('file:') && fileURLToPath(source) === file;
}

function format(place: Place): string {
    return `${place.file}:${place.line}:${place.column}`;
}

function header(error: unknown): string {
    const name = safeText(error, 'name') ?? 'Error';
    const message = safeText(error, 'message') ?? '';
    return name && message ? `${name}: ${message}` : name || message;
}
