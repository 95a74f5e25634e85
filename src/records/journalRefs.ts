/**
 * The records of one call as the journal keeps them: for each, in order, the row of `records` it concerned and the row
 * of `payloads` that holds what was sent, as two 32-bit numbers. Row 0 means that the call had no effect on a record:
 * a duplicate that was ignored, or an unknown id in batchUpdate.
 */
export class JournalRefs {
    private readonly numbers: Uint32Array<ArrayBuffer>;
    private length = 0;

    constructor(records: number) {
        this.numbers = new Uint32Array(records * 2);
    }

    add(record: number, payload: number): void {
        this.numbers[this.length++] = record;
        this.numbers[this.length++] = payload;
    }

    toBytes(): Uint8Array {
        return new Uint8Array(this.numbers.buffer, 0, this.length * 4);
    }
}

/** Calls `visit` for each record of a stored call, in order. */
export function visitRefs(bytes: Uint8Array, visit: (record: number, payload: number) => void): void {
    const numbers = toNumbers(bytes);
    for (let at = 0; at < numbers.length; at += 2) visit(numbers[at]!, numbers[at + 1]!);
}

export function* payloadsOf(bytes: Uint8Array): Generator<number> {
    const numbers = toNumbers(bytes);
    for (let at = 1; at < numbers.length; at += 2) yield numbers[at]!;
}

function toNumbers(bytes: Uint8Array): Uint32Array {
    const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
    return new Uint32Array(aligned.buffer, aligned.byteOffset, aligned.byteLength / 4);
}
