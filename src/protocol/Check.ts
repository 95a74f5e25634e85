/** Checks that a message from the other side has the shape it should; throws if not. */
export type Check<T> = (value: unknown) => T;
