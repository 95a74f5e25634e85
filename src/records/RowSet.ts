/** A set of row ids as one bit each: a million rows need 125 KB. */
export class RowSet {
    private bits = new Uint8Array(1024);

    add(row: number): void {
        const byte = row >>> 3;
        if (byte >= this.bits.length) {
            const grown = new Uint8Array(Math.max(byte + 1, this.bits.length * 2));
            grown.set(this.bits);
            this.bits = grown;
        }
        this.bits[byte]! |= 1 << (row & 7);
    }

    has(row: number): boolean {
        return ((this.bits[row >>> 3] ?? 0) & (1 << (row & 7))) !== 0;
    }

    *[Symbol.iterator](): Generator<number> {
        for (let byte = 0; byte < this.bits.length; byte++) {
            for (let bits = this.bits[byte]!; bits !== 0; bits &= bits - 1) {
                yield byte * 8 + (31 - Math.clz32(bits & -bits));
            }
        }
    }
}
