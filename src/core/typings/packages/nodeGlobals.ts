/** `Buffer`, as far as scripts use it, for projects without `@types/node`. Written for this project. */
export const NODE_GLOBALS = `type BufferEncoding =
    | 'ascii'
    | 'utf8'
    | 'utf-8'
    | 'utf16le'
    | 'utf-16le'
    | 'ucs2'
    | 'ucs-2'
    | 'base64'
    | 'base64url'
    | 'latin1'
    | 'binary'
    | 'hex';

/** Bytes. */
interface Buffer extends Uint8Array {
    toString(encoding?: BufferEncoding, start?: number, end?: number): string;
    toJSON(): { type: 'Buffer'; data: number[] };
    equals(other: Uint8Array): boolean;
    compare(other: Uint8Array): -1 | 0 | 1;
    copy(target: Uint8Array, targetStart?: number, sourceStart?: number, sourceEnd?: number): number;
    write(text: string, offset?: number, length?: number, encoding?: BufferEncoding): number;
    slice(start?: number, end?: number): Buffer & ReturnType<Uint8Array['slice']>;
    subarray(start?: number, end?: number): Buffer & ReturnType<Uint8Array['subarray']>;
    readUInt8(offset?: number): number;
    readUInt16BE(offset?: number): number;
    readUInt16LE(offset?: number): number;
    readUInt32BE(offset?: number): number;
    readUInt32LE(offset?: number): number;
    readInt8(offset?: number): number;
    readInt16BE(offset?: number): number;
    readInt16LE(offset?: number): number;
    readInt32BE(offset?: number): number;
    readInt32LE(offset?: number): number;
    writeUInt8(value: number, offset?: number): number;
    writeUInt32BE(value: number, offset?: number): number;
    writeUInt32LE(value: number, offset?: number): number;
}

interface BufferConstructor {
    from(text: string, encoding?: BufferEncoding): Buffer;
    from(data: Uint8Array | readonly number[] | ArrayBuffer | { type: 'Buffer'; data: number[] }): Buffer;
    alloc(size: number, fill?: string | number | Uint8Array, encoding?: BufferEncoding): Buffer;
    allocUnsafe(size: number): Buffer;
    byteLength(value: string | ArrayBuffer | Uint8Array, encoding?: BufferEncoding): number;
    compare(one: Uint8Array, other: Uint8Array): -1 | 0 | 1;
    concat(list: readonly Uint8Array[], totalLength?: number): Buffer;
    isBuffer(value: unknown): value is Buffer;
    isEncoding(encoding: string): encoding is BufferEncoding;
}

declare var Buffer: BufferConstructor;
`;
