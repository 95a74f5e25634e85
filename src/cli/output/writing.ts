import type { Output } from './Output';

/** Writes lines, waiting wherever the reader is slow. */
export async function writeLines(output: Output, lines: Iterable<string>): Promise<void> {
    for (const line of lines) {
        if (output.broken) return;
        await output.write(`${line}\n`);
    }
}

/** Writes a JSON list, an item to a line, between `before` and `after`. */
export async function writeList(
    output: Output,
    before: string,
    items: Iterable<unknown>,
    after: string,
): Promise<void> {
    await output.write(`${before}[`);
    let first = true;
    for (const item of items) {
        if (output.broken) return;
        await output.write(`${first ? '' : ','}\n${JSON.stringify(item)}`);
        first = false;
    }
    await output.write(`]${after}`);
}
