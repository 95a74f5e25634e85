/**
 * In the place of axios's adapter for `fetch`, which is never used here, and which looks at `Request` and `Response` when
 * it is loaded: a look makes Node load its whole fetch implementation, a quarter of a child's start-up time.
 */
export function getFetch(): never {
    throw new Error('The fetch adapter of axios is not part of this program.');
}
