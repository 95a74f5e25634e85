import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { LiveLine } from '../../../../src/cli/output/LiveLine';
import { Output } from '../../../../src/cli/output/Output';

/** A stream that hands its chunks over only when told to. */
class SlowReader extends Writable {
    readonly chunks: string[] = [];
    private readonly waiting: (() => void)[] = [];

    override _write(chunk: Buffer, _encoding: string, done: () => void): void {
        this.chunks.push(chunk.toString());
        this.waiting.push(done);
    }

    takeOne(): void {
        this.waiting.shift()?.();
    }
}

test('small writes are gathered into one chunk', async () => {
    const reader = new SlowReader();
    const output = new Output(reader);
    expect(output.write('a')).toBeUndefined();
    expect(output.write('b')).toBeUndefined();
    await new Promise((resolve) => setImmediate(resolve));
    expect(reader.chunks).toEqual(['ab']);
});

test('a full chunk is not passed over before the reader took it', async () => {
    const reader = new SlowReader();
    const output = new Output(reader);
    let taken = false;
    const writing = output.write('x'.repeat(200_000))?.then(() => {
        taken = true;
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(taken).toBe(false);
    reader.takeOne();
    await writing;
    expect(taken).toBe(true);
});

test('a reader that has gone is told once and never throws', async () => {
    const gone = new Writable({
        write: (_chunk, _encoding, done) => done(Object.assign(new Error('EPIPE'), { code: 'EPIPE' })),
    });
    const output = new Output(gone);
    let told = 0;
    output.onBroken(() => told++);
    output.write('a');
    await output.flush();
    expect(output.write('b'.repeat(1_000_000))).toBeUndefined();
    await output.flush();
    expect({ told, broken: output.broken }).toEqual({ told: 1, broken: true });
});

test('without a terminal there is no live line', async () => {
    const reader = new SlowReader();
    const output = new Output(reader);
    const live = new LiveLine(output, false, () => 'progress');
    live.print(['a', 'b']);
    live.end();
    void output.flush();
    expect(reader.chunks).toEqual(['a\nb\n']);
});

test('lines are printed where the live line was, and it is removed at the end', async () => {
    const text: string[] = [];
    const stream = new Writable({
        write: (chunk, _encoding, done) => {
            text.push(chunk.toString());
            done();
        },
    });
    const output = new Output(stream);
    const drawn = Promise.withResolvers<void>();
    const live = new LiveLine(output, true, (frame) => {
        drawn.resolve();
        return `frame ${frame}`;
    });
    await drawn.promise;
    await live.print(['line']);
    live.end();
    await output.flush();
    expect(text.join('')).toBe('\r\x1b[2Kframe 0\r\x1b[2Kline\n');
});
