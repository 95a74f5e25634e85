const REFERENCE = '/// <reference path="./globals.d.ts" />\n';

/** What scripts use of `node:crypto`, for projects without `@types/node`. Written for this project. */
export const NODE_CRYPTO = `${REFERENCE}
export type BinaryLike = string | Uint8Array | ArrayBuffer | DataView;
export type BinaryToTextEncoding = 'base64' | 'base64url' | 'hex' | 'binary' | 'latin1';
export type KeyLike = string | Buffer | KeyObject;

export interface KeyObject {
    readonly type: 'secret' | 'public' | 'private';
    readonly asymmetricKeyType?: string;
    export(options?: { type?: string; format?: 'pem' | 'der' | 'jwk' | 'buffer'; cipher?: string; passphrase?: string }): any;
    equals(other: KeyObject): boolean;
}

export interface PrivateKeyOptions {
    key: KeyLike | object;
    format?: 'pem' | 'der' | 'jwk';
    type?: string;
    passphrase?: string | Buffer;
    padding?: number;
    saltLength?: number;
    dsaEncoding?: 'der' | 'ieee-p1363';
    oaepHash?: string;
    oaepLabel?: Uint8Array;
}

export interface Hash {
    update(data: BinaryLike, inputEncoding?: BufferEncoding): Hash;
    digest(): Buffer;
    digest(encoding: BinaryToTextEncoding): string;
    copy(): Hash;
}

export interface Hmac {
    update(data: BinaryLike, inputEncoding?: BufferEncoding): Hmac;
    digest(): Buffer;
    digest(encoding: BinaryToTextEncoding): string;
}

export interface Sign {
    update(data: BinaryLike, inputEncoding?: BufferEncoding): Sign;
    end(): Sign;
    sign(key: KeyLike | PrivateKeyOptions): Buffer;
    sign(key: KeyLike | PrivateKeyOptions, encoding: BinaryToTextEncoding): string;
}

export interface Verify {
    update(data: BinaryLike, inputEncoding?: BufferEncoding): Verify;
    end(): Verify;
    verify(key: KeyLike | PrivateKeyOptions, signature: Uint8Array): boolean;
    verify(key: KeyLike | PrivateKeyOptions, signature: string, encoding: BinaryToTextEncoding): boolean;
}

export interface Cipher {
    update(data: BinaryLike): Buffer;
    update(data: string, inputEncoding: BufferEncoding): Buffer;
    update(data: BinaryLike, inputEncoding: BufferEncoding | undefined, outputEncoding: BufferEncoding): string;
    final(): Buffer;
    final(outputEncoding: BufferEncoding): string;
    setAutoPadding(autoPadding?: boolean): this;
    setAAD(data: Uint8Array, options?: { plaintextLength: number }): this;
    getAuthTag(): Buffer;
}

export interface Decipher extends Omit<Cipher, 'getAuthTag'> {
    setAuthTag(tag: Uint8Array): this;
}

export function createHash(algorithm: string, options?: { outputLength?: number }): Hash;
export function createHmac(algorithm: string, key: BinaryLike | KeyObject): Hmac;
export function createSign(algorithm: string): Sign;
export function createVerify(algorithm: string): Verify;
export function sign(algorithm: string | null | undefined, data: BinaryLike, key: KeyLike | PrivateKeyOptions): Buffer;
export function verify(
    algorithm: string | null | undefined,
    data: BinaryLike,
    key: KeyLike | PrivateKeyOptions,
    signature: Uint8Array,
): boolean;
export function createCipheriv(
    algorithm: string,
    key: BinaryLike | KeyObject,
    iv: BinaryLike | null,
    options?: { authTagLength?: number },
): Cipher;
export function createDecipheriv(
    algorithm: string,
    key: BinaryLike | KeyObject,
    iv: BinaryLike | null,
    options?: { authTagLength?: number },
): Decipher;
export function createPrivateKey(key: PrivateKeyOptions | string | Buffer): KeyObject;
export function createPublicKey(key: PrivateKeyOptions | KeyLike): KeyObject;
export function createSecretKey(key: BinaryLike, encoding?: BufferEncoding): KeyObject;
export function publicEncrypt(key: KeyLike | PrivateKeyOptions, data: Uint8Array): Buffer;
export function publicDecrypt(key: KeyLike | PrivateKeyOptions, data: Uint8Array): Buffer;
export function privateEncrypt(key: KeyLike | PrivateKeyOptions, data: Uint8Array): Buffer;
export function privateDecrypt(key: KeyLike | PrivateKeyOptions, data: Uint8Array): Buffer;
export function pbkdf2Sync(
    password: BinaryLike,
    salt: BinaryLike,
    iterations: number,
    keylen: number,
    digest: string,
): Buffer;
export function scryptSync(password: BinaryLike, salt: BinaryLike, keylen: number, options?: object): Buffer;
export function hkdfSync(
    digest: string,
    key: BinaryLike | KeyObject,
    salt: BinaryLike,
    info: BinaryLike,
    keylen: number,
): ArrayBuffer;
export function randomBytes(size: number): Buffer;
export function randomInt(max: number): number;
export function randomInt(min: number, max: number): number;
export function randomUUID(options?: { disableEntropyCache?: boolean }): string;
export function timingSafeEqual(one: Uint8Array | DataView, other: Uint8Array | DataView): boolean;
export function getHashes(): string[];
export function getCiphers(): string[];
export const constants: Record<string, number> & {
    readonly RSA_PKCS1_PADDING: number;
    readonly RSA_PKCS1_OAEP_PADDING: number;
    readonly RSA_PKCS1_PSS_PADDING: number;
    readonly RSA_PSS_SALTLEN_DIGEST: number;
};
export const webcrypto: any;
`;

/** `node:url`, for projects without `@types/node`. Written for this project. */
export const NODE_URL = `${REFERENCE}
declare const GlobalURL: typeof globalThis.URL;
declare const GlobalURLSearchParams: typeof globalThis.URLSearchParams;
type GlobalURL = globalThis.URL;
type GlobalURLSearchParams = globalThis.URLSearchParams;
export { GlobalURL as URL, GlobalURLSearchParams as URLSearchParams };

/** What parse() gives. */
export interface UrlWithStringQuery {
    auth: string | null;
    hash: string | null;
    host: string | null;
    hostname: string | null;
    href: string;
    path: string | null;
    pathname: string | null;
    port: string | null;
    protocol: string | null;
    search: string | null;
    slashes: boolean | null;
    query: string | null;
}

export interface UrlWithParsedQuery extends Omit<UrlWithStringQuery, 'query'> {
    query: Record<string, string | string[] | undefined>;
}

/** What format() takes. */
export interface UrlObject {
    auth?: string | null;
    hash?: string | null;
    host?: string | null;
    hostname?: string | null;
    href?: string | null;
    pathname?: string | null;
    protocol?: string | null;
    search?: string | null;
    slashes?: boolean | null;
    port?: string | number | null;
    query?: string | null | Record<string, any>;
}

export function parse(url: string, parseQueryString?: false, slashesDenoteHost?: boolean): UrlWithStringQuery;
export function parse(url: string, parseQueryString: true, slashesDenoteHost?: boolean): UrlWithParsedQuery;
export function format(url: GlobalURL | UrlObject | string, options?: object): string;
export function resolve(from: string, to: string): string;
export function domainToASCII(domain: string): string;
export function domainToUnicode(domain: string): string;
export function fileURLToPath(url: string | GlobalURL): string;
export function pathToFileURL(path: string): GlobalURL;
`;
